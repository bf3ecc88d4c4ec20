"""A person's answers and dated sessions as plain data, read into the entries of a record.

The format is described in docs/guide/scenarios.md. Reading reports every fault of a file at once.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coxa.care.entries import (
    BarrierNamed,
    BroughtBack,
    Entry,
    ExerciseDone,
    HipDescribed,
    LeftOut,
    LifeDescribed,
    ScreeningAnswered,
    SessionStopped,
    Swapped,
    parse_body,
)
from coxa.errors import Fault, InputError
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Answer

NAMESPACE: Final = UUID("6f1b5a44-2b7e-5c39-9d5c-0a4c3f1f7d10")
"""Ids of scenario entries are made from their place in the file, so the same file gives the same record."""

FIRST_DAY: Final = date(2026, 1, 5)
"""Day 0 of a file that names no start."""

When = date | int


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PersonGiven(_Part):
    """Who it is; only the country matters to the result."""

    name: str = "Ana"
    country: str = ""


class ScreeningGiven(_Part):
    """A later safety check."""

    day: When
    scope: str = "full"
    answers: dict[str, str] = Field(default_factory=dict)


class ExerciseGiven(_Part):
    """One exercise of a session on one side."""

    id: str
    side: str
    worst_pain: int | None = None
    effort: int | None = None
    done_percent: int | None = None
    in_control: bool | None = None
    sharp: bool | None = None
    ended: str = "finished"
    instead_of: str | None = None


class SwapGiven(_Part):
    """An exercise that gave its place to another one in the session."""

    out: str
    planned: tuple[dict[str, Any], ...]
    from_now_on: bool = False


class MorningGiven(_Part):
    """The next morning; `after_days` later than the session."""

    after_days: int = Field(default=1, ge=0, le=7)
    morning: str | None = None
    pain_now: int | None = None
    pain_after: int | None = None
    night_worse: bool | None = None
    swelling: bool | None = None
    hours_to_settle: float | None = None


class SessionGiven(_Part):
    """A session and how the hip responded."""

    day: When
    pain_before: int | None = None
    pain_after: int | None = None
    stop: str | None = None
    planned: tuple[dict[str, Any], ...] = ()
    swap: tuple[SwapGiven, ...] = ()
    exercise: tuple[ExerciseGiven, ...] = ()
    morning: MorningGiven | None = None


class ScenarioFile(_Part):
    """The whole file."""

    title: str = ""
    story: str = ""
    start: date = FIRST_DAY
    today: When | None = None
    person: PersonGiven = PersonGiven()
    answers: dict[str, str] = Field(default_factory=dict)
    professional: dict[str, Any] | None = None
    hip: dict[str, Any] | None = None
    life: dict[str, Any] | None = None
    screening: tuple[ScreeningGiven, ...] = ()
    session: tuple[SessionGiven, ...] = ()
    entry: tuple[dict[str, Any], ...] = ()
    expect: dict[str, Any] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A file, read: the record it describes, the answers of its first safety check, and its last day."""

    title: str
    country: str
    start: date
    today: date
    answers: dict[str, Answer]
    entries: tuple[Entry, ...]
    expect: Mapping[str, Any]


def read_scenario(text: str, where: str, content: Content) -> Scenario:
    """Read a scenario from TOML `text`; `where` names it in faults.

    Raises:
        InputError: with every fault of the file.

    """
    reader = _Reader(_parsed(text, where), where, content)
    entries = tuple(reader.entries())
    if reader.faults:
        raise InputError(tuple(reader.faults))
    file = reader.file
    last = max(entry.day for entry in entries)
    today = last if file.today is None else reader.date_of(file.today)
    first = next(e.body.answers for e in entries if isinstance(e.body, ScreeningAnswered))
    return Scenario(file.title, file.person.country, file.start, today, first, entries, file.expect)


def _parsed(text: str, where: str) -> ScenarioFile:
    try:
        return ScenarioFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        advice = "correct the syntax at that line; docs/guide/scenarios.md has an example"
        raise InputError((Fault(where, f"is not valid TOML: {error}", advice),)) from error
    except ValidationError as error:
        raise InputError(tuple(_schema_faults(error, where))) from error


def _schema_faults(error: ValidationError, where: str) -> Iterator[Fault]:
    for detail in error.errors():
        key = ".".join(str(part) for part in detail["loc"])
        what = f"{detail['msg']} (found {str(detail['input'])[:60]!r})"
        yield Fault(f"{where} {key}".strip(), what, "see docs/guide/scenarios.md for what this key holds")


