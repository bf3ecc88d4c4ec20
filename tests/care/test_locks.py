"""What shuts a programme, and the only things that open it again."""

from datetime import timedelta

import pytest

from coxa.care.course import NextStep
from coxa.care.entries import ClearanceStated, HealthEvent, HipDescribed, Professional, ScreeningAnswered
from coxa.knowledge.vocabulary import Answer, Level
from strategies.record import ALL_NO, ANA_HIP, CONTENT, DAY_0, SHORT_NO, Day, Record, ready

YES = Answer.YES


def with_flag(question: str, day: int = 1, scope: str = "full") -> Record:
    """Ana's record with one red flag on `day`."""
    record = ready()
    no = ALL_NO if scope == "full" else SHORT_NO
    record.tell(ScreeningAnswered.model_validate({"scope": scope, "answers": no | {question: YES}}), day, 7)
    return record


def clear(record: Record, day: int, said_on: int | None = None, who: Professional = "doctor") -> None:
    on = DAY_0 + timedelta(days=day if said_on is None else said_on)
    record.tell(ClearanceStated(on=on, who=who), day, 12)


@pytest.mark.parametrize(
    ("question", "level", "step"),
    [
        ("RF03", Level.EMERGENCY, NextStep.GET_HELP),
        ("RF07", Level.SAME_DAY, NextStep.SEE_SOMEONE),
        ("RF10", Level.SEE_FIRST, NextStep.SEE_SOMEONE),
        ("RF19", Level.NOT_SERVED, NextStep.GET_HELP),
    ],
)
def test_a_red_flag_shuts_the_programme(question: str, level: Level, step: NextStep) -> None:
    course = with_flag(question).on(2)
    assert (course.triage, course.next_step, course.programme, course.may_exercise) == (level, step, None, False)


@pytest.mark.parametrize("question", ["RF07", "RF10"])
def test_no_again_does_not_open_it(question: str) -> None:
    record = with_flag(question)
    record.answer_all_no(2)
    assert record.on(2).programme is None


@pytest.mark.parametrize("question", ["RF07", "RF10"])
def test_a_professional_who_said_yes_opens_it(question: str) -> None:
    record = with_flag(question)
    clear(record, 2)
    assert record.on(2).locks == ()
    assert record.on(2).programme is not None


def test_an_emergency_needs_a_professional_and_the_whole_safety_check() -> None:
    record = with_flag("RF03")
    record.answer_all_no(2)
    assert record.on(2).next_step is NextStep.GET_HELP
    clear(record, 3)
    assert record.on(3).next_step is NextStep.SAFETY_CHECK
    assert record.on(3).because.rule == "CO13"
    assert record.on(3).programme is None
    record.answer_all_no(3, hour=13)
    assert record.on(3).next_step is NextStep.SESSION


def test_an_emergency_that_is_told_again_stays_shut() -> None:
    record = with_flag("RF03")
    clear(record, 3)
    record.tell(ScreeningAnswered(scope="full", answers=ALL_NO | {"RF03": YES}), 3, 13)
    assert record.on(3).next_step is NextStep.GET_HELP


def test_a_statement_from_before_the_flag_does_not_open_a_same_day_lock() -> None:
    record = with_flag("RF07")
    clear(record, 2, said_on=0)
    assert record.on(2).programme is None


def test_a_visit_in_the_four_weeks_before_covers_a_see_first_answer() -> None:
    record = with_flag("RF10")
    clear(record, 2, said_on=-26)
    assert record.on(2).programme is not None
    late = with_flag("RF10")
    clear(late, 2, said_on=-28)
    assert late.on(2).programme is None


def test_a_cleared_see_first_answer_stays_cleared_for_twelve_weeks() -> None:
    record = with_flag("RF10")
    clear(record, 2)
    still = ScreeningAnswered(scope="full", answers=ALL_NO | {"RF10": YES})
    record.tell(still, 80)
    assert record.on(80).locks == ()
    record.tell(still, 2 + 85)
    assert record.on(2 + 85).triage is Level.SEE_FIRST


def test_a_same_day_answer_shuts_again_however_recently_it_was_cleared() -> None:
    record = with_flag("RF07")
    clear(record, 2)
    record.tell(ScreeningAnswered(scope="short", answers=SHORT_NO | {"RF07": YES}), 3)
    assert record.on(3).triage is Level.SAME_DAY


@pytest.mark.parametrize(("who", "opens"), [("doctor", False), ("physiotherapist", False), ("operating_team", True)])
def test_after_an_operation_only_the_operating_team_opens_it(who: Professional, opens: bool) -> None:
    record = with_flag("RF23")
    clear(record, 2, who=who)
    assert (record.on(2).programme is not None) is opens


def test_nobody_can_clear_a_child() -> None:
    record = with_flag("RF19")
    clear(record, 2, who="operating_team")
    assert record.on(2).triage is Level.NOT_SERVED
    child = ready(HipDescribed(**(ANA_HIP.model_dump() | {"age": 15})))
    assert child.on(0).triage is Level.NOT_SERVED
    child.tell(ANA_HIP, 0, 12)
    assert child.on(0).triage is Level.OK


def test_the_short_list_shuts_as_well() -> None:
    assert with_flag("RF01", scope="short").on(1).next_step is NextStep.GET_HELP


@pytest.mark.parametrize("symptom", sorted(CONTENT.stop_symptoms))
def test_a_stop_symptom_ends_the_session_and_the_urgent_ones_shut(symptom: str) -> None:
    record = ready()
    record.session(0, record.on(0).due, Day(stops=symptom))
    rule = CONTENT.stop_symptoms[symptom]
    course = record.on(0)
    assert not course.may_exercise
    assert {one.decision.action.value for one in course.decisions} == {"stop"}
    if rule.level in (Level.EMERGENCY, Level.SAME_DAY, Level.SEE_FIRST):
        assert course.triage is rule.level
        assert record.on(9).programme is None


@pytest.mark.parametrize("what", ["fall", "illness", "surgery", "new_medicine"])
def test_a_change_in_health_asks_the_whole_safety_check_again(what: str) -> None:
    record = ready()
    record.tell(HealthEvent.model_validate({"what": what, "on": DAY_0}), 2)
    assert record.on(2).next_step is NextStep.SAFETY_CHECK
    record.answer_all_no(2, hour=10)
    assert record.on(2).next_step is NextStep.SESSION


def test_the_whole_safety_check_is_due_every_four_weeks() -> None:
    assert ready().on(27).next_step is NextStep.SESSION
    assert ready().on(28).next_step is NextStep.SAFETY_CHECK


def test_very_strong_pain_that_had_settled_by_morning_needs_the_whole_safety_check() -> None:
    record = ready()
    strong = Day(worst=8, after=3, hours=6)
    session = record.session(0, record.on(0).due, strong)
    assert record.on(0).triage is Level.SAME_DAY
    record.next_morning(session, 1, strong)
    assert record.on(1).next_step is NextStep.SAFETY_CHECK
    record.answer_all_no(1)
    assert record.on(1).locks == ()


@pytest.mark.parametrize("how", [Day(worst=8), Day(after=9), Day(sharp=True)], ids=["during", "after", "sharp"])
def test_very_strong_pain_opens_again_when_a_professional_said_yes(how: Day) -> None:
    record = ready()
    record.session(0, record.on(0).due, how)
    record.answer_all_no(1)
    assert record.on(1).triage is Level.SAME_DAY
    clear(record, 2)
    assert record.on(2).locks == ()
    assert record.on(3).programme is not None
