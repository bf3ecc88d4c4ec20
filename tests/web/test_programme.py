"""My programme says what, how much and why; an exercise can be left out and brought back."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from coxa.care.entries import BroughtBack, LeftOut, LifeDescribed, PainReported
from coxa.knowledge.loader import shipped
from coxa.records.models import Person
from web.a_course import a_life, a_session, course_now, facts, opened, ready, told
from web.answering import main_of

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
    headings = [page.count(f'<h3 id="line-{one}"><a href="{reverse("exercise", args=[one])}">') for one in exercises]
    assert headings == [1] * len(exercises)
    assert page.count("1 set of 5, rest 15 seconds after each set, 3 days a week") == 1


def test_both_messages_about_pain_stand_together(ana: Person) -> None:
    ready(ana)
    page = html(opened(ana))
    stops = [s for s in shipped().stop_symptoms.values() if s.ends == "session" and not s.only_with]
    assert page.count(course_now(ana).pain_limits.words) == 1
    assert [page.count(f"<li>{symptom.symptom}</li>") for symptom in stops] == [1] * len(stops)


def leave_out(client: Client, exercise: str, reason: str) -> str:
    """Choose a reason on the page of one exercise, twice, and say where that leads."""
    address = reverse("swap", args=[exercise])
    page = client.get(address).content.decode()
    said = {"token": hidden(page, "token"), "record": hidden(page, "record"), "reason": reason}
    return {client.post(address, said)["Location"] for _ in range(2)}.pop()


def given(person: Person) -> set[str]:
    now = course_now(person)
    return {line.exercise for line in (*now.due, *(now.programme.prescriptions if now.programme else ()))}


@pytest.mark.parametrize("reason", ["disliked", "position", "equipment"])
def test_exercise_left_out_is_gone_and_can_be_brought_back(ana: Person, reason: str) -> None:
    ready(ana)
    client = opened(ana)
    before = given(ana)
    assert leave_out(client, "M01", reason) == reverse("programme")
    assert "M01" not in given(ana)
    assert [fact for fact in facts(ana) if isinstance(fact, LeftOut)] == [
        LeftOut.model_validate({"exercise": "M01", "reason": reason})
    ]
    press(client, "bring_back", "M01")
    assert given(ana) == before
    assert [fact for fact in facts(ana) if isinstance(fact, BroughtBack)] == [BroughtBack(exercise="M01")]


def test_what_would_come_in_its_place_is_shown_first(ana: Person) -> None:
    ready(ana)
    client = opened(ana)
    before = given(ana)
    page = main_of(client.get(reverse("swap", args=["X02"])).content.decode())
    announced = set(re.findall(r'href="/exercises/(\w+)/"', page))
    leave_out(client, "X02", "disliked")
    assert announced == given(ana) - before


def test_leaving_out_because_it_hurts_asks_for_the_pain_and_reminds_until_told(ana: Person) -> None:
    ready(ana)
    client = opened(ana)
    where = leave_out(client, "M01", "hurts")
    assert where == f"{reverse('pain')}?left_out=M01"
    page = main_of(client.get(where).content.decode())
    assert page.count(shipped().exercises["M01"].name) == 1
    reminder = shipped().course_rules["CO28"].because
    assert main_of(client.get(reverse("today")).content.decode()).count(reminder) == 1
    client.post(reverse("pain"), {"average": "5"})
    assert PainReported(average=5) in facts(ana)
    assert reminder not in client.get(reverse("today")).content.decode()
    assert "M01" not in given(ana)


def test_reason_is_needed(ana: Person) -> None:
    ready(ana)
    response = opened(ana).post(reverse("swap", args=["M01"]), {})
    assert (response.status_code, response.content.decode().count('href="#reason"')) == (422, 1)
    assert len(facts(ana)) == 4


def test_exercise_disliked_in_daily_life_comes_back_the_same_way(ana: Person) -> None:
    ready(ana)
    told(ana, a_life(dislikes=("M01", "M02")))
    press(opened(ana), "bring_back", "M01")
    life = course_now(ana).life
    assert life is not None
    assert life.dislikes == ("M02",)
    assert len([fact for fact in facts(ana) if isinstance(fact, LifeDescribed)]) == 3


@pytest.mark.parametrize("exercise", ["Z99", "M01 OR 1", "x" * 300])
def test_unknown_exercise_has_no_page_to_leave_it_out(ana: Person, exercise: str) -> None:
    assert opened(ana).get(reverse("swap", args=[exercise])).status_code == 404


def test_week_names_seven_days_and_says_each_in_words(ana: Person) -> None:
    ready(ana, days_ago=3)
    a_session(ana, days_ago=0)
    page = main_of(html(opened(ana)))
    week = re.search(r'<ol class="coxa-week".*?</ol>', page, re.DOTALL)
    assert week
    assert week[0].count("<li") == 7
    assert week[0].count('aria-current="date"') == 1
    today = next(day for day in week[0].split("<li") if "aria-current" in day)
    assert "Done" in today


@pytest.mark.parametrize("exercise", ["Z99", "M01' OR 1", "X" * 5000, ""])
def test_unknown_exercise_changes_nothing(ana: Person, exercise: str) -> None:
    ready(ana)
    response = opened(ana).post(reverse("programme"), {"action": "bring_back", "exercise": exercise})
    assert (response.status_code in (302, 422), len(facts(ana))) == (True, 4)


def test_left_out_in_another_record_is_refused(ana: Person, ben: Person) -> None:
    ready(ana)
    ready(ben)
    said = {"record": str(ana.pk), "reason": "disliked"}
    assert opened(ben).post(reverse("swap", args=["M01"]), said).status_code == 422
    assert (len(facts(ana)), len(facts(ben))) == (4, 4)


def test_without_a_programme_the_reason_is_said(ana: Person) -> None:
    page = html(opened(ana))
    assert page.count("There is no programme yet.") == 1
    assert page.count(shipped().course_rules["CO05"].because) == 1


def test_everything_left_out_can_still_be_brought_back(ana: Person) -> None:
    ready(ana)
    told(ana, a_life(dislikes=tuple(shipped().exercises)))
    assert html(opened(ana)).count('value="bring_back"') == len(shipped().exercises)
