"""Take in the forms of a session that a device kept while Coxa could not be reached.

They may arrive late, in any order and many times over: each carries the id the device gave it, and becomes entries
once. What was done is a fact, so it counts even when the session was closed in the meantime. Every form is judged here
as the pages judge it; the device decides nothing.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID, uuid5

from django.utils import timezone
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from coxa.care.entries import (
    ExerciseDone,
    Fact,
    PlannedLine,
    SessionFinished,
    SessionStarted,
    SessionStopped,
    SetDone,
)
from coxa.care.response import SessionRecord
from coxa.errors import EntryRefused
from coxa.web.forms.session import FinishForm, HurtForm, WentForm
from coxa.web.presenters.session_now import is_above, is_told, left_out, lines_of
from coxa.web.session_kept_start import BEFORE, before_first_set
from coxa.web.session_told import hurt, went
from coxa.web.telling import tell_kept
from coxa.web.visit import Visit

FORMS_MOST: Final = 200
"""How many forms arrive at once: several long sessions (our design choice)."""

_Name = Annotated[str, StringConstraints(max_length=40)]
_Value = Annotated[str, StringConstraints(max_length=8000)]
"""The longest value is the sealed plan of a day."""


class KeptForm(BaseModel):
    """One form as it was filled: `id` is the device's own, `at` its clock, `fields` what the page's form would send."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    session: UUID
    at: AwareDatetime
    fields: dict[_Name, _Value] = Field(max_length=40)


class KeptForms(BaseModel):
    """What a device sends; `record` is the person who was open when the forms were filled."""

    model_config = ConfigDict(frozen=True)

    record: UUID
    forms: tuple[KeptForm, ...] = Field(max_length=FORMS_MOST)


class Outcome(StrEnum):
    """What became of a form. A refused one will never fit, so the device need not keep it.

    One that waits is about a session that nobody has begun yet: it is sent again when its beginning was. One that is
    held begins a session for whose plan nobody can vouch any more: the device keeps it, and says what can be done.
    """

    KEPT = "kept"
    REFUSED = "refused"
    WAITS = "waits"
    HELD = "held"


def take_in(visit: Visit, kept: tuple[KeptForm, ...]) -> dict[UUID, Outcome]:
    """Tell everything the forms say, in the order in which they were filled; how a session began comes first."""
    forms = sorted(kept, key=_turn)
    outcomes = {form.id: _take_one(visit, form) for form in forms}
    held = {form.session for form in forms if outcomes[form.id] is Outcome.HELD}
    for form in forms:
        if form.session in held and form.fields.get("action") == "symptom":
            _warn(visit, form)
    return outcomes


def _warn(visit: Visit, form: KeptForm) -> None:
    """Tell of a warning sign at once, although the session it ended is held: it must not wait for a plan."""
    stopped = _symptom(visit, SessionRecord(form.session, timezone.localdate(form.at)), form.fields)
    _tell(visit, form, stopped or (), min(form.at, timezone.now()))


def _turn(form: KeptForm) -> tuple[int, datetime]:
    action = form.fields.get("action", "")
    return [*BEFORE, action].index(action), form.at


def _take_one(visit: Visit, form: KeptForm) -> Outcome:
    if form.fields.get("action") in BEFORE:
        return _take_before(visit, form)
    session = visit.course.session(form.session)
    facts_of = _FACTS.get(form.fields.get("action", ""))
    if facts_of and not (session and session.planned):
        return Outcome.WAITS
    facts = facts_of(visit, session, form.fields) if session and facts_of else None
    if session is None or facts is None:
        return Outcome.REFUSED
    began = next((e.occurred_at for e in visit.entries if _starts(e.body, session)), None)
    return _tell(visit, form, facts, _moment(session.day, began, form.at))


def _take_before(visit: Visit, form: KeptForm) -> Outcome:
    """Take in what was told before the first set; it needs the server's own plan with it."""
    told = before_first_set(visit, form.session, form.fields, form.at)
    if told is None:
        return Outcome.REFUSED
    return _tell(visit, form, told.facts, _moment(told.day, None, form.at)) if told.vouched else Outcome.HELD


def _tell(visit: Visit, form: KeptForm, facts: Iterable[Fact], at: datetime) -> Outcome:
    try:
        for number, fact in enumerate(facts):
            tell_kept(visit, fact, entry_id=_entry_id(form, number, fact), at=at)
    except EntryRefused:
        return Outcome.REFUSED
    return Outcome.KEPT


