"""Help, reachable at any time."""

import pytest
from django.test import Client
from markupsafe import escape

from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Level
from web.answering import main_of, open_record


def test_help_without_a_person_says_words_that_work_anywhere(client: Client, db: None) -> None:
    page = main_of(client.get("/help/").text)
    assert f"<strong>Call {shipped().emergency_fallback}</strong>" in page
    assert "tel:" not in page


@pytest.mark.parametrize(("who", "number"), [("ana", "112"), ("ben", "999")])
def test_help_with_a_person_calls_the_number_of_their_country(
    client: Client, request: pytest.FixtureRequest, who: str, number: str
) -> None:
    page = main_of(open_record(client, request.getfixturevalue(who)).get("/help/").text)
    assert f'href="tel:{number}">Call {number}</a>' in page
    assert "{emergency_number}" not in page


def test_help_names_every_sign_that_needs_someone(client: Client, db: None) -> None:
    page, content = main_of(client.get("/help/").text), shipped()
    needs_someone = {Level.EMERGENCY, Level.SAME_DAY, Level.SEE_FIRST}
    asked = [one.short or one.question for one in content.screening.question if one.level in needs_someone]
    stopped = [one.symptom for one in content.stop_symptoms.values() if one.level in needs_someone]
    assert [sign for sign in (*asked, *stopped) if str(escape(sign)) not in page] == []


def test_help_shows_a_follow_up_with_the_question_it_follows(client: Client, db: None) -> None:
    first, then = shipped().questions["RF06"], shipped().questions["RF06a"]
    assert f"<li>{first.question} {then.question}</li>" in client.get("/help/").text
