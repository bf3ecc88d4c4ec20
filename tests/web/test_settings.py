"""The settings page: each topic saved by itself, on this device or for the record that is open."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from coxa.records.models import Person
from coxa.web import remembering
from coxa.web.device import CHOICES, COOKIE, Device
from web.a_course import begun, ready
from web.answering import SAME_PAGE, errors_of, main_of, open_record

READING = {"topic": "reading", "text": "largest", "contrast": "high", "motion": "calm"}
PLAYER = {"topic": "player", "helps": ["sounds"], "pace": "own", "voice_speed": "slow", "countdown_s": "20"}
FIGURE = {"topic": "figure", "body": "man", "skin": "dark"}


def root_of(page: str) -> dict[str, str]:
    """The data attributes of a page's root element."""
    tag = re.search(r"<html[^>]*>", page)
    return dict(re.findall(r'data-([a-z-]+)="([^"]*)"', tag[0] if tag else ""))


def checked(page: str, name: str) -> list[str]:
    """The values that are chosen in the fields called `name`."""
    return re.findall(rf'name="{name}" type="(?:radio|checkbox)" value="([^"]*)" checked', page)


def test_fresh_device_is_as_coxa_comes(client: Client, db: None) -> None:
    page = client.get("/settings/").text
    assert root_of(page) == {}
    assert (checked(page, "text"), checked(page, "contrast"), checked(page, "motion")) == (
        ["normal"], ["normal"], ["device"],
    )  # fmt: skip
    assert checked(page, "helps") == ["voice", "sounds", "vibration"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (READING, {"text": "largest", "contrast": "high", "motion": "calm"}),
        (PLAYER, {"voice": "off", "vibration": "off", "pace": "own", "voice-speed": "slow", "countdown-s": "20"}),
        (FIGURE, {"body": "man", "skin": "dark"}),
    ],
)
def test_saved_topic_says_so_and_stands_on_every_page(
    client: Client, db: None, sent: dict[str, str], said: dict[str, str]
) -> None:
    page = client.post("/settings/", sent, follow=True)
    assert page.redirect_chain == [(f"/settings/?saved={sent['topic']}", 302)]
    section = page.text[page.text.index(f'aria-labelledby="{sent["topic"]}-heading"') :]
    assert section.index("Saved.") < section.index("</section>")
    assert page.text.count("Saved.") == 1
    for address in ("/", "/help/", "/settings/", "/no-such-page/"):
        assert root_of(client.get(address).text) == said, address


def test_one_topic_leaves_the_others_as_they_were(client: Client, db: None) -> None:
    for sent in (READING, PLAYER, FIGURE):
        client.post("/settings/", sent)
    page = client.get("/settings/").text
    assert [checked(page, name) for name in ("text", "helps", "countdown_s", "body")] == [
        ["largest"], ["sounds"], ["20"], ["man"],
    ]  # fmt: skip


def test_going_back_to_the_usual_leaves_nothing_on_the_page(client: Client, db: None) -> None:
    client.post("/settings/", READING)
    client.post("/settings/", {"topic": "reading", "text": "normal", "contrast": "normal", "motion": "device"})
    assert root_of(client.get("/").text) == {}


@pytest.mark.parametrize("sent", [{"text": "huge"}, {"text": ""}, {"motion": "<b>"}])
def test_an_answer_we_do_not_have_is_asked_again_and_the_rest_is_kept(
    client: Client, db: None, sent: dict[str, str]
) -> None:
    page = client.post("/settings/", {**READING, **sent})
    assert (page.status_code, errors_of(page.text)) == (422, list(sent))
    assert checked(page.text, "contrast") == ["high"]
    assert root_of(client.get("/").text) == {}


@pytest.mark.parametrize("forged", ["", "x", "eyJ0ZXh0IjoibGFyZ2VzdCJ9", "eyJ0ZXh0IjoibGFyZ2VzdCJ9:1abc:def"])
def test_forged_cookie_counts_for_nothing(client: Client, db: None, forged: str) -> None:
    client.cookies[COOKIE] = forged
    page = client.get("/settings/")
    assert (page.status_code, root_of(page.text)) == (200, {})


