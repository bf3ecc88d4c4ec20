"""The exercises and lessons, with and without a record open."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from coxa.care.entries import HipDescribed, LifeDescribed, ProfessionalSeen, ScreeningAnswered, SessionStopped
from coxa.knowledge.exercise import DoseRange, Range
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import DoseClass
from coxa.records.journal import record
from coxa.records.models import Person
from coxa.web.presenters.dose_range import dose_range_words

CONTENT = shipped()
pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    """The words of a page's main part, as they are read."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    assert main
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main[0])))


def found(client: Client, query: str) -> list[str]:
    """The ids of the exercises a search shows."""
    page = client.get(f"/exercises/?{query}").content.decode()
    return sorted(re.findall(r'href="/exercises/([A-Z]\d\d)/"', page))


@pytest.fixture
def as_ana(client: Client, ana: Person) -> Client:
    client.post(f"/people/{ana.pk}/open/")
    return client


@pytest.fixture
def with_programme(as_ana: Client, ana: Person) -> Client:
    """Ana has answered everything; her hip hurts at the side, so crossing the legs is not for her."""
    answers = {q.id: "no" for q in CONTENT.screening.question if not q.asked_if} | {"EX11": "yes"}
    for fact in (
        ScreeningAnswered(scope="full", answers=answers),
        ProfessionalSeen(status="seen_and_cleared", who="doctor"),
        HipDescribed(age=62, painful="left", places=("side",), average_pain=4, pain_at_rest=1, settle_h=1, fear=2),
        LifeDescribed(),
    ):
        record(ana.pk, fact, now=timezone.localtime(), content=CONTENT.version)
    return as_ana


def test_library_without_a_search_shows_every_exercise_once(client: Client) -> None:
    assert found(client, "") == sorted(CONTENT.exercises)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("q=clam", ["G05", "G06"]),
        ("q=GENTLE+hip+Rotations", ["M01"]),
        ("q=no+such+thing", []),
        ("purpose=cardio", ["C01", "C02", "C03", "C04", "C05", "C06", "C07"]),
        ("purpose=cardio&equipment=nothing", ["C01", "C07"]),
        ("equipment=pool", ["C03", "C04"]),
        ("position=kneeling&purpose=stretch", ["S03", "S10"]),
        ("position=nonsense&purpose=cardio&equipment=pool", ["C03", "C04"]),
    ],
)
def test_library_search_shows_what_fits(client: Client, query: str, ids: list[str]) -> None:
    assert found(client, query) == ids


def test_library_filter_by_muscle_shows_those_that_work_it(client: Client) -> None:
    working = {e.id for e in CONTENT.exercises.values() if any(m.id == "iliopsoas" for m in e.muscles)}
    assert found(client, "muscle=iliopsoas") == sorted(working)


@pytest.mark.parametrize("words", ["x" * 5000, "%3Cscript%3E", "%00", "\U0001f9b4"])
def test_library_strange_words_are_harmless(client: Client, words: str) -> None:
    assert client.get(f"/exercises/?q={words}").status_code == 200


def test_library_script_typed_as_a_search_is_shown_as_text(client: Client) -> None:
    assert "<script>x" not in client.get("/exercises/?q=<script>x").content.decode()


@pytest.mark.parametrize("exercise_id", sorted(CONTENT.exercises))
def test_exercise_page_says_everything_the_library_holds(client: Client, exercise_id: str) -> None:
    exercise, page = CONTENT.exercises[exercise_id], text_of(client, f"/exercises/{exercise_id}/")
    told = [
        exercise.name,
        *exercise.aliases,
        exercise.support,
        exercise.start,
        *exercise.steps,
        exercise.feel,
        *(words for fault in exercise.faults for words in (fault.see, fault.do)),
        *exercise.avoid,
        *(caution.note for caution in exercise.cautions),
        *(CONTENT.muscles[muscle.id].name for muscle in exercise.muscles),
        *(CONTENT.conditions[name].name for name in exercise.suits),
        *(CONTENT.exercises[name].name for name in (*exercise.easier, *exercise.harder)),
        exercise.load.words,
        *(CONTENT.sources[one.source].title for one in (*exercise.evidence, *exercise.load.evidence)),
    ]
    assert [words for words in told if words.casefold() not in page.casefold()] == []


def test_exercise_page_says_what_both_hips_carry(client: Client) -> None:
    page = text_of(client, "/exercises/G03/")
    assert "The hip that works Less than in walking The other hip About as much as in walking" in page


