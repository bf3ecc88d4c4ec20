"""What a session does to the lines of a programme: the other side, the other slot, and what was really done."""

from dataclasses import replace

import pytest

from coxa.care.dose import shrunk
from coxa.care.entries import ExerciseDone, ScreeningAnswered, SessionFinished
from coxa.care.lines import Line
from coxa.care.situation import effort_most
from coxa.knowledge.vocabulary import Action, Answer, Phase, Purpose, Side
from strategies.record import ALL_NO, ANA_HIP, CONTENT, GOOD, Record, lived, ready

IRRITABLE = ANA_HIP.model_copy(update={"pain_at_rest": 6, "settle_h": 30})


def one_session(record: Record, day: int, **pains: int) -> None:
    """A session in which `X02=6` names the exercises that hurt; the morning after is calm."""
    due = record.on(day).due
    session = record.begin(day, due)
    for line in due:
        pain = pains.get(f"{line.exercise}_{line.side.value}", pains.get(line.exercise, 1))
        record.exercise(day, line, GOOD, worst_pain=pain)
    record.tell(SessionFinished(session=session, pain_after=2), day, 11)
    record.next_morning(session, day + 1)


def slot(record: Record, day: int, name: str) -> dict[Side, Line]:
    return {line.side: line for line in record.on(day).lines if line.slot == name}


def test_one_side_that_hurts_goes_down_and_the_other_goes_on() -> None:
    record = ready()
    one_session(record, 0, G03_left=6)
    one_session(record, 2, G02=1)
    lines = slot(record, 3, "side_lift")
    assert lines[Side.LEFT].exercise == "G02"
    assert lines[Side.RIGHT].exercise == "G03"


def test_two_sides_that_come_to_the_same_exercise_for_both_legs_become_one_line() -> None:
    record = ready()
    one_session(record, 0, G03=6)
    assert list(slot(record, 1, "side_lift")) == [Side.BOTH]


def test_when_two_sides_join_the_one_that_hurt_below_is_eased_as_well() -> None:
    record = ready(ANA_HIP.model_copy(update={"painful": "both"}))
    one_session(record, 0, G03_right=6)
    before = slot(record, 2, "side_lift")[Side.RIGHT].dose
    one_session(record, 2, G03_left=6, G02=4)
    lines = slot(record, 3, "side_lift")
    assert [(side, line.exercise) for side, line in lines.items()] == [(Side.BOTH, "G02")]
    assert lines[Side.BOTH].dose.volume == shrunk(before, 0.75).volume


def test_what_hurt_twice_is_never_swapped_for_something_harder() -> None:
    record = ready(IRRITABLE)
    for day in (0, 2):
        one_session(record, day, X01=6)
    swapped = [one for one in record.on(3).decisions if one.decision.action is Action.SWAP]
    assert [one.exercise for one in swapped] == ["X01"]
    assert "X02" not in {line.exercise for line in slot(record, 3, "squeeze").values()}


def test_very_strong_pain_leaves_the_line_as_low_as_strong_pain_does() -> None:
    after = {}
    for pain in (6, 8):
        record = ready()
        one_session(record, 0, X02=pain)
        after[pain] = slot(record, 1, "bridge")[Side.BOTH]
    assert after[8].exercise == after[6].exercise == "X01"
    assert after[8].dose.volume <= after[6].dose.volume


def test_an_exercise_that_hurts_does_not_come_back_when_its_easier_one_is_taken() -> None:
    record = ready(ANA_HIP.model_copy(update={"told": "impingement"}))
    one_session(record, 0, M01=6)
    one_session(record, 2, S01=6)
    programme = record.on(4).programme
    assert programme
    assert "M06" in {line.exercise for line in programme.prescriptions}
    assert "S01" not in {line.exercise for line in programme.prescriptions}


def test_good_sessions_on_a_lower_rung_do_not_raise_the_one_above() -> None:
    record = ready()
    for day in (0, 2, 4, 6, 9, 11):
        session = record.begin(day, ())
        done = {"worst_pain": 1, "effort": 1, "in_control": True, "done_percent": 100}
        record.tell(ExerciseDone(session=session, exercise="X02", side=Side.BOTH, **done), day, 10)
        record.tell(SessionFinished(session=session, pain_after=1), day, 11)
        record.next_morning(session, day + 1)
    lines = slot(record, 12, "bridge")
    assert {line.exercise for line in lines.values()} == {"X04"}
    assert {line.dose.volume for line in lines.values()} == {CONTENT.exercises["X04"].dose.sets.start * 5 * 2}


def test_when_a_cap_is_lifted_the_dose_goes_on_from_what_was_done() -> None:
    record = lived(ready(), [GOOD] * 3)
    slows_the_heart = ALL_NO | {"EX12": Answer.YES}
    record.tell(ScreeningAnswered(scope="full", answers=slows_the_heart), 3)
    lived(record, [GOOD] * 5, first_day=3)
    record.answer_all_no(8)
    stretch = slot(record, 8, "stretch")[Side.LEFT]
    assert CONTENT.exercises[stretch.exercise].dose.hold_s.most > 12  # type: ignore[union-attr]
    assert (stretch.dose.hold_s or 0) <= 12


@pytest.mark.parametrize("phase", Phase)
def test_unseen_effort_stays_at_three_in_every_phase(phase: Phase) -> None:
    unseen = ready(seen=False).on(0).situation
    assert {effort_most(purpose, replace(unseen, phase=phase), CONTENT) for purpose in Purpose} <= {1, 2, 3}
