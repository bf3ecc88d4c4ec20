"""Today's session begun on a device alone: only the server's own plan, its facts once, and nothing gets harder."""

import html
import random
import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from coxa.care.course import NextStep
from coxa.care.entries import (
    Corrected,
    Entry,
    ExerciseDone,
    HealthEvent,
    PainReported,
    ScreeningAnswered,
    SessionFinished,
    SessionStarted,
    SetDone,
)
from coxa.care.screening import level_of, short_list
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Answer
from coxa.records.journal import append, entries_of, verify
from coxa.records.models import Person
from web.a_course import begun, course_now, facts, opened, ready, short_no, told
from web.a_ready_session import (
    begin_another,
    correct,
    doses,
    fall,
    lock,
    page,
    plan,
    screened,
    send,
    sets,
    started,
    whole,
)
from web.a_session import told_of

pytestmark = pytest.mark.django_db


def test_a_session_that_is_due_is_kept_ready_for_this_person_and_day(ana: Person) -> None:
    ready(ana, days_ago=1)
    response = page(ana)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert response["Coxa-Keep"] == f"{ana.pk}/{timezone.localdate()}"
    kept = plan(ana)
    due = {(line.exercise, line.side.value, line.dose.sets) for line in course_now(ana).due}
    assert {(line["exercise"], line["side"], line["sets"]) for line in kept["lines"]} == due
    assert response.content.decode().count("<template data-set=") == len(kept["places"])
    assert kept["ready"]["painFrom"] == course_now(ana).pain_limits.during_most + 1


def test_today_and_the_page_before_a_session_ask_for_it_only_when_one_is_due(ana: Person) -> None:
    ready(ana)
    client = opened(ana)
    assert "<coxa-ready" in client.get("/today/").content.decode()
    told(ana, short_no())
    assert "<coxa-ready" in client.get("/session/start/").content.decode()
    begun(ana)
    assert "<coxa-ready" not in client.get("/today/").content.decode()


def test_every_question_of_the_day_has_its_advice_the_most_urgent_first(ana: Person) -> None:
    ready(ana, days_ago=1)
    flags, text = plan(ana)["ready"]["flags"], page(ana).content.decode()
    urgency = {level.level.value: level.level.urgency for level in shipped().screening.level}
    assert {flag["id"] for flag in flags} == {question.id for question in short_list(shipped())}
    assert [urgency[flag["level"]] for flag in flags] == sorted((urgency[f["level"]] for f in flags), reverse=True)
    for flag in flags:
        assert f'<template data-flag="{flag["id"]}">' in text
        assert f'<template data-flagged="{flag["level"]}">' in text
    assert 'href="tel:112"' in text.split('<template data-flagged="emergency">')[1].split("</template>")[0]


def test_no_answers_together_are_more_urgent_than_the_most_urgent_of_them_alone() -> None:
    asked = short_list(shipped())
    none = dict.fromkeys((one.id for one in asked), Answer.NO)
    alone = {one.id: level_of(one, {**none, one.id: Answer.YES}).urgency for one in asked}
    for one in asked:
        for other in asked:
            both = {**none, one.id: Answer.YES, other.id: Answer.YES}
            assert level_of(one, both).urgency <= max(alone[one.id], alone[other.id])


def test_questions_that_were_answered_today_are_not_asked_again(ana: Person) -> None:
    ready(ana)
    told(ana, short_no())
    assert plan(ana)["ready"]["asks"] == []
    assert "data-screen" not in page(ana).content.decode()


def test_the_questions_are_asked_in_the_same_words_and_order_as_on_their_own_page(ana: Person) -> None:
    ready(ana, days_ago=1)
    asked = re.compile(
        r"<legend[^>]*>\s*(.*?)\s*</legend>|name=\"(?:now|today|unwell)\" type=\"checkbox\" value=\"(\w+)\""
    )
    own_page = asked.findall(opened(ana).get(reverse("short_check")).content.decode())
    kept_page = asked.findall(page(ana).content.decode().split("<template data-screen>")[1].split("</template>")[0])
    assert (len(own_page) > 3, kept_page) == (True, own_page)