class _Reader:
    """Turns the parts of a file into entries, and collects what is wrong with them."""

    def __init__(self, file: ScenarioFile, where: str, content: Content) -> None:
        self.file = file
        self.where = where
        self.content = content
        self.faults: list[Fault] = []
        self.person = uuid5(NAMESPACE, file.person.name)
        self._made = 0

    def date_of(self, when: When) -> date:
        """A date, or a day counted from the start."""
        return self.file.start + timedelta(days=when) if isinstance(when, int) else when

    def entries(self) -> Iterator[Entry]:
        """All entries of the file; the reader's `faults` are complete once they are read to the end."""
        file, start = self.file, self.file.start
        answers = self._answers(file.answers, "answers", short=False)
        yield from self._entry(start, 8, {"kind": "screening", "scope": "full", "answers": answers}, "answers")
        professional = file.professional or {"status": "not_yet"}
        yield from self._entry(start, 8, {"kind": "professional", **professional}, "professional")
        yield from self._entry(start, 8, {"kind": "hip", **(file.hip or {})}, "hip")
        yield from self._entry(start, 8, {"kind": "life", **(file.life or {})}, "life")
        for number, screening in enumerate(file.screening, start=1):
            yield from self._screening(screening, f"screening {number}")
        for number, session in enumerate(file.session, start=1):
            yield from self._session(session, f"session {number}")
        for number, entry in enumerate(file.entry, start=1):
            yield from self._free(dict(entry), f"entry {number}")

    def _screening(self, given: ScreeningGiven, key: str) -> Iterator[Entry]:
        answers = self._answers(given.answers, key, short=given.scope == "short")
        body = {"kind": "screening", "scope": given.scope, "answers": answers}
        yield from self._entry(self.date_of(given.day), 7, body, key)

    def _session(self, given: SessionGiven, key: str) -> Iterator[Entry]:
        day = self.date_of(given.day)
        session = str(uuid5(self.person, f"{key} {day}"))
        started = {"session": session, "pain_before": given.pain_before, "planned": given.planned}
        yield from self._entry(day, 10, {"kind": "session_started", **started}, key)
        for swap in given.swap:
            told = {"session": session, "exercise": swap.out, **swap.model_dump(exclude={"out"})}
            yield from self._entry(day, 10, {"kind": "swapped", **told}, f"{key} swap")
        for number, exercise in enumerate(given.exercise, start=1):
            place = f"{key} exercise {number}"
            told = exercise.model_dump(exclude={"id"}) | {"exercise": exercise.id}
            yield from self._entry(day, 10, {"kind": "exercise", "session": session, **told}, place)
        if given.stop is not None:
            yield from self._entry(day, 10, {"kind": "stopped", "session": session, "symptom": given.stop}, key)
        else:
            finished = {"kind": "session_finished", "session": session, "pain_after": given.pain_after}
            yield from self._entry(day, 11, finished, key)
        if given.morning is not None:
            told = given.morning.model_dump(exclude={"after_days"})
            morning = day + timedelta(days=given.morning.after_days)
            yield from self._entry(morning, 6, {"kind": "morning", "session": session, **told}, f"{key} morning")

    def _free(self, given: dict[str, Any], key: str) -> Iterator[Entry]:
        when = given.pop("day", None)
        if not isinstance(when, int | date):
            self._fault(key, "has no day", "add day = 3, or a date such as 2026-01-08")
            return
        yield from self._entry(self.date_of(when), 9, given, key)

    def _answers(self, given: Mapping[str, str], key: str, *, short: bool) -> dict[str, str]:
        """The answers by id; `others` answers everything that is not named, and only when the file says so."""
        answers = dict(given)
        others = answers.pop("others", None)
        for question_id, answer in given.items():
            if question_id != "others" and question_id not in self.content.questions:
                self._fault(f"{key}.{question_id}", "is not a question we ask", "use an id such as RF01 or EX01")
            if answer not in set(Answer):
                self._fault(
                    f"{key}.{question_id}", f"is {answer!r}", 'answer "yes", "no" or "dont_know", or leave it out'
                )
        if others is not None:
            asked = [q.id for q in self.content.questions.values() if q.short_list or not short]
            answers = dict.fromkeys(asked, others) | answers
        return answers

    def _entry(self, day: date, hour: int, data: dict[str, Any], key: str) -> Iterator[Entry]:
        try:
            body = parse_body(data)
        except ValidationError as error:
            already = {fault.where for fault in self.faults}
            faults = (f for f in _schema_faults(error, f"{self.where} {key}") if "answers" not in f.where)
            self.faults.extend(fault for fault in faults if fault.where not in already)
            return
        self._check_names(body, key)
        self._made += 1
        at = datetime.combine(day, time(hour), UTC) + timedelta(seconds=self._made)
        yield Entry(uuid5(self.person, str(self._made)), self.person, body, day, at, at, content=self.content.version)

    def _check_names(self, body: object, key: str) -> None:
        content = self.content
        match body:
            case ExerciseDone() if body.exercise not in content.exercises:
                self._fault(
                    f"{key}.id", f"{body.exercise} is not in the library", "run `coxa` and look under Exercises"
                )
            case HipDescribed() if body.told is not None and body.told not in content.conditions:
                known = ", ".join(sorted(content.conditions))
                self._fault(f"{key}.told", f"{body.told!r} is not a condition we know", f"use one of: {known}")
            case SessionStopped() if body.symptom not in content.stop_symptoms:
                known = ", ".join(sorted(content.stop_symptoms))
                self._fault(f"{key}.stop", f"{body.symptom!r} is not a stop symptom", f"use one of: {known}")
            case Swapped() if {body.exercise, *(line.exercise for line in body.planned)} - set(content.exercises):
                self._fault(key, "names an exercise that is not in the library", "use exercise ids such as C02")
            case LeftOut() | BroughtBack() if body.exercise not in content.exercises:
                self._fault(f"{key}.exercise", f"{body.exercise} is not in the library", "use exercise ids such as C02")
            case BarrierNamed() if content.barriers.called(body.barrier) is None:
                known = ", ".join(sorted(one.id for one in content.barriers.barrier))
                self._fault(f"{key}.barrier", f"{body.barrier!r} is not a barrier we know", f"use one of: {known}")
            case LifeDescribed():
                for name in {*body.likes, *body.dislikes} - set(content.exercises):
                    self._fault(key, f"{name} is not in the library", "use exercise ids such as C02")

    def _fault(self, key: str, what: str, advice: str) -> None:
        self.faults.append(Fault(f"{self.where} {key}", what, advice))
