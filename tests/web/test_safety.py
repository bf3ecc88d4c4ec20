"""The safety check: whole, short, its result, and the statement that a professional said yes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from coxa.care.entries import ClearanceStated, ScreeningAnswered
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Answer
from coxa.records.models import Person
from coxa.web.forms.answers_so_far import AnswersSoFar, unfinished
from web.answering import NO, SAME_PAGE, answer_check, errors_of, facts, heading_of, main_of, open_record

NONE = {"now": "none", "today": "none", "unwell": "none"}
SHORT = [question.id for question in shipped().screening.question if question.short_list]


@pytest.fixture
def page(client: Client, ana: Person) -> Client:
    """A browser in which Ana's record is open."""
    return open_record(client, ana)


# The whole check


def test_check_answered_with_no_is_told_once_and_whole(page: Client, ana: Person) -> None:
    assert answer_check(page) == "/safety/result/"
    assert facts(ana) == [ScreeningAnswered(scope="full", answers=NO)]


def test_check_that_is_not_finished_tells_nothing(page: Client, ana: Person) -> None:
    page.post("/safety/")
    page.post("/safety/EX01/", {"answer": "no"})
    assert facts(ana) == []
    assert '<a class="nhsuk-button" href="/safety/RF08/">Go on where you were</a>' in page.get("/safety/").text


@pytest.mark.parametrize("answer", ["yes", "dont_know"])
def test_check_with_an_emergency_ends_there_and_then(page: Client, ana: Person, answer: str) -> None:
    assert answer_check(page, {"RF08": answer}) == "/safety/result/"
    assert facts(ana) == [ScreeningAnswered(scope="full", answers={"EX01": Answer.NO, "RF08": Answer(answer)})]


def test_check_with_a_follow_up_asks_it_next(page: Client) -> None:
    page.post("/safety/")
    assert page.post("/safety/EX01/", {"answer": "yes"}).headers["Location"] == "/safety/EX01a/"


def test_check_says_which_question_it_is(page: Client) -> None:
    page.post("/safety/")
    page.post("/safety/EX01/", {"answer": "no"})
    assert "Question 2 of about 44" in page.get("/safety/RF08/").text


def test_check_without_an_answer_asks_again(page: Client, ana: Person) -> None:
    page.post("/safety/")
    again = page.post("/safety/EX01/", {})
    assert (again.status_code, errors_of(again.text), facts(ana)) == (422, ["answer"], [])
    assert page.post("/safety/EX01/", {"answer": "perhaps"}).status_code == 422


def test_check_goes_back_to_the_question_before_with_its_answer(page: Client) -> None:
    page.post("/safety/")
    page.post("/safety/EX01/", {"answer": "no"})
    assert 'class="coxa-back-link" href="/safety/EX01/"' in page.get("/safety/RF08/").text
    assert 'value="no" checked' in page.get("/safety/EX01/").text


def test_check_with_a_yes_changed_to_no_forgets_its_follow_up(page: Client, ana: Person) -> None:
    page.post("/safety/")
    for question in list(NO)[: list(NO).index("RF06")]:
        page.post(f"/safety/{question}/", {"answer": NO[question]})
    page.post("/safety/RF06/", {"answer": "yes"})
    page.post("/safety/RF06a/", {"answer": "yes"})
    assert page.post("/safety/RF06/", {"answer": "no"}).headers["Location"] == "/safety/RF09/"
    for question in list(NO)[list(NO).index("RF09") :]:
        page.post(f"/safety/{question}/", {"answer": NO[question]})
    assert facts(ana) == [ScreeningAnswered(scope="full", answers=NO)]


def test_check_with_a_question_left_out_leaves_it_unanswered(page: Client, ana: Person) -> None:
    answer_check(page, {"RF11": "skip"})
    (said,) = facts(ana)
    assert said.answers == {question: answer for question, answer in NO.items() if question != "RF11"}
    assert heading_of(page.get("/safety/result/").text) == "Please see a professional before you start"
    assert "not answered never counts as no" in page.get("/safety/result/").text


def test_check_with_an_emergency_question_left_out_asks_to_get_help(page: Client) -> None:
    answer_check(page, {"RF05": "skip"})
    assert heading_of(page.get("/safety/result/").text) == "Please get help now"