@pytest.mark.parametrize("fact", [HealthEvent(what="fall", on=timezone.localdate()), PainReported(average=9)])
def test_when_the_whole_safety_check_is_due_no_session_is_kept_ready(ana: Person, fact: object) -> None:
    ready(ana)
    told(ana, fact)
    assert course_now(ana).next_step is NextStep.SAFETY_CHECK
    response = page(ana)
    assert ("Coxa-Keep" in response.headers, "data-set" in response.content.decode()) == (False, False)
    assert course_now(ana).because.because in html.unescape(response.content.decode())


def test_a_session_under_way_goes_on_instead(ana: Person) -> None:
    ready(ana)
    session = begun(ana)
    assert page(ana)["Location"] == reverse("session_step", args=[session])


def test_the_page_is_made_anew_only_when_something_has_changed(ana: Person) -> None:
    ready(ana)
    client, stamp = opened(ana), page(ana)["ETag"]
    again = {"If-None-Match": stamp}
    assert client.get(reverse("session_ready"), headers=again).status_code == 304
    told(ana, short_no())
    assert client.get(reverse("session_ready"), headers=again).status_code == 200


def test_what_was_begun_is_exactly_what_was_planned(ana: Person) -> None:
    ready(ana, days_ago=1)
    kept = plan(ana)
    due = {(line.exercise, line.side): line.as_planned() for line in course_now(ana).due}
    send(opened(ana), ana, screened(kept), started(kept, 3))
    session = course_now(ana).session(UUID(kept["session"]))
    assert session is not None
    assert (session.planned, session.pain_before, session.short) == (due, 3, False)
    assert [fact.answers for fact in told_of(ana, ScreeningAnswered)[1:]] == [
        {question.id: Answer.NO for question in short_list(shipped())}
    ]


@pytest.mark.parametrize("seed", range(6))
def test_any_order_three_times_over_one_form_or_all_at_once_is_the_same_record(ana: Person, seed: int) -> None:
    ready(ana)
    kept, chance = plan(ana), random.Random(seed)  # noqa: S311  # an order to try, not a secret
    forms, client = whole(ana, kept), opened(ana)
    for _ in range(3):
        chance.shuffle(forms)
        size = (len(forms), 1, 7)[seed % 3]
        for first in range(0, len(forms), size):
            assert send(client, ana, *forms[first : first + size])["refused"] == []
    session = course_now(ana).session(UUID(kept["session"]))
    assert session is not None
    assert len(session.sets_done) == len(kept["places"]) == len(told_of(ana, SetDone))
    assert {(one.done_percent, one.ended) for one in told_of(ana, ExerciseDone)} == {(100, "finished")}
    assert len(told_of(ana, ExerciseDone)) == len(kept["lines"])
    assert [len(told_of(ana, kind)) for kind in (SessionStarted, SessionFinished)] == [1, 1]
    assert len(told_of(ana, ScreeningAnswered)) == 2
    assert (session.finished, course_now(ana).next_step) == (True, NextStep.DONE)
    verify(ana.pk)


def test_sets_that_come_before_their_beginning_wait_for_it(ana: Person) -> None:
    ready(ana)
    kept, client = plan(ana), opened(ana)
    done = sets(kept)
    assert send(client, ana, *done) == {"kept": [], "refused": [], "waits": [one["id"] for one in done], "held": []}
    assert told_of(ana, SetDone) == []
    send(client, ana, started(kept))
    assert len(send(client, ana, *done)["kept"]) == len(done)


def forged(kept: dict) -> str:
    """More sets, under our seal but with another secret."""
    data = signing.loads(kept["ready"]["token"], salt="coxa.session.ready")
    data["planned"][0]["sets"] = 9
    return signing.dumps(data, key="another secret", salt="coxa.session.ready", compress=True)


def test_a_plan_that_is_not_ours_begins_nothing(ana: Person, ben: Person) -> None:
    ready(ana)
    ready(ben)
    kept, other, client = plan(ana), plan(ben), opened(ana)
    token = kept["ready"]["token"]
    elsewhere = signing.dumps({"person": str(ana.pk)}, salt="coxa.session.ready", compress=True)
    deep = signing.b64_encode(b"[" * 4000).decode() + ":1:x"
    for wrong in (token[5:], "", "::", deep, other["ready"]["token"], elsewhere):
        for one in (screened(kept), started(kept)):
            one["fields"] = {**one["fields"], "plan": wrong}
            assert send(client, ana, one)["refused"] == [one["id"]]
    for wrong in (forged(kept), forged(kept)[:-1]):
        one = started(kept, plan=wrong)
        assert send(client, ana, one)["held"] == [one["id"]]
    assert (told_of(ana, SessionStarted), len(told_of(ana, ScreeningAnswered))) == ([], 1)


