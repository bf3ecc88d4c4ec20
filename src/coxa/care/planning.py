"""From a person's situation to a programme: which exercises, how much, and why each is there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from coxa.care import limits
from coxa.care.allowing import allowed, within_reach
from coxa.care.decision import Reason, sources
from coxa.care.dose import Dose, capped, shrunk, starting_dose
from coxa.care.entries import PlannedLine
from coxa.care.situation import Situation, ceiling, effort_most, plan_id
from coxa.knowledge.dosing_rules import Slot, TrackWeek
from coxa.knowledge.exercise import DoseRange, Exercise, Range
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import DoseClass, Phase, Purpose, Side, Sides, Track

BOTH_HIPS: Final = (Side.LEFT, Side.RIGHT)

LineKey = tuple[str, Side]
"""A line of a programme: its slot and its side."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a line stands on its ladder: the exercise, and the dose that was decided for it."""

    exercise: str
    dose: Dose


@dataclass(frozen=True, slots=True)
class Prescription:
    """One exercise on one side, with its dose and the reasons for it."""

    slot: str
    exercise: str
    side: Side
    line_side: Side
    purpose: Purpose
    dose: Dose
    effort: int
    priority: int
    reasons: tuple[Reason, ...]
    adaptations: tuple[str, ...]

    @property
    def key(self) -> LineKey:
        """The line of the programme this is."""
        return self.slot, self.line_side

    def as_planned(self) -> PlannedLine:
        """This prescription as a session's record keeps it."""
        dose = self.dose
        return PlannedLine(
            slot=self.slot,
            exercise=self.exercise,
            side=self.side,
            line_side=None if self.line_side is self.side else self.line_side,
            sets=dose.sets,
            repetitions=dose.repetitions,
            hold_s=dose.hold_s,
            minutes=dose.minutes,
            rest_s=dose.rest_s,
            effort=self.effort,
        )


@dataclass(frozen=True, slots=True)
class Programme:
    """What a person does in this phase, line by line."""

    plan: str
    phase: Phase
    track: Track
    days_per_week: int
    prescriptions: tuple[Prescription, ...]
    because: tuple[Reason, ...]

    def line(self, exercise: str, side: Side) -> Prescription | None:
        """The prescription of `exercise` on `side`, if there is one."""
        return next((p for p in self.prescriptions if p.exercise == exercise and p.side is side), None)


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


def sides_of(exercise: Exercise) -> tuple[Side, ...]:
    """The sides an exercise is prescribed for."""
    return BOTH_HIPS if exercise.sides is Sides.EACH else (Side.BOTH,)


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
    return {Side.LEFT: exercises[0], Side.RIGHT: exercises[-1]}


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
        known = exercise_id in tried or (able(exercise_id, slot, situation) and within_reach(exercise, situation))
        if exercise_id not in used and known and allowed(exercise, situation, content):
            return exercise
    return None


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
        dose = replace(dose, days_per_week=min(dose.days_per_week, phase.days_per_week))
    effort = min(effort_most(situation, phase, content), track_effort(exercise, situation, content))
    return Prescription(
        slot=slot.id,
        exercise=exercise.id,
        side=Side.BOTH if exercise.sides is Sides.BOTH else side,
        line_side=side,
        purpose=slot.purpose,
        dose=_capped_volume(dose, situation, content),
        effort=effort,
        priority=slot.priority,
        reasons=(Reason(slot.id, slot.because, sources((*slot.evidence, *exercise.evidence))),),
        adaptations=tuple(c.note for c in exercise.cautions if c.tag in situation.tags),
    )


def _capped_volume(dose: Dose, situation: Situation, content: Content) -> Dose:
    """A dose that person and phase allow, on no more days than the person has."""
    lower = capped(dose, ceiling(situation, content.phase(situation.phase), content))
    return replace(lower, days_per_week=min(lower.days_per_week, situation.life.days_per_week))


