"""Something gets in the way: it is named, answered with what exists, and remembered."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from coxa.care.course import NextStep
from coxa.care.entries import BarrierNamed, PainReported
from coxa.knowledge.loader import shipped
from coxa.records.models import Person
from web.a_course import a_morning, a_session, course_now, facts, nothing_wrong, opened, ready, told
from web.answering import main_of

pytestmark = pytest.mark.django_db

BARRIERS = [one.id for one in shipped().barriers.barrier]


def barriers(person: Person) -> list[BarrierNamed]:
    return [fact for fact in facts(person) if isinstance(fact, BarrierNamed)]


def answer_page(client: Client, barrier: str) -> str:
    response = client.get(reverse("in_the_way_answer", args=[barrier]))
    assert response.status_code == 200
    return main_of(response.content.decode())


def offers(page: str) -> list[str]:
    return re.findall(r'name="offer" value="(\w+)"', page)


def choose(client: Client, barrier: str, offer: str) -> str:
    response = client.post(reverse("in_the_way_answer", args=[barrier]), {"offer": offer})
    assert response.status_code == 302
    return str(response["Location"])


@pytest.mark.parametrize("barrier", BARRIERS)
def test_each_barrier_has_an_answer_and_every_offer_leads_to_a_page(ana: Person, barrier: str) -> None:
    ready(ana)
    client = opened(ana)
    response = client.post(reverse("in_the_way"), {"barrier": barrier})
    assert response["Location"] == reverse("in_the_way_answer", args=[barrier])
    assert barriers(ana) == [BarrierNamed(barrier=barrier)]
    page = answer_page(client, barrier)
    found = shipped().barriers.called(barrier)
    assert found
    assert [page.count(words) for words in found.words] == [1] * len(found.words)
    assert offers(page)
    for offer in offers(page):
        where = choose(client, barrier, offer)
        assert client.get(where).status_code == 200


def test_named_twice_is_told_once_and_what_is_chosen_is_kept(ana: Person) -> None:
    ready(ana)
    client = opened(ana)
    for _ in range(2):
        client.post(reverse("in_the_way"), {"barrier": "time"})
    assert choose(client, "time", "short_session") == f"{reverse('short_check')}?short=1"
    assert barriers(ana) == [BarrierNamed(barrier="time"), BarrierNamed(barrier="time", tried="short_session")]


def test_nothing_chosen_is_asked_again(ana: Person) -> None:
    response = opened(ana).post(reverse("in_the_way"), {})
    assert (response.status_code, response.content.decode().count('href="#barrier"')) == (422, 1)
    assert barriers(ana) == []


@pytest.mark.parametrize("barrier", ["unknown", "x" * 300, "time'"])
def test_unknown_barrier_is_no_page(ana: Person, barrier: str) -> None:
    assert opened(ana).get(reverse("in_the_way_answer", args=[barrier])).status_code == 404


def test_flare_offers_no_exercise_and_takes_none(ana: Person) -> None:
    ready(ana, days_ago=1)
    told(ana, PainReported(average=6, flare=True), nothing_wrong())
    client = opened(ana)
    assert course_now(ana).next_step is NextStep.CALM_DAY
    for barrier in BARRIERS:
        assert not set(offers(answer_page(client, barrier))) & {"short_session", "anywhere", "swap"}
    refused = client.post(reverse("in_the_way_answer", args=["time"]), {"offer": "short_session"})
    assert refused.status_code == 422
    assert barriers(ana) == []


def test_illness_leads_to_the_safety_questions(ana: Person) -> None:
    ready(ana)
    client = opened(ana)
    client.post(reverse("in_the_way"), {"barrier": "ill"})
    assert offers(answer_page(client, "ill")) == ["safety"]
    assert course_now(ana).next_step is NextStep.SAFETY_CHECK


def test_away_from_home_lists_exercises_that_need_nothing(ana: Person) -> None:
    ready(ana)
    client = opened(ana)
    page = main_of(client.get(choose(client, "travelling", "anywhere")).content.decode())
    found = re.findall(r'href="/exercises/(\w+)/"', page)
    things = {thing for one in found for thing in shipped().exercises[one].equipment}
    assert found
    assert things <= set(shipped().barriers.anywhere_equipment)


def test_today_always_has_the_way_in_and_asks_after_a_session_that_did_not_come(ana: Person) -> None:
    ready(ana, days_ago=8)
    session = a_session(ana, days_ago=6)
    a_morning(ana, session, days_ago=5)
    client = opened(ana)
    page = main_of(client.get(reverse("today")).content.decode())
    assert course_now(ana).missed
    assert page.count(shipped().keeping_on.missed.words) == 1
    assert page.count(f'href="{reverse("in_the_way")}"') == 2


def test_no_page_counts_streaks_or_compares(ana: Person) -> None:
    ready(ana, days_ago=8)
    session = a_session(ana, days_ago=6)
    a_morning(ana, session, days_ago=5)
    client = opened(ana)
    for name in ("today", "programme", "progress", "plan", "in_the_way"):
        words = main_of(client.get(reverse(name)).content.decode()).lower()
        assert not re.search(r"streak|in a row without|missed|failed|others did|rank", words), name


def test_progress_tells_what_was_chosen_and_whether_a_session_followed(ana: Person) -> None:
    ready(ana, days_ago=8)
    told(ana, BarrierNamed(barrier="tired", tried="short_session"), days_ago=6)
    session = a_session(ana, days_ago=6)
    a_morning(ana, session, days_ago=5)
    page = main_of(opened(ana).get(reverse("progress")).content.decode())
    row = re.search(r"Too tired.*?</tr>", page, re.DOTALL)
    assert row
    assert row[0].count("Do the 5-minute session") == 1
    assert row[0].count("1 time") == 2
