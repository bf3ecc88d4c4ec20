"""The language of a page: asked for by the browser, chosen by the person, and the same advice in each."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from markupsafe import escape

from coxa.knowledge.loader import shipped
from coxa.records.models import Person
from coxa.web import remembering
from coxa.web.presenters.answers import day_words, decimal_words, weekday_words
from web.a_course import opened, ready
from web.answering import main_of

GERMAN = {"HTTP_ACCEPT_LANGUAGE": "de-AT,de;q=0.9,en;q=0.5"}
DRAFT = "Auch diese Übersetzung ist ein Entwurf"
HTML = re.compile(r'<html lang="([\w-]+)" dir="(\w+)"')


def language_of(page: str) -> tuple[str, str]:
    found = HTML.search(page)
    assert found
    return found[1], found[2]


@pytest.mark.parametrize(
    ("asked", "language"),
    [("", "en-GB"), ("de", "de"), ("de-CH,fr;q=0.8", "de"), ("en-US", "en-GB"), ("fr, pt;q=0.5", "en-GB")],
)
def test_page_without_a_choice_is_in_a_language_the_browser_asks_for(
    client: Client, db: None, asked: str, language: str
) -> None:
    page = client.get("/help/", HTTP_ACCEPT_LANGUAGE=asked).text
    assert language_of(page) == (language, "ltr")


@pytest.mark.parametrize(("choice", "language"), [("de", "de"), ("en-gb", "en-GB")])
def test_choice_of_a_person_counts_more_than_the_browser(client: Client, db: None, choice: str, language: str) -> None:
    asked = {"HTTP_ACCEPT_LANGUAGE": "en" if choice == "de" else "de"}
    done = client.post(reverse("set_language"), {"language": choice, "next": "/learn/"}, **asked)
    assert (done.status_code, done.headers["Location"]) == (302, "/learn/")
    assert language_of(client.get("/learn/", **asked).text)[0] == language
    cookie = client.cookies["coxa_language"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_every_page_offers_every_language_in_its_own_name(client: Client, db: None) -> None:
    page = client.get("/help/").text
    assert re.findall(r'name="language" value="([\w-]+)" lang="([\w-]+)"', page) == [("en-gb", "en-GB"), ("de", "de")]
    assert ">English</button>" in page
    assert ">Deutsch</button>" in page


def test_choice_never_leads_to_another_site(client: Client, db: None) -> None:
    done = client.post(reverse("set_language"), {"language": "de", "next": "https://example.org/"})
    assert done.headers["Location"] == "/"


@pytest.mark.parametrize("path", ["/", "/help/", "/learn/", "/exercises/G05/", "/today/", "/no-such-page/"])
def test_translated_page_says_that_no_clinician_has_checked_the_translation(ana: Person, path: str) -> None:
    client = opened(ana)
    assert DRAFT in client.get(path, **GERMAN, follow=True).text
    assert DRAFT not in client.get(path, follow=True).text


def test_help_in_german_says_the_signs_in_german(client: Client, db: None) -> None:
    page = main_of(client.get("/help/", **GERMAN).text)
    for sign in shipped("de").screening.question[:3]:
        assert str(escape(sign.short or sign.question)) in page
    for sign in shipped().screening.question[:3]:
        assert str(escape(sign.short or sign.question)) not in page


def test_today_in_german_has_the_reason_of_the_course_in_german(ana: Person) -> None:
    client, rule = opened(ana), "CO05"
    english, german = (shipped(language).course_rules[rule].because for language in ("en", "de"))
    for asked, there, missing in (({}, english, german), (GERMAN, german, english), ({}, english, german)):
        page = main_of(client.get("/today/", **asked).text)
        assert str(escape(there)) in page
        assert str(escape(missing)) not in page


def test_kept_page_is_kept_for_its_language_only(ana: Person) -> None:
    ready(ana)
    client = opened(ana)
    remembering.forget_pages()
    english, german = client.get("/programme/").text, client.get("/programme/", **GERMAN).text
    assert language_of(english)[0] == "en-GB"
    assert language_of(german)[0] == "de"
    assert language_of(client.get("/programme/").text)[0] == "en-GB"


def test_evidence_on_a_german_page_is_marked_as_english(client: Client, db: None) -> None:
    page = client.get("/exercises/G05/", **GERMAN).text
    assert "Die Quellen, und was sie sagen, sind auf Englisch." in page
    assert '<span lang="en" dir="ltr">' in page
    assert '<span lang="en" dir="ltr">' not in client.get("/exercises/G05/").text


def test_figure_shows_the_same_far_point_in_each_language(client: Client, db: None) -> None:
    exercise = shipped("de").exercises["G05"]
    english = client.get("/exercises/G05/").text
    told = re.findall(r'alt="([^"]*)"', english)[-1]
    step = next(n for n, one in enumerate(shipped().exercises["G05"].steps) if str(escape(one)) in told)
    german = re.findall(r'alt="([^"]*)"', client.get("/exercises/G05/", **GERMAN).text)[-1]
    assert str(escape(exercise.steps[step])) in german


@pytest.mark.parametrize(
    ("language", "day", "weekday", "number"),
    [("en-gb", "3 March 2026", "Tuesday 3 March", "2.5"), ("de", "3. März 2026", "Dienstag, 3. März", "2,5")],
)
def test_days_and_numbers_are_written_as_the_language_does(language: str, day: str, weekday: str, number: str) -> None:
    with translation.override(language):
        third = date(2026, 3, 3)
        assert (day_words(third), weekday_words(third), decimal_words(2.5)) == (day, weekday, number)


def test_manifest_says_its_language(client: Client, db: None) -> None:
    assert client.get("/manifest.webmanifest", **GERMAN).json()["lang"] == "de"
