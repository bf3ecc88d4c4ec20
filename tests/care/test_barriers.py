"""What gets in the way is answered with something that exists, and never with a push on a day of rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coxa.care.barriers import SHUT, answer, anywhere
from coxa.care.course import Course, NextStep
from coxa.care.entries import BarrierNamed, HealthEvent, PainReported, ScreeningAnswered
from coxa.care.keeping_on import what_followed
from coxa.knowledge.keeping_on import Barrier
from coxa.knowledge.vocabulary import Answer
from strategies.histories import records
from strategies.record import ALL_NO, CONTENT, DAY_0, GOOD, SHORT_NO, Record, lived, ready
from strategies.tries import tries

BARRIERS = CONTENT.barriers.barrier
MOVING = {one.id for one in CONTENT.barriers.help if one.moves}


def offers(barrier: Barrier, course: Course) -> list[str]:
    return [one.id for one in answer(barrier, course, CONTENT).offers]


def named(barrier: str) -> Barrier:
    found = CONTENT.barriers.called(barrier)
    assert found
    return found


@tries(40)
@given(records(), st.sampled_from(BARRIERS))
def test_nobody_is_pushed_on_red_flag_or_flare_days(lived_through: tuple[Record, int], barrier: Barrier) -> None:
    record, day = lived_through
    course = record.on(day)
    resting = bool(course.locks) or course.flare_day is not None or course.next_step in SHUT
    offered = set(offers(barrier, course))
    if resting:
        assert not offered & {*MOVING, "swap"}
        assert anywhere(course, CONTENT) == ()
    if "short_session" in offered:
        assert (course.next_step, course.may_exercise) == (NextStep.SESSION, True)


@pytest.mark.parametrize("barrier", BARRIERS, ids=lambda one: one.id)
@pytest.mark.parametrize(
    "fact",
    [
        PainReported(average=7, flare=True),
        ScreeningAnswered(scope="full", answers=ALL_NO | {"RF10": Answer.YES}),
        ScreeningAnswered(scope="full", answers=ALL_NO | {"RF01": Answer.YES}),
        ScreeningAnswered(scope="short", answers=SHORT_NO | {"EX10": Answer.YES}),
        HealthEvent(what="fall", on=DAY_0),
    ],
    ids=["flare", "see first", "emergency", "unwell", "fall"],
)
def test_each_day_of_rest_silences_every_push(fact: PainReported, barrier: Barrier) -> None:
    record = lived(ready(), [GOOD] * 4)
    assert "short_session" in offers(named("time"), record.on(6)) or record.on(6).next_step is NextStep.MORNING
    record.tell(fact, 6)
    assert not set(offers(barrier, record.on(6))) & {*MOVING, "swap"}


def test_no_time_is_answered_with_five_minutes() -> None:
    assert offers(named("time"), ready().on(0)) == ["short_session", "plan"]


def test_away_from_home_shows_exercises_that_need_nothing() -> None:
    course = ready().on(0)
    assert course.programme
    found = anywhere(course, CONTENT)
    assert found
    assert set(found) <= set(course.programme.prescriptions)
    things = {thing for line in found for thing in CONTENT.exercises[line.exercise].equipment}
    assert things <= set(CONTENT.barriers.anywhere_equipment)


def test_being_ill_asks_all_safety_questions_again() -> None:
    record = ready()
    assert record.on(0).next_step is NextStep.SESSION
    record.tell(BarrierNamed(barrier="ill"), 0)
    assert record.on(0).next_step is NextStep.SAFETY_CHECK
    assert offers(named("ill"), record.on(0)) == ["safety"]
    record.answer_all_no(0, hour=12)
    assert record.on(0).next_step is NextStep.SESSION


@pytest.mark.parametrize("barrier", [one for one in BARRIERS if not one.asks_safety], ids=lambda one: one.id)
def test_naming_anything_else_changes_nothing_in_the_programme(barrier: Barrier) -> None:
    record = lived(ready(), [GOOD] * 4)
    before = record.on(6)
    record.tell(BarrierNamed(barrier=barrier.id, tried="plan"), 6)
    after = record.on(6)
    assert (after.programme, after.next_step, after.due) == (before.programme, before.next_step, before.due)


def test_record_shows_whether_a_session_followed() -> None:
    record = ready()
    for day in (0, 6):
        record.tell(BarrierNamed(barrier="time"), day)
        record.tell(BarrierNamed(barrier="time", tried="short_session"), day, 10)
    record.tell(BarrierNamed(barrier="bored"), 30)
    notes = record.on(31).keeping_on.barriers
    days = frozenset({record.on(0).today})
    within = CONTENT.barriers.helped_within_days.value
    assert what_followed(notes, days, within) == (("time", "short_session", 2, 1), ("bored", None, 1, 0))
