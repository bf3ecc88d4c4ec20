"""The short check before every session: not answered is never no."""

import pytest
from django.test import Client
from django.utils import timezone

from coxa.care.entries import ScreeningAnswered
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Answer, Level
from coxa.records.models import Person
from web.answering import NO, SAME_PAGE, errors_of, facts, heading_of, open_record, ready, tell

NONE = {"now": "none", "today": "none", "unwell": "none"}


SHORT = [question.id for question in shipped().screening.question if question.short_list]


@pytest.fixture
def page(client: Client, ana: Person) -> Client:
    """A browser in which Ana's record is open."""
    return open_record(client, ana)


def statement(**changed: str) -> dict[str, str]:
    return {"on": timezone.localdate().isoformat(), "who": "doctor", "confirmed": "on", **changed}


@pytest.mark.parametrize("query", ["", "?short=1"])
def test_short_check_with_none_of_these_leads_to_the_session(page: Client, ana: Person, query: str) -> None:
    ready(ana)
    assert page.post(f"/safety/today/{query}", NONE).headers["Location"] == f"/session/start/{query}"
    assert facts(ana)[-1] == ScreeningAnswered(scope="short", answers=dict.fromkeys(SHORT, Answer.NO))


def test_short_check_with_an_emergency_needs_no_other_answer(page: Client, ana: Person) -> None:
    ready(ana)
    assert page.post("/safety/today/", {"now": "RF08"}).headers["Location"] == "/safety/result/"
    now = [q.id for q in shipped().screening.question if q.short_list and q.level is Level.EMERGENCY]
    assert facts(ana)[-1].answers == {**dict.fromkeys(now, Answer.NO), "RF08": Answer.YES}
    assert heading_of(page.get("/safety/result/").text) == "Please get help now"


def test_short_check_with_a_sign_for_today_closes(page: Client, ana: Person) -> None:
    ready(ana)
    assert page.post("/safety/today/", {**NONE, "today": ["RF07", "RF02"]}).headers["Location"] == "/safety/result/"
    yes = {question for question, answer in facts(ana)[-1].answers.items() if answer is Answer.YES}
    assert yes == {"RF07", "RF02"}


def test_short_check_of_someone_unwell_leads_to_rest(page: Client, ana: Person) -> None:
    ready(ana)
    assert page.post("/safety/today/", {**NONE, "unwell": "EX10"}).headers["Location"] == "/today/"


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({}, ["now", "today", "unwell"]),
        ({"now": "none", "today": "none"}, ["unwell"]),
        ({**NONE, "now": ["none", "RF08"]}, ["now"]),
        ({**NONE, "today": "RF08"}, ["today"]),
    ],
)
def test_short_check_that_is_not_clear_asks_again(
    page: Client, ana: Person, answers: dict[str, str], wrong: list[str]
) -> None:
    ready(ana)
    before = len(facts(ana))
    again = page.post("/safety/today/", answers)
    assert (again.status_code, errors_of(again.text), len(facts(ana))) == (422, wrong, before)


def test_short_check_sent_twice_is_told_once(page: Client, ana: Person) -> None:
    ready(ana)
    before = len(facts(ana))
    for _ in range(2):
        page.post("/safety/today/", {**NONE, "token": SAME_PAGE})
    assert len(facts(ana)) == before + 1


def test_short_check_before_the_whole_one_leads_there(page: Client) -> None:
    assert page.get("/safety/today/").headers["Location"] == "/safety/"


def test_short_check_when_the_whole_one_is_due_leads_there(page: Client, ana: Person) -> None:
    tell(ana, ScreeningAnswered(scope="full", answers=NO), days_ago=40)
    assert page.get("/safety/today/").headers["Location"] == "/safety/"


def test_short_check_when_closed_leads_to_the_reason(page: Client, ana: Person) -> None:
    tell(ana, ScreeningAnswered(scope="full", answers={**NO, "RF11": Answer.YES}))
    assert page.get("/safety/today/").headers["Location"] == "/safety/result/"


def test_short_check_told_when_it_is_not_enough_is_heard_all_the_same(page: Client, ana: Person) -> None:
    assert page.post("/safety/today/", {"now": "RF08"}).headers["Location"] == "/safety/result/"
    assert facts(ana)[0].answers["RF08"] == Answer.YES
