"""Today's session as the page keeps it ready: what is asked before it, what begins nothing, and every set.

The browser only follows rules written here: any answer but "no", or too much pain before, begins no session.
"""

from dataclasses import dataclass
from typing import Final

from django.templatetags.static import static
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from coxa.care.locks import LOCKING
from coxa.care.response import SessionRecord
from coxa.care.screening import level_of, short_list
from coxa.knowledge.library import Content
from coxa.knowledge.screening_rules import Question
from coxa.knowledge.vocabulary import Answer, Level
from coxa.web.device import Device
from coxa.web.forms.session import StartForm
from coxa.web.presenters.calling import with_number
from coxa.web.presenters.lines import ShownLine, in_order, minutes_of, shown_lines
from coxa.web.presenters.pain_rule import PainRule, pain_rule
from coxa.web.presenters.safety import Advice as LevelAdvice
from coxa.web.presenters.safety import advice as level_advice
from coxa.web.presenters.session_away import Away, away
from coxa.web.session_ready import ReadySession, StartRules, start_rules
from coxa.web.visit import Visit

ENOUGH: Final = "now"
"""The group of signs of which one is enough to stop asking: help is needed now."""

_LEGENDS: Final = (
    ("now", gettext_lazy("Signs that need help now")),
    ("today", gettext_lazy("Signs that someone should look at today")),
    ("unwell", gettext_lazy("How are you today?")),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Safety questions that are asked together."""

    name: str
    legend: str
    items: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A question that was not answered with "no": why that counts, and what to do."""

    id: str
    level: Level
    title: str
    because: str
    act: Markup


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """Everything on the page. `levels` are the kinds of advice, the most urgent first."""

    offline: Away
    groups: tuple[Group, ...]
    flags: tuple[Flag, ...]
    levels: tuple[LevelAdvice, ...]
    shuts: frozenset[Level]
    form: StartForm
    rule: PainRule
    lines: tuple[ShownLine, ...]
    minutes: int


def ready_page(visit: Visit, ready: ReadySession) -> ReadyPage:
    """The page that can begin `ready` without the server."""
    rules, content, number = start_rules(visit), visit.content, visit.emergency_number
    flags = _flags(content, number) if rules.groups else ()
    lines = in_order(visit.course.due)
    return ReadyPage(
        offline=away(visit, _not_begun(ready), beginning=_beginning(visit, ready, rules, flags)),
        groups=_groups(rules),
        flags=flags,
        levels=tuple(
            level_advice(content.advice(level), content, number) for level in dict.fromkeys(f.level for f in flags)
        ),
        shuts=LOCKING,
        form=StartForm(),
        rule=pain_rule(visit.course, content, number),
        lines=shown_lines(lines, content),
        minutes=minutes_of(lines, content),
    )


def _not_begun(ready: ReadySession) -> SessionRecord:
    planned = {(line.exercise, line.side): line for line in ready.planned}
    return SessionRecord(ready.session, ready.day, planned=planned)


def _beginning(visit: Visit, ready: ReadySession, rules: StartRules, flags: tuple[Flag, ...]) -> dict[str, object]:
    """What the browser follows before the first set, beside the plan itself."""
    return {
        "ready": {
            "token": ready.sealed(),
            "asks": list(rules.groups),
            "enough": ENOUGH,
            "flags": [{"id": flag.id, "level": flag.level.value} for flag in flags],
            "painFrom": rules.pain_from,
        },
        "body": static(f"coxa/figure/{Device.of(visit.request).body}.glb"),
    }


def _groups(rules: StartRules) -> tuple[Group, ...]:
    return tuple(
        Group(
            name,
            str(legend),
            tuple({"value": one.id, "text": one.short or one.question} for one in rules.groups[name]),
        )
        for name, legend in _LEGENDS
        if name in rules.groups
    )


def _flags(content: Content, number: str) -> tuple[Flag, ...]:
    """Every question of the day as it counts when it alone is answered "yes", the most urgent first."""
    asked = short_list(content)
    none = dict.fromkeys((question.id for question in asked), Answer.NO)
    flags = [_flag(one, level_of(one, {**none, one.id: Answer.YES}), number) for one in asked]
    return tuple(sorted(flags, key=lambda flag: -flag.level.urgency))


def _flag(question: Question, level: Level, number: str) -> Flag:
    return Flag(
        question.id, level, question.short or question.question, question.because, with_number(question.act, number)
    )
