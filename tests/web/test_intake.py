"""The first rule, the hip, daily life, and what has changed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from coxa.care.entries import (
    Goal,
    HealthEvent,
    HipDescribed,
    LifeDescribed,
    ProfessionalSeen,
    ScreeningAnswered,
)
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Equipment, Place, Track
from coxa.records.models import Person
from web.answering import NO, SAME_PAGE, errors_of, facts, heading_of, main_of, open_record, tell


@pytest.fixture
def page(client: Client, ana: Person) -> Client:
    """A browser in which the record of Ana, who has answered the safety check, is open."""
    tell(ana, ScreeningAnswered(scope="full", answers=NO))
    return open_record(client, ana)


def told(person: Person) -> list[Any]:
    """What was told after the safety check."""
    return facts(person)[1:]


def today() -> str:
    return timezone.localdate().isoformat()


# The first rule


def test_professional_seen_is_told_and_leads_on(page: Client, ana: Person) -> None:
    sent = {"status": "seen_and_cleared", "on": today(), "who": "physiotherapist"}
    assert page.post("/professional/", sent).headers["Location"] == "/about-my-hip/"
    assert told(ana) == [ProfessionalSeen(status="seen_and_cleared", on=timezone.localdate(), who="physiotherapist")]


def test_professional_not_yet_is_told_and_explained(page: Client, ana: Person) -> None:
    sent = page.post("/professional/", {"status": "not_yet", "on": "nonsense"})
    assert sent.headers["Location"] == "/professional/"
    assert told(ana) == [ProfessionalSeen(status="not_yet")]
    assert "You have not asked yet. What that means" in page.get("/professional/").text


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({}, ["status"]),
        ({"status": "seen_and_cleared"}, ["on", "who"]),
        ({"status": "seen_and_cleared", "on": "2999-01-01", "who": "doctor"}, ["on"]),
        ({"status": "seen_and_cleared", "on": "2026-01-01", "who": "neighbour"}, ["who"]),
    ],
)
def test_professional_that_is_not_clear_is_asked_again(
    page: Client, ana: Person, sent: dict[str, str], wrong: list[str]
) -> None:
    again = page.post("/professional/", sent)
    assert (again.status_code, errors_of(again.text), told(ana)) == (422, wrong, [])


# About my hip

HIP: dict[int, dict[str, Any]] = {
    1: {
        "age": "67",
        "painful": "left",
        "places": ["groin", "side"],
        "duration_weeks": "13",
        "told": "osteoarthritis",
        "told_by_professional": "yes",
    },
    2: {"average_pain": "4", "pain_at_rest": "0", "night_pain": "no", "settle_h": "0.5", "fear": "2"},
    3: {
        "rises_without_hands": "yes",
        "walks_ten_minutes": "unsure",
        "waiting_for_surgery": "no",
        "troubles": ["knee", "cannot_kneel"],
    },
}
DESCRIBED = HipDescribed(
    age=67,
    painful="left",
    places=(Place.GROIN, Place.SIDE),
    told="osteoarthritis",
    told_by_professional=True,
    duration_weeks=13,
    average_pain=4,
    pain_at_rest=0,
    night_pain=False,
    settle_h=0.5,
    fear=2,
    rises_without_hands=True,
    walks_ten_minutes=None,
    waiting_for_surgery=False,
    troubles=("knee", "cannot_kneel"),
)


def describe(client: Client, pages: Mapping[int, Mapping[str, Any]] = HIP) -> str:
    """Answer the three pages, and say where they ended."""
    client.post("/about-my-hip/", pages[1])
    client.post("/about-my-hip/2/", pages[2])
    return client.post("/about-my-hip/3/", pages[3]).headers["Location"]


def test_hip_described_is_told_as_it_was_typed(page: Client, ana: Person) -> None:
    describe(page)
    assert told(ana) == [DESCRIBED]


def test_hip_with_only_age_and_side_leaves_the_rest_unanswered(page: Client, ana: Person) -> None:
    describe(page, {1: {"age": "50", "painful": "none"}, 2: {}, 3: {}})
    assert told(ana) == [HipDescribed(age=50, painful="none")]


def test_hip_that_nobody_gave_a_name_has_none(page: Client, ana: Person) -> None:
    describe(page, {**HIP, 1: {**HIP[1], "told": "nobody"}})
    assert told(ana) == [DESCRIBED.model_copy(update={"told": None})]


def test_hip_is_told_only_after_the_last_page(page: Client, ana: Person) -> None:
    assert page.post("/about-my-hip/", HIP[1]).headers["Location"] == "/about-my-hip/2/"
    assert page.post("/about-my-hip/2/", HIP[2]).headers["Location"] == "/about-my-hip/3/"
    assert told(ana) == []


def test_hip_whose_first_page_was_left_out_goes_back_to_it(page: Client, ana: Person) -> None:
    assert page.post("/about-my-hip/3/", HIP[3]).headers["Location"] == "/about-my-hip/"
    assert told(ana) == []


def test_hip_pages_show_again_what_was_typed(page: Client) -> None:
    page.post("/about-my-hip/", HIP[1])
    shown = page.get("/about-my-hip/").text
    assert 'name="age" type="text" value="67"' in shown
    assert 'type="radio" value="osteoarthritis" checked' in shown
    assert shown.count(" checked") == 6


def test_hip_pages_show_what_the_record_says(page: Client, ana: Person) -> None:
    tell(ana, DESCRIBED)
    shown = "".join(page.get(f"/about-my-hip/{part}/").text for part in (1, 2, 3))
    assert shown.count(" checked") == 15
    assert 'value="0.5" checked' in shown


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"age": ""}, ["age"]),
        ({"age": "old"}, ["age"]),
        ({"age": "-1"}, ["age"]),
        ({"age": "9" * 5000}, ["age"]),
        ({"painful": ""}, ["painful"]),
        ({"painful": "head"}, ["painful"]),
        ({"places": ["groin", "none"]}, ["places"]),
        ({"told": "RF01"}, ["told"]),
        ({"age": "", "painful": ""}, ["age", "painful"]),
    ],
)
def test_hip_page_that_is_not_clear_is_asked_again(page: Client, changed: dict[str, Any], wrong: list[str]) -> None:
    again = page.post("/about-my-hip/", {**HIP[1], **changed})
    assert (again.status_code, errors_of(again.text)) == (422, wrong)


def test_hip_whose_last_page_arrives_twice_is_told_once(page: Client, ana: Person) -> None:
    page.post("/about-my-hip/", HIP[1])
    page.post("/about-my-hip/2/", HIP[2])
    cookie = page.cookies["coxa_session"].value
    for _ in range(2):
        page.cookies["coxa_session"] = cookie
        page.post("/about-my-hip/3/", HIP[3])
    assert told(ana) == [DESCRIBED]


def test_hip_of_someone_under_18_closes_kindly(page: Client) -> None:
    assert describe(page, {**HIP, 1: {**HIP[1], "age": "16"}}) == "/safety/result/"
    shown = page.get("/safety/result/").text
    assert heading_of(shown) == "Thank you for your answers. Coxa is not the right help here"
    assert '<a href="/about-my-hip/">Change it in About my hip</a>' in shown


def test_hip_after_a_replacement_waits_for_the_team(page: Client) -> None:
    assert describe(page, {**HIP, 1: {**HIP[1], "told": "after_replacement"}}) == "/safety/result/"
    assert "Only the team that operated on you can say yes." in page.get("/safety/result/").text


def test_hip_pages_begun_by_ana_are_not_shown_to_ben(page: Client, ben: Person) -> None:
    page.post("/about-my-hip/", HIP[1])
    open_record(page, ben)
    assert " checked" not in page.get("/about-my-hip/").text


@pytest.mark.parametrize("part", ["0", "4", "99999999999999999999"])
def test_hip_page_that_does_not_exist_is_a_404(page: Client, part: str) -> None:
    assert page.get(f"/about-my-hip/{part}/").status_code == 404


# My life

LIFE: dict[str, Any] = {
    "goal_1": "Walk to the shops",
    "rating_1": "0",
    "goal_3": "Climb the stairs",
    "days_per_week": "4",
    "minutes": "30",
    "when_and_where": "After breakfast, in the living room",
    "equipment": ["bike", "band"],
    "track": "resistance",
    "likes": ["C03"],
    "dislikes_gluteus_medius": ["G05"],
    "dislikes_functional": ["F06"],
}
LIVED = LifeDescribed(
    goals=(Goal(activity="Walk to the shops", rating=0), Goal(activity="Climb the stairs")),
    equipment=(Equipment.BIKE, Equipment.BAND),
    days_per_week=4,
    minutes=30,
    track=Track.RESISTANCE,
    likes=("C03",),
    dislikes=("G05", "F06"),
    when_and_where="After breakfast, in the living room",
)


def test_life_described_is_told_as_it_was_typed(page: Client, ana: Person) -> None:
    assert page.post("/my-life/", LIFE).status_code == 302
    assert told(ana) == [LIVED]


def test_life_with_days_and_minutes_only_leaves_the_rest_open(page: Client, ana: Person) -> None:
    page.post("/my-life/", {"days_per_week": "2", "minutes": "5", "track": "either", "equipment": "none"})
    assert told(ana) == [LifeDescribed(days_per_week=2, minutes=5)]


def test_life_sent_twice_is_told_once(page: Client, ana: Person) -> None:
    for _ in range(2):
        page.post("/my-life/", {**LIFE, "token": SAME_PAGE})
    assert told(ana) == [LIVED]


def test_life_page_shows_what_the_record_says(page: Client, ana: Person) -> None:
    tell(ana, LIVED)
    shown = main_of(page.get("/my-life/").text)
    assert 'value="Walk to the shops"' in shown
    assert shown.count(" checked") == 9
    assert shown.count("<details") == shown.count('<details class="nhsuk-details" open') == 2


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"days_per_week": ""}, ["days_per_week"]),
        ({"minutes": "31"}, ["minutes"]),
        ({"goal_2": "", "rating_2": "5"}, ["goal_2"]),
        ({"goal_1": "a" * 201}, ["goal_1"]),
        ({"when_and_where": "a" * 100_000}, ["when_and_where"]),
        ({"goal_1": "a\x00b"}, ["goal_1"]),
        ({"equipment": ["none", "bike"]}, ["equipment"]),
        ({"likes": ["G05"]}, ["likes"]),
        ({"track": "jogging"}, ["track"]),
    ],
)
def test_life_that_is_not_clear_is_asked_again_and_loses_nothing(
    page: Client, ana: Person, changed: dict[str, Any], wrong: list[str]
) -> None:
    again = page.post("/my-life/", {**LIFE, **changed})
    assert (again.status_code, errors_of(again.text), told(ana)) == (422, wrong, [])
    assert 'value="Climb the stairs"' in again.text


def test_life_offers_only_what_not_every_home_has(page: Client) -> None:
    shown = page.get("/my-life/").text
    everywhere = {Equipment.CHAIR, Equipment.MAT, Equipment.SUPPORT, Equipment.WALL, Equipment.PILLOW}
    everywhere |= {Equipment.BED, Equipment.TOWEL}
    asked = {one for one in Equipment if f'type="checkbox" value="{one}"' in shown}
    assert asked == set(Equipment) - everywhere


def test_life_names_every_exercise_once(page: Client) -> None:
    shown = page.get("/my-life/").text
    assert {one: shown.count(f'value="{one}"') for one in shipped().exercises} == dict.fromkeys(shipped().exercises, 1)


# What has changed


def test_event_is_told_and_asks_everything_again(page: Client, ana: Person) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    assert page.post("/health/", {"what": "fall", "on": yesterday.isoformat()}).headers["Location"] == "/safety/"
    assert told(ana) == [HealthEvent(what="fall", on=yesterday)]
    assert "Something has changed in your health." in page.get("/safety/").text


def test_event_sent_twice_is_told_once(page: Client, ana: Person) -> None:
    for _ in range(2):
        page.post("/health/", {"what": "fall", "on": today(), "token": SAME_PAGE})
    assert len(told(ana)) == 1


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [({}, ["what", "on"]), ({"what": "party", "on": "2999-01-01"}, ["what", "on"]), ({"what": "fall"}, ["on"])],
)
def test_event_that_is_not_clear_is_asked_again(
    page: Client, ana: Person, sent: dict[str, str], wrong: list[str]
) -> None:
    again = page.post("/health/", sent)
    assert (again.status_code, errors_of(again.text), told(ana)) == (422, wrong, [])


def test_answers_meant_for_ana_are_not_taken_for_ben(page: Client, ana: Person, ben: Person) -> None:
    open_record(page, ben)
    for address, sent in {
        "/health/": {"what": "fall", "on": today()},
        "/my-life/": LIFE,
        "/about-my-hip/": HIP[1],
        "/professional/": {"status": "not_yet"},
    }.items():
        assert page.post(address, {**sent, "record": str(ana.pk)}).status_code == 422
    assert (told(ana), facts(ben)) == ([], [])
