"""Today's session as the server planned it, sealed, so that a device can begin it without the server.

The device carries the plan back as it got it. What it could gain by changing it, it cannot: the seal breaks. A seal
also breaks when the server's secret is lost; then only the record itself can vouch for the plan (`offered_on`).
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Final
from uuid import UUID, uuid4

from django.core import signing
from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coxa.care.course import Course, NextStep, course
from coxa.care.entries import Corrected, Entry, ExerciseDone, PlannedLine, ScreeningAnswered, SetDone
from coxa.care.programme import Prescription
from coxa.knowledge.screening_rules import Question
from coxa.web.forms.safety import grouped
from coxa.web.presenters.lines import in_order
from coxa.web.visit import Visit

_SALT: Final = "coxa.session.ready"

Lines = tuple[PlannedLine, ...]


class ReadySession(BaseModel):
    """A session that may begin on `day`, for one person: the whole of it, or a short one, with exactly these lines."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    person: UUID
    day: date
    session: UUID
    planned: Lines = Field(min_length=1, max_length=60)
    short: Lines = Field(default=(), max_length=60)
    """Empty when the whole session is as short."""

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
    planned, short = _lines(course.due), _lines(course.short)
    return ReadySession(
        person=visit.person.pk,
        day=course.today,
        session=uuid4(),
        planned=planned,
        short=() if short == planned else short,
    )


def may_be_ready(course: Course) -> bool:
    """Whether a session may be kept ready: Today offers one. What else is due first needs the server."""
    return course.next_step in (NextStep.SESSION, NextStep.CALM_DAY) and bool(course.due)


def unsealed(text: str, person: UUID) -> tuple[ReadySession, bool] | None:
    """The session for `person` in `text`, and whether its seal is this server's; `None` when there is none in it."""
    ready: ReadySession | None
    try:
        ready, sealed = ReadySession.model_validate(signing.loads(text, salt=_SALT)), True
    except signing.BadSignature:
        ready, sealed = _under_broken_seal(text), False
    except ValidationError:
        return None
    return (ready, sealed) if ready and ready.person == person else None


def offered_on(day: date, lines: Lines, visit: Visit) -> bool:
    """Whether the record itself vouches for `lines`: at some moment of `day` they were the whole or the short session.

    The plan is a pure function of the record, and the record only grows. So it can be computed again as it stood then,
    and what it vouches for once, it vouches for always.
    """
    if day > timezone.localdate():
        return False
    then = (course(known, visit.content, day) for known in _moments_of(day, visit.entries))
    return any(may_be_ready(now) and lines in (_lines(now.due), _lines(now.short)) for now in then)


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


class _Reader(signing.TimestampSigner):
    """Reads what stands under a seal, whoever made it."""

    def unsign(self, value: str, max_age: object = None) -> str:
        """Take the seal off without looking at it."""
        return value.rsplit(self.sep, 2)[0]


def _under_broken_seal(text: str) -> ReadySession | None:
    try:
        return ReadySession.model_validate(_Reader(salt=_SALT).unsign_object(text))
    except (ValueError, RecursionError, zlib.error):
        return None


def _lines(prescriptions: tuple[Prescription, ...]) -> Lines:
    return tuple(line.as_planned() for line in in_order(prescriptions))


def _moments_of(day: date, entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, ...]]:
    """What the record held when `day` began, and after each thing that was told on it and could change a plan."""
    held = sorted((one for one in entries if timezone.localdate(one.recorded_at) <= day), key=attrgetter("recorded_at"))
    first = sum(timezone.localdate(one.recorded_at) < day for one in held)
    yield tuple(held[:first])
    for end, entry in enumerate(held[first:], start=first + 1):
        if not isinstance(entry.body, SetDone | ExerciseDone):
            yield tuple(held[:end])