def test_check_with_a_question_left_out_and_then_answered_has_the_answer(page: Client, ana: Person) -> None:
    page.post("/safety/")
    page.post("/safety/EX01/", {"skip": "on"})
    page.post("/safety/EX01/", {"answer": "no"})
    for question in list(NO)[1:]:
        page.post(f"/safety/{question}/", {"answer": NO[question]})
    assert facts(ana) == [ScreeningAnswered(scope="full", answers=NO)]


def test_check_whose_end_arrives_twice_is_told_once(page: Client, ana: Person) -> None:
    page.post("/safety/")
    for question in list(NO)[:-1]:
        page.post(f"/safety/{question}/", {"answer": NO[question]})
    cookie = page.cookies["coxa_session"].value
    for _ in range(2):
        page.cookies["coxa_session"] = cookie
        assert page.post("/safety/EX10/", {"answer": "no"}).headers["Location"] == "/safety/result/"
    assert len(facts(ana)) == 1


def test_check_whose_end_arrives_twice_with_two_answers_keeps_both(page: Client, ana: Person) -> None:
    page.post("/safety/")
    cookie = page.cookies["coxa_session"].value
    page.post("/safety/RF08/", {"answer": "yes"})
    page.cookies["coxa_session"] = cookie
    page.post("/safety/RF08/", {"answer": "dont_know"})
    assert [said.answers for said in facts(ana)] == [{"RF08": Answer.YES}, {"RF08": Answer.DONT_KNOW}]


def test_an_emergency_told_without_a_check_on_its_way_is_not_lost(page: Client, ana: Person) -> None:
    assert page.post("/safety/EX01a/", {"answer": "yes"}).headers["Location"] == "/safety/result/"
    assert facts(ana) == [ScreeningAnswered(scope="full", answers={"EX01a": Answer.YES})]


def test_a_question_without_a_check_on_its_way_leads_to_its_start(page: Client) -> None:
    assert page.get("/safety/RF08/").headers["Location"] == "/safety/"


@pytest.mark.parametrize("question", ["RF99", "rf01", "x" * 2000])
def test_a_question_that_does_not_exist_is_a_kind_404(page: Client, question: str) -> None:
    found = page.get(f"/safety/{question}/")
    assert (found.status_code, heading_of(found.text)) == (404, "We cannot find this page")


def test_a_check_belongs_to_one_person_and_one_day() -> None:
    person, day, session = uuid4(), date(2026, 3, 2), {}
    check = AnswersSoFar.begin(person, day).saying("EX01", Answer.NO, shipped())
    check.keep(session)
    assert unfinished(session, person, day) == check
    assert unfinished(session, uuid4(), day) is None
    assert unfinished(session, person, day + timedelta(days=1)) is None


def test_a_check_begun_by_ana_is_not_gone_on_with_by_ben(page: Client, ana: Person, ben: Person) -> None:
    page.post("/safety/")
    page.post("/safety/EX01/", {"answer": "yes"})
    open_record(page, ben)
    assert "Go on where you were" not in page.get("/safety/").text
    answer_check(page)
    assert (facts(ana), facts(ben)) == ([], [ScreeningAnswered(scope="full", answers=NO)])


def test_an_answer_meant_for_ana_is_not_taken_for_ben(page: Client, ana: Person, ben: Person) -> None:
    page.post("/safety/")
    open_record(page, ben)
    refused = page.post("/safety/RF08/", {"answer": "yes", "record": str(ana.pk)})
    assert (refused.status_code, facts(ana), facts(ben)) == (422, [], [])
    assert "The record of Ben is open now" in refused.text


# Its result


@pytest.mark.parametrize(
    ("answers", "heading"),
    [
        ({}, "You may start gently"),
        ({"RF27": "yes"}, "You may start, with some care"),
        ({"RF11": "yes"}, "Please see a professional before you start"),
        ({"RF07": "yes"}, "Please contact a professional today"),
        ({"RF19": "yes"}, "Thank you for your answers. Coxa is not the right help here"),
        ({"RF03": "yes"}, "Please get help now"),
    ],
)
def test_result_says_how_urgent_it_is(page: Client, answers: dict[str, str], heading: str) -> None:
    answer_check(page, answers)
    assert heading_of(page.get("/safety/result/").text) == heading


@pytest.mark.parametrize(("answers", "goes_on"), [({}, True), ({"RF27": "yes"}, True), ({"RF11": "yes"}, False)])
def test_result_has_a_way_on_only_when_nothing_is_closed(page: Client, answers: dict[str, str], goes_on: bool) -> None:
    answer_check(page, answers)
    assert ('href="/today/">Go on</a>' in main_of(page.get("/safety/result/").text)) is goes_on


