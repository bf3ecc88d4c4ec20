"""The allow-list: which exercises a person may be given at all, and why not the others."""

from typing import Final

from coxa.care.situation import Situation, load_limits
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Effect, Equipment, LoadBand, Phase, Purpose, Side, Sides

ALWAYS_AT_HAND: Final = frozenset(
    {
        Equipment.BED,
        Equipment.CHAIR,
        Equipment.MAT,
        Equipment.PILLOW,
        Equipment.STRAP,
        Equipment.SUPPORT,
        Equipment.TOWEL,
        Equipment.WALL,
    }
)
"""What every home has: a firm bed or a blanket does for a mat, a worktop for a support, a belt for a strap (ours)."""


def allowed(exercise: Exercise, situation: Situation, content: Content) -> bool:
    """Whether `exercise` may be prescribed to this person in this phase."""
    return why_not(exercise, situation, content) is None


def why_not(exercise: Exercise, situation: Situation, content: Content) -> str | None:
    """Why `exercise` is not for this person now, in plain words; `None` when it is."""
    for caution in exercise.cautions:
        if caution.effect is Effect.BLOCK and caution.tag in situation.tags:
            return caution.note
    if exercise.id in situation.excluded or exercise.id in situation.life.dislikes:
        return content.course_rules["AL01"].because
    if set(exercise.equipment) - at_hand(situation):
        return content.course_rules["AL02"].because
    if not carries_little_enough(exercise, situation, content):
        return content.course_rules["AL03"].because
    if not reached_in_lateral_track(exercise, situation, content):
        return content.course_rules["AL04"].because
    return None


def at_hand(situation: Situation) -> frozenset[Equipment]:
    """What the person can use."""
    return ALWAYS_AT_HAND | frozenset(situation.life.equipment)


def carries_little_enough(exercise: Exercise, situation: Situation, content: Content) -> bool:
    """Whether neither hip carries more than it should, whichever leg works."""
    phase = content.phase(situation.phase)
    sore_most, other_most = load_limits(situation, phase)
    working_sides = (Side.LEFT, Side.RIGHT) if exercise.sides is Sides.EACH else (Side.BOTH,)
    for working in working_sides:
        for hip in (Side.LEFT, Side.RIGHT):
            most = sore_most if hip in situation.sore_sides else other_most
            if load_on(hip, exercise, working).rank > most.rank:
                return False
    return True


def load_on(hip: Side, exercise: Exercise, working: Side) -> LoadBand:
    """What `hip` carries while `working` is the working side; the higher band when both work."""
    if working is Side.BOTH:
        return max(exercise.load.working, exercise.load.other, key=lambda band: band.rank)
    return exercise.load.working if hip is working else exercise.load.other


def reached_in_lateral_track(exercise: Exercise, situation: Situation, content: Content) -> bool:
    """For pain at the side of the hip: whether the track has come to this exercise."""
    if not situation.lateral or exercise.purpose is not Purpose.STRENGTH:
        return True
    weeks = [row.from_week for row in content.plans.lateral_track if row.exercise == exercise.id]
    if weeks:
        return situation.week >= min(weeks)
    phases = list(Phase)
    slots = [slot for slot in content.plan("lateral_hip").slot if exercise.id in slot.candidates]
    light = max(exercise.load.working.rank, exercise.load.other.rank) <= LoadBand.L1.rank and not exercise.easier
    return light or any(phases.index(slot.from_phase) <= phases.index(situation.phase) for slot in slots)


def able_anywhere(exercise_id: str, situation: Situation, content: Content) -> bool:
    """Whether the person said they can do whatever any plan asks of those who do `exercise_id`."""
    needs = (slot.needs.get(exercise_id) for one in content.plans.plan for slot in one.slot)
    return all(need is None or getattr(situation.hip, need) is True for need in needs)


def within_reach(exercise: Exercise, situation: Situation) -> bool:
    """Whether a new line may begin with `exercise`: a light one, or one step from something done before."""
    light = max(exercise.load.working.rank, exercise.load.other.rank) <= LoadBand.L1.rank
    starter = situation.phase in (Phase.SETTLE, Phase.LEARN)
    cardio = exercise.purpose is Purpose.CARDIO
    return light or starter or cardio or bool({*exercise.easier, exercise.id} & situation.done_before)
