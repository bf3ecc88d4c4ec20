"""Today in words: the one next step, what is due, what changed, and how it has been."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from coxa.care.course import Course, NextStep
from coxa.care.entries import LifeDescribed
from coxa.care.review import check_in_month
from coxa.knowledge.library import Content
from coxa.web.presenters.answers import decimal_words
from coxa.web.presenters.charts import Chart, pain_days_chart
from coxa.web.presenters.decisions import Told, last_decided, told
from coxa.web.presenters.flare import FlarePlan, flare_plan
from coxa.web.presenters.lines import ShownLine, in_order, minutes_of, shown_lines
from coxa.web.presenters.plan import plan_sentence
from coxa.web.presenters.reasons import Because, because
from coxa.web.presenters.review import check_in_heading
from coxa.web.presenters.safety import Result, result

CHANGES_SHOWN: Final = 3
WEEK: Final = timedelta(days=7)

_Words = str | Promise
_CARDS: Final[dict[NextStep, tuple[_Words, _Words, str]]] = {
    NextStep.GET_HELP: (lazy("Please get help first"), "", ""),
    NextStep.SEE_SOMEONE: (lazy("Please see a professional first"), "", ""),
    NextStep.SAFETY_CHECK: (lazy("First: your safety"), lazy("Answer the safety questions"), "safety"),
    NextStep.PROFESSIONAL: (lazy("The first rule"), lazy("Go on"), "professional"),
    NextStep.ABOUT_MY_HIP: (lazy("About your hip"), lazy("Tell us about your hip"), "about_my_hip"),
    NextStep.MY_LIFE: (lazy("Your life and goals"), lazy("Tell us what fits"), "my_life"),
    NextStep.MORNING: (lazy("How was this morning?"), lazy("Answer the morning questions"), "morning"),
    NextStep.GO_ON: (lazy("Your session is waiting"), lazy("Go on with your session"), "session_step"),
    NextStep.REVIEW: ("", lazy("Look back"), "review"),
    NextStep.CALM_DAY: (lazy("A calm day"), lazy("Start some gentle movement"), "short_check"),
    NextStep.SESSION: (lazy("Today’s session"), lazy("Start today’s session"), "short_check"),
    NextStep.REST: (lazy("A rest day"), "", ""),
    NextStep.DONE: (lazy("Done for today"), lazy("See how it went"), "session_end"),
    NextStep.UNWELL: (lazy("Get well first"), "", ""),
}
"""For each step: the heading, the words of the button, and the page it leads to."""


@dataclass(frozen=True, slots=True)
class NextCard:
    """The one thing to do now: a heading, why, and where it is done."""

    heading: str
    because: Because
    button: str = ""
    href: str = ""
    short_href: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the page."""

    next: NextCard
    closed: Result | None
    welcome_back: bool
    reminders: tuple[Because, ...]
    flare: FlarePlan | None
    flare_day: int | None
    due: tuple[ShownLine, ...]
    minutes: int
    changed: tuple[Told, ...]
    more_changes: bool
    how_it_has_been: str
    trend: Chart | None
    missed: str
    goals: tuple[str, ...]
    when_and_where: str
    plan: str


def today(course: Course, content: Content, number: str) -> Today:
    """The page for this day of a course."""
    may_begin = course.next_step in (NextStep.SESSION, NextStep.CALM_DAY)
    closed = bool(course.locks) and course.next_step in (NextStep.GET_HELP, NextStep.SEE_SOMEONE)
    flare = course.flare_day is not None and not closed
    changed = () if closed else told(last_decided(course.decisions), content)
    life = None if closed else course.life
    return Today(
        next=_next_card(course, content),
        closed=result(course, content, number) if closed else None,
        welcome_back=not closed and _was_away(course),
        reminders=tuple(because(reminder, content) for reminder in course.reminders),
        flare=flare_plan(content) if flare else None,
        flare_day=course.flare_day,
        due=shown_lines(in_order(course.due), content) if may_begin else (),
        minutes=minutes_of(course.due, content),
        changed=changed[:CHANGES_SHOWN],
        more_changes=len(changed) > CHANGES_SHOWN,
        how_it_has_been="" if closed else _how_it_has_been(course),
        trend=None if closed else pain_days_chart(course.pain, course.today, content.keeping_on),
        missed=content.keeping_on.missed.words if course.missed else "",
        goals=_goals(course, life) if life else (),
        when_and_where=(life.when_and_where or "") if life else "",
        plan=plan_sentence(course.keeping_on.plan) if life else "",
    )


def _next_card(course: Course, content: Content) -> NextCard:
    step = course.next_step
    heading, button, page = _CARDS[step]
    why = because(course.because, content)
    if step is NextStep.REVIEW:
        heading, why = _review_heading(course, content), _review_reason(why)
    begins = page == "short_check"
    return NextCard(
        heading=str(heading),
        because=why,
        button=str(button),
        href=_address(page, course) if page else "",
        short_href=f"{reverse(page)}?short=1" if begins else "",
    )


def _address(page: str, course: Course) -> str:
    if page == "session_step":
        return _open_session(course)
    return _last_session(course) if page == "session_end" else reverse(page)


def _open_session(course: Course) -> str:
    return reverse("session_step", args=[course.open_session.id]) if course.open_session else reverse("today")


def _last_session(course: Course) -> str:
    done = [session for session in course.sessions if session.day == course.today and session.done]
    return reverse("session_end", args=[done[-1].id]) if done else reverse("progress")


def _goals(course: Course, life: LifeDescribed) -> tuple[str, ...]:
    """What the person wants to do again: the goals of daily life and of the plan, each once."""
    plan = course.keeping_on.plan
    goals = (*life.goals, *([plan.goal] if plan and plan.goal else []))
    return tuple(dict.fromkeys(goal.activity for goal in goals))


def _review_heading(course: Course, content: Content) -> str:
    month = check_in_month(course.review_due or 0, content)
    if month is not None:
        return check_in_heading(month)
    return _("Week %(week)d: time to look back") % {"week": course.review_due or 0}


def _review_reason(why: Because) -> Because:
    return Because(_("A few questions show whether this programme helps you. Then we go on."), why.sources)


def _was_away(course: Course) -> bool:
    """Whether a gap was long enough that the programme restarts easier today."""
    return any(line.restarted_on == course.today for line in course.lines)


def _how_it_has_been(course: Course) -> str:
    """The last 7 days in one line."""
    recent = {s.day for s in course.sessions if s.done and course.today - s.day < WEEK}
    pains = [mean for day, mean in course.pain if course.today - day < WEEK]
    parts = []
    if recent:
        parts.append(ngettext("%(count)d session", "%(count)d sessions", len(recent)) % {"count": len(recent)})
    if pains:
        parts.append(_("an average pain of %(pain)s out of 10") % {"pain": decimal_words(fmean(pains))})
    return _("In the last 7 days: %(what)s.") % {"what": ", ".join(parts)} if parts else ""