def test_choice_we_no_longer_have_is_the_usual_one(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post("/settings/", READING)
    monkeypatch.setitem(CHOICES, "text", ("normal", "large"))
    assert root_of(client.get("/").text) == {"contrast": "high", "motion": "calm"}


def test_every_usual_choice_can_be_chosen() -> None:
    assert {name: getattr(Device(), name) in values for name, values in CHOICES.items()} == dict.fromkeys(
        Device.__dataclass_fields__, True
    )


def test_settings_stay_when_another_record_is_opened(client: Client, ana: Person, ben: Person) -> None:
    open_record(client, ana).post("/settings/", READING)
    assert root_of(open_record(client, ben).get("/today/").text)["text"] == "largest"


def test_kept_page_is_never_shown_as_another_device_wants_it(ana: Person) -> None:
    ready(ana)
    remembering.forget_pages()
    plain, large = open_record(Client(), ana), open_record(Client(), ana)
    plain.get("/today/")
    large.post("/settings/", READING)
    assert root_of(large.get("/today/").text)["text"] == "largest"
    assert root_of(plain.get("/today/").text) == {}
    plain.post("/settings/", FIGURE)
    assert root_of(plain.get("/today/").text) == {"body": "man", "skin": "dark"}


def test_player_is_handed_the_settings(ana: Person) -> None:
    ready(ana)
    client = open_record(Client(), ana)
    session = begun(ana)
    client.post("/settings/", PLAYER)
    page = client.get(reverse("session_step", args=[session])).text
    assert "<coxa-player" in page
    assert root_of(page)["countdown-s"] == "20"


def test_without_a_record_there_is_no_country_to_change(client: Client, db: None) -> None:
    assert 'value="country"' not in client.get("/settings/").text
    assert client.post("/settings/", {"topic": "country", "country": "GB"}).headers["Location"] == "/people/"


def test_another_country_changes_the_number_everywhere(client: Client, ana: Person) -> None:
    ready(ana)
    open_record(client, ana)
    assert "call 112" in main_of(client.get("/settings/").text)
    client.post("/settings/", {"topic": "country", "country": "GB", "confirmed": "on"})
    assert Person.objects.get(pk=ana.pk).country == "GB"
    assert "call 999" in main_of(client.get("/settings/").text)
    assert "Call 999" in main_of(client.get("/help/").text)


def test_a_country_that_is_not_in_the_list_is_none(client: Client, ana: Person) -> None:
    open_record(client, ana).post("/settings/", {"topic": "country", "country": "elsewhere", "confirmed": "on"})
    assert Person.objects.get(pk=ana.pk).country == ""
    assert '<option value="elsewhere" selected>' in client.get("/settings/").text


def test_country_without_a_look_at_the_number_is_kept_on_the_page_but_not_saved(client: Client, ana: Person) -> None:
    page = open_record(client, ana).post("/settings/", {"topic": "country", "country": "GB"})
    assert (page.status_code, errors_of(page.text)) == (422, ["confirmed"])
    assert '<option value="GB" selected>' in page.text
    assert Person.objects.get(pk=ana.pk).country == "PT"


def test_country_meant_for_another_record_is_refused(client: Client, ana: Person, ben: Person) -> None:
    sent = {"topic": "country", "country": "DE", "confirmed": "on", "token": SAME_PAGE, "record": str(ana.pk)}
    page = open_record(client, ben).post("/settings/", sent)
    assert page.status_code == 422
    assert "The record of Ben is open now" in page.text
    assert sorted(person.country for person in Person.objects.all()) == ["GB", "PT"]


@pytest.mark.parametrize("topic", ["", "nonsense"])
def test_form_without_a_topic_changes_nothing(client: Client, db: None, topic: str) -> None:
    answered = client.post("/settings/", {"topic": topic, "text": "large"})
    assert answered.headers["Location"] == "/settings/"
    assert root_of(client.get("/").text) == {}


def test_settings_can_be_reached_from_the_header_and_the_footer(client: Client, ana: Person) -> None:
    assert client.get("/help/").text.count('href="/settings/"') == 1
    assert open_record(client, ana).get("/help/").text.count('href="/settings/"') == 2
