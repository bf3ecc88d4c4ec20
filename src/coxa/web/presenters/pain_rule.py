"""The two messages that belong together: how much pain is all right, and what always means stop."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext
from markupsafe import Markup

from coxa.care.course import Course
from coxa.knowledge.library import Content
from coxa.knowledge.screening_rules import StopSymptom
from coxa.knowledge.vocabulary import Tag
from coxa.web.presenters.calling import number_link
from coxa.web.presenters.citing import citations


@dataclass(frozen=True, slots=True)
class PainRule:
    """The person's pain zone, and the list of what always means stop."""

    zone: str
    rise: str
    most: int
    stop_for: tuple[str, ...]
    call_for: tuple[str, ...]
    number: Markup
    sources: tuple[str, ...]


def pain_rule(course: Course, content: Content, number: str) -> PainRule:
    """The two messages for this person."""
    limits = course.pain_limits
    stops = [s for s in offered_symptoms(content, course.situation.tags) if s.ends == "session"]
    return PainRule(
        zone=limits.words,
        rise=_rise(limits.rise_most),
        most=limits.during_most,
        stop_for=tuple(s.symptom for s in stops if s.level != "emergency"),
        call_for=tuple(s.symptom for s in stops if s.level == "emergency"),
        number=number_link(number),
        sources=citations((c.source for c in limits.evidence), content),
    )


def offered_symptoms(content: Content, tags: Iterable[Tag]) -> tuple[StopSymptom, ...]:
    """What can be wrong for a person who carries `tags`."""
    carried = set(tags)
    return tuple(s for s in content.stop_symptoms.values() if not s.only_with or carried & set(s.only_with))


def _rise(most: int) -> str:
    return ngettext(
        "It should not rise by more than %(most)d point during an exercise.",
        "It should not rise by more than %(most)d points during an exercise.",
        most,
    ) % {"most": most}
