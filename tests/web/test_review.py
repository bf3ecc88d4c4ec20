"""The review asks what the record needs, and says what follows."""

import pytest
from django.urls import reverse

from coxa.care.course import NextStep
from coxa.care.entries import Reviewed
from coxa.records.models import Person
from web.a_course import a_hip, a_morning, a_session, course_now, facts, nothing_wrong, opened, ready, told

pytestmark = pytest.mark.django_db

ANSWERS = {"average_pain": "3", "goal_1": "6", "change": "better", "good_enough": "yes"}


def two_weeks(person: Person, **hip: object) -> None:
    """Two weeks with sessions, so that the first review is due."""
    ready(person, days_ago=16, hip=a_hip(**hip))
    for days_ago in (15, 12, 9, 6, 3):
        session = a_session(person, days_ago=days_ago)
        a_morning(person, session, days_ago=days_ago - 1)
    told(person, nothing_wrong())


def reviews(person: Person) -> list[Reviewed]:
    return [fact for fact in facts(person) if isinstance(fact, Reviewed)]


def test_review_that_is_due_is_told_and_its_reason_shown(ana: Person) -> None:
    two_weeks(ana)
    assert course_now(ana).next_step is NextStep.REVIEW
    client = opened(ana)
    response = client.post(reverse("review"), {**ANSWERS, "chair_stands": "11"})
    assert response["Location"] == f"{reverse('review')}?week=2"
    expected = Reviewed(week=2, average_pain=3, goal_ratings=(6,), change="better", good_enough=True, chair_stands=11)
    assert reviews(ana) == [expected]
    page = client.get(response["Location"]).content.decode()
    (decision,) = course_now(ana).reviews
    assert (page.count(decision.reason.because), page.count("What counts as a real change?")) == (1, 1)
    assert client.post(reverse("review"), ANSWERS)["Location"] == reverse("today")
    assert reviews(ana) == [expected]


@pytest.mark.parametrize("missing", list(ANSWERS))
def test_missing_answer_is_asked_for(ana: Person, missing: str) -> None:
    two_weeks(ana)
    said = {name: value for name, value in ANSWERS.items() if name != missing}
    response = opened(ana).post(reverse("review"), said)
    assert (response.status_code, response.content.decode().count(f'href="#{missing}"')) == (422, 1)
    assert reviews(ana) == []


@pytest.mark.parametrize(("stands", "status"), [("", 302), ("0", 302), ("61", 422), ("x", 422), ("9" * 5000, 422)])
def test_chair_stands_are_a_small_whole_number_or_left_open(ana: Person, stands: str, status: int) -> None:
    two_weeks(ana)
    assert opened(ana).post(reverse("review"), {**ANSWERS, "chair_stands": stands}).status_code == status


@pytest.mark.parametrize(("rises", "offered"), [(True, 1), (False, 0), (None, 0)])
def test_chair_stand_is_offered_only_to_those_who_rise_without_hands(
    ana: Person, rises: bool | None, offered: int
) -> None:
    two_weeks(ana, rises_without_hands=rises)
    assert opened(ana).get(reverse("review")).content.decode().count('name="chair_stands"') == offered


def test_chair_stand_is_not_offered_with_a_risk_of_falling(ana: Person) -> None:
    two_weeks(ana)
    told(ana, nothing_wrong(EX12="yes"))
    page = opened(ana).get(reverse("review")).content.decode()
    assert (page.count('name="average_pain"') > 0, page.count('name="chair_stands"')) == (True, 0)


def test_no_review_due_leads_to_today(ana: Person) -> None:
    ready(ana)
    assert opened(ana).get(reverse("review"))["Location"] == reverse("today")
