"""After days without exercise: one step easier after a week, two after two."""

import pytest

from care.hardness import easier_than
from coxa.care.course import Course
from coxa.care.entries import MorningChecked
from strategies.record import DAY_0, GOOD, LIFE, OFF, Day, Record, lived, ready

FIVE_SESSIONS = [GOOD] * 10
LAST = 9
"""The day of the fifth session."""


def after_gap(days: int) -> tuple[Record, Course]:
    record = lived(ready(), FIVE_SESSIONS)
    session = record.on(LAST).sessions[-1]
    assert (session.day - DAY_0).days == LAST
    record.tell(MorningChecked(session=session.id, morning="same", night_worse=False), LAST + 1, 6)
    return record, record.on(LAST + days)


def rules_after(days: int) -> set[str]:
    record, course = after_gap(days)
    record.session(LAST + days, course.due)
    return {one.decision.reason.rule for one in record.on(LAST + days).decisions if one.day == course.today}


@pytest.mark.parametrize(("days", "rule"), [(6, None), (7, "PR12a"), (14, "PR12a"), (15, "PR12b"), (27, "PR12b")])
def test_a_gap_restarts_easier(days: int, rule: str | None) -> None:
    found = rules_after(days) & {"PR12a", "PR12b"}
    assert found == ({rule} if rule else set())


def test_after_a_week_every_line_is_one_step_easier() -> None:
    record, course = after_gap(7)
    before = {line.slot: line for line in record.on(LAST + 1).lines}
    for line in course.lines:
        was = before[line.slot]
        if line.exercise == was.exercise:
            assert line.dose.volume <= was.dose.volume * 0.5
        else:
            assert line.exercise in easier_than(was.exercise)


def test_after_more_than_two_weeks_every_line_is_two_steps_easier() -> None:
    one, two = after_gap(7)[1], after_gap(15)[1]
    lower = {line.slot: line for line in two.lines}
    for line in one.lines:
        other = lower[line.slot]
        if line.exercise == other.exercise:
            assert other.dose.volume <= line.dose.volume
        else:
            assert other.exercise in easier_than(line.exercise)


def test_the_restart_happens_once() -> None:
    record, course = after_gap(8)
    record.session(LAST + 8, course.due, Day())
    session = record.on(LAST + 8).sessions[-1]
    record.next_morning(session.id, LAST + 9)
    after = {line.key: (line.exercise, line.dose) for line in record.on(LAST + 10).lines}
    restarted = {line.key: (line.exercise, line.dose) for line in course.lines}
    assert {key: after[key] for key in restarted} == restarted


def test_who_planned_one_session_a_week_also_restarts_easier() -> None:
    weekly = ready(life=LIFE.model_copy(update={"days_per_week": 1}))
    record = lived(weekly, [GOOD, *[OFF] * 6])
    assert record.on(7).due
