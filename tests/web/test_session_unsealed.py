"""The server's secret is lost: what a person did counts where the record vouches for it, and nothing is lost."""

import random
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import signing
from django.utils import timezone

from coxa.care.course import NextStep
from coxa.care.entries import (
    ExerciseDone,
    PainReported,
    ScreeningAnswered,
    SessionStarted,
    SessionStopped,
    SetDone,
)
from coxa.knowledge.vocabulary import Answer
from coxa.records.journal import verify
from coxa.records.models import Person
from web.a_course import a_life, a_morning, a_session, course_now, opened, ready, short_no, told
from web.a_ready_session import (
    begin_another,
    correct,
    doses,
    fall,
    form,
    lock,
    plan,
    screened,
    send,
    sets,
    started,
    whole,
)
from web.a_session import told_of

pytestmark = pytest.mark.django_db
SALT = "coxa.session.ready"


@pytest.fixture
def secret_is(settings):
    """Start Coxa with another secret: every seal, and every cookie, of the one before is worth nothing."""

    def change(name: str) -> None:
        settings.SECRET_KEY = name

    return change


def changed(kept: dict, **changes: object) -> str:
    """The plan with its first line changed, under a seal of someone else's."""
    data = signing.loads(kept["ready"]["token"], salt=SALT)
    data["planned"][0] |= changes
    return signing.dumps(data, key="somebody's own", salt=SALT, compress=True)


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_what_the_record_vouches_for_is_taken_in_any_order_three_times_over(
    ana: Person, secret_is, seed: int, short: bool
) -> None:
    ready(ana, days_ago=1)
    kept, chance = plan(ana), random.Random(seed)  # noqa: S311  # an order to try, not a secret
    forms, lines = whole(ana, kept, short=short), kept["ready"]["short"] if short else kept
    planned = {(line.exercise, line.side): line.as_planned() for line in course_now(ana).due}
    secret_is("of a new data folder")
    client = opened(ana)
    for _ in range(3):
        chance.shuffle(forms)
        size = (len(forms), 1, 7)[seed]
        for first in range(0, len(forms), size):
            got = send(client, ana, *forms[first : first + size])
            assert (got["refused"], got["held"]) == ([], [])
    session = course_now(ana).session(UUID(kept["session"]))
    assert session is not None
    assert (session.finished, session.short) == (True, short)
    assert session.planned.items() <= planned.items()
    assert len(told_of(ana, SetDone)) == len(lines["places"])
    assert len(told_of(ana, ExerciseDone)) == len(lines["lines"])
    assert [len(told_of(ana, kind)) for kind in (SessionStarted, ScreeningAnswered)] == [1, 2]
    verify(ana.pk)


def _less_time(ana: Person) -> None:
    told(ana, a_life(minutes=5))


@pytest.mark.parametrize("change", [lock, fall, begin_another, _less_time, correct])
def test_the_record_vouches_for_the_plan_as_it_was_when_it_was_made(ana: Person, secret_is, change) -> None:
    ready(ana)
    kept = plan(ana)
    forms = whole(ana, kept)
    change(ana)
    before, step = doses(ana), course_now(ana).next_step
    secret_is("of a new data folder")
    for _ in range(2):
        got = send(opened(ana), ana, *forms)
        assert (got["refused"], got["held"], got["waits"]) == ([], [], [])
    assert len(told_of(ana, SetDone)) == len(kept["places"])
    assert all(volume <= before.get(key, volume) for key, volume in doses(ana).items())
    if change in (lock, fall):
        assert (course_now(ana).next_step, course_now(ana).may_exercise) == (step, False)


def test_the_record_vouches_after_a_night_and_days_later(ana: Person, secret_is) -> None:
    ready(ana, days_ago=4)
    session = a_session(ana, days_ago=3)
    a_morning(ana, session, days_ago=0)
    kept = plan(ana)
    secret_is("of a new data folder")
    begins = started(kept)
    assert send(opened(ana), ana, begins)["kept"] == [begins["id"]]