def test_exercise_page_says_that_it_is_a_draft(client: Client) -> None:
    words = "This page is a draft: no clinician has signed it yet. It will be read again by 23 November 2027."
    assert words in text_of(client, "/exercises/G03/")


def test_exercise_page_nobody_chosen_does_not_say_it_fits(client: Client) -> None:
    assert "This page cannot know you." in text_of(client, "/exercises/G03/")


def test_exercise_page_nothing_told_yet_says_not_yet(as_ana: Client) -> None:
    words = "For you Not yet Before anything else, some questions about your safety. Please wait with this exercise"
    assert words in text_of(as_ana, "/exercises/G03/")


def test_exercise_page_after_a_red_flag_says_not_yet(with_programme: Client, ana: Person) -> None:
    stopped = SessionStopped(session=ana.pk, symptom="SN09")
    record(ana.pk, stopped, now=timezone.localtime(), content=CONTENT.version)
    assert "For you Not yet" in text_of(with_programme, "/exercises/X02/")


def test_exercise_page_blocked_exercise_says_why(with_programme: Client) -> None:
    caution = next(one for one in CONTENT.exercises["S01"].cautions if one.tag == "GT_ADD")
    assert f"For you Not for you now {caution.note}" in text_of(with_programme, "/exercises/S01/")


def test_exercise_page_of_the_programme_leads_there(with_programme: Client) -> None:
    page = with_programme.get("/exercises/X02/").content.decode()
    assert ("In your programme" in page, 'href="/programme/">My programme</a></p>' in page) == (True, True)


@pytest.mark.parametrize("address", ["/exercises/Z99/", "/exercises/g03/", "/learn/nothing/", "/learn/about_nothing/"])
def test_page_of_nothing_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_library_is_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/exercises/").status_code == 405


def test_learn_leads_to_every_lesson_and_every_condition(client: Client) -> None:
    links = re.findall(r'href="/learn/([^"]+)/"', client.get("/learn/").content.decode())
    assert sorted(links) == sorted([*CONTENT.lessons, *(f"about_{name}" for name in CONTENT.conditions)])


@pytest.mark.parametrize("lesson_id", sorted(CONTENT.lessons))
def test_lesson_says_everything_with_its_sources(client: Client, lesson_id: str) -> None:
    lesson, page = CONTENT.lessons[lesson_id], text_of(client, f"/learn/{lesson_id}/")
    told = [
        lesson.title,
        lesson.summary,
        *(words for one in lesson.sections for words in (one.heading, *one.paragraphs, *one.points)),
        *(CONTENT.sources[cited.source].title for one in lesson.sections for cited in one.evidence),
    ]
    assert [words for words in told if words not in page] == []


@pytest.mark.parametrize("name", sorted(CONTENT.conditions))
def test_condition_page_says_everything_and_is_no_diagnosis(client: Client, name: str) -> None:
    condition, page = CONTENT.conditions[name], text_of(client, f"/learn/about_{name}/")
    told = [
        "This is not a diagnosis.",
        condition.name,
        condition.summary,
        condition.expect,
        *condition.what_helps,
        *condition.avoid,
        *condition.see_someone,
    ]
    assert [words for words in told if words not in page] == []


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (
            {"sets": (1, 3), "repetitions": (8, 12), "hold_s": (3, 5), "rest_s": 45},
            "1 to 3 sets of 8 to 12, hold each for 3 to 5 seconds, rest 45 seconds after each set, 3 days a week",
        ),
        ({"sets": (1, 1), "repetitions": (5, 5)}, "1 set of 5, 3 days a week"),
        ({"sets": (1, 1), "minutes": (5, 30)}, "5 to 30 minutes, 3 days a week"),
        (
            {"sets": (1, 2), "hold_s": (10, 30), "times_a_day": 2, "days_per_week": (7, 7)},
            "1 to 2 sets, hold each for 10 to 30 seconds, twice a day, every day",
        ),
    ],
)
def test_dose_range_in_words(parts: dict[str, object], words: str) -> None:
    bounds = {
        name: Range(start=value[0], most=value[1]) if isinstance(value, tuple) else value
        for name, value in ({"days_per_week": (3, 3), "rest_s": 0} | parts).items()
    }
    assert dose_range_words(DoseRange.model_validate({"kind": DoseClass.STR, **bounds})) == words
