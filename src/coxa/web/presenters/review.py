"""The review: what is asked, and what it leads to."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from coxa.care.course import Course
from coxa.care.decision import Reason
from coxa.care.review import ReviewDecision
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import ReviewAction, Tag
from coxa.web.presenters.reasons import Because, because

REAL_CHANGE_SOURCES: Final = ("salaffi2004",)


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """What a review leads to."""

    week: int
    heading: str
    because: Because
    closed: bool


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