def test_result_of_an_emergency_calls_and_has_no_way_to_exercise(page: Client) -> None:
    answer_check(page, {"RF03": "yes"})
    shown = page.get("/safety/result/").text
    act = 'Go to an emergency department now, or call <a href="tel:112">112</a>.'
    assert 'href="tel:112">Call 112</a>' in main_of(shown)
    assert act in main_of(shown)
    assert [link for link in ("/today/", "/programme/", "/session/") if link in main_of(shown)] == []
    assert 'class="coxa-nav"' not in shown


def test_result_shows_everything_that_counts_most_urgent_first(page: Client) -> None:
    answer_check(page, {"RF27": "yes", "RF11": "yes", "RF07": "dont_know"})
    shown = main_of(page.get("/safety/result/").text)
    places = [shown.index(shipped().questions[question].question) for question in ("RF07", "RF11", "RF27")]
    assert places == sorted(places)
    assert "You were not sure, so we take care." in shown


def test_result_before_any_check_leads_to_it(page: Client) -> None:
    assert page.get("/safety/result/").headers["Location"] == "/safety/"


# The statement that a professional said yes


def statement(**changed: str) -> dict[str, str]:
    return {"on": timezone.localdate().isoformat(), "who": "doctor", "confirmed": "on", **changed}


def test_statement_of_today_opens_what_was_to_be_seen_first(page: Client, ana: Person) -> None:
    answer_check(page, {"RF11": "yes"})
    assert page.post("/safety/cleared/", statement()).headers["Location"] == "/about-my-hip/"
    assert facts(ana)[1:] == [ClearanceStated(on=timezone.localdate(), who="doctor")]
    assert heading_of(page.get("/safety/result/").text) == "You may start, with some care"


def test_statement_sent_twice_is_told_once(page: Client, ana: Person) -> None:
    answer_check(page, {"RF11": "yes"})
    for _ in range(2):
        sent = page.post("/safety/cleared/", {**statement(), "token": SAME_PAGE})
        assert sent.status_code == 302
    assert len(facts(ana)) == 2


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"confirmed": ""}, ["confirmed"]),
        ({"who": ""}, ["who"]),
        ({"on": ""}, ["on"]),
        ({"on": "yesterday"}, ["on"]),
        ({"on": "0001-01-01"}, ["on"]),
        ({"on": "9999-12-31"}, ["on"]),
    ],
)
def test_statement_that_lacks_something_opens_nothing(
    page: Client, ana: Person, changed: dict[str, str], wrong: list[str]
) -> None:
    answer_check(page, {"RF11": "yes"})
    refused = page.post("/safety/cleared/", statement(**changed))
    assert (refused.status_code, errors_of(refused.text), len(facts(ana))) == (422, wrong, 1)


def test_statement_of_before_the_answer_opens_nothing(page: Client, ana: Person) -> None:
    answer_check(page, {"RF07": "yes"})
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    refused = page.post("/safety/cleared/", statement(on=yesterday))
    assert (refused.status_code, errors_of(refused.text), len(facts(ana))) == (422, ["on"], 1)


def test_statement_after_an_operation_counts_only_from_the_team(page: Client, ana: Person) -> None:
    answer_check(page, {"RF23": "yes"})
    assert "Only the team that operated on you can say yes." in page.get("/safety/cleared/").text
    assert page.post("/safety/cleared/", statement()).status_code == 422
    assert page.post("/safety/cleared/", statement(who="operating_team")).status_code == 302


def test_statement_about_a_child_has_no_form(page: Client) -> None:
    answer_check(page, {"RF19": "yes"})
    assert "<form" not in main_of(page.get("/safety/cleared/").text)


def test_statement_when_nothing_is_closed_has_no_form(page: Client) -> None:
    answer_check(page)
    assert "<form" not in main_of(page.get("/safety/cleared/").text)


def test_statement_after_an_emergency_asks_everything_again(page: Client) -> None:
    answer_check(page, {"RF03": "yes"})
    assert page.post("/safety/cleared/", statement()).headers["Location"] == "/safety/"
    assert page.get("/safety/result/").headers["Location"] == "/safety/"
    answer_check(page)
    assert heading_of(page.get("/safety/result/").text) == "You may start gently"


# The short check
