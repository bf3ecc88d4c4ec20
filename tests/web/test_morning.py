"""The morning after decides; pain and flares can be told on any day."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from coxa.care.course import NextStep
from coxa.care.entries import MorningChecked, PainReported
from coxa.records.models import Person
from web.a_course import a_session, course_now, facts, opened, ready

pytestmark = pytest.mark.django_db

CALM = {"morning": "same", "pain_now": "2", "pain_after": "2", "night_worse": "no", "swelling": "no"}


def mornings(person: Person) -> list[MorningChecked]:
    return [fact for fact in facts(person) if isinstance(fact, MorningChecked)]


@pytest.fixture
def session(ana: Person) -> UUID:
    ready(ana, days_ago=3)
    return a_session(ana, days_ago=1)


def test_calm_morning_sent_twice_is_told_once_and_shows_what_changes(ana: Person, session: UUID) -> None:
    client = opened(ana)
    for _ in range(2):
        response = client.post(reverse("morning"), {"session": session, **CALM})
        assert response["Location"] == f"{reverse('morning')}?session={session}"
    expected = MorningChecked(
        session=session, morning="same", pain_after=2, pain_now=2, night_worse=False, swelling=False
    )
    assert mornings(ana) == [expected]
    page = client.get(response["Location"]).content.decode()
    decided = {(d.exercise, d.side) for d in course_now(ana).decisions}
    assert len(decided) > 0
    assert page.count("One more good session like it, and we take a small step up.") == 1
    assert [page.count(f"{reverse('exercise', args=[one])}") for one in {e for e, _ in decided}] == [1] * len(
        {e for e, _ in decided}
    )


def test_bad_morning_says_less_and_rest(ana: Person, session: UUID) -> None:
    said = {**CALM, "session": session, "morning": "much_worse", "night_worse": "yes", "hours_to_settle": "48"}
    client = opened(ana)
    page = client.get(client.post(reverse("morning"), said)["Location"]).content.decode()
    assert page.count("We do half as much, after two days of rest from it.") > 0
    assert page.count("we take a small step up") == 0


def test_not_sure_stays_unanswered(ana: Person, session: UUID) -> None:
    opened(ana).post(reverse("morning"), {**CALM, "session": session, "night_worse": "unsure"})
    assert [told.night_worse for told in mornings(ana)] == [None]


def test_worse_without_how_long_asks_for_it(ana: Person, session: UUID) -> None:
    response = opened(ana).post(reverse("morning"), {**CALM, "session": session, "morning": "little_worse"})
    assert (response.status_code, response.content.decode().count('href="#hours_to_settle"')) == (422, 1)
    assert mornings(ana) == []


def test_empty_form_links_every_missing_answer(ana: Person, session: UUID) -> None:
    page = opened(ana).post(reverse("morning"), {"session": session}).content.decode()
    assert [page.count(f'href="#{name}"') for name in CALM] == [1] * len(CALM)


@pytest.mark.parametrize("said", ["", "nonsense", "6f1b5a44-2b7e-4c39-9d5c-0a4c3f1f7d10"])
def test_unknown_session_tells_nothing(ana: Person, session: UUID, said: str) -> None:
    response = opened(ana).post(reverse("morning"), {**CALM, "session": said})
    assert (response["Location"], mornings(ana)) == (reverse("morning"), [])


def test_session_of_someone_else_is_not_told_of(ana: Person, ben: Person, session: UUID) -> None:
    opened(ben).post(reverse("morning"), {**CALM, "session": session})
    assert (mornings(ana), mornings(ben)) == ([], [])


def test_no_morning_to_ask_for_leads_to_today(ana: Person) -> None:
    ready(ana)
    assert opened(ana).get(reverse("morning"))["Location"] == reverse("today")


def test_pain_is_told_once_however_often_its_form_is_sent(ana: Person) -> None:
    ready(ana, days_ago=1)
    client, token = opened(ana), uuid4()
    for _ in range(2):
        response = client.post(reverse("pain"), {"token": token, "record": ana.pk, "average": "5"})
        assert response["Location"] == f"{reverse('pain')}?told=pain"
    assert [fact for fact in facts(ana) if isinstance(fact, PainReported)] == [PainReported(average=5)]


def test_flare_shows_its_plan_and_asks_the_safety_questions(ana: Person) -> None:
    ready(ana, days_ago=1)
    client = opened(ana)
    response = client.post(reverse("pain"), {"average": "7", "flare": "on"})
    page = client.get(response["Location"]).content.decode()
    assert (page.count("Your flare plan</h2>"), page.count("Calm days")) == (1, 1)
    assert course_now(ana).next_step is NextStep.SAFETY_CHECK


@pytest.mark.parametrize("average", ["", "11", "-1", "9" * 4000])
def test_pain_that_is_no_number_from_0_to_10_is_asked_again(ana: Person, average: str) -> None:
    response = opened(ana).post(reverse("pain"), {"average": average})
    assert (response.status_code, facts(ana)) == (422, [])
