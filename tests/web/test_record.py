"""The record: to read, put right, take back, take along and erase."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from coxa.care.entries import (
    BarrierNamed,
    BroughtBack,
    ClearanceStated,
    Corrected,
    Entry,
    ExerciseDone,
    Fact,
    Goal,
    HealthEvent,
    HipDescribed,
    LeftOut,
    LifeDescribed,
    MorningChecked,
    PainReported,
    PlanMade,
    PlannedLine,
    ProfessionalSeen,
    Reviewed,
    ScreeningAnswered,
    SessionFinished,
    SessionStarted,
    SessionStopped,
    SetDone,
    Swapped,
)
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Answer, Side
from coxa.records.journal import entries_of, record
from coxa.records.models import Person

Tell = Callable[[Fact], Entry]
CONTENT = shipped()
SESSION = UUID("6f9a1c1e-7d0b-4f0e-9f0a-2b1c3d4e5f60")
TODAY = timezone.localdate
pytestmark = pytest.mark.django_db


@pytest.fixture
def as_ana(client: Client, ana: Person) -> Client:
    client.post(f"/people/{ana.pk}/open/")
    return client


@pytest.fixture
def tell(ana: Person) -> Tell:
    """Ana tells something now."""
    return lambda fact: record(ana.pk, fact, now=timezone.localtime(), content=CONTENT.version)


def text_of(page: bytes) -> str:
    main = re.search(r"<main.*?</main>", page.decode(), re.DOTALL)
    assert main
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main[0])))


def corrections(person: Person) -> list[Fact | None]:
    return [e.body.replacement for e in entries_of(person.pk) if isinstance(e.body, Corrected)]


def form_of(client: Client, entry: Entry) -> dict[str, str]:
    """The hidden fields of an entry's page."""
    page = client.get(f"/record/{entry.id}/").content.decode()
    return dict(re.findall(r'<input type="hidden" name="(token|record)" value="([^"]*)"', page))


def put_right(client: Client, entry: Entry, **answers: object) -> int:
    return client.post(f"/record/{entry.id}/", {**form_of(client, entry), "action": "put_right", **answers}).status_code


def take_back(client: Client, entry: Entry) -> int:
    return client.post(f"/record/{entry.id}/", {**form_of(client, entry), "action": "take_back"}).status_code


