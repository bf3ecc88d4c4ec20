"""Forms a device kept: in any order, many times over, late; one entry each, judged as the pages judge them."""

import json
import random
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coxa.care.entries import Corrected, ExerciseDone, SessionFinished, SessionStarted, SessionStopped, SetDone
from coxa.knowledge.loader import shipped
from coxa.records.journal import append, entries_of, verify
from coxa.records.models import Person
from coxa.web.session_kept import FORMS_MOST
from web.a_course import begun, course_now, opened, ready, told
from web.a_session import address, answers, one_exercise, planned, set_done, told_of

pytestmark = pytest.mark.django_db
KEPT = "session_kept"


def kept(session: UUID, seconds: int = 0, **fields: object) -> dict[str, object]:
    at = timezone.now() + timedelta(seconds=seconds - 600)
    said = {name: str(value) for name, value in fields.items()}
    return {"id": str(uuid4()), "session": str(session), "at": at.isoformat(), "fields": said}


def sets(session: UUID, lines: list) -> list[dict[str, object]]:
    return [
        kept(session, action="set", exercise=line.exercise, side=line.side.value, number=number)
        for line in lines
        for number in range(1, line.sets + 1)
    ]


def answered(session: UUID, lines: list, **changes: object) -> dict[str, object]:
    done = {f"{line.side.value}-sets": " ".join(map(str, range(1, line.sets + 1))) for line in lines}
    return kept(session, 60, **{**answers(lines, **changes), **done})


def send(client: Client, person: Person, *forms: dict[str, object]) -> dict[str, list[str]]:
    body = {"record": str(person.pk), "forms": list(forms)}
    response = client.post(reverse(KEPT), json.dumps(body), content_type="application/json")
    assert response.status_code == 200, response.content
    return response.json()


def test_a_set_keeps_the_id_the_device_gave_it(ana: Person) -> None:
    ready(ana)
    session = begun(ana)
    form = sets(session, planned(ana, session)[:1])[0]
    assert send(opened(ana), ana, form) == {"kept": [form["id"]], "refused": [], "waits": [], "held": []}
    assert [str(e.id) for e in entries_of(ana.pk) if isinstance(e.body, SetDone)] == [form["id"]]


@pytest.mark.parametrize("seed", range(5))
def test_any_order_three_times_over_one_form_or_all_at_once_is_the_same_record(ana: Person, seed: int) -> None:
    ready(ana)
    session, chance = begun(ana), random.Random(seed)  # noqa: S311  # an order to try, not a secret
    lines = one_exercise(ana, session)
    forms = [*sets(session, lines), answered(session, lines), kept(session, 90, action="finish", pain_after=2)]
    client = opened(ana)
    for _ in range(3):
        chance.shuffle(forms)
        parts = [forms] if seed == 0 else [[form] for form in forms]
        for part in parts:
            assert send(client, ana, *part)["refused"] == []
    assert len(told_of(ana, SetDone)) == sum(line.sets for line in lines)
    done = told_of(ana, ExerciseDone)
    assert [(one.done_percent, one.ended, one.worst_pain) for one in done] == [(100, "finished", 1)] * len(lines)
    assert len(told_of(ana, SessionFinished)) == 1
    verify(ana.pk)


