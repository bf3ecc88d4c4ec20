"""The coming sessions, as a calendar takes them: on the days, at the time and place of the plan."""

from datetime import date, time, timedelta
from typing import Final

from coxa.care.course import Course
from coxa.care.entries import PlanMade
from coxa.care.reminders import lead_minutes, reminded_days
from coxa.care.scheduling import coming_days
from coxa.exchange.calendar import ComingSession
from coxa.knowledge.library import Content

WEEKS_AHEAD: Final = 4
"""How far a calendar file looks: a programme is looked at anew after that (our design choice)."""


def coming_sessions(course: Course, content: Content, at: time | None = None) -> tuple[ComingSession, ...]:
    """The sessions of the next weeks, at `at` or else at the time of the plan; none without a programme.

    Without a plan a session with a time is reminded of as it begins; a plan says so itself.
    """
    if course.programme is None or course.life is None:
        return ()
    kept, minutes = course.keeping_on, course.life.minutes
    ahead = timedelta(weeks=WEEKS_AHEAD).days
    days = coming_days(course.session_days, course.today, course.programme.days_per_week, ahead, kept.weekdays)
    plan = kept.plan
    if plan is None or kept.plan_since is None:
        return tuple(ComingSession(day, minutes, at, alarm_before=timedelta(0)) for day in days)
    begins = at or (time.fromisoformat(plan.at) if plan.at else None)
    timed = plan.model_copy(update={"at": f"{begins:%H:%M}" if begins else None})
    leads = _leads(timed, kept.plan_since, days, content)
    return tuple(ComingSession(day, minutes, begins, plan.place or "", leads.get(day)) for day in days)


def _leads(plan: PlanMade, since: date, days: tuple[date, ...], content: Content) -> dict[date, timedelta]:
    """How long before each session that has a reminder the reminder comes."""
    lead = lead_minutes(plan)
    reminded = reminded_days(plan, since, days, content.keeping_on.reminders)
    return {} if lead is None else dict.fromkeys(reminded, timedelta(minutes=lead))
