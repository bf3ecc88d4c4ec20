"""An exercise that was left out is never given, whatever comes; it can be taken back, and its pain is not hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coxa.care.course import Course
from coxa.care.entries import BroughtBack, LeftOut, SessionStarted
from coxa.care.flare import quiet_lines
from coxa.care.swapping import instead_of
from strategies.histories import calm_starts, left_out, stretches
from strategies.record import CONTENT, GOOD, Day, Record, live, lived, pain_told, ready
from strategies.tries import tries


def given_to(course: Course) -> set[str]:
    """Every exercise a person could meet on a day."""
    lines = [*course.due, *course.short, *quiet_lines(course.situation, CONTENT)]
    return {line.exercise for line in (*lines, *(course.programme.prescriptions if course.programme else ()))}


@tries(25)
@given(calm_starts(), st.lists(left_out(), min_size=1, max_size=12), stretches(most=14))
def test_what_is_left_out_is_never_given(start: Record, unwanted: list[LeftOut], days: list[Day]) -> None:
    record = start.copy()
    for fact in unwanted:
        record.tell(fact, 0, 9)
    for course in live(record, days):
        excluded = {one.exercise for one in unwanted} - brought_back(record)
        assert not given_to(course) & excluded


def brought_back(record: Record) -> set[str]:
    return {entry.body.exercise for entry in record.entries if isinstance(entry.body, BroughtBack)}


@tries(25)
@given(calm_starts(), st.data())
def test_leaving_one_out_gives_what_was_announced_in_its_place(start: Record, data: st.DataObject) -> None:
    record = start.copy()
    before = record.on(0)
    if not (before.programme and before.programme.prescriptions):
        return
    now = sorted({line.exercise for line in before.programme.prescriptions})
    unwanted = data.draw(st.sampled_from(now))
    announced = instead_of(unwanted, before, CONTENT)
    record.tell(LeftOut(exercise=unwanted, reason="disliked"), 0, 9)
    after = record.on(0).programme
    then = {line.exercise for line in after.prescriptions} if after else set()
    assert set(announced) == then - set(now)
    record.tell(BroughtBack(exercise=unwanted), 0, 10)
    assert record.on(0).programme == before.programme


def test_the_next_candidate_of_the_slot_comes_in_its_place() -> None:
    record = ready()
    programme = record.on(0).programme
    assert programme
    line = next(one for one in programme.prescriptions if one.exercise == "X02")
    record.tell(LeftOut(exercise="X02", reason="position"), 0)
    after = record.on(0).programme
    assert after
    instead = [one.exercise for one in after.prescriptions if one.slot == line.slot]
    slot = next(slot for slot in CONTENT.plan(programme.plan).slot if slot.id == line.slot)
    assert instead
    assert set(instead) <= set(slot.candidates) - {"X02"}


def test_left_out_because_it_hurts_is_reminded_of_until_pain_is_told() -> None:
    record = ready()
    record.tell(LeftOut(exercise="M01", reason="hurts"), 0)
    assert "CO28" in [reason.rule for reason in record.on(0).reminders]
    assert "CO28" in [reason.rule for reason in record.on(3).reminders]
    record.tell(pain_told(4), 3)
    assert "CO28" not in [reason.rule for reason in record.on(3).reminders]
    assert "M01" not in given_to(record.on(3))


@pytest.mark.parametrize("reason", ["disliked", "position", "equipment"])
def test_other_reasons_ask_for_no_pain(reason: str) -> None:
    record = ready()
    record.tell(LeftOut.model_validate({"exercise": "M01", "reason": reason}), 0)
    assert "CO28" not in [one.rule for one in record.on(0).reminders]


def test_pain_already_told_on_an_exercise_stays_in_the_record() -> None:
    hurt = lived(ready(), [GOOD, Day(exercises=False), Day(worst=7)])
    pain = hurt.on(3).pain
    hurt.tell(LeftOut(exercise="M01", reason="hurts"), 3)
    assert hurt.on(3).pain == pain
    assert [one for one in hurt.on(3).decisions if one.exercise == "M01"]
    assert any(isinstance(entry.body, SessionStarted) for entry in hurt.entries)
