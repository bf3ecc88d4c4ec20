"""A session on plain pages: begun, done set by set, answered, stopped; nothing sent twice counts twice."""

import re
from itertools import pairwise
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from coxa.care.course import NextStep
from coxa.care.entries import ExerciseDone, PlannedLine, SessionFinished, SessionStarted, SessionStopped, SetDone
from coxa.care.session import places
from coxa.records.models import Person
from coxa.web.presenters.lines import in_order
from web.a_course import begun, course_now, facts, opened, ready, short_no, told
from web.a_session import address, answers, do_first_exercise, one_exercise, planned, set_done, told_of
from web.answering import heading_of

pytestmark = pytest.mark.django_db


def test_start_without_todays_questions_leads_to_the_short_check(ana: Person) -> None:
    ready(ana, days_ago=1)
    response = opened(ana).get(reverse("session_start") + "?short=1")
    assert (response.status_code, response["Location"]) == (302, reverse("short_check") + "?short=1")


def test_start_when_locked_leads_to_today_and_tells_nothing(ana: Person) -> None:
    ready(ana, days_ago=1)
    told(ana, SessionStopped(session=uuid4(), symptom="SN01"), short_no())
    before = len(facts(ana))
    response = opened(ana).post(reverse("session_start"), {"session": uuid4(), "pain_before": "2"})
    assert (response["Location"], len(facts(ana))) == (reverse("today"), before)


def test_start_without_a_number_keeps_the_page_and_says_what_is_missing(ana: Person) -> None:
    ready(ana)
    response = opened(ana).post(reverse("session_start"), {"session": uuid4()})
    assert (response.status_code, told_of(ana, SessionStarted)) == (422, [])
    assert response.content.decode().count('href="#pain_before"') == 1


def test_start_sent_twice_begins_one_session_with_what_is_due(ana: Person) -> None:
    ready(ana)
    client, session = opened(ana), uuid4()
    due = course_now(ana).due
    for pain in ("2", "5"):
        response = client.post(reverse("session_start"), {"session": session, "pain_before": pain})
        assert response["Location"] == address("session_step", session)
    (started,) = told_of(ana, SessionStarted)
    assert isinstance(started, SessionStarted)
    assert (started.pain_before, started.short) == (2, False)
    assert [(line.slot, line.exercise, line.side) for line in started.planned] == [
        (line.slot, line.exercise, line.side) for line in in_order(due)
    ]


def test_start_short_plans_the_short_version(ana: Person) -> None:
    ready(ana)
    client, session = opened(ana), uuid4()
    short = course_now(ana).short
    client.post(reverse("session_start") + "?short=1", {"session": session, "pain_before": "2"})
    (started,) = told_of(ana, SessionStarted)
    assert isinstance(started, SessionStarted)
    assert (started.short, len(started.planned)) == (True, len(short))


def test_session_of_someone_else_does_not_exist(ana: Person, ben: Person) -> None:
    ready(ana)
    session = begun(ana)
    for name in ("session_step", "session_stop", "session_easier", "session_end"):
        response = opened(ben).get(address(name, session))
        assert (response.status_code, "We cannot find this session" in response.content.decode()) == (404, True)