FACTS: list[tuple[Fact, str, list[str]]] = [
    (
        ScreeningAnswered(scope="full", answers={"RF02": Answer.NO, "RF09": Answer.DONT_KNOW}),
        "Safety check, all questions",
        ["Answers: 2. Yes: 0. I don’t know: 1."],
    ),
    (ScreeningAnswered(scope="short", answers={"EX10": Answer.YES}), "Short safety check", ["Answers: 1. Yes: 1."]),
    (ProfessionalSeen(status="not_yet"), "Seeing a professional", ["You have not seen a professional yet."]),
    (
        ClearanceStated(on=TODAY() - timedelta(days=1), who="physiotherapist"),
        "The go-ahead",
        ["A professional said that you may exercise."],
    ),
    (
        HipDescribed(age=62, painful="left", places=("groin",)),
        "About my hip",
        ["Age: 62. Which hip hurts: The left hip. Where: In the groin, at the front of the hip."],
    ),
    (
        LifeDescribed(goals=(Goal(activity="climb my stairs", rating=4),), minutes=30),
        "My life and goals",
        ["Goal: climb my stairs (4 of 10). Days a week: 3. Minutes each time: 30."],
    ),
    (HealthEvent(what="fall", on=TODAY()), "A change in my health", ["A fall, "]),
    (
        SessionStarted(
            session=SESSION,
            pain_before=2,
            planned=(PlannedLine(slot="clam", exercise="G05", side=Side.LEFT, sets=1, repetitions=10),),
        ),
        "A session began",
        ["Pain before: 2 out of 10. Planned: 1 exercise planned."],
    ),
    (
        Swapped(
            session=SESSION,
            exercise="X02",
            planned=(PlannedLine(slot="bridge", exercise="X01", side=Side.BOTH, sets=1),),
        ),
        "An exercise was swapped",
        ["Exercise: Buttock squeeze. Instead of: Bridge. For how long: Only today."],
    ),
    (
        SetDone(session=SESSION, exercise="G05", side=Side.LEFT, number=2),
        "A set, done",
        ["Clamshell, left side: set 2."],
    ),
    (
        ExerciseDone(session=SESSION, exercise="G05", side=Side.RIGHT, worst_pain=3, effort=4, ended="too_painful"),
        "How an exercise went",
        ["Clamshell, right side. How it ended: Stopped because of pain. Worst pain: 3 out of 10. Effort: 4 out of 10"],
    ),
    (
        SessionStopped(session=SESSION, symptom="SN09"),
        "A session was stopped",
        ["Pain, heat or swelling in one calf."],
    ),
    (SessionFinished(session=SESSION, pain_after=0), "A session ended", ["Pain after: 0 out of 10."]),
    (
        MorningChecked(session=SESSION, morning="little_worse", pain_now=0),
        "The morning after",
        ["The hip in the morning: A little worse than usual. Pain now: 0 out of 10."],
    ),
    (PainReported(average=5, flare=True), "A report of pain", ["Pain on this day: 5 out of 10. A flare: Yes."]),
    (
        Reviewed(week=2, average_pain=3, change="better", good_enough=False),
        "Looking back",
        ["Week: 2. Pain on average: 3 out of 10. Compared with the start: Better."],
    ),
    (
        PlanMade(days=("mon", "fri"), at="09:30", cue="after breakfast", place="in the kitchen"),
        "My plan",
        ["If it is Monday or Friday, at 09:30, after breakfast, then I do my exercises in the kitchen."],
    ),
    (
        BarrierNamed(barrier="tired", tried="short_session"),
        "Something got in the way",
        ["What it was: Too tired. What you chose: Do the 5-minute session."],
    ),
    (LeftOut(exercise="G05", reason="position"), "An exercise left out", ["Clamshell. Why: I can’t get into"]),
    (BroughtBack(exercise="G05"), "An exercise brought back", ["Exercise: Clamshell."]),
]


@pytest.mark.parametrize(("fact", "title", "lines"), FACTS, ids=lambda value: getattr(value, "kind", ""))
def test_record_every_kind_is_told_in_words(
    as_ana: Client, tell: Tell, fact: Fact, title: str, lines: list[str]
) -> None:
    entry = tell(fact)
    listed, alone = (text_of(as_ana.get(address).content) for address in ("/record/", f"/record/{entry.id}/"))
    assert [word for word in (title, *lines) if word not in listed] == []
    assert title in alone


def test_record_unanswered_questions_are_left_out_and_never_no(as_ana: Client, tell: Tell) -> None:
    entry = tell(MorningChecked(session=SESSION, morning="same"))
    page = as_ana.get(f"/record/{entry.id}/").content.decode()
    keys = re.findall(r'<dt class="coxa-summary__key">(.*?)</dt>', page)
    assert keys == ["The hip in the morning"]


def test_screening_shows_what_was_not_no_first(as_ana: Client, tell: Tell) -> None:
    answers = {"RF02": Answer.NO, "RF09": Answer.DONT_KNOW, "RF12": Answer.YES}
    page = text_of(as_ana.get(f"/record/{tell(ScreeningAnswered(scope='full', answers=answers)).id}/").content)
    told = [CONTENT.questions[question].question for question in ("RF12", "RF09", "RF02")]
    assert sorted(told, key=page.index) == told


def test_record_is_empty_at_first(as_ana: Client) -> None:
    assert "Nothing is told yet." in text_of(as_ana.get("/record/").content)


