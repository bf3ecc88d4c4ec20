"""A session under way, for tests: its addresses, its sets, and what is answered."""

from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from coxa.care.entries import PlannedLine
from coxa.records.models import Person
from web.a_course import course_now, facts


def address(name: str, session: UUID, query: str = "") -> str:
    return reverse(name, args=[session]) + query


def planned(person: Person, session: UUID) -> list[PlannedLine]:
    record = course_now(person).session(session)
    assert record is not None
    return list(record.planned.values())


def one_exercise(person: Person, session: UUID) -> list[PlannedLine]:
    """The lines of the exercise that comes first."""
    lines = planned(person, session)
    return [line for line in lines if line.exercise == lines[0].exercise]


def set_done(client: Client, session: UUID, line: PlannedLine, number: int) -> HttpResponse:
    said = {"action": "set", "exercise": line.exercise, "side": line.side.value, "number": number}
    return client.post(address("session_step", session), said)


def answers(lines: list[PlannedLine], **changes: object) -> dict[str, object]:
    usual = {"pain": 1, "effort": 3, "control": "yes", "sharp": "no", **changes}
    fields = {f"{line.side.value}-{name}": value for line in lines for name, value in usual.items()}
    return {"action": "answers", "exercise": lines[0].exercise, **fields}


def do_first_exercise(client: Client, person: Person, session: UUID) -> list[PlannedLine]:
    lines = one_exercise(person, session)
    for number in range(1, max(line.sets for line in lines) + 1):
        for line in lines:
            set_done(client, session, line, number)
    return lines


def told_of(person: Person, kind: type) -> list[object]:
    return [fact for fact in facts(person) if isinstance(fact, kind)]
