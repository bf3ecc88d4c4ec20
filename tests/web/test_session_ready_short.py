"""The short session instead of a miss, begun on a device alone: exactly the lines care chose, and the same record."""

import random
from uuid import UUID

import pytest
from django.urls import reverse

from coxa.care.course import NextStep
from coxa.care.entries import ExerciseDone, SessionFinished, SessionStarted, SetDone
from coxa.records.models import Person
from coxa.web.presenters.lines import in_order
from web.a_course import a_life, course_now, opened, ready, told
from web.a_ready_session import doses, page, plan, send, started, whole
from web.a_session import told_of

pytestmark = pytest.mark.django_db


def short_lines(person: Person) -> list[tuple[str, str, int]]:
    return [(line.exercise, line.side.value, line.dose.sets) for line in in_order(course_now(person).short)]


def test_the_short_session_is_kept_ready_beside_the_whole_one_as_care_chose_it(ana: Person) -> None:
    ready(ana, days_ago=1)
    kept, text = plan(ana), page(ana).content.decode()
    short = kept["ready"]["short"]
    assert [(line["exercise"], line["side"], line["sets"]) for line in short["lines"]] == short_lines(ana)
    assert len(short["places"]) == sum(line["sets"] for line in short["lines"]) < len(kept["places"])
    assert text.count("<template data-short=") == len(short["places"])
    for place in short["places"]:
        assert f'<template data-short="{place["exercise"]}/{place["side"]}/{place["number"]}">' in text


def test_a_session_that_is_short_already_offers_no_shorter_one(ana: Person) -> None:
    ready(ana)
    told(ana, a_life(minutes=5))
    assert course_now(ana).short == course_now(ana).due
    kept = plan(ana)
    assert kept["ready"]["short"] is None
    one = started(kept, short="1")
    assert send(opened(ana), ana, one)["refused"] == [one["id"]]


def test_a_short_session_begun_on_a_device_is_told_as_one_begun_on_the_page(ana: Person, ben: Person) -> None:
    for person in (ana, ben):
        ready(person)
    send(opened(ana), ana, *whole(ana, plan(ana), short=True))
    client = opened(ben)
    client.post(reverse("short_check"), {"now": "none", "today": "none", "unwell": "none"})
    start = reverse("session_start") + "?short=1"
    client.post(start, {"session": "0b8f4d5e-5a7e-4f7c-9b57-2f4b7d0f3c11", "pain_before": 1})
    (on_device,), (on_page,) = told_of(ana, SessionStarted), told_of(ben, SessionStarted)
    assert on_device.short is True
    assert on_device.model_dump(exclude={"session"}) == on_page.model_dump(exclude={"session"})


@pytest.mark.parametrize("seed", range(4))
def test_the_short_session_in_any_order_three_times_over_is_the_same_record(ana: Person, seed: int) -> None:
    ready(ana)
    kept, chance = plan(ana), random.Random(seed)  # noqa: S311  # an order to try, not a secret
    forms, client, short = whole(ana, kept, short=True), opened(ana), kept["ready"]["short"]
    before = {line.key: line.dose.volume for line in course_now(ana).due}
    for _ in range(3):
        chance.shuffle(forms)
        size = (len(forms), 1)[seed % 2]
        for first in range(0, len(forms), size):
            assert send(client, ana, *forms[first : first + size])["refused"] == []
    session = course_now(ana).session(UUID(kept["session"]))
    assert session is not None
    assert (session.short, session.finished, course_now(ana).next_step) == (True, True, NextStep.DONE)
    assert len(told_of(ana, SetDone)) == len(short["places"])
    assert {(one.done_percent, one.ended) for one in told_of(ana, ExerciseDone)} == {(100, "finished")}
    assert [len(told_of(ana, kind)) for kind in (ExerciseDone, SessionStarted, SessionFinished)] == [
        len(short["lines"]),
        1,
        1,
    ]
    assert doses(ana).items() <= before.items()


def test_one_session_begins_once_whichever_way_it_is_said_again(ana: Person) -> None:
    ready(ana)
    kept, client = plan(ana), opened(ana)
    send(client, ana, started(kept, short="1"))
    send(client, ana, started(kept))
    (started_once,) = told_of(ana, SessionStarted)
    assert started_once.short is True


def test_a_set_that_the_short_session_does_not_hold_is_refused(ana: Person) -> None:
    ready(ana)
    kept, client = plan(ana), opened(ana)
    short = {(one["exercise"], one["side"]) for one in kept["ready"]["short"]["lines"]}
    forms = whole(ana, kept)
    extra = [
        one
        for one in forms
        if one["fields"]["action"] == "set" and (one["fields"]["exercise"], one["fields"]["side"]) not in short
    ]
    assert extra
    send(client, ana, started(kept, short="1"))
    assert send(client, ana, *extra)["refused"] == [one["id"] for one in extra]
