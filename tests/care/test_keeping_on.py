"""Plans, goals scored over time, check-ins, the week at a glance, and a session that did not come."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coxa.care.adherence import missed
from coxa.care.course import NextStep
from coxa.care.entries import Goal, PlanMade, Reviewed
from coxa.care.keeping_on import goal_changes
from coxa.care.scheduling import DayKind, coming_days, rest_day, week_at_a_glance
from strategies.record import CONTENT, DAY_0, GOOD, LIFE, OFF, lived, ready

TODAY = date(2026, 11, 25)
EVERY = frozenset(range(7))
past = st.frozensets(st.integers(0, 20).map(lambda ago: TODAY - timedelta(days=ago)), max_size=8)
some_weekdays = st.frozensets(st.integers(0, 6), min_size=1)


def test_goal_of_the_plan_is_asked_for_at_reviews_with_its_first_score() -> None:
    record = ready(life=LIFE.model_copy(update={"goals": (Goal(activity="walk", rating=3),)}))
    record.tell(PlanMade(goal=Goal(activity="dance", rating=2)), 0, 9)
    record.tell(PlanMade(goal=Goal(activity="dance", rating=4)), 5, 9)
    assert record.on(6).goals == (Goal(activity="walk", rating=3), Goal(activity="dance", rating=2))
    record.tell(Reviewed(week=2, average_pain=3, goal_ratings=(5, 7)), 14, 9)
    changes = goal_changes(record.on(14).keeping_on.scores)
    assert [(one.activity, one.first.rating, one.last.rating, one.points) for one in changes] == [
        ("walk", 3, 5, 2),
        ("dance", 2, 7, 5),
    ]


def test_goal_told_twice_is_asked_for_once() -> None:
    record = ready(life=LIFE.model_copy(update={"goals": (Goal(activity="walk", rating=3),)}))
    record.tell(PlanMade(goal=Goal(activity="walk", rating=4)), 0, 9)
    assert record.on(1).goals == (Goal(activity="walk", rating=3),)


def test_plan_changes_nothing_in_the_programme() -> None:
    record = lived(ready(), [GOOD] * 6)
    before = record.on(8)
    record.tell(PlanMade(days=("sun",), at="09:00", reminders=True), 8)
    after = record.on(8)
    assert (after.programme, after.next_step, after.due) == (before.programme, before.next_step, before.due)


def test_check_in_comes_six_months_after_the_start_and_once() -> None:
    record = lived(ready(), [GOOD] * 6)
    record.tell(Reviewed(week=12, average_pain=2), 84, 9)
    week = 26 * 7
    record.answer_all_no(week)
    assert record.on(week).next_step is NextStep.REVIEW
    assert record.on(week).review_due == 26
    record.tell(Reviewed(week=26, average_pain=2, onward="return"), week, 12)
    now = record.on(week)
    assert (now.review_due, now.next_step) == (None, NextStep.SESSION)
    assert now.programme


def test_after_a_gap_one_restarts_easier_and_nothing_counts_against_one() -> None:
    record = lived(ready(), [GOOD] * 10)
    before = sum(line.dose.volume for line in record.on(10).lines)
    record.answer_all_no(30)
    now = record.on(30)
    assert sum(line.dose.volume for line in now.lines) < before
    assert all(line.restarted_on == now.today for line in now.lines)
    assert now.locks == ()


@given(done=past, days_per_week=st.integers(1, 7), weekdays=some_weekdays)
def test_week_holds_seven_days_and_due_days_only_ahead_and_on_the_days_of_the_plan(
    done: frozenset[date], days_per_week: int, weekdays: frozenset[int]
) -> None:
    week = week_at_a_glance(done, TODAY, days_per_week, weekdays)
    assert [day.weekday() for day, _ in week] == list(range(7))
    assert TODAY in dict(week)
    for day, kind in week:
        assert (kind is DayKind.DONE) == (day in done)
        if kind is DayKind.DUE:
            assert day >= TODAY
            assert day.weekday() in weekdays
            assert not rest_day(done, day, days_per_week)
    assert {kind for _, kind in week} <= {DayKind.DONE, DayKind.DUE, DayKind.REST}


@given(done=past, days_per_week=st.integers(1, 7))
def test_flare_promises_no_exercise_day(done: frozenset[date], days_per_week: int) -> None:
    week = week_at_a_glance(done, TODAY, days_per_week, calm=True)
    assert DayKind.DUE not in {kind for _, kind in week}
    assert dict(week)[TODAY] in (DayKind.CALM, DayKind.DONE)


@given(done=past, days_per_week=st.integers(1, 7), weekdays=some_weekdays)
def test_coming_days_keep_to_the_days_of_the_plan(
    done: frozenset[date], days_per_week: int, weekdays: frozenset[int]
) -> None:
    coming = coming_days(done, TODAY, days_per_week, 28, weekdays)
    assert {day.weekday() for day in coming} <= weekdays
    assert not done & set(coming)


def test_a_session_is_asked_about_some_days_after_it_could_have_come() -> None:
    record = lived(ready(), [GOOD, *[OFF] * 3])
    after = int(CONTENT.keeping_on.missed.after_days.value)
    could_come = 2
    assert [record.on(could_come + n).missed for n in (0, after - 1, after)] == [False, False, True]


def test_nothing_is_missed_before_the_first_session_or_on_other_days_than_the_plan_says() -> None:
    assert not missed(frozenset(), TODAY, 3, EVERY, 2)
    monday = DAY_0
    assert missed(frozenset({monday}), monday + timedelta(days=4), 3, EVERY, 2)
    assert not missed(frozenset({monday}), monday + timedelta(days=4), 3, frozenset({0, 4}), 2)
