"""Flares: when one begins, the calm days, the restart at half, and when someone should look."""

from coxa.care.course import NextStep
from coxa.care.dose import shrunk
from coxa.knowledge.vocabulary import Action, LoadBand, Purpose
from strategies.record import ANA_HIP, CONTENT, GOOD, OFF, Day, Record, live, lived, pain_told, ready

UNSETTLED = Day(morning="much_worse", after=4)


def flared() -> Record:
    """Ana's record after five good sessions and a flare on day 12, with the safety check answered."""
    record = lived(ready(), [GOOD] * 12)
    record.next_morning(record.on(11).sessions[-1].id, 12)
    record.tell(pain_told(7, flare=True), 12)
    record.answer_all_no(12, hour=10)
    return record


def test_saying_it_is_a_flare_asks_the_safety_questions_first() -> None:
    record = lived(ready(), [GOOD] * 12)
    record.tell(pain_told(7, flare=True), 12)
    assert record.on(12).next_step is NextStep.SAFETY_CHECK
    assert record.on(12).because.rule == "CO08"


def test_on_the_first_two_days_there_is_only_calm_movement() -> None:
    record = flared()
    for day in (12, 13):
        course = record.on(day)
        assert course.next_step is NextStep.CALM_DAY
        assert course.flare_day == day - 11
        assert {line.exercise for line in course.due} <= set(CONTENT.flare.quiet_exercises)
        assert all(CONTENT.exercises[line.exercise].load.working.rank <= LoadBand.L1.rank for line in course.due)
        assert all(line.effort <= 3 for line in course.due)


def test_when_pain_is_near_usual_on_day_three_loading_restarts_at_half() -> None:
    record = flared()
    before = {line.key: line for line in record.on(12).lines}
    record.tell(pain_told(ANA_HIP.average_pain + 2), 14)  # type: ignore[operator]
    course = record.on(14)
    assert course.flare_day is None
    for line in course.lines:
        good = before[line.key].good_dose or before[line.key].dose
        if CONTENT.exercises[line.exercise].purpose in (Purpose.STRENGTH, Purpose.BALANCE):
            assert line.dose.volume == min(shrunk(good, 0.5).volume, before[line.key].dose.volume)
        else:
            assert line.dose == before[line.key].dose


def test_when_pain_is_still_up_or_unknown_the_calm_days_go_on() -> None:
    record = flared()
    record.tell(pain_told(7), 14)
    assert record.on(14).flare_day == 3
    assert {line.exercise for line in record.on(14).due} <= set(CONTENT.flare.quiet_exercises)
    assert flared().on(15).flare_day == 4


def test_three_sessions_that_did_not_settle_in_two_weeks_begin_a_flare() -> None:
    days = [UNSETTLED, OFF, OFF]
    assert lived(ready(), days * 2).on(6).flare_day is None
    courses = list(live(ready(), days * 4))
    assert any(course.flare_day for course in courses)


def test_a_flare_that_lasts_two_weeks_needs_someone_to_look() -> None:
    record = flared()
    record.tell(pain_told(7), 24)
    assert record.on(25).programme is not None
    assert record.on(26).next_step is NextStep.SEE_SOMEONE
    assert record.on(26).locks[0].rule == "CO02"


def test_a_third_flare_in_six_weeks_needs_someone_to_look() -> None:
    record = ready()
    for day in (1, 10, 20):
        record.tell(pain_told(7, flare=True), day)
        record.answer_all_no(day, hour=10)
        if day < 20:
            assert record.on(day).locks == ()
            record.tell(pain_told(3), day + 3)
            assert record.on(day + 3).flare_day is None
    assert [lock.rule for lock in record.on(20).locks] == ["CO03"]


def test_pain_that_rises_two_weeks_in_a_row_needs_someone_to_look() -> None:
    record = ready()
    for day in range(21):
        record.tell(pain_told(1 + 3 * (day // 7)), day)
    record.answer_all_no(20)
    assert "CO01" in {lock.rule for lock in record.on(20).locks}


def test_a_rise_of_two_points_in_a_week_eases_loading_and_keeps_cardio() -> None:
    record = lived(ready(), [Day(before=1, after=1)] * 7)
    for day in range(7, 14):
        record.tell(pain_told(5), day, 4)
    lived(record, [Day(before=5, after=5, worst=3)] * 7, first_day=7)
    rules = {}
    for one in record.on(14).decisions:
        rules.setdefault(CONTENT.exercises[one.exercise].purpose, set()).add(one.decision.reason.rule)
    assert "PR05" in rules[Purpose.STRENGTH]
    assert "PR05" not in rules[Purpose.CARDIO]
    assert Action.PROGRESS not in {one.decision.action for one in record.on(14).decisions if one.day.day > 12}
