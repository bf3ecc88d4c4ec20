"""Today's session as the page keeps it ready: what is asked before it, what begins nothing, and every set.

The browser only follows rules written here: any answer but "no", or too much pain before, begins no session.
"""

from dataclasses import dataclass
from typing import Final

from django.templatetags.static import static
from django.utils import timezone
from markupsafe import Markup

from coxa.care.locks import LOCKING
from coxa.care.programme import Prescription
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
from coxa.web.presenters.safety import Group, asked_together
from coxa.web.presenters.safety import advice as level_advice
from coxa.web.presenters.session import Step, steps_left
from coxa.web.presenters.session_away import Away, away, lines_and_places
from coxa.web.session_ready import Lines, ReadySession, StartRules, start_rules
from coxa.web.visit import Visit

ENOUGH: Final = "now"
"""The group of signs of which one is enough to stop asking: help is needed now."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A question that was not answered with "no": why that counts, and what to do."""

    id: str
    level: Level
    title: str
    because: str
    act: Markup


@dataclass(frozen=True, slots=True)
class Planned:
    """What one session holds, and about how many minutes it takes."""

    lines: tuple[ShownLine, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """Everything on the page. `levels` are the kinds of advice, the most urgent first.

    `short` and `short_steps` are the short session and its sets, where it is shorter than the whole.
    """

    offline: Away
    groups: tuple[Group, ...]
    flags: tuple[Flag, ...]
    levels: tuple[LevelAdvice, ...]
    shuts: frozenset[Level]
    form: StartForm
    rule: PainRule
    whole: Planned
    short: Planned | None
    short_steps: tuple[Step, ...]


def ready_page(visit: Visit, ready: ReadySession) -> ReadyPage:
    """The page that can begin `ready` without the server."""
    rules, content, number = start_rules(visit), visit.content, visit.emergency_number
    flags = _flags(content, number) if rules.groups else ()
    short = _not_begun(ready, ready.short)
    short_steps = steps_left(short, visit.course.situation, content, timezone.localtime())
    short_plan = lines_and_places(short, short_steps) if ready.short else None
    beginning = _beginning(visit, ready, rules, flags, short_plan)
    return ReadyPage(
        offline=away(visit, _not_begun(ready, ready.planned), beginning=beginning),
        groups=asked_together(rules.groups),
        flags=flags,
        levels=tuple(
            level_advice(content.advice(level), content, number) for level in dict.fromkeys(f.level for f in flags)
        ),
        shuts=LOCKING,
        form=StartForm(),
        rule=pain_rule(visit.course, content, number),
        whole=_planned(visit.course.due, content),
        short=_planned(visit.course.short, content) if ready.short else None,
        short_steps=short_steps,
    )


def _planned(prescriptions: tuple[Prescription, ...], content: Content) -> Planned:
    return Planned(shown_lines(in_order(prescriptions), content), minutes_of(prescriptions, content))


def _not_begun(ready: ReadySession, lines: Lines) -> SessionRecord:
    return SessionRecord(ready.session, ready.day, planned={(line.exercise, line.side): line for line in lines})


def _beginning(
    visit: Visit, ready: ReadySession, rules: StartRules, flags: tuple[Flag, ...], short: dict[str, object] | None
) -> dict[str, object]:
    """What the browser follows before the first set, beside the plan of the whole session."""
    return {
        "ready": {
            "token": ready.sealed(),
            "asks": list(rules.groups),
            "enough": ENOUGH,
            "flags": [{"id": flag.id, "level": flag.level.value} for flag in flags],
            "painFrom": rules.pain_from,
            "short": short,
        },
        "body": static(f"coxa/figure/{Device.of(visit.request).body}.glb"),
    }


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
