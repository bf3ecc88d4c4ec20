"""Which day is a session, which is rest, and which lines are due."""

from datetime import timedelta

import pytest

from coxa.care.course import NextStep
from coxa.care.scheduling import LastDone, days_between, due_lines, rest_day, short_version
from strategies.record import CONTENT, DAY_0, GOOD, LIFE, Day, lived, ready


@pytest.mark.parametrize(("per_week", "apart"), [(1, 7), (2, 3), (3, 2), (4, 1), (7, 1)])
def test_days_between_sessions(per_week: int, apart: int) -> None:
    assert days_between(per_week) == apart


def test_the_day_after_a_session_is_rest_three_times_a_week() -> None:
    assert rest_day(frozenset({DAY_0}), DAY_0 + timedelta(days=1), 3)
    assert not rest_day(frozenset({DAY_0}), DAY_0 + timedelta(days=2), 3)


def test_when_the_days_of_the_week_are_done_the_rest_is_rest() -> None:
    done = frozenset(DAY_0 + timedelta(days=day) for day in (0, 2, 4))
    assert rest_day(done, DAY_0 + timedelta(days=6), 3)
    assert not rest_day(done, DAY_0 + timedelta(days=7), 3)


def test_once_done_today_is_done() -> None:
    record = lived(ready(), [GOOD])
    assert record.on(0).next_step is NextStep.DONE
    assert not record.on(0).may_exercise


def test_a_line_rests_as_long_as_its_decision_says() -> None:
    daily = ready(life=LIFE.model_copy(update={"days_per_week": 7}))
    unsettled = Day(morning="much_worse")
    session = daily.session(0, daily.on(0).due, unsettled)
    daily.next_morning(session, 1, unsettled)
    assert daily.on(1).due == ()
    assert daily.on(1).next_step is NextStep.REST
    assert daily.on(2).due != ()


def test_a_line_without_a_past_is_due() -> None:
    lines = ready().on(0).programme.prescriptions  # type: ignore[union-attr]
    assert due_lines(lines, {}, DAY_0) == lines
    resting = {line.key: LastDone(DAY_0, DAY_0 + timedelta(days=4)) for line in lines}
    assert due_lines(lines, resting, DAY_0 + timedelta(days=3)) == ()
    assert due_lines(lines, resting, DAY_0 + timedelta(days=4)) == lines


def test_the_short_version_begins_with_the_most_important_line() -> None:
    course = ready().on(0)
    assert min(line.priority for line in course.short) == min(line.priority for line in course.due)
    assert short_version((), CONTENT) == ()


def test_a_session_that_was_begun_goes_on() -> None:
    record = ready()
    record.begin(0, record.on(0).due)
    course = record.on(0)
    assert course.next_step is NextStep.GO_ON
    assert course.open_session is not None
    assert record.on(1).open_session is None


def test_the_next_morning_is_asked_before_the_next_session_and_not_for_ever() -> None:
    record = ready()
    record.session(0, record.on(0).due)
    assert [record.on(day).next_step for day in (1, 2, 3)] == [NextStep.MORNING] * 3
    assert record.on(4).next_step is NextStep.SESSION
