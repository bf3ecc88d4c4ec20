"""What someone told about keeping going, in words: one small function per kind of entry."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _

from coxa.care.entries import BarrierNamed, BroughtBack, LeftOut, PlanMade
from coxa.knowledge.library import Content
from coxa.web.presenters.answers import Words, filled, joined, yes_no
from coxa.web.presenters.keeping_on import barrier_name, exercise_name, help_name, left_out_reasons
from coxa.web.presenters.plan import goal_words, plan_sentence, weekday_names


def _plan(fact: PlanMade, _content: Content) -> Words:
    rows = filled(
        (_("Goal"), goal_words(fact.goal) if fact.goal else None),
        (_("Days"), ", ".join(weekday_names(fact.days))),
        (_("Time"), fact.at),
        (_("Place"), fact.place),
        (_("After or before what"), fact.cue),
        (_("Reminders"), yes_no(said=fact.reminders)),
        (_("Minutes before"), None if fact.minutes_before is None else str(fact.minutes_before)),
        (_("Quiet from"), fact.quiet_from),
        (_("Quiet until"), fact.quiet_until),
    )
    return Words(_("My plan"), plan_sentence(fact) or joined(rows[:1]), rows)


def _barrier(fact: BarrierNamed, content: Content) -> Words:
    chosen = help_name(fact.tried, content) if fact.tried else None
    rows = filled((_("What it was"), barrier_name(fact.barrier, content)), (_("What you chose"), chosen))
    return Words(_("Something got in the way"), joined(rows), rows)


def _left_out(fact: LeftOut, content: Content) -> Words:
    name = exercise_name(fact.exercise, content)
    rows = filled((_("Exercise"), name), (_("Why"), left_out_reasons()[fact.reason]))
    return Words(_("An exercise left out"), joined(rows), rows)


def _brought_back(fact: BroughtBack, content: Content) -> Words:
    rows = ((_("Exercise"), exercise_name(fact.exercise, content)),)
    return Words(_("An exercise brought back"), joined(rows), rows)


ABOUT_KEEPING_ON: Final[dict[type, Callable[[Any, Content], Words]]] = {
    BarrierNamed: _barrier,
    BroughtBack: _brought_back,
    LeftOut: _left_out,
    PlanMade: _plan,
}
"""The function of each kind."""
