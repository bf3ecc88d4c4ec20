"""The review: what is asked, and what it leads to."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from coxa.care.course import Course
from coxa.care.decision import Reason, sources
from coxa.care.review import ReviewDecision, check_in_month
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import ReviewAction, Tag
from coxa.web.presenters.reasons import Because, because

REAL_CHANGE_SOURCES: Final = ("salaffi2004",)


@dataclass(frozen=True, slots=True)
class Asked:
    """The head of the page that asks: a review, or a check-in some months after the start."""

    heading: str
    words: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """What a review leads to."""

    week: int
    heading: str
    because: Because
    closed: bool


def asked_of(week: int, content: Content) -> Asked:
    """How the review of `week` is announced; a check-in never blames for a break."""
    month, rules = check_in_month(week, content), content.keeping_on.check_in
    if month is None:
        words = _("A few questions show whether this programme helps you. There are no wrong answers.")
        return Asked(_("Week %(week)d: looking back") % {"week": week}, (words,), ())
    reason = because(Reason("", rules.words, sources(rules.evidence)), content)
    return Asked(check_in_heading(month), (rules.words, rules.break_words), reason.sources)


def check_in_heading(month: int) -> str:
    """The name of the check-in of a month."""
    return _("%(month)d months: how is it going?") % {"month": month}


def onwards() -> list[dict[str, str]]:
    """What can be done with a plan at a check-in."""
    return [
        {"value": "keep", "text": _("Keep it as it is")},
        {"value": "return", "text": _("I had a break, and want to start again gently")},
        {"value": "change", "text": _("Change it")},
    ]


def review_result(decision: ReviewDecision, course: Course, content: Content) -> ReviewResult:
    """One review in words."""
    return ReviewResult(
        week=decision.week,
        heading=action_words(decision.action),
        because=because(decision.reason, content),
        closed=decision.refer is not None and bool(course.locks),
    )


def action_words(action: ReviewAction) -> str:
    """What a review leads to, in a few words."""
    return {
        ReviewAction.CONTINUE: _("We go on as we are"),
        ReviewAction.CHANGE_TRACK: _("We try another way to get stronger"),
        ReviewAction.HELP_KEEPING_ON: _("We make it easier to keep going"),
        ReviewAction.MAINTAIN: _("Now you keep what you have won"),
        ReviewAction.SEE_SOMEONE: _("Please see a professional"),
        ReviewAction.ASK: _("Some answers are missing"),
    }[action]


def real_change(content: Content) -> Because:
    """How large a change must be to count, and who found out."""
    text = _("A change of 1 point out of 10 is slight. A change of 2 points or more is much better, or much worse.")
    return because(Reason("", text, REAL_CHANGE_SOURCES), content)


def may_stand_up(course: Course) -> bool:
    """Whether the 30-second chair stand may be offered: only to those who rise without hands and do not fall."""
    hip = course.hip
    return hip is not None and hip.rises_without_hands is True and Tag.FALL not in course.situation.tags


def changes() -> list[dict[str, str]]:
    """How a hip can be now, compared with the start."""
    return [
        {"value": "much_better", "text": _("Much better")},
        {"value": "better", "text": _("Better")},
        {"value": "same", "text": _("The same")},
        {"value": "worse", "text": _("Worse")},
        {"value": "much_worse", "text": _("Much worse")},
    ]
