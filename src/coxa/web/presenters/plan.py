"""The plan in words: when, where and after what, as one sentence; its reminders; how the goals have changed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS as DAY_NAMES
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coxa.care.entries import Goal, PlanMade
from coxa.care.keeping_on import WEEKDAYS, GoalChange
from coxa.care.reminders import Stage, lead_minutes, stage
from coxa.knowledge.keeping_on import ReminderRules

Items = list[dict[str, Any]]


def weekday_names(days: Iterable[str]) -> list[str]:
    """The days in words, from Monday on."""
    chosen = set(days)
    return [str(DAY_NAMES[number]) for number, day in enumerate(WEEKDAYS) if day in chosen]


def plan_sentence(plan: PlanMade | None) -> str:
    """The plan said back: if it is this day, at this time, after this, then I exercise there; empty without any."""
    if plan is None or not (plan.days or plan.at or plan.cue or plan.place):
        return ""
    when = [
        get_text_list(weekday_names(plan.days), _("or")) if plan.days else _("an exercise day"),
        _("at %(time)s") % {"time": plan.at} if plan.at else "",
        plan.cue or "",
    ]
    said = {"when": ", ".join(part for part in when if part), "where": plan.place}
    if plan.place:
        return _("If it is %(when)s, then I do my exercises %(where)s.") % said
    return _("If it is %(when)s, then I do my exercises.") % said


def reminder_words(plan: PlanMade, since: date, today: date, rules: ReminderRules) -> str:
    """Which reminders come, and until when."""
    if not plan.reminders:
        return _("You have no reminders.")
    lead = lead_minutes(plan)
    if lead is None:
        return _("Your reminder would come in your quiet hours. So there is none.")
    when = _before(lead) if lead else _("when it begins")
    return {
        Stage.EVERY_SESSION: _("Each session has a reminder: %(when)s.") % {"when": when},
        Stage.ONCE_A_WEEK: _("The first session of a week has a reminder: %(when)s.") % {"when": when},
        Stage.OVER: _("Your reminders have ended by themselves. Save your plan again if you want more."),
    }[stage(since, today, rules)]


def goal_words(goal: Goal) -> str:
    """A goal, and how well it goes."""
    if goal.rating is None:
        return goal.activity
    return _("%(what)s (%(now)d of 10)") % {"what": goal.activity, "now": goal.rating}


def change_words(change: GoalChange) -> str:
    """How an activity went first, and how it goes now."""
    if change.first is change.last:
        return _("%(what)s: %(now)d of 10.") % {"what": change.activity, "now": change.last.rating}
    said = {"what": change.activity, "first": change.first.rating, "now": change.last.rating}
    return _("%(what)s: %(first)d of 10 at the start, %(now)d now.") % said


def choices(rules: ReminderRules) -> dict[str, Items]:
    """The answers to choose from, by the name of the field."""
    return {
        "days": [{"value": day, "text": name} for day, name in zip(WEEKDAYS, weekday_names(WEEKDAYS), strict=True)],
        "reminders": [{"value": "yes", "text": _("Yes, please")}, {"value": "no", "text": _("No, thank you")}],
        "minutes_before": [
            {"value": n, "text": _before(n) if n else _("When it begins")} for n in rules.minutes_before
        ],
    }


def _before(minutes: int) -> str:
    return ngettext("%(count)d minute before", "%(count)d minutes before", minutes) % {"count": minutes}
