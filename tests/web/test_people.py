"""The first pages, and whose record is open."""

from uuid import uuid4

import pytest
from django.test import Client

from coxa.knowledge.loader import shipped
from coxa.records.models import Person
from coxa.records.people import people
from web.answering import SAME_PAGE, errors_of, heading_of, main_of, open_record

ANA = {"name": "Ana", "country": "PT", "confirmed": "on"}


@pytest.mark.django_db
def test_welcome_without_people_starts_with_adding_one(client: Client) -> None:
    assert '<a class="nhsuk-button" href="/people/new/">Start</a>' in client.get("/").text


def test_welcome_with_people_starts_with_choosing_one(client: Client, ana: Person) -> None:
    assert '<a class="nhsuk-button" href="/people/">Start</a>' in client.get("/").text


def test_welcome_with_a_record_open_goes_to_today(client: Client, ana: Person) -> None:
    assert open_record(client, ana).get("/").headers["Location"] == "/today/"


def test_intended_use_names_every_group_of_people(client: Client, db: None) -> None:
    page = main_of(client.get("/intended-use/").text)
    assert [gate.id for gate in shipped().gates.values() if gate.rule not in page] == []


def test_new_person_with_all_answers_has_a_record_that_is_open(client: Client, db: None) -> None:
    assert client.post("/people/new/", ANA).headers["Location"] == "/today/"
    assert [(person.name, person.country) for person in people()] == [("Ana", "PT")]
    assert "Open now" in client.get("/people/").text


def test_new_person_of_another_country_has_none(client: Client, db: None) -> None:
    client.post("/people/new/", {**ANA, "country": "elsewhere"})
    assert [person.country for person in people()] == [""]


def test_new_person_sent_twice_is_one(client: Client, db: None) -> None:
    for _ in range(2):
        client.post("/people/new/", {**ANA, "token": SAME_PAGE})
    assert [person.name for person in people()] == ["Ana"]


def test_new_person_of_the_same_page_with_another_name_is_another(client: Client, db: None) -> None:
    for name in ("Ana", "Ben"):
        client.post("/people/new/", {**ANA, "name": name, "token": SAME_PAGE})
    assert [person.name for person in people()] == ["Ana", "Ben"]


def test_new_person_without_answers_is_asked_for_each(client: Client, db: None) -> None:
    page = client.post("/people/new/", {})
    assert (page.status_code, errors_of(page.text)) == (422, ["name", "country", "confirmed"])
    assert people() == ()


def test_new_person_without_a_look_at_the_number_keeps_what_was_typed(client: Client, db: None) -> None:
    page = client.post("/people/new/", {"name": "Ana <b>", "country": "PT"})
    assert (page.status_code, errors_of(page.text)) == (422, ["confirmed"])
    assert 'value="Ana &lt;b&gt;"' in page.text
    assert '<option value="PT" selected>' in page.text


@pytest.mark.parametrize("name", ["   ", "A" * 101, "A" * 100_000, "An\u200ba", "An\x00a", "An\na"])
def test_new_person_with_a_name_that_cannot_be_shown_is_asked_again(client: Client, db: None, name: str) -> None:
    page = client.post("/people/new/", {**ANA, "name": name})
    assert (page.status_code, errors_of(page.text), people()) == (422, ["name"], ())


def test_opening_a_record_shows_whose_it_is(client: Client, ana: Person, ben: Person) -> None:
    open_record(open_record(client, ana), ben)
    assert '<span class="nhsuk-u-visually-hidden">Record of </span>Ben</span>' in client.get("/help/").text


def test_opening_nobodys_record_is_a_kind_404(client: Client, ana: Person) -> None:
    page = client.post(f"/people/{uuid4()}/open/")
    assert (page.status_code, heading_of(page.text)) == (404, "We cannot find this page")


def test_opening_a_record_by_a_link_is_refused(client: Client, ana: Person) -> None:
    assert client.get(f"/people/{ana.pk}/open/").status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/safety/",
        "/safety/RF01/",
        "/safety/result/",
        "/safety/today/",
        "/safety/cleared/",
        "/professional/",
        "/about-my-hip/",
        "/my-life/",
        "/health/",
    ],
)
def test_a_page_about_a_person_without_one_leads_to_the_choice(client: Client, ana: Person, address: str) -> None:
    assert client.get(address).headers["Location"] == "/people/"


def test_a_form_without_its_cookie_is_refused_kindly(ana: Person) -> None:
    refused = Client(enforce_csrf_checks=True).post(f"/people/{ana.pk}/open/")
    assert (refused.status_code, heading_of(refused.text)) == (403, "Please send it again")


def test_a_fault_of_ours_stops_the_exercise_and_shows_the_way_to_help(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coxa.web.views.people.people", lambda: 1 / 0)
    failed = Client(raise_request_exception=False).get("/people/")
    assert (failed.status_code, heading_of(failed.text)) == (500, "Something went wrong in Coxa")
    assert 'href="/help/"' in main_of(failed.text)
