"""The morning after: the answers that can be given, and what they decided."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coxa.care.course import Course
from coxa.care.response import SessionRecord
from coxa.knowledge.library import Content
from coxa.web.presenters.decisions import Told, told

Items = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class MorningResult:
    """What follows from a morning."""

    changes: tuple[Told, ...]
    closed: bool


def morning_result(record: SessionRecord, course: Course, content: Content) -> MorningResult:
    """What was decided about every exercise of a session."""
    decided = (d for d in course.decisions if d.day == record.day)
    return MorningResult(changes=told(decided, content), closed=bool(course.locks))


def mornings() -> Items:
    """How a morning can compare with usual."""
    return [
        {"value": "better", "text": _("Better than usual")},
        {"value": "same", "text": _("The same as usual")},
        {"value": "little_worse", "text": _("A little worse")},
        {"value": "much_worse", "text": _("Much worse")},
    ]


def hours() -> Items:
    """How long a hip can take to settle."""
    return [
        {"value": "1", "text": _("Within an hour")},
        {"value": "6", "text": _("Within a few hours")},
        {"value": "12", "text": _("By the evening, or within 12 hours")},
        {"value": "24", "text": _("Within a day")},
        {"value": "48", "text": _("Longer, or it has not settled yet")},
    ]
