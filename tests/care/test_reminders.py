"""Reminders: never in quiet hours, never long before or after the session, and not for ever."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coxa.care.entries import PlanMade
from coxa.care.reminders import MINUTES_IN_A_DAY, lead_minutes, minute_of, reminded_days
from strategies.record import CONTENT

RULES = CONTENT.keeping_on.reminders
SINCE = date(2026, 1, 5)
clocks = st.times().map(lambda at: f"{at:%H:%M}")
plans = st.builds(
    PlanMade,
    at=clocks,
    reminders=st.just(value=True),
    minutes_before=st.sampled_from(RULES.minutes_before),
    quiet_from=clocks,
    quiet_until=clocks,
)


def quiet_minutes(plan: PlanMade) -> set[int]:
    """Every minute of the quiet hours, counted one by one."""
    minute, minutes = minute_of(plan.quiet_from or ""), set()
    while minute != minute_of(plan.quiet_until or ""):
        minutes.add(minute)
        minute = (minute + 1) % MINUTES_IN_A_DAY
    return minutes


@given(plans)
def test_no_reminder_comes_in_quiet_hours_or_earlier_than_asked(plan: PlanMade) -> None:
    lead = lead_minutes(plan)
    quiet = quiet_minutes(plan)
    wished = (minute_of(plan.at or "") - (plan.minutes_before or 0)) % MINUTES_IN_A_DAY
    if lead is None:
        assert wished in quiet
        return
    assert 0 <= lead <= (plan.minutes_before or 0)
    assert (minute_of(plan.at or "") - lead) % MINUTES_IN_A_DAY not in quiet
    assert wished in quiet or lead == plan.minutes_before


def test_a_reminder_in_quiet_hours_waits_for_their_end() -> None:
    plan = PlanMade(at="08:30", reminders=True, minutes_before=60, quiet_from="21:00", quiet_until="08:00")
    assert lead_minutes(plan) == 30
    assert lead_minutes(plan.model_copy(update={"at": "07:00"})) is None
    assert lead_minutes(plan.model_copy(update={"at": "21:30"})) == 60
    assert lead_minutes(plan.model_copy(update={"at": "22:30"})) is None


def test_without_a_time_or_without_the_wish_there_is_none() -> None:
    days = [SINCE]
    assert reminded_days(PlanMade(reminders=True), SINCE, days, RULES) == frozenset()
    assert reminded_days(PlanMade(at="09:00"), SINCE, days, RULES) == frozenset()


def test_reminders_fade_to_one_a_week_and_end() -> None:
    plan = PlanMade(at="09:00", reminders=True, minutes_before=10)
    days = [SINCE + timedelta(days=n) for n in range(0, 7 * 12, 2)]
    reminded = reminded_days(plan, SINCE, days, RULES)
    every = timedelta(weeks=RULES.every_session_weeks.value)
    over = every + timedelta(weeks=RULES.once_a_week_weeks.value)
    assert {day for day in days if day - SINCE < every} <= reminded
    weekly = [day.isocalendar()[:2] for day in reminded if every <= day - SINCE < over]
    assert len(weekly) == len(set(weekly)) == RULES.once_a_week_weeks.value
    assert all(day - SINCE < over for day in reminded)