def test_record_is_newest_first_in_pages_of_20(as_ana: Client, tell: Tell) -> None:
    told = [tell(PainReported(average=number % 11)) for number in range(25)]
    seen = []
    for page in ("1", "2"):
        html = as_ana.get(f"/record/?page={page}").content.decode()
        seen.append([UUID(one) for one in re.findall(r'href="/record/([0-9a-f-]{36})/"', html)])
    newest = [entry.id for entry in sorted(told, key=lambda e: (e.occurred_at, e.id), reverse=True)]
    assert seen == [newest[:20], newest[20:]]


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", ""])
def test_record_page_that_is_none_shows_the_nearest(as_ana: Client, tell: Tell, page: str) -> None:
    tell(PainReported(average=1))
    assert as_ana.get(f"/record/?page={page}").status_code == 200


@pytest.mark.parametrize("address", ["/record/", "/record/export/", "/record/erase/", f"/record/{SESSION}/"])
def test_record_nobody_chosen_leads_to_the_people(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == "/people/"


def test_entry_of_someone_else_is_not_found(as_ana: Client, ben: Person) -> None:
    theirs = record(ben.pk, PainReported(average=9), now=timezone.localtime())
    answer = as_ana.post(f"/record/{theirs.id}/", {"action": "take_back"})
    assert (as_ana.get(f"/record/{theirs.id}/").status_code, answer.status_code) == (404, 404)
    assert corrections(ben) == []


def test_pain_put_right_keeps_the_first_words_too(as_ana: Client, ana: Person, tell: Tell) -> None:
    entry = tell(PainReported(average=8, flare=True))
    assert put_right(as_ana, entry, average="3") == 302
    assert [e.body for e in entries_of(ana.pk)] == [
        PainReported(average=8, flare=True),
        Corrected(corrects=entry.id, replacement=PainReported(average=3, flare=False)),
    ]
    assert "Corrected" in text_of(as_ana.get(f"/record/{entry.id}/").content)


def test_morning_put_right_is_checked_like_a_new_one(as_ana: Client, ana: Person, tell: Tell) -> None:
    entry = tell(MorningChecked(session=SESSION, morning="same", pain_now=1, pain_after=2, night_worse=False))
    answers = {"morning": "much_worse", "pain_now": "6", "pain_after": "7", "night_worse": "yes", "swelling": "unsure"}
    assert put_right(as_ana, entry, **answers) == 422
    assert put_right(as_ana, entry, **answers, hours_to_settle="24") == 302
    right = MorningChecked(
        session=SESSION, morning="much_worse", pain_now=6, pain_after=7, night_worse=True, hours_to_settle=24
    )
    assert corrections(ana) == [right]


def test_exercise_put_right_keeps_what_was_not_asked(as_ana: Client, ana: Person, tell: Tell) -> None:
    done = ExerciseDone(session=SESSION, exercise="G05", side=Side.LEFT, worst_pain=7, effort=5, done_percent=80)
    assert put_right(as_ana, tell(done), worst_pain="2", effort="5", in_control="yes", sharp="unsure") == 302
    assert corrections(ana) == [done.model_copy(update={"worst_pain": 2, "in_control": True})]


def test_pain_before_a_session_put_right_keeps_the_plan(as_ana: Client, ana: Person, tell: Tell) -> None:
    line = PlannedLine(slot="clam", exercise="G05", side=Side.LEFT, sets=1, repetitions=10)
    started = SessionStarted(session=SESSION, pain_before=9, planned=(line,))
    assert put_right(as_ana, tell(started), pain_before="1") == 302
    assert corrections(ana) == [started.model_copy(update={"pain_before": 1})]


@pytest.mark.parametrize("typed", ["", "11", "-1", "two", "9" * 4000])
def test_put_right_with_no_number_is_refused_and_loses_nothing(
    as_ana: Client, ana: Person, tell: Tell, typed: str
) -> None:
    entry = tell(PainReported(average=4))
    answer = as_ana.post(f"/record/{entry.id}/", {**form_of(as_ana, entry), "average": typed, "flare": "on"})
    page = answer.content.decode()
    assert (answer.status_code, 'href="#average"' in page, corrections(ana)) == (422, True, [])
    assert re.search(r'name="flare"[^>]*checked', page)


def test_put_right_with_nothing_changed_tells_nothing(as_ana: Client, ana: Person, tell: Tell) -> None:
    assert put_right(as_ana, tell(PainReported(average=4)), average="4") == 302
    assert corrections(ana) == []


def test_put_right_sent_twice_is_one_correction(as_ana: Client, ana: Person, tell: Tell) -> None:
    entry = tell(PainReported(average=4))
    form = {**form_of(as_ana, entry), "action": "put_right", "average": "2"}
    statuses = [as_ana.post(f"/record/{entry.id}/", form).status_code for _ in range(2)]
    assert (statuses, len(corrections(ana))) == ([302, 302], 1)


def test_put_right_twice_the_last_one_counts(as_ana: Client, tell: Tell) -> None:
    entry = tell(PainReported(average=4))
    put_right(as_ana, entry, average="2")
    put_right(as_ana, entry, average="6")
    assert "Pain on this day: 6 out of 10." in text_of(as_ana.get("/record/").content)


def test_put_right_where_only_taking_back_is_offered_shows_the_page_again(
    as_ana: Client, ana: Person, tell: Tell
) -> None:
    entry = tell(SessionFinished(session=SESSION, pain_after=3))
    assert (put_right(as_ana, entry, pain_after="0"), corrections(ana)) == (200, [])


def test_taken_back_no_longer_counts_but_stays_readable(as_ana: Client, ana: Person, tell: Tell) -> None:
    entry = tell(PainReported(average=8))
    assert (take_back(as_ana, entry), corrections(ana)) == (302, [None])
    page = text_of(as_ana.get(f"/record/{entry.id}/").content)
    assert ("Taken back" in page, "This entry no longer counts." in page, "8 out of 10" in page) == (True, True, True)


def test_taken_back_again_changes_nothing(as_ana: Client, ana: Person, tell: Tell) -> None:
    entry = tell(PainReported(average=8))
    take_back(as_ana, entry)
    assert (take_back(as_ana, entry), corrections(ana)) == (200, [None])


def test_correction_is_told_and_leads_to_what_it_is_about(as_ana: Client, ana: Person, tell: Tell) -> None:
    entry = tell(PainReported(average=8))
    take_back(as_ana, entry)
    correction = entries_of(ana.pk)[1]
    page = as_ana.get(f"/record/{correction.id}/").content.decode()
    assert ("You took back what you told on" in page, f'href="/record/{entry.id}/"' in page) == (True, True)


@pytest.mark.parametrize(
    "fact",
    [
        ScreeningAnswered(scope="full", answers={"RF01": Answer.YES}),
        ScreeningAnswered(scope="full", answers={"RF03": Answer.DONT_KNOW}),
        ScreeningAnswered(scope="short", answers={"EX01a": Answer.YES}),
        SessionStopped(session=SESSION, symptom="SN01"),
    ],
)
def test_emergency_is_not_taken_back(as_ana: Client, ana: Person, tell: Tell, fact: Fact) -> None:
    entry = tell(fact)
    page = text_of(as_ana.get(f"/record/{entry.id}/").content)
    status = as_ana.post(f"/record/{entry.id}/", {"action": "take_back"}).status_code
    assert ("A professional has to look at this" in page, status, corrections(ana)) == (True, 200, [])


def test_screening_without_emergency_can_be_taken_back(as_ana: Client, ana: Person, tell: Tell) -> None:
    entry = tell(ScreeningAnswered(scope="full", answers={"RF09": Answer.YES}))
    assert (take_back(as_ana, entry), corrections(ana)) == (302, [None])


def test_form_meant_for_another_record_is_refused(as_ana: Client, ana: Person, ben: Person, tell: Tell) -> None:
    entry = tell(PainReported(average=4))
    form = {"token": str(uuid4()), "record": str(ben.pk), "action": "take_back"}
    assert (as_ana.post(f"/record/{entry.id}/", form).status_code, corrections(ana)) == (422, [])
