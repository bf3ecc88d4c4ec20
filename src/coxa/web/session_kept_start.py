"""Take in how a session began on a device while Coxa could not be reached.

What was answered and what was begun are facts, also when the record has changed meanwhile. The plan is the server's
own, carried back under its seal: a device can begin nothing else with it, and nothing harder. When the seal is not
this server's, because its secret was lost, the record itself has to vouch for the plan. Answers need no seal.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from coxa.care.entries import Fact, PainReported, ScreeningAnswered, SessionStarted
from coxa.knowledge.screening_rules import QuestionId
from coxa.knowledge.vocabulary import Answer
from coxa.web.forms.asking import NONE
from coxa.web.forms.safety import grouped
from coxa.web.forms.session import StartForm
from coxa.web.session_ready import ReadySession, offered_on, unsealed
from coxa.web.visit import Visit

Fields = Mapping[str, str]

_A_DAY: Final = timedelta(days=1)
"""A device in another time zone may still call the plan's day the one before or after (our design choice)."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a form from before the first set tells, and of which day; `vouched` when its plan was surely that day's."""

    day: date
    facts: tuple[Fact, ...]
    vouched: bool = True


def before_first_set(visit: Visit, session: UUID, fields: Fields, at: datetime) -> Beginning | None:
    """What a form tells; `None` when no page of ours, made for then, would send it.

    A session that the record knows already is not begun a second time.
    """
    found = unsealed(fields.get("plan", ""), visit.person.pk)
    if found is None:
        return None
    ready, sealed = found
    if ready.session != session or abs(timezone.localdate(at) - ready.day) > _A_DAY:
        return None
    facts = BEFORE[fields["action"]](visit, ready, fields)
    if facts is None:
        return None
    plans = [fact.planned for fact in facts if isinstance(fact, SessionStarted)]
    return Beginning(ready.day, facts, vouched=sealed or all(offered_on(ready.day, plan, visit) for plan in plans))


def _screen(visit: Visit, _ready: ReadySession, fields: Fields) -> tuple[Fact, ...] | None:
    """The safety questions of the day. A box that is ticked counts, also beside “none of these”."""
    groups = grouped(visit.content)
    ticked = {name: set(fields.get(name, "").split()) for name in groups}
    answers: dict[QuestionId, Answer] = {}
    for name, questions in groups.items():
        asked = {question.id for question in questions}
        if ticked[name] - asked - {NONE}:
            return None
        if ticked[name]:
            answers |= {one: Answer.YES if one in ticked[name] else Answer.NO for one in asked}
    complete = all(ticked.values()) or bool(ticked["now"] - {NONE})
    return (ScreeningAnswered(scope="short", answers=dict(sorted(answers.items()))),) if complete else None


def _pain(_visit: Visit, ready: ReadySession, fields: Fields) -> tuple[Fact, ...] | None:
    """Pain at which nothing began."""
    pain = _pain_before(ready, fields)
    return None if pain is None else (PainReported(average=pain),)


def _start(visit: Visit, ready: ReadySession, fields: Fields) -> tuple[Fact, ...] | None:
    """The whole session, or the short one."""
    pain, short = _pain_before(ready, fields), fields.get("short") == "1"
    planned = ready.short if short else ready.planned
    if pain is None or not planned:
        return None
    known = visit.course.session(ready.session)
    if known and known.planned:
        return ()
    return (SessionStarted(session=ready.session, pain_before=pain, short=short, planned=planned),)


def _pain_before(ready: ReadySession, fields: Fields) -> int | None:
    form = StartForm({"session": ready.session, "pain_before": fields.get("pain_before")})
    return form.cleaned_data["pain_before"] if form.is_valid() else None


BEFORE: Final[dict[str, Callable[[Visit, ReadySession, Fields], tuple[Fact, ...] | None]]] = {
    "screen": _screen,
    "pain": _pain,
    "start": _start,
}
"""What is told before the first set, in the order in which it is taken in."""
