"""My programme says what, how much and why; an exercise can be left out and brought back."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from coxa.care.entries import LifeDescribed
from coxa.knowledge.loader import shipped
from coxa.records.models import Person
from web.a_course import a_life, course_now, facts, opened, ready, told

pytestmark = pytest.mark.django_db


def html(client: Client) -> str:
    response = client.get(reverse("programme"))
    assert response.status_code == 200
    page: str = response.content.decode()
    return page


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def press(client: Client, action: str, exercise: str) -> None:
    page = html(client)
    said = {"token": hidden(page, "token"), "record": hidden(page, "record"), "action": action, "exercise": exercise}
    for _ in range(2):
        assert client.post(reverse("programme"), said)["Location"] == reverse("programme")


def test_every_exercise_is_there_with_its_reason(ana: Person) -> None:
    ready(ana)
    page = html(opened(ana))
    programme = course_now(ana).programme
    assert programme is not None
    exercises = {line.exercise for line in programme.prescriptions}
    headings = [page.count(f'<h3><a href="{reverse("exercise", args=[one])}">') for one in exercises]
    assert headings == [1] * len(exercises)
    assert page.count("1 set of 5, rest 15 seconds after each set, 3 days a week") == 1


def test_both_messages_about_pain_stand_together(ana: Person) -> None:
    ready(ana)
    page = html(opened(ana))
    stops = [s for s in shipped().stop_symptoms.values() if s.ends == "session" and not s.only_with]
    assert page.count(course_now(ana).pain_limits.words) == 1
    assert [page.count(f"<li>{symptom.symptom}</li>") for symptom in stops] == [1] * len(stops)


def test_exercise_left_out_is_gone_and_can_be_brought_back(ana: Person) -> None:
    ready(ana)
    client = opened(ana)
    press(client, "leave_out", "M01")
    assert "M01" not in {line.exercise for line in course_now(ana).due}
    life = course_now(ana).life
    assert life == a_life(dislikes=("M01",)).model_copy(update={"track": life.track if life else None})
    press(client, "bring_back", "M01")
    assert "M01" in {line.exercise for line in course_now(ana).due}
    assert len([fact for fact in facts(ana) if isinstance(fact, LifeDescribed)]) == 3


@pytest.mark.parametrize("exercise", ["Z99", "M01' OR 1", "X" * 5000, ""])
def test_unknown_exercise_changes_nothing(ana: Person, exercise: str) -> None:
    ready(ana)
    response = opened(ana).post(reverse("programme"), {"action": "leave_out", "exercise": exercise})
    assert (response.status_code in (302, 422), len(facts(ana))) == (True, 4)


def test_left_out_in_another_record_is_refused(ana: Person, ben: Person) -> None:
    ready(ana)
    ready(ben)
    said = {"record": str(ana.pk), "action": "leave_out", "exercise": "M01"}
    assert opened(ben).post(reverse("programme"), said).status_code == 422
    assert (len(facts(ana)), len(facts(ben))) == (4, 4)


def test_without_a_programme_the_reason_is_said(ana: Person) -> None:
    page = html(opened(ana))
    assert page.count("There is no programme yet.") == 1
    assert page.count(shipped().course_rules["CO05"].because) == 1


def test_everything_left_out_can_still_be_brought_back(ana: Person) -> None:
    ready(ana)
    told(ana, a_life(dislikes=tuple(shipped().exercises)))
    assert html(opened(ana)).count('value="bring_back"') == len(shipped().exercises)