def test_a_set_the_page_told_already_is_not_told_again(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    line = planned(ana, session)[0]
    set_done(client, session, line, 1)
    form = sets(session, [line])[0]
    assert send(client, ana, form)["kept"] == [form["id"]]
    assert len(told_of(ana, SetDone)) == 1


def test_answers_whose_receipt_was_lost_are_told_once(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = one_exercise(ana, session)
    send(client, ana, *sets(session, lines))
    client.post(address("session_step", session), answers(lines))
    send(client, ana, answered(session, lines))
    assert len(told_of(ana, ExerciseDone)) == len(lines)


def test_a_set_that_was_taken_back_stays_taken_back(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    form = sets(session, planned(ana, session)[:1])[0]
    send(client, ana, form)
    entry = entries_of(ana.pk)[-1]
    taken_back = Corrected(corrects=entry.id)
    append(ana.pk, [type(entry)(uuid4(), ana.pk, taken_back, entry.day, timezone.localtime(), timezone.localtime())])
    send(client, ana, form)
    record = course_now(ana).session(session)
    assert record is not None
    assert record.sets_done == set()


def test_pain_above_the_limit_ends_the_exercise_as_the_pages_judge_it(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = one_exercise(ana, session)
    send(client, ana, *sets(session, lines), answered(session, lines, pain=7))
    assert {one.ended for one in told_of(ana, ExerciseDone)} == {"too_painful"}


def test_a_symptom_that_came_late_shuts_the_programme(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    line = planned(ana, session)[0]
    symptom = next(s.id for s in shipped().stop_symptoms.values() if s.ends == "session" and s.level == "emergency")
    form = kept(session, action="symptom", symptom=symptom, exercise=line.exercise, side=line.side.value)
    for _ in range(3):
        send(client, ana, form)
    assert [one.symptom for one in told_of(ana, SessionStopped)] == [symptom]
    assert not course_now(ana).may_exercise


def test_pain_that_stops_an_exercise_stops_it_on_both_sides(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = one_exercise(ana, session)
    form = kept(session, action="hurt", exercise=lines[0].exercise, side=lines[0].side.value, pain=6, sharp="no")
    for _ in range(2):
        send(client, ana, form)
    ended = [(one.side, one.ended, one.worst_pain) for one in told_of(ana, ExerciseDone)]
    assert ended == [(lines[0].side, "too_painful", 6), *((line.side, "skipped", None) for line in lines[1:])]


def test_what_comes_the_next_day_belongs_to_the_day_it_was_done(ana: Person) -> None:
    ready(ana, days_ago=1)
    session = uuid4()
    lines = tuple(line.as_planned() for line in course_now(ana).due)
    told(ana, SessionStarted(session=session, pain_before=1, planned=lines), days_ago=1)
    form = sets(session, planned(ana, session)[:1])[0]
    send(opened(ana), ana, form)
    (entry,) = (e for e in entries_of(ana.pk) if isinstance(e.body, SetDone))
    record = course_now(ana).session(session)
    assert record is not None
    assert entry.day == record.day == timezone.localdate() - timedelta(days=1)
    assert len(record.sets_done) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "set", "exercise": "G05", "side": "middle", "number": "1"},
        {"action": "set", "exercise": "nothing", "side": "left", "number": "1"},
        {"action": "set", "number": "99"},
        {"action": "finish", "pain_after": "11"},
        {"action": "answers", "left-pain": "1"},
        {"action": "symptom", "symptom": "SN999"},
        {"action": "erase"},
        {},
    ],
)
def test_what_no_page_of_ours_would_send_is_refused_and_changes_nothing(ana: Person, fields: dict[str, str]) -> None:
    ready(ana)
    session = begun(ana)
    line = planned(ana, session)[0]
    before = len(entries_of(ana.pk))
    form = kept(session, **{"exercise": line.exercise, "side": line.side.value, **fields})
    assert send(opened(ana), ana, form) == {"kept": [], "refused": [form["id"]], "waits": [], "held": []}
    assert len(entries_of(ana.pk)) == before


def test_an_id_of_another_record_is_refused(ana: Person, ben: Person) -> None:
    ready(ana)
    ready(ben)
    ours, theirs = begun(ana), begun(ben)
    form = sets(theirs, planned(ben, theirs)[:1])[0]
    form["id"] = str(entries_of(ana.pk)[0].id)
    assert send(opened(ben), ben, form)["refused"] == [form["id"]]
    assert ours != theirs


def test_another_persons_session_is_not_known_and_told_of_to_nobody(ana: Person, ben: Person) -> None:
    ready(ana)
    session = begun(ana)
    form = sets(session, planned(ana, session)[:1])[0]
    assert send(opened(ben), ben, form) == {"kept": [], "refused": [], "waits": [form["id"]], "held": []}
    assert (told_of(ana, SetDone), told_of(ben, SetDone)) == ([], [])


def test_forms_wait_while_another_record_is_open(ana: Person, ben: Person) -> None:
    ready(ana)
    session = begun(ana)
    body = {"record": str(ana.pk), "forms": sets(session, planned(ana, session)[:1])}
    response = opened(ben).post(reverse(KEPT), json.dumps(body), content_type="application/json")
    assert (response.status_code, told_of(ana, SetDone)) == (409, [])


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"record": "x", "forms": []}', "{"])
def test_anything_else_is_not_understood(ana: Person, body: str) -> None:
    response = opened(ana).post(reverse(KEPT), body, content_type="application/json")
    assert response.status_code == 400


def test_too_much_at_once_is_not_taken(ana: Person) -> None:
    ready(ana)
    session = begun(ana)
    forms = [kept(session, action="finish", pain_after=2)] * (FORMS_MOST + 1)
    body = {"record": str(ana.pk), "forms": forms}
    assert opened(ana).post(reverse(KEPT), json.dumps(body), content_type="application/json").status_code == 400


def test_a_fresh_token_is_given_and_needed(ana: Person) -> None:
    ready(ana)
    session = begun(ana)
    client = Client(enforce_csrf_checks=True)
    client.cookies = opened(ana).cookies
    here = client.get(reverse(KEPT))
    body = json.dumps({"record": str(ana.pk), "forms": sets(session, planned(ana, session)[:1])})
    assert client.post(reverse(KEPT), body, content_type="application/json").status_code == 403
    headers = {"X-CSRFToken": here.json()["token"]}
    answer = client.post(reverse(KEPT), body, content_type="application/json", headers=headers)
    assert (answer.status_code, here.json()["record"], here["Cache-Control"]) == (200, str(ana.pk), "no-store")


def test_with_nobody_open_nothing_is_told_about_anybody() -> None:
    assert Client().get(reverse(KEPT)).json()["record"] is None


def test_of_a_session_under_way_only_the_step_may_be_kept_and_never_by_a_shared_cache(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    response = client.get(address("session_step", session))
    assert response["Coxa-Keep"] == f"{ana.pk}/{timezone.localdate()}"
    assert response["Cache-Control"] == "no-store"
    assert "Coxa-Keep" not in client.get(reverse("today")).headers


def test_the_page_carries_what_is_left_and_nothing_harder(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = planned(ana, session)
    set_done(client, session, lines[0], 1)
    page = client.get(address("session_step", session)).content.decode()
    assert page.count("<template data-set=") == sum(line.sets for line in lines) - 1
    assert "/easier/" not in page.split("<coxa-away")[1]


def test_the_service_worker_may_look_after_everything_and_is_asked_for_anew() -> None:
    response = Client().get("/service-worker.js")
    assert (response["Service-Worker-Allowed"], response["Cache-Control"]) == ("/", "no-cache")
    assert response["Content-Type"].startswith("text/javascript")
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_the_manifest_names_icons_that_are_served_in_their_size(ana: Person) -> None:
    manifest = Client().get("/manifest.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"
    assert manifest.json()["start_url"] == "/today/"
    for icon in manifest.json()["icons"]:
        picture = Client().get(icon["src"])
        width, height = (int.from_bytes(picture.content[start : start + 4], "big") for start in (16, 20))
        assert (picture["Content-Type"], f"{width}x{height}") == ("image/png", icon["sizes"])
    assert str(ana.pk) not in manifest.content.decode()


def test_the_page_for_no_connection_is_about_nobody(ana: Person) -> None:
    page = opened(ana).get("/away/").content.decode()
    assert ("Ana" in page, "Coxa cannot be reached" in page) == (False, True)
