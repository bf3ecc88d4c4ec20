"""The result of the safety check as words: how urgent, why, what to do, and what opens the way again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from coxa.care.course import Course
from coxa.care.decision import Reason
from coxa.care.locks import LOCKING, Lock
from coxa.care.screening import Fired
from coxa.knowledge.library import Content
from coxa.knowledge.screening_rules import LevelAdvice, Question
from coxa.knowledge.vocabulary import Level
from coxa.web.presenters.calling import with_number
from coxa.web.presenters.citing import citations

TAGS: Final = {
    Level.EMERGENCY: (gettext_lazy("Get help now"), "red"),
    Level.NOT_SERVED: (gettext_lazy("Adults only"), "red"),
    Level.SAME_DAY: (gettext_lazy("Today"), "red"),
    Level.SEE_FIRST: (gettext_lazy("Before you start"), "amber"),
    Level.CAUTION: (gettext_lazy("With care"), "petrol"),
}
"""A tag for each level, in words and a colour."""

_LEGENDS: Final = {
    "now": gettext_lazy("Signs that need help now"),
    "today": gettext_lazy("Signs that someone should look at today"),
    "unwell": gettext_lazy("How are you today?"),
}
"""What is said above each group of the short list, in the order in which they are asked."""

_CARDS: Final = {Level.EMERGENCY: "emergency", Level.NOT_SERVED: "urgent", Level.SAME_DAY: "urgent"}


@dataclass(frozen=True, slots=True)
class Advice:
    """What a level of urgency means, with the number to call in place."""

    level: Level
    urgency: str
    title: str
    lines: tuple[Markup, ...]
    who: str
    by_when: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Safety questions that are asked together, as boxes to tick."""

    name: str
    legend: str
    items: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that counts: what was asked, how urgent it is, why, and what to do."""

    title: str
    tag: str
    colour: str
    because: Markup
    acts: tuple[Markup, ...]
    opened_by: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The whole result."""

    advice: Advice
    findings: tuple[Finding, ...]
    cleared: tuple[Finding, ...]
    shut: bool
    can_be_cleared: bool
    by_age: bool


def result(course: Course, content: Content, number: str) -> Result:
    """Tell where a person stands, most urgent first."""
    locks = [lock for lock in course.locks if not lock.awaits_screening]
    fired = course.outcome.fired if course.outcome else ()
    shut_rules = {lock.rule for lock in course.locks}
    cautions = [one for one in fired if one.level not in LOCKING and one.question not in shut_rules]
    cleared = [one for one in fired if one.level in LOCKING and one.question not in shut_rules]
    return Result(
        advice=advice(content.advice(course.triage), content, number),
        findings=(
            *(_of_lock(lock, content, number) for lock in locks),
            *(_of_fired(one, content, number) for one in cautions),
        ),
        cleared=tuple(_of_fired(one, content, number) for one in cleared),
        shut=course.triage in LOCKING,
        can_be_cleared=any(lock.cleared_by != "nobody" for lock in locks),
        by_age=any(lock.rule in content.gates for lock in locks),
    )


def advice(level: LevelAdvice, content: Content, number: str) -> Advice:
    """The words for one level."""
    return Advice(
        level=level.level,
        urgency=_CARDS.get(level.level, "non-urgent"),
        title=level.title,
        lines=tuple(with_number(line, number) for line in level.advice),
        who=level.who,
        by_when=level.by_when,
        sources=citations((citation.source for citation in level.evidence), content),
    )


def asked_together(groups: Mapping[str, tuple[Question, ...]]) -> tuple[Group, ...]:
    """The groups of the short list as they are asked before a session."""
    return tuple(
        Group(name, str(legend), tuple({"value": one.id, "text": one.short or one.question} for one in groups[name]))
        for name, legend in _LEGENDS.items()
        if name in groups
    )


def locked(course: Course, content: Content, number: str) -> tuple[Finding, ...]:
    """Everything that is shut and still needs a professional's yes."""
    return tuple(_of_lock(lock, content, number) for lock in course.locks if not lock.awaits_screening)


def _of_lock(lock: Lock, content: Content, number: str) -> Finding:
    return _finding(lock.level, lock.reason, _opened_by(lock), content, number)


def _of_fired(fired: Fired, content: Content, number: str) -> Finding:
    return _finding(fired.level, fired.reason, "", content, number)


def _finding(level: Level, reason: Reason, opened_by: str, content: Content, number: str) -> Finding:
    tag, colour = TAGS[level]
    return Finding(
        title=_title(reason.rule, content),
        tag=str(tag),
        colour=colour,
        because=with_number(reason.because, number),
        acts=tuple(with_number(act, number) for act in _acts(reason.rule, content)),
        opened_by=opened_by,
        sources=citations(reason.evidence, content),
    )


def _title(rule: str, content: Content) -> str:
    if rule in content.questions:
        return content.questions[rule].question
    if rule in content.stop_symptoms:
        return _("You stopped a session")
    return _("From what you told us about your hip") if rule in content.gates or rule == "CO04" else _("Your record")


def _acts(rule: str, content: Content) -> Iterator[str]:
    if rule in content.questions:
        yield content.questions[rule].act
    elif rule in content.stop_symptoms and not content.stop_symptoms[rule].ask:
        yield from content.stop_symptoms[rule].advice


def _opened_by(lock: Lock) -> str:
    day = date_format(lock.since, "DATE_FORMAT")
    if lock.cleared_by == "nobody":
        return ""
    if lock.cleared_by == "operating_team":
        return _("Noted on %(day)s. Only the team that operated on you can say yes.") % {"day": day}
    return _("Noted on %(day)s. A doctor or physiotherapist can say yes.") % {"day": day}