def entry_dose(exercise: Exercise, situation: Situation, content: Content) -> Dose:
    """The dose with which `exercise` begins for this person."""
    days = situation.life.days_per_week
    dose = starting_dose(range_of(exercise, situation, content), days)
    gentle = situation.phase is Phase.SETTLE and exercise.dose.kind is DoseClass.STR and not dose.minutes
    return shrunk(dose, content.thresholds.easing_volume.value) if gentle else dose


def range_of(exercise: Exercise, situation: Situation, content: Content) -> DoseRange:
    """How far the dose of `exercise` goes: by its own file, or by the lateral-hip track in its week."""
    row = track_week(exercise, situation, content)
    if row is None:
        return exercise.dose
    return exercise.dose.model_copy(
        update={
            "sets": row.sets,
            "repetitions": row.repetitions or exercise.dose.repetitions,
            "hold_s": row.hold_s if row.hold_s else exercise.dose.hold_s,
            "times_a_day": row.times_a_day,
            "days_per_week": Range(start=1, most=row.days_per_week),
            "tempo": row.speed or exercise.dose.tempo,
        }
    )


def track_week(exercise: Exercise, situation: Situation, content: Content) -> TrackWeek | None:
    """The row of the lateral-hip track for `exercise` in this week, if the person is on it."""
    if not situation.lateral:
        return None
    rows = [
        row
        for row in content.plans.lateral_track
        if row.exercise == exercise.id and row.from_week <= situation.week <= (row.to_week or situation.week)
    ]
    return rows[-1] if rows else None


def track_effort(exercise: Exercise, situation: Situation, content: Content) -> int:
    """The effort the lateral-hip track asks for; without a row, the hard limit."""
    row = track_week(exercise, situation, content)
    return row.effort.most if row else limits.MOST_EFFORT


def seconds_of(prescription: Prescription, content: Content) -> float:
    """How long a prescription takes, in seconds, with its rests and getting into position."""
    dose, numbers = prescription.dose, content.thresholds
    if dose.minutes is not None:
        return dose.sets * dose.minutes * 60 + numbers.changeover_s.value
    one = numbers.seconds_per_repetition.value + (dose.hold_s or 0)
    work = dose.sets * (dose.repetitions or 1) * one
    return work + dose.rest_s * (dose.sets - 1) + numbers.changeover_s.value


def fitting(prescriptions: tuple[Prescription, ...], minutes: float, content: Content) -> tuple[Prescription, ...]:
    """The most important prescriptions that fit into `minutes`; both sides of a slot stay together.

    At least one exercise always remains, cardio shortened to the time there is.
    """
    left = max(minutes, limits.LEAST_SESSION_MINUTES) * 60
    chosen: list[Prescription] = []
    for group in _by_slot(prescriptions):
        needed = sum(seconds_of(line, content) for line in group)
        shortened = _shortened(group, left, content) if needed > left else group
        chosen.extend(shortened)
        left -= sum(seconds_of(line, content) for line in shortened)
    return tuple(chosen)


def _shortened(group: tuple[Prescription, ...], seconds: float, content: Content) -> tuple[Prescription, ...]:
    """Cardio cut to the time that is left, if that is at least five minutes; nothing else is cut."""
    line = group[0]
    whole_minutes = int((seconds - content.thresholds.changeover_s.value) // 60)
    if line.dose.minutes is None or whole_minutes < content.thresholds.five_minutes.value - 1:
        return ()
    return (replace(line, dose=replace(line.dose, minutes=min(line.dose.minutes, whole_minutes))),)


def _by_slot(prescriptions: tuple[Prescription, ...]) -> list[tuple[Prescription, ...]]:
    groups: dict[str, list[Prescription]] = {}
    for line in sorted(prescriptions, key=lambda line: line.priority):
        groups.setdefault(line.slot, []).append(line)
    return [tuple(group) for group in groups.values()]
