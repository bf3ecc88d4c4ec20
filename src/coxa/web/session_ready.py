"""Today's session as the server planned it, sealed, so that a device can begin it without the server.

The device carries the plan back as it got it. What it could gain by changing it, it cannot: the seal breaks.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from django.core import signing
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coxa.care.course import Course, NextStep
from coxa.care.entries import Corrected, PlannedLine, ScreeningAnswered
from coxa.knowledge.screening_rules import Question
from coxa.web.forms.safety import grouped
from coxa.web.presenters.lines import in_order
from coxa.web.visit import Visit

_SALT: Final = "coxa.session.ready"


class ReadySession(BaseModel):
    """A session that may begin on `day`, for one person, with exactly these lines."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    person: UUID
    day: date
    session: UUID
    planned: tuple[PlannedLine, ...] = Field(min_length=1, max_length=60)

    def sealed(self) -> str:
        """The session as text that only this server could have written."""
        return signing.dumps(self.model_dump(mode="json", exclude_defaults=True), salt=_SALT, compress=True)


@dataclass(frozen=True, slots=True)
class StartRules:
    """The fixed rules by which a device begins the session, or does not. Any answer but "no" begins nothing."""

    groups: dict[str, tuple[Question, ...]]
    """The safety questions still to be answered today, as the page asks them; empty when they were."""
    pain_from: int
    """Pain before the session, 0 to 10, at which nothing begins: the first above the person's limit."""


def ready_session(visit: Visit) -> ReadySession | None:
    """The session that is due and allowed today; `None` when there is none to begin."""
    course = visit.course
    if not may_be_ready(course):
        return None
    planned = tuple(line.as_planned() for line in in_order(course.due))
    return ReadySession(person=visit.person.pk, day=course.today, session=uuid4(), planned=planned)


def may_be_ready(course: Course) -> bool:
    """Whether a session may be kept ready: Today offers one. What else is due first needs the server."""
    return course.next_step in (NextStep.SESSION, NextStep.CALM_DAY) and bool(course.due)


def unsealed(text: str, person: UUID) -> ReadySession | None:
    """The session in `text`; `None` unless this server sealed it for `person`."""
    try:
        ready = ReadySession.model_validate(signing.loads(text, salt=_SALT))
    except (signing.BadSignature, ValidationError):
        return None
    return ready if ready.person == person else None


def start_rules(visit: Visit) -> StartRules:
    """What a device must ask today before it begins."""
    groups = {} if asked_today(visit) else grouped(visit.content)
    severe = int(visit.content.thresholds.severe_pain.value)
    return StartRules(groups=groups, pain_from=min(visit.course.pain_limits.during_most + 1, severe))


def asked_today(visit: Visit) -> bool:
    """Whether the safety questions of today were answered, and stand."""
    withdrawn = {e.body.corrects for e in visit.entries if isinstance(e.body, Corrected) and not e.body.replacement}
    return any(
        entry.day == visit.course.today and entry.id not in withdrawn
        for entry in visit.entries
        if isinstance(entry.body, ScreeningAnswered)
    )
