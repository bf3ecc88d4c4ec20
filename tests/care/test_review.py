"""The reviews at 2, 6 and 12 weeks, and every three months after."""

from datetime import timedelta

import pytest

from coxa.care.course import NextStep
from coxa.care.entries import Goal, Reviewed
from coxa.care.review import check_in_month, judge, review_due, review_weeks
from coxa.knowledge.vocabulary import Level, Phase, ReviewAction, Track
from strategies.record import ANA_HIP, CONTENT, DAY_0, GOOD, Day, lived, ready

GOALS = (Goal(activity="Walk to the market", rating=4),)
CONTINUE, SEE = ReviewAction.CONTINUE, ReviewAction.SEE_SOMEONE

OUTCOMES = [
    (2, 6, None, (), 90, ReviewAction.CONTINUE, "RV10"),
    (2, 5, None, (), 90, CONTINUE, "RV07"),
    (2, 8, None, (), 90, SEE, "RV03"),
    (2, 7, None, (), 90, CONTINUE, "RV10"),
    (6, 5, None, (), 90, CONTINUE, "RV07"),
    (6, 6, None, (5,), 90, CONTINUE, "RV07"),
    (6, 6, None, (4,), 70, ReviewAction.CHANGE_TRACK, "RV09"),
    (6, 6, None, (), 69, ReviewAction.HELP_KEEPING_ON, "RV08"),
    (6, 8, None, (), 90, SEE, "RV03"),
    (6, 6, "much_worse", (), 90, SEE, "RV03"),
    (12, 4, None, (), 90, ReviewAction.MAINTAIN, "RV04"),
    (12, 5, None, (), 90, CONTINUE, "RV05"),
    (12, 6, None, (5,), 90, CONTINUE, "RV05"),
    (12, 6, None, (), 90, SEE, "RV06"),
    (12, 8, None, (), 90, SEE, "RV02"),
    (2, None, None, (), 90, ReviewAction.ASK, "RV01"),
]


@pytest.mark.parametrize(("week", "pain", "change", "ratings", "adherence", "action", "rule"), OUTCOMES)
def test_a_review_leads_to(
    week: int,
    pain: int | None,
    change: str | None,
    ratings: tuple[int, ...],
    adherence: float,
    action: ReviewAction,
    rule: str,
) -> None:
    review = Reviewed.model_validate({"week": week, "average_pain": pain, "change": change, "goal_ratings": ratings})
    decision = judge(review, DAY_0, 6, GOALS, adherence, CONTENT)
    assert (decision.action, decision.reason.rule) == (action, rule)
    assert decision.refer is (Level.SEE_FIRST if action is SEE else None)


def test_a_third_less_pain_is_much_better_even_below_two_points() -> None:
    decision = judge(Reviewed(week=12, average_pain=2), DAY_0, 3, (), 90, CONTENT)
    assert decision.action is ReviewAction.MAINTAIN


def test_reviews_come_at_2_6_and_12_weeks_and_check_ins_at_6_9_and_12_months() -> None:
    assert review_weeks(DAY_0, DAY_0 + timedelta(weeks=1), CONTENT) == []
    assert review_weeks(DAY_0, DAY_0 + timedelta(weeks=12), CONTENT) == [2, 6, 12]
    assert review_weeks(DAY_0, DAY_0 + timedelta(weeks=51), CONTENT) == [2, 6, 12, 26, 39]
    assert review_weeks(DAY_0, DAY_0 + timedelta(weeks=65), CONTENT) == [2, 6, 12, 26, 39, 52, 65]


def test_the_review_at_12_weeks_is_the_check_in_of_three_months() -> None:
    assert [check_in_month(week, CONTENT) for week in (2, 6, 12, 26, 39, 52)] == [None, None, 3, 6, 9, 12]


def test_only_the_latest_review_is_asked_for() -> None:
    day = DAY_0 + timedelta(weeks=6)
    assert review_due(DAY_0, day, frozenset(), CONTENT) == 6
    assert review_due(DAY_0, day, frozenset({2}), CONTENT) == 6
    assert review_due(DAY_0, day, frozenset({6}), CONTENT) is None


def test_the_review_comes_before_the_next_session() -> None:
    record = lived(ready(), [GOOD] * 14)
    session = record.on(14)
    assert session.next_step in (NextStep.MORNING, NextStep.REVIEW)
    if session.awaiting_morning:
        record.next_morning(session.awaiting_morning.id, 14)
    assert record.on(14).next_step is NextStep.REVIEW
    assert record.on(14).review_due == 2


def test_pain_much_higher_at_six_weeks_shuts_the_programme_until_someone_has_looked() -> None:
    record = lived(ready(), [GOOD] * 3)
    record.tell(Reviewed(week=6, average_pain=7), 42)
    assert record.on(42).locks[0].rule == "RV03"
    assert record.on(42).programme is None


def test_no_change_at_twelve_weeks_recommends_a_professional_without_shutting() -> None:
    record = lived(ready(), [GOOD] * 3)
    record.tell(Reviewed(week=12, average_pain=4), 3)
    assert record.on(3).reviews[-1].action is SEE
    assert record.on(3).locks == ()


def test_no_change_at_six_weeks_with_the_work_done_changes_the_track() -> None:
    record = lived(ready(), [GOOD] * 42)
    before = record.on(42).situation.life.track or Track.NEUROMUSCULAR
    record.tell(Reviewed(week=6, average_pain=ANA_HIP.average_pain), 42, 8)
    course = record.on(42)
    assert course.reviews[-1].action is ReviewAction.CHANGE_TRACK
    assert course.situation.life.track not in (None, before)


def test_no_change_at_six_weeks_with_little_done_helps_to_keep_on() -> None:
    record = lived(ready(), [GOOD, *[Day(exercises=False)] * 41])
    record.tell(Reviewed(week=6, average_pain=ANA_HIP.average_pain), 42, 8)
    assert record.on(42).reviews[-1].action is ReviewAction.HELP_KEEPING_ON


def test_much_less_pain_at_twelve_weeks_is_maintained_twice_a_week() -> None:
    record = lived(ready(), [GOOD] * 5)
    record.tell(Reviewed(week=12, average_pain=2), 5)
    course = record.on(6)
    assert course.situation.phase is Phase.MAINTAIN
    assert course.programme
    assert course.programme.days_per_week == 2
    assert all(line.dose.days_per_week <= 2 for line in course.programme.prescriptions)
