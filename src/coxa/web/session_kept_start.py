"""Take in how a session began on a device while Coxa could not be reached.

What was answered and what was begun are facts, also when the record has changed meanwhile. The plan is the server's
own, carried back under its seal: a device can begin nothing else with it, and nothing harder.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from coxa.care.entries import Fact, PainReported, ScreeningAnswered, SessionStarted
from coxa.knowledge.screening_rules import QuestionId
from coxa.knowledge.vocabulary import Answer
from coxa.web.forms.asking import NONE
from coxa.web.forms.safety import grouped
from coxa.web.forms.session import StartForm
from coxa.web.session_ready import ReadySession, unsealed
from coxa.web.visit import Visit

Fields = Mapping[str, str]

_A_DAY: Final = timedelta(days=1)
"""A device in another time zone may still call the plan's day the one before or after (our design choice)."""


def before_first_set(
    visit: Visit, session: UUID, fields: Fields, at: datetime
) -> tuple[ReadySession, tuple[Fact, ...]] | None:
    """The plan a form goes with, and what the form tells; `None` when no page of ours, sealed for then, would send it.

    A session that the record knows already is not begun a second time.
    """
    ready = unsealed(fields.get("plan", ""), visit.person.pk)
    if ready is None or ready.session != session or abs(timezone.localdate(at) - ready.day) > _A_DAY:
        return None
    facts = BEFORE[fields["action"]](visit, ready, fields)
    return None if facts is None else (ready, facts)


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
    pain = _pain_before(ready, fields)
    if pain is None:
        return None
    known = visit.course.session(ready.session)
    if known and known.planned:
        return ()
    return (SessionStarted(session=ready.session, pain_before=pain, planned=ready.planned),)


def _pain_before(ready: ReadySession, fields: Fields) -> int | None:
    form = StartForm({"session": ready.session, "pain_before": fields.get("pain_before")})
    return form.cleaned_data["pain_before"] if form.is_valid() else None


BEFORE: Final[dict[str, Callable[[Visit, ReadySession, Fields], tuple[Fact, ...] | None]]] = {
    "screen": _screen,
    "pain": _pain,
    "start": _start,
}
"""What is told before the first set, in the order in which it is taken in."""