def test_a_plan_begins_only_its_own_session_on_its_own_day(ana: Person) -> None:
    ready(ana)
    kept, client = plan(ana), opened(ana)
    another = started(kept) | {"session": str(uuid4())}
    early, late = started(kept), started(kept)
    early["at"] = (timezone.now() - timedelta(days=3)).isoformat()
    late["at"] = (timezone.now() + timedelta(days=3)).isoformat()
    for one in (another, early, late):
        assert send(client, ana, one)["refused"] == [one["id"]]
    assert told_of(ana, SessionStarted) == []


def test_a_clock_that_is_a_few_hours_off_loses_nothing_and_tells_nothing_of_tomorrow(ana: Person) -> None:
    ready(ana)
    one = started(plan(ana))
    one["at"] = (timezone.now() + timedelta(hours=14)).isoformat()
    assert send(opened(ana), ana, one)["kept"] == [one["id"]]
    (entry,) = (one for one in entries_of(ana.pk) if isinstance(one.body, SessionStarted))
    assert (entry.day, entry.occurred_at <= timezone.now()) == (timezone.localdate(), True)


@pytest.mark.parametrize("changes", [{"now": ""}, {"today": "RF99"}, {"unwell": ""}, {"now": "", "today": "RF02"}])
def test_answers_no_page_of_ours_would_send_are_refused(ana: Person, changes: dict[str, str]) -> None:
    ready(ana)
    one = screened(plan(ana), **changes)
    assert send(opened(ana), ana, one)["refused"] == [one["id"]]


@pytest.mark.parametrize("pain", ["", "11", "-1", "much"])
def test_pain_that_is_no_number_begins_nothing(ana: Person, pain: str) -> None:
    ready(ana)
    kept = plan(ana)
    one, other = started(kept, pain), started(kept, pain, action="pain")
    assert set(send(opened(ana), ana, one, other)["refused"]) == {one["id"], other["id"]}


def test_a_sign_of_danger_told_to_the_device_shuts_the_programme_when_it_arrives(ana: Person) -> None:
    ready(ana)
    one = screened(plan(ana), now="RF01 none", today="", unwell="")
    for _ in range(3):
        assert send(opened(ana), ana, one)["kept"] == [one["id"]]
    (_full, short) = told_of(ana, ScreeningAnswered)
    assert [question for question, answer in short.answers.items() if answer is Answer.YES] == ["RF01"]
    assert course_now(ana).next_step is NextStep.GET_HELP


def test_pain_at_which_nothing_began_is_told_as_pain(ana: Person) -> None:
    ready(ana, days_ago=1)
    one = started(plan(ana), 8, action="pain")
    for _ in range(3):
        send(opened(ana), ana, one)
    assert told_of(ana, PainReported) == [PainReported(average=8)]
    assert (told_of(ana, SessionStarted), course_now(ana).next_step) == ([], NextStep.SAFETY_CHECK)


@pytest.mark.parametrize("change", [lock, fall, begin_another, correct])
def test_when_the_record_has_changed_meanwhile_the_facts_count_and_nothing_gets_harder(ana: Person, change) -> None:
    ready(ana)
    kept = plan(ana)
    forms = whole(ana, kept)
    change(ana)
    before, step = doses(ana), course_now(ana).next_step
    for _ in range(3):
        assert send(opened(ana), ana, *forms)["refused"] == []
    now = course_now(ana)
    session = now.session(UUID(kept["session"]))
    assert session is not None
    assert (len(session.sets_done), session.finished) == (len(kept["places"]), True)
    assert all(volume <= before.get(key, volume) for key, volume in doses(ana).items())
    if change in (lock, fall):
        assert (now.next_step, now.may_exercise) == (step, False)


def test_a_session_that_was_taken_back_stays_taken_back(ana: Person) -> None:
    ready(ana)
    kept, client = plan(ana), opened(ana)
    one = started(kept)
    send(client, ana, one)
    now = timezone.localtime()
    append(ana.pk, [Entry(uuid4(), ana.pk, Corrected(corrects=UUID(one["id"])), now.date(), now, now)])
    send(client, ana, one)
    assert course_now(ana).session(UUID(kept["session"])) is None
    assert len([fact for fact in facts(ana) if isinstance(fact, SessionStarted)]) == 1
