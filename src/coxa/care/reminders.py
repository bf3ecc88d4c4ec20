"""Whether a session is reminded of, and how long before: never in quiet hours, and not for ever."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from coxa.care.entries import PlanMade
from coxa.knowledge.keeping_on import ReminderRules

MINUTES_IN_A_DAY: Final = 24 * 60


class Stage(StrEnum):
    """How far reminders have faded."""

    EVERY_SESSION = "every_session"
    ONCE_A_WEEK = "once_a_week"
    OVER = "over"


def stage(since: date, day: date, rules: ReminderRules) -> Stage:
    """How far the reminders of a plan made on `since` have faded on `day`."""
    every = timedelta(weeks=rules.every_session_weeks.value)
    if day - since < every:
        return Stage.EVERY_SESSION
    if day - since < every + timedelta(weeks=rules.once_a_week_weeks.value):
        return Stage.ONCE_A_WEEK
    return Stage.OVER


def lead_minutes(plan: PlanMade) -> int | None:
    """How many minutes before a session its reminder comes; `None` when quiet hours leave no time for one.

    A reminder that would come in quiet hours waits for their end, if that is not after the session begins.
    """
    if not plan.reminders or plan.at is None:
        return None
    begins = minute_of(plan.at)
    lead = plan.minutes_before or 0
    if not is_quiet(plan, begins - lead):
        return lead
    later = (begins - minute_of(plan.quiet_until or plan.at)) % MINUTES_IN_A_DAY
    return later if later <= lead else None


def is_quiet(plan: PlanMade, minute: int) -> bool:
    """Whether a minute of the day (it may be of the day before) lies in the quiet hours of a plan."""
    if plan.quiet_from is None or plan.quiet_until is None:
        return False
    begin, end = minute_of(plan.quiet_from), minute_of(plan.quiet_until)
    return (minute - begin) % MINUTES_IN_A_DAY < (end - begin) % MINUTES_IN_A_DAY


def reminded_days(plan: PlanMade, since: date, days: Iterable[date], rules: ReminderRules) -> frozenset[date]:
    """Those of the session `days` that have a reminder, as the reminders fade."""
    if lead_minutes(plan) is None:
        return frozenset()
    reminded: dict[tuple[int, int] | date, date] = {}
    for day in sorted(days):
        match stage(since, day, rules):
            case Stage.EVERY_SESSION:
                reminded[day] = day
            case Stage.ONCE_A_WEEK:
                reminded.setdefault(day.isocalendar()[:2], day)
            case Stage.OVER:
                pass
    return frozenset(reminded.values())


def minute_of(clock: str) -> int:
    """The minute of the day of a time such as 08:30."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
