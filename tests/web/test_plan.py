"""The plan: said back as one sentence, kept in the record, and taken into the calendar."""

import re
from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from coxa.care.entries import Goal, PlanMade, Reviewed
from coxa.records.models import Person
from web.a_course import a_hip, a_morning, a_session, course_now, facts, nothing_wrong, opened, ready, told
from web.answering import SAME_PAGE, errors_of, main_of

pytestmark = pytest.mark.django_db

SAID = {
    "token": SAME_PAGE,
    "goal": "walk to the market",
    "rating": "4",
    "days": ["mon", "wed", "fri"],
    "at": "09:30",
    "cue": "after breakfast",
    "place": "in the living room",
    "reminders": "yes",
    "minutes_before": "10",
    "quiet_from": "21:00",
    "quiet_until": "08:00",
}
PLAN = PlanMade(
    goal=Goal(activity="walk to the market", rating=4),
    days=("mon", "wed", "fri"),
    at="09:30",
    cue="after breakfast",
    place="in the living room",
    reminders=True,
    minutes_before=10,
    quiet_from="21:00",
    quiet_until="08:00",
)
SENTENCE = "If it is Monday, Wednesday or Friday, at 09:30, after breakfast, then I do my exercises in the living room."


def plans(person: Person) -> list[PlanMade]:
    return [fact for fact in facts(person) if isinstance(fact, PlanMade)]


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return main_of(response.content.decode())


def test_plan_is_kept_once_and_said_back(ana: Person) -> None:
    client = opened(ana)
    for _ in range(2):
        assert client.post(reverse("plan"), SAID)["Location"] == f"{reverse('plan')}?saved=1"
    assert plans(ana) == [PLAN]
    page = page_of(client, f"{reverse('plan')}?saved=1")
    assert page.count(SENTENCE) == 1
    assert page.count("Saved.") == 1
    assert page.count("Each session has a reminder: 10 minutes before.") == 1
    assert re.findall(r'name="days" type="checkbox" value="(\w+)" checked', page) == ["mon", "wed", "fri"]
    assert 'value="09:30"' in page


def test_today_says_the_plan(ana: Person) -> None:
    ready(ana)
    told(ana, PLAN)
    page = page_of(opened(ana), reverse("today"))
    assert page.count(SENTENCE) == 1
    assert page.count("walk to the market") == 1
    assert "After coffee" not in page


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"goal": "", "rating": "4"}, ["goal"]),
        ({"goal": "x" * 201}, ["goal"]),
        ({"at": ""}, ["at"]),
        ({"at": "25:00"}, ["at"]),
        ({"quiet_until": ""}, ["quiet_until"]),
        ({"quiet_from": ""}, ["quiet_from"]),
        ({"days": ["mon", "someday"]}, ["days"]),
        ({"minutes_before": "999999"}, ["minutes_before"]),
        ({"place": "a\0b"}, ["place"]),
    ],
)
def test_what_cannot_be_is_asked_again_and_not_kept(ana: Person, changed: dict[str, object], wrong: list[str]) -> None:
    response = opened(ana).post(reverse("plan"), {**SAID, **changed})
    assert (response.status_code, errors_of(response.content.decode())) == (422, wrong)
    assert plans(ana) == []


def test_an_empty_plan_is_a_plan_without_a_sentence(ana: Person) -> None:
    client = opened(ana)
    client.post(reverse("plan"), {"token": SAME_PAGE})
    assert plans(ana) == [PlanMade()]
    assert "If it is" not in page_of(client, reverse("plan"))


def test_plan_meant_for_another_record_is_refused(ana: Person, ben: Person) -> None:
    assert opened(ben).post(reverse("plan"), {**SAID, "record": str(ana.pk)}).status_code == 422
    assert plans(ben) == []


def test_first_goal_told_stands_in_the_plan_already(ana: Person) -> None:
    ready(ana)
    assert 'value="walk to the market"' in page_of(opened(ana), reverse("plan"))


def events(client: Client, **asked: str) -> list[Calendar]:
    found: list[Calendar] = Calendar.from_ical(client.get(reverse("calendar"), asked).content).walk("VEVENT")
    return found


def test_calendar_follows_the_plan(ana: Person) -> None:
    ready(ana)
    told(ana, PLAN)
    coming = events(opened(ana))
    assert coming
    assert {event["dtstart"].dt.weekday() for event in coming} <= {0, 2, 4}
    assert {event["dtstart"].dt.time() for event in coming} == {time(9, 30)}
    assert {str(event["location"]) for event in coming} == {"in the living room"}
    alarms = {alarm["trigger"].dt for event in coming for alarm in event.walk("VALARM")}
    assert alarms == {-timedelta(minutes=10)}


def test_calendar_has_no_alarm_in_quiet_hours_or_unasked_or_after_they_faded(ana: Person) -> None:
    ready(ana, days_ago=100)
    told(ana, nothing_wrong(), days_ago=1)
    client = opened(ana)

    def alarms() -> int:
        return sum(len(event.walk("VALARM")) for event in events(client))

    told(ana, PLAN.model_copy(update={"at": "06:30"}), days_ago=4)
    assert alarms() == 0
    told(ana, PLAN.model_copy(update={"reminders": False}), days_ago=3)
    assert alarms() == 0
    told(ana, PLAN, days_ago=2)
    assert alarms() > 0


def test_reminders_end_by_themselves(ana: Person) -> None:
    ready(ana, days_ago=100)
    told(ana, PLAN, days_ago=90)
    told(ana, nothing_wrong())
    client = opened(ana)
    assert "Your reminders have ended by themselves." in page_of(client, reverse("plan"))
    assert sum(len(event.walk("VALARM")) for event in events(client)) == 0


def half_a_year(person: Person) -> None:
    """A start half a year ago, with a long break since."""
    ready(person, days_ago=184, hip=a_hip())
    for days_ago in (183, 180, 100):
        session = a_session(person, days_ago=days_ago)
        a_morning(person, session, days_ago=days_ago - 1)
    told(person, Reviewed(week=12, average_pain=3, goal_ratings=(5,)), days_ago=98)
    told(person, nothing_wrong())


def test_check_in_at_six_months_asks_for_the_plan_and_blames_nobody(ana: Person) -> None:
    half_a_year(ana)
    client = opened(ana)
    assert "6 months: how is it going?" in page_of(client, reverse("today"))
    asked = page_of(client, reverse("review"))
    assert "There is nothing to make up for." in asked
    assert "At the start you said 4." in asked
    answers = {"average_pain": "2", "goal_1": "7", "change": "better", "good_enough": "yes"}
    response = client.post(reverse("review"), answers)
    assert (response.status_code, errors_of(response.content.decode())) == (422, ["onward"])
    response = client.post(reverse("review"), {**answers, "onward": "change"})
    last = facts(ana)[-1]
    assert isinstance(last, Reviewed)
    assert (last.week, last.onward, last.goal_ratings) == (26, "change", (7,))
    result = page_of(client, response["Location"])
    assert "walk to the market: 4 of 10 at the start, 7 now." in result
    assert result.count(f'href="{reverse("plan")}"') == 1
    assert course_now(ana).review_due is None


def test_progress_shows_how_goals_have_changed(ana: Person) -> None:
    half_a_year(ana)
    told(ana, PLAN.model_copy(update={"goal": Goal(activity="walk to the market", rating=8)}))
    page = page_of(opened(ana), reverse("progress"))
    row = re.search(r"walk to the market.*?</tr>", page, re.DOTALL)
    assert row
    assert re.findall(r"<span>(\d+)</span>", row[0]) == ["4", "8"]
