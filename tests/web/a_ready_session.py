"""Today's session as a device keeps it ready, and the forms it sends when the session was begun there."""

import html
import json
from datetime import timedelta
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coxa.care.entries import Corrected, Entry, HealthEvent, ScreeningAnswered
from coxa.knowledge.vocabulary import Answer
from coxa.records.journal import append, entries_of
from coxa.records.models import Person
from web.a_course import begun, course_now, opened, told
from web.a_session import answers

CLEAR = {"now": "none", "today": "none", "unwell": "none"}


def page(person: Person) -> HttpResponse:
    return opened(person).get(reverse("session_ready"))


def plan(person: Person) -> dict:
    """The plan as the page's script reads it."""
    text = page(person).content.decode()
    return json.loads(html.unescape(text.split('<coxa-away plan="')[1].split('"')[0]))


def form(plan: dict, seconds: int, /, **fields: object) -> dict[str, object]:
    at = timezone.now() + timedelta(seconds=seconds - 600)
    said = {name: str(value) for name, value in fields.items()}
    return {"id": str(uuid4()), "session": plan["session"], "at": at.isoformat(), "fields": said}


def screened(plan: dict, /, **changes: str) -> dict[str, object]:
    return form(plan, 0, **{"action": "screen", "plan": plan["ready"]["token"], **CLEAR, **changes})


def started(plan: dict, pain: object = 1, /, **changes: str) -> dict[str, object]:
    return form(plan, 10, **{"action": "start", "plan": plan["ready"]["token"], "pain_before": pain, **changes})


def sets(plan: dict, lines: dict | None = None) -> list[dict[str, object]]:
    """Every set of the session, or of the short one when `lines` are its."""
    return [form(plan, 20 + number, action="set", **place) for number, place in enumerate((lines or plan)["places"])]


def whole(person: Person, plan: dict, *, short: bool = False) -> list[dict[str, object]]:
    """Every form of a session, or of the short one, that was done to its end."""
    now = course_now(person)
    lines = [line.as_planned() for line in (now.short if short else now.due)]
    exercises = dict.fromkeys(line.exercise for line in lines)
    groups = [[line for line in lines if line.exercise == one] for one in exercises]
    done = [{f"{line.side.value}-sets": " ".join(map(str, range(1, line.sets + 1))) for line in one} for one in groups]
    told = [form(plan, 300, **answers(one), **said) for one, said in zip(groups, done, strict=True)]
    begins = started(plan, short="1") if short else started(plan)
    done_sets = sets(plan, plan["ready"]["short"] if short else plan)
    return [screened(plan), begins, *done_sets, *told, form(plan, 400, action="finish", pain_after=2)]


def send(client: Client, person: Person, *forms: dict[str, object]) -> dict[str, list[str]]:
    body = {"record": str(person.pk), "forms": list(forms)}
    response = client.post(reverse("session_kept"), json.dumps(body), content_type="application/json")
    assert response.status_code == 200, response.content
    return response.json()


def doses(person: Person) -> dict[object, int]:
    """How much each line holds today."""
    return {line.key: line.dose.volume for line in course_now(person).lines}


def lock(person: Person) -> None:
    """Meanwhile a safety question was answered with yes."""
    told(person, ScreeningAnswered(scope="short", answers={"RF01": Answer.YES}))


def fall(person: Person) -> None:
    """Meanwhile the person fell."""
    told(person, HealthEvent(what="fall", on=timezone.localdate()))


def begin_another(person: Person) -> None:
    """Meanwhile a session began on another device."""
    begun(person)


def correct(person: Person) -> None:
    """Meanwhile what was told about the person's life was taken back."""
    entry = next(one for one in entries_of(person.pk) if one.body.kind == "life")
    now = timezone.localtime()
    append(person.pk, [Entry(uuid4(), person.pk, Corrected(corrects=entry.id), now.date(), now, now)])