HARDER = [{"sets": 9}, {"repetitions": 60}, {"hold_s": 300}, {"effort": 10}, {"exercise": "G06"}, {"rest_s": 0}]


@pytest.mark.parametrize("change", HARDER, ids=lambda one: next(iter(one)))
def test_what_was_never_planned_is_held_and_tells_nothing(ana: Person, change: dict[str, object]) -> None:
    ready(ana)
    kept, client = plan(ana), opened(ana)
    begins = started(kept, plan=changed(kept, **change))
    done = sets(kept)
    for _ in range(3):
        got = send(client, ana, begins, *done)
        assert (got["held"], got["waits"], got["kept"]) == ([begins["id"]], [one["id"] for one in done], [])
    assert (told_of(ana, SessionStarted), told_of(ana, SetDone)) == ([], [])


def test_a_plan_of_tomorrow_is_held(ana: Person) -> None:
    ready(ana)
    kept = plan(ana)
    data = signing.loads(kept["ready"]["token"], salt=SALT)
    data["day"] = str(timezone.localdate() + timedelta(days=1))
    begins = started(kept, plan=signing.dumps(data, key="somebody's own", salt=SALT, compress=True))
    assert send(opened(ana), ana, begins)["held"] == [begins["id"]]


def test_a_day_on_which_none_was_offered_is_held(ana: Person) -> None:
    ready(ana, days_ago=1)
    kept = plan(ana)
    data = signing.loads(kept["ready"]["token"], salt=SALT)
    told(ana, ScreeningAnswered(scope="short", answers={"RF01": Answer.YES}), days_ago=1)
    begins = started(kept, plan=signing.dumps(data, key="somebody's own", salt=SALT, compress=True))
    assert send(opened(ana), ana, begins)["held"] == [begins["id"]]


def test_what_was_answered_needs_no_seal(ana: Person) -> None:
    ready(ana)
    kept, client = plan(ana), opened(ana)
    strange = changed(kept, sets=9)
    yes = screened(kept, now="RF01 none", plan=strange)
    sore = started(kept, 8, action="pain", plan=strange)
    for _ in range(3):
        assert send(client, ana, yes, sore)["held"] == []
    assert told_of(ana, PainReported) == [PainReported(average=8)]
    assert course_now(ana).next_step is NextStep.GET_HELP


def test_a_warning_sign_of_a_session_that_is_held_counts_at_once(ana: Person) -> None:
    ready(ana)
    told(ana, short_no())
    kept, client = plan(ana), opened(ana)
    true, strange = kept["ready"]["token"], changed(kept, sets=9)
    begins, done = started(kept, plan=strange), sets(kept)[:2]
    stop = form(kept, 90, action="symptom", symptom="SN01", exercise="", side="")
    for _ in range(3):
        got = send(client, ana, stop, *done, begins)
        assert (got["held"], set(got["waits"])) == ([begins["id"]], {stop["id"], *(one["id"] for one in done)})
    assert [one.symptom for one in told_of(ana, SessionStopped)] == ["SN01"]
    assert course_now(ana).next_step is NextStep.GET_HELP
    begins["fields"]["plan"] = true
    got = send(client, ana, stop, *done, begins)
    assert (got["refused"], got["held"], got["waits"]) == ([], [], [])
    assert [len(told_of(ana, kind)) for kind in (SessionStarted, SetDone, SessionStopped)] == [1, 2, 1]
    assert course_now(ana).next_step is NextStep.GET_HELP


def test_what_is_held_is_taken_in_when_the_old_secret_is_back(ana: Person, secret_is) -> None:
    ready(ana)
    secret_is("old")
    kept = plan(ana)
    data = signing.loads(kept["ready"]["token"], salt=SALT)
    data["planned"] = data["planned"][:1]
    forms = [started(kept, plan=signing.dumps(data, salt=SALT, compress=True)), *sets(kept)[:1]]
    secret_is("new")
    assert len(send(opened(ana), ana, *forms)["held"]) == 1
    secret_is("old")
    assert len(send(opened(ana), ana, *forms)["kept"]) == 2
