"""From a person's situation to a programme: which exercises, how much, and why each is there."""

from collections.abc import Iterator, Mapping

from coxa.care.allowing import allowed, within_reach
from coxa.care.decision import Reason, sources
from coxa.care.dose import Dose, capped
from coxa.care.fitting import fitting
from coxa.care.prescribing import effort_for, entry_dose
from coxa.care.programme import BOTH_HIPS, LineKey, Prescription, Programme, Standing
from coxa.care.situation import Situation, ceiling, plan_id
from coxa.knowledge.dosing_rules import Slot
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Phase, Position, Side, Sides, Track


def plan(situation: Situation, standings: Mapping[LineKey, Standing], content: Content) -> Programme:
    """Build the programme for `situation`; `standings` are the lines that decisions have already moved."""
    starter = content.plan(plan_id(situation, content))
    track = situation.life.track or Track.NEUROMUSCULAR
    lines = _lines(situation, track, standings, content)
    prescriptions = tuple(line for group in lines for line in group)
    return Programme(
        plan=starter.id,
        phase=situation.phase,
        track=track,
        days_per_week=_days_per_week(situation, content),
        prescriptions=fitting(prescriptions, situation.life.minutes, content),
        because=(
            Reason(starter.id, starter.words, sources(starter.evidence)),
            _phase_reason(situation, content),
        ),
    )


def _days_per_week(situation: Situation, content: Content) -> int:
    """The person's own days; in maintenance, no more than it takes."""
    days = situation.life.days_per_week
    if situation.phase is Phase.MAINTAIN:
        return min(days, content.phase(Phase.MAINTAIN).days_per_week)
    return days


def _phase_reason(situation: Situation, content: Content) -> Reason:
    phase = content.phase(situation.phase)
    return Reason(phase.phase, f"{phase.name}: {phase.words}", sources(phase.evidence))


def _lines(
    situation: Situation, track: Track, standings: Mapping[LineKey, Standing], content: Content
) -> Iterator[tuple[Prescription, ...]]:
    used: set[str] = set()
    for slot in sorted(_active_slots(situation, track, content), key=lambda slot: slot.priority):
        chosen = _chosen_by_side(slot, situation, standings, used, content)
        used |= {exercise.id for exercise in chosen.values()}
        yield tuple(
            _prescribe(slot, exercise, side, situation, standings, content) for side, exercise in chosen.items()
        )


def _chosen_by_side(
    slot: Slot,
    situation: Situation,
    standings: Mapping[LineKey, Standing],
    used: set[str],
    content: Content,
) -> dict[Side, Exercise]:
    """The exercise of each line of a slot: one line for both sides, or one for each.

    When one side had to go down to an exercise for both legs, its line keeps its side, and the other goes on as it was.
    """
    stood = {side: standings[slot.id, side].exercise for side in Side if (slot.id, side) in standings}
    wanted = [stood.get(Side.BOTH)] if Side.BOTH in stood or not stood else [stood.get(s) for s in BOTH_HIPS]
    found = [_choose(slot, exercise, situation, used, content) for exercise in wanted]
    exercises = [exercise for exercise in found if exercise]
    if not exercises:
        return {}
    if exercises[0] is exercises[-1] and exercises[0].sides is Sides.BOTH:
        return {Side.BOTH: exercises[0]}
    by_side = {Side.LEFT: exercises[0], Side.RIGHT: exercises[-1]}
    return {side: exercise for side, exercise in by_side.items() if not lies_on_sore_side(exercise, side, situation)}


def lies_on_sore_side(exercise: Exercise, working: Side, situation: Situation) -> bool:
    """Whether a person with pain at the side of the hip would lie on it while `working` is the upper leg."""
    return situation.lateral and exercise.position is Position.SIDE_LYING and working.other in situation.sore_sides


def _active_slots(situation: Situation, track: Track, content: Content) -> Iterator[Slot]:
    phases = list(Phase)
    now = phases.index(situation.phase)
    for slot in content.plan(plan_id(situation, content)).slot:
        in_phase = phases.index(slot.from_phase) <= now <= phases.index(slot.until_phase)
        if in_phase and slot.track in (None, track):
            yield slot


def _choose(
    slot: Slot, stands_on: str | None, situation: Situation, used: set[str], content: Content
) -> Exercise | None:
    """The exercise a line stands on, else an easier neighbour, else the first candidate that fits.

    When another slot has the exercise the line stands on already, nothing harder comes in its place.
    """
    tried = [stands_on, *content.exercises[stands_on].easier] if stands_on else []
    stands_elsewhere = stands_on in used
    candidates = [] if stands_elsewhere else sorted(slot.candidates, key=lambda c: c not in situation.life.likes)
    for exercise_id in [*tried, *candidates]:
        exercise = content.exercises[exercise_id]
        known = exercise_id in tried or _may_begin(exercise, slot, situation, used, content)
        if exercise_id not in used and known and allowed(exercise, situation, content):
            return exercise
    return None


def _may_begin(exercise: Exercise, slot: Slot, situation: Situation, used: set[str], content: Content) -> bool:
    """Whether a line may begin here: the person is able, it is in reach, and no easier form of it is in use already."""
    below = (content.exercises[easier] for easier in exercise.easier)
    twins = {one.id for one in below if one.family is exercise.family and one.position is exercise.position}
    return able(exercise.id, slot, situation) and within_reach(exercise, situation) and not twins & used


def able(exercise_id: str, slot: Slot, situation: Situation) -> bool:
    """Whether the person said they can do what a candidate needs; not answered is not able."""
    need = slot.needs.get(exercise_id)
    return need is None or getattr(situation.hip, need) is True


def _prescribe(
    slot: Slot,
    exercise: Exercise,
    side: Side,
    situation: Situation,
    standings: Mapping[LineKey, Standing],
    content: Content,
) -> Prescription:
    phase = content.phase(situation.phase)
    standing = standings.get((slot.id, side))
    stays = standing is not None and standing.exercise == exercise.id
    dose = standing.dose if standing and stays else entry_dose(exercise, situation, content)
    if situation.phase is Phase.MAINTAIN:
        dose = dose._replace(days_per_week=min(dose.days_per_week, phase.days_per_week))
    return Prescription(
        slot=slot.id,
        exercise=exercise.id,
        side=Side.BOTH if exercise.sides is Sides.BOTH else side,
        line_side=side,
        purpose=slot.purpose,
        dose=_capped_volume(dose, situation, content),
        effort=effort_for(exercise, situation, content),
        priority=slot.priority,
        reasons=(Reason(slot.id, slot.because, sources((*slot.evidence, *exercise.evidence))),),
        adaptations=tuple(c.note for c in exercise.cautions if c.tag in situation.tags),
    )


def _capped_volume(dose: Dose, situation: Situation, content: Content) -> Dose:
    """A dose that person and phase allow, on no more days than the person has."""
    lower = capped(dose, ceiling(situation, content))
    return lower._replace(days_per_week=min(lower.days_per_week, situation.life.days_per_week))
