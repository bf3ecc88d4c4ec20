"""What there is to learn: short lessons, and pages about what people were told."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coxa.knowledge.condition import Condition
from coxa.knowledge.library import Content
from coxa.web.presenters.evidence import Cited, Standing, cited, standing

_ABOUT: Final = "about_"
"""What the address of a condition begins with; no lesson's id has an underscore, so they never clash."""

Cards = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a page: a heading, paragraphs and points; `kind` says how the points are shown."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    kind: str = "list"
    evidence: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownLesson:
    """Everything on the page of one lesson or one condition."""

    title: str
    caption: str
    summary: str
    notice: str
    parts: tuple[Part, ...]
    evidence: tuple[Cited, ...]
    standing: Standing


def lesson_of(condition_id: str) -> str:
    """The address of a condition among the lessons."""
    return f"{_ABOUT}{condition_id}"


def lesson_cards(content: Content) -> Cards:
    """The lessons."""
    return [
        {
            "heading": lesson.title,
            "href": reverse("lesson", args=[lesson.id]),
            "text": lesson.summary,
            "tag": _minutes(lesson.minutes),
        }
        for lesson in content.lessons.values()
    ]


def condition_cards(content: Content) -> Cards:
    """The conditions, those that need a team of their own last."""
    ordered = sorted(content.conditions.values(), key=lambda one: (one.team_only, one.name))
    return [
        {
            "heading": condition.name,
            "href": reverse("lesson", args=[lesson_of(condition.id)]),
            "text": _("Also called: %(names)s") % {"names": ", ".join(condition.aliases)},
        }
        for condition in ordered
    ]


def shown_lesson(lesson_id: str, content: Content) -> ShownLesson | None:
    """The page at an address, or nothing."""
    if lesson_id.startswith(_ABOUT):
        condition = content.conditions.get(lesson_id.removeprefix(_ABOUT))
        return _condition(condition, content) if condition else None
    lesson = content.lessons.get(lesson_id)
    if lesson is None:
        return None
    parts = tuple(
        Part(one.heading, one.paragraphs, one.points, evidence=cited(one.evidence, content)) for one in lesson.sections
    )
    minutes = _minutes(lesson.minutes)
    return ShownLesson(lesson.title, minutes, lesson.summary, "", parts, (), standing(lesson))


def _condition(condition: Condition, content: Content) -> ShownLesson:
    names = ", ".join(condition.aliases)
    return ShownLesson(
        title=condition.name,
        caption=_("What you may have been told"),
        summary=condition.summary,
        notice=_("This is not a diagnosis. Coxa does not find out what your hip has. A professional can."),
        parts=(
            Part(_("What often helps"), points=condition.what_helps, kind="do"),
            Part(_("Take care"), points=condition.avoid, kind="dont"),
            Part(_("What to expect"), paragraphs=(condition.expect,)),
            Part(_("When to see someone"), points=condition.see_someone, kind="see"),
            Part(_("Other names"), paragraphs=(f"{names[0].upper()}{names[1:]}.",)),
        ),
        evidence=cited(condition.evidence, content),
        standing=standing(condition),
    )


def _minutes(minutes: int) -> str:
    return ngettext("%(count)d minute to read", "%(count)d minutes to read", minutes) % {"count": minutes}