def _entry_id(form: KeptForm, number: int, fact: Fact) -> UUID:
    """The device's own id; a form about several lines gives each its own, from the line and not from what is said."""
    if number == 0:
        return form.id
    return uuid5(form.id, f"{fact.kind} {getattr(fact, 'exercise', '')} {getattr(fact, 'side', '')}")


def _moment(day: date, began: datetime | None, said: datetime) -> datetime:
    """When it happened: as the device says, but on the session's own day, after its start and not in the future."""
    zone = timezone.get_current_timezone()
    first = began or datetime.combine(day, time.min, zone)
    midnight = datetime.combine(day + timedelta(days=1), time.min, zone)
    last = min(timezone.now(), midnight - timedelta(seconds=1))
    return max(first, min(said, last))


def _starts(body: object, session: SessionRecord) -> bool:
    return isinstance(body, SessionStarted) and body.session == session.id


def _line(session: SessionRecord, fields: dict[str, str]) -> PlannedLine | None:
    lines = lines_of(session, fields.get("exercise", ""))
    return next((line for line in lines if line.side.value == fields.get("side")), None)


def _set(_visit: Visit, session: SessionRecord, fields: dict[str, str]) -> list[Fact] | None:
    line, number = _line(session, fields), fields.get("number", "")
    if line is None or number not in map(str, range(1, line.sets + 1)):
        return None
    if (line.exercise, line.side, int(number)) in session.sets_done:
        return []
    return [SetDone(session=session.id, exercise=line.exercise, side=line.side, number=int(number))]


def _skip(_visit: Visit, session: SessionRecord, fields: dict[str, str]) -> list[Fact] | None:
    lines = lines_of(session, fields.get("exercise", ""))
    return [left_out(session, line) for line in lines if not is_told(session, line)] if lines else None


def _answers(visit: Visit, session: SessionRecord, fields: dict[str, str]) -> list[Fact] | None:
    """How an exercise went, on the sides the form is about."""
    planned = lines_of(session, fields.get("exercise", ""))
    lines = [line for line in planned if f"{line.side.value}-pain" in fields]
    filled = [WentForm(fields, prefix=line.side.value) for line in lines]
    if not lines or not all(form.is_valid() for form in filled):
        return None
    facts: list[Fact] = []
    for line, form in zip(lines, filled, strict=True):
        too_much = is_above(form.cleaned_data["pain"], session, visit.course.pain_limits)
        facts.append(went(_done(session, line, fields), form, too_much=too_much))
    if fields.get("leave") == "exercise":
        facts += [left_out(session, line) for line in planned if line not in lines and not is_told(session, line)]
    return facts


def _hurt(_visit: Visit, session: SessionRecord, fields: dict[str, str]) -> list[Fact] | None:
    """The exercise stopped there, on both sides."""
    line, form = _line(session, fields), HurtForm(fields)
    if line is None or not form.is_valid():
        return None
    others = [one for one in lines_of(session, line.exercise) if one != line and not is_told(session, one)]
    return [hurt(_done(session, line, fields), form), *(left_out(session, one) for one in others)]


def _symptom(visit: Visit, session: SessionRecord, fields: dict[str, str]) -> list[Fact] | None:
    """What ends a session; pain that only ends an exercise is told by the form that follows."""
    symptom = visit.content.stop_symptoms.get(fields.get("symptom", ""))
    if symptom is None:
        return None
    if symptom.ends != "session":
        return []
    line = _line(session, fields)
    exercise, side = (line.exercise, line.side) if line else (None, None)
    return [SessionStopped(session=session.id, symptom=symptom.id, exercise=exercise, side=side)]


def _finish(_visit: Visit, session: SessionRecord, fields: dict[str, str]) -> list[Fact] | None:
    form = FinishForm(fields)
    if not form.is_valid():
        return None
    return [SessionFinished(session=session.id, pain_after=form.cleaned_data["pain_after"])]


def _done(session: SessionRecord, line: PlannedLine, fields: dict[str, str]) -> ExerciseDone:
    """The line with the sets that are in the record or that the device says were done: they may arrive later."""
    said = fields.get(f"{line.side.value}-sets", "").split()
    done = [n for n in range(1, line.sets + 1) if str(n) in said or (line.exercise, line.side, n) in session.sets_done]
    percent = 100 * len(done) // line.sets
    update = {"done_percent": percent, "ended": "finished" if percent == 100 else "skipped"}
    return left_out(session, line).model_copy(update=update)


_FACTS: Final[dict[str, Callable[[Visit, SessionRecord, dict[str, str]], list[Fact] | None]]] = {
    "set": _set,
    "skip": _skip,
    "answers": _answers,
    "hurt": _hurt,
    "symptom": _symptom,
    "finish": _finish,
}