def test_set_done_twice_counts_once(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    line = planned(ana, session)[0]
    for _ in range(2):
        assert set_done(client, session, line, 1)["Location"] == address("session_step", session)
    assert told_of(ana, SetDone) == [SetDone(session=session, exercise=line.exercise, side=line.side, number=1)]


@pytest.mark.parametrize("number", ["99", "0", "", "x"])
def test_set_that_is_not_planned_changes_nothing(ana: Person, number: str) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    line = planned(ana, session)[0]
    said = {"action": "set", "exercise": line.exercise, "side": "middle", "number": number}
    assert client.post(address("session_step", session), said).status_code == 302
    assert told_of(ana, SetDone) == []


def test_step_shows_stop_side_and_set(ana: Person) -> None:
    ready(ana)
    session = begun(ana)
    page = opened(ana).get(address("session_step", session)).content.decode().split("<coxa-away")[0]
    assert (page.count("Stop, it hurts</a>"), page.count(">Left side<"), page.count("Set 1 of ")) == (1, 1, 1)


def test_what_a_set_says_comes_next_is_what_comes(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    shown = []
    for place in places(tuple(planned(ana, session))):
        page = client.get(address("session_step", session)).content.decode().split("<coxa-away")[0]
        set_now = re.search(r">(\w+ sides?)<.*?>Set (\d of \d)<", page, re.DOTALL)
        coming = re.search(r"<p>(Next: .*?|This is the last set for today.)</p>", page)
        assert set_now
        assert coming
        shown.append((heading_of(page), set_now[1].lower(), set_now[2], coming[1]))
        set_done(client, session, place.line, place.number)
        lines = [line for line in planned(ana, session) if line.exercise == place.line.exercise]
        if "Save and go on" in client.get(address("session_step", session)).content.decode():
            client.post(address("session_step", session), answers(lines))
    for (name, side, _number, said), (next_name, next_side, next_number, _said) in pairwise(shown):
        same = f"Next: set {next_number}." if side == next_side else f"Next: {next_side}."
        assert said == (same if name == next_name else f"Next: {next_name}, {next_side}.")
    assert shown[-1][3] == "This is the last set for today."


def test_exercise_done_asks_both_sides_and_tells_both(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = do_first_exercise(client, ana, session)
    page = client.get(address("session_step", session)).content.decode()
    assert (page.count("Save and go on"), page.count("Stop, it hurts</a>")) == (1, 1)
    response = client.post(address("session_step", session), answers(lines))
    assert response["Location"] == address("session_step", session)
    assert told_of(ana, ExerciseDone) == [
        ExerciseDone(
            session=session,
            exercise=line.exercise,
            side=line.side,
            worst_pain=1,
            effort=3,
            in_control=True,
            sharp=False,
            done_percent=100,
        )
        for line in lines
    ]


def test_answers_missing_keep_what_was_typed(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = do_first_exercise(client, ana, session)
    said = answers(lines, effort=7)
    del said["right-pain"]
    response = client.post(address("session_step", session), said)
    page = response.content.decode()
    assert (response.status_code, told_of(ana, ExerciseDone)) == (422, [])
    assert (page.count('href="#right-pain"'), page.count('href="#left-pain"')) == (1, 0)
    assert page.count('value="7" checked') == len(lines)


def test_answers_changed_after_going_back_count_as_the_later_word_but_never_a_lower_pain(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = do_first_exercise(client, ana, session)
    for pain in (2, 2, 1):
        client.post(address("session_step", session), answers(lines, pain=pain, effort=pain))
    record = course_now(ana).session(session)
    assert record is not None
    assert [(done.worst_pain, done.effort) for done in record.exercises.values()] == [(2, 1)] * len(lines)
    assert len(told_of(ana, ExerciseDone)) == 2 * len(lines)


def test_skip_before_any_set_leaves_the_exercise_out_on_both_sides(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = one_exercise(ana, session)
    client.post(address("session_step", session), {"action": "skip", "exercise": lines[0].exercise})
    assert told_of(ana, ExerciseDone) == [
        ExerciseDone(session=session, exercise=line.exercise, side=line.side, ended="skipped", done_percent=0)
        for line in lines
    ]


def test_skip_after_a_set_asks_first_how_it_went(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = one_exercise(ana, session)
    set_done(client, session, lines[0], 1)
    response = client.post(address("session_step", session), {"action": "skip", "exercise": lines[0].exercise})
    assert response["Location"] == address("session_step", session, "?leave=exercise")
    assert client.get(response["Location"]).content.decode().count("Save and go on") == 1
    client.post(response["Location"], answers(lines[:1]))
    done = {fact.side: fact for fact in told_of(ana, ExerciseDone) if isinstance(fact, ExerciseDone)}
    assert [(done[line.side].worst_pain, done[line.side].ended) for line in lines] == [
        (1, "finished"),
        (None, "skipped"),
    ]


def test_whole_session_leads_to_the_end_and_asks_for_tomorrow(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    for exercise in dict.fromkeys(line.exercise for line in planned(ana, session)):
        lines = [line for line in planned(ana, session) if line.exercise == exercise]
        for number in range(1, lines[0].sets + 1):
            for line in lines:
                set_done(client, session, line, number)
        client.post(address("session_step", session), answers(lines))
    assert client.get(address("session_step", session)).content.decode().count("The last question</h1>") == 1
    assert client.post(address("session_step", session), {"action": "finish"}).status_code == 422
    for _ in range(2):
        response = client.post(address("session_step", session), {"action": "finish", "pain_after": "1"})
        assert response["Location"] == address("session_end", session)
    assert told_of(ana, SessionFinished) == [SessionFinished(session=session, pain_after=1)]
    page = client.get(address("session_end", session)).content.decode()
    assert page.count("Decided tomorrow morning") > 0
    assert course_now(ana).next_step is NextStep.DONE


def test_finish_early_asks_about_the_exercise_that_was_begun(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = one_exercise(ana, session)
    set_done(client, session, lines[0], 1)
    leaving = address("session_step", session, "?leave=session")
    response = client.post(leaving, answers(lines[:1]))
    assert response["Location"] == leaving
    assert client.get(leaving).content.decode().count("The last question</h1>") == 1


def test_session_of_another_day_does_not_go_on(ana: Person) -> None:
    ready(ana, days_ago=3)
    lines = tuple(
        PlannedLine(slot=line.slot, exercise=line.exercise, side=line.side, sets=1) for line in course_now(ana).due
    )
    session = uuid4()
    told(ana, SessionStarted(session=session, pain_before=1, planned=lines), days_ago=1)
    response = opened(ana).get(address("session_step", session))
    assert (response.status_code, response["Location"]) == (302, reverse("today"))


def test_nobody_chosen_leads_to_the_choice_of_person(client: Client, ana: Person) -> None:
    assert client.get(address("session_step", uuid4()))["Location"] == reverse("people")
