"""What comes into a programme when an exercise is left out of it; and what may take its place on the spot."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from coxa.care.allowing import able_anywhere, allowed, load_on, within_reach
from coxa.care.course import Course
from coxa.care.dose import Dose, capped, lower
from coxa.care.entries import PlannedLine
from coxa.care.lines import Line, of_its_kind, stands_above
from coxa.care.planning import lies_on_sore_side, plan
from coxa.care.prescribing import effort_for, entry_dose
from coxa.care.programme import BOTH_HIPS
from coxa.care.response import SessionRecord
from coxa.care.scheduling import days_between
from coxa.care.session import sets_left
from coxa.care.situation import ceiling
from coxa.care.staying import given
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import BOTH, Side, Sides

MOST_OFFERED: Final = 4
"""How many exercises are offered in the place of one: few enough to choose from in mid-session (our design choice)."""


def instead_of(exercise: str, course: Course, content: Content) -> tuple[str, ...]:
    """The exercises that would come into the programme if `exercise` were left out, in the programme's order."""
    if course.programme is None:
        return ()
    now = {line.exercise for line in course.programme.prescriptions}
    standings = {line.key: line.standing for line in course.lines}
    without = replace(course.situation, excluded=course.situation.excluded | {exercise})
    then = plan(without, standings, content).prescriptions
    return tuple(dict.fromkeys(line.exercise for line in then if line.exercise not in now))


class Why(StrEnum):
    """Why an exercise is offered in the place of another."""

    EASIER = "easier"
    SAME_MUSCLES = "same_muscles"
    SAME_AIM = "same_aim"


@dataclass(frozen=True, slots=True)
class Swap:
    """An exercise that may take the place of the rest of another, side by side, and why."""

    exercise: str
    planned: tuple[PlannedLine, ...]
    why: Why


def swaps(exercise: str, session: SessionRecord, course: Course, content: Content) -> tuple[Swap, ...]:
    """What may be done instead of the rest of `exercise` in this session, the best first; nothing when nothing is left.

    All are allowed for this person, of the same kind, for the same sides, and no harder: no more load on either hip, no
    more sets, no more in a set, no more effort. An exercise for both legs may come when both sides are still to come.
    """
    left = sets_left(exercise, session)
    if not left:
        return ()
    return tuple(_swap(other, left, course, content) for other in _offered(exercise, left, session, course, content))


def _offered(
    exercise_id: str, left: dict[PlannedLine, int], session: SessionRecord, course: Course, content: Content
) -> list[Exercise]:
    exercise, slot = content.exercises[exercise_id], next(iter(left)).slot
    first = instead_of(exercise_id, course, content)
    fits = [
        other
        for other in _candidates(exercise_id, slot, course, content)
        if other.purpose is exercise.purpose
        and _keeps_the_sides(other, exercise, left)
        and (other.dose.minutes is None) == (exercise.dose.minutes is None)
        and _carries_no_more(other, exercise, left)
        and _may_be_done_today(other, left, session, course, content)
    ]
    return sorted(fits, key=lambda other: other.id not in first)[:MOST_OFFERED]


def _candidates(exercise_id: str, slot: str, course: Course, content: Content) -> Iterator[Exercise]:
    """What is of its kind; on the calm days of a flare only what those days allow."""
    calm = content.flare.quiet_exercises if course.flare_day is not None else content.exercises
    return (other for other in of_its_kind(exercise_id, slot, content) if other.id in calm)


def _keeps_the_sides(other: Exercise, exercise: Exercise, left: dict[PlannedLine, int]) -> bool:
    return other.sides is exercise.sides or (other.sides is Sides.BOTH and len(left) > 1)


def _carries_no_more(other: Exercise, exercise: Exercise, left: dict[PlannedLine, int]) -> bool:
    """Whether neither hip carries more than it would have, whichever sides were still to come."""
    sides = [line.side for line in left]
    working = sides if other.sides is exercise.sides else [BOTH]
    return all(
        max(load_on(hip, other, side).rank for side in working)
        <= max(load_on(hip, exercise, side).rank for side in sides)
        for hip in BOTH_HIPS
    )


def _may_be_done_today(
    other: Exercise, left: dict[PlannedLine, int], session: SessionRecord, course: Course, content: Content
) -> bool:
    """Whether it is for this person, in reach, rested, nothing they left because of pain, and no double of today's."""
    situation = course.situation
    known = any(line.exercise == other.id for line in course.lines)
    return (
        allowed(other, situation, content)
        and (known or (within_reach(other, situation) and able_anywhere(other.id, situation, content)))
        and not any(lies_on_sore_side(other, line.side, situation) for line in left if line.side is not BOTH)
        and not _is_in_use(other, session, course, content)
        and all(_is_rested(line, course) for line in course.lines if line.exercise == other.id)
        and not any(_was_left_behind(other, line, content) for line in course.lines)
    )


def _is_in_use(other: Exercise, session: SessionRecord, course: Course, content: Content) -> bool:
    """Whether the session or the programme has it, or the session an easier form of it."""
    today = {name for name, _side in (*session.planned, *session.exercises)}
    programme = {line.exercise for line in course.programme.prescriptions} if course.programme else set()
    return other.id in today | programme or any(stands_above(other, one, content) for one in today)


def _is_rested(line: Line, course: Course) -> bool:
    if line.not_before is not None and course.today < line.not_before:
        return False
    last = line.history.last_day
    return last is None or (course.today - last).days >= days_between(line.dose.days_per_week)


def _was_left_behind(other: Exercise, line: Line, content: Content) -> bool:
    """Whether `line` once stood on it and came down from it, or went elsewhere: then it was too much."""
    if other.id not in line.been_on or other.id == line.exercise:
        return False
    return not stands_above(content.exercises[line.exercise], other.id, content)


def _swap(other: Exercise, left: dict[PlannedLine, int], course: Course, content: Content) -> Swap:
    exercise = content.exercises[next(iter(left)).exercise]
    planned = tuple(_planned(other, line, sets, course, content) for line, sets in left.items())
    if other.sides is not exercise.sides:
        least = min(planned, key=lambda line: given(line).volume)
        planned = (least.model_copy(update={"side": BOTH, "line_side": None}),)
    return Swap(other.id, planned, _why(other, exercise, content))


def _planned(other: Exercise, line: PlannedLine, sets: int, course: Course, content: Content) -> PlannedLine:
    """`other` on one side: its own dose, where it stands, but no more than is left of `line`."""
    situation = course.situation
    dose = capped(_own_dose(other, line.side, course, content), ceiling(situation, content))
    dose = _in_a_set_no_more(dose, given(line), content)
    return PlannedLine(
        slot=line.slot,
        exercise=other.id,
        side=line.side,
        line_side=line.line_side,
        sets=min(dose.sets, sets),
        repetitions=dose.repetitions,
        hold_s=dose.hold_s,
        minutes=dose.minutes,
        rest_s=dose.rest_s,
        effort=min(line.effort, effort_for(other, situation, content)),
    )


def _in_a_set_no_more(dose: Dose, most: Dose, content: Content) -> Dose:
    """`dose`, with no part above that of `most`; what holds and what moves are compared by the time a set takes."""
    if (dose.hold_s is None) == (most.hold_s is None):
        return lower(dose, most)
    one = content.thresholds.seconds_per_repetition.value
    time = (most.repetitions or 1) * (one + (most.hold_s or 0))
    fitting = max(1, int(time // (one + (dose.hold_s or 0))))
    return dose._replace(repetitions=min(dose.repetitions or 1, fitting))


def _own_dose(other: Exercise, side: Side, course: Course, content: Content) -> Dose:
    """The dose on which its own lines stand, the lower where there are several; else the one it begins with."""
    lines = [line.dose for line in course.lines if line.exercise == other.id and side in (line.side, BOTH)]
    entry = entry_dose(other, course.situation, content)
    if not lines:
        return entry
    dose = lines[0]
    for one in lines[1:]:
        dose = lower(dose, one)
    return dose


def _why(other: Exercise, exercise: Exercise, content: Content) -> Why:
    if stands_above(exercise, other.id, content):
        return Why.EASIER
    return Why.SAME_MUSCLES if _prime(other) & _prime(exercise) else Why.SAME_AIM


def _prime(exercise: Exercise) -> set[str]:
    return {muscle.id for muscle in exercise.muscles if muscle.role == "prime"}
