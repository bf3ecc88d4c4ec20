"""A session on plain pages: begun, done set by set, answered, stopped; nothing sent twice counts twice."""

from uuid import UUID, uuid4

import pytest
from a_course import begun, course_now, facts, opened, ready, short_no, told
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from coxa.care.course import NextStep
from coxa.care.entries import ExerciseDone, PlannedLine, SessionFinished, SessionStarted, SessionStopped, SetDone
from coxa.knowledge.loader import shipped
from coxa.records.models import Person
from coxa.web.presenters.lines import in_order

pytestmark = pytest.mark.django_db


def address(name: str, session: UUID, query: str = "") -> str:
    return reverse(name, args=[session]) + query


def planned(person: Person, session: UUID) -> list[PlannedLine]:
    record = course_now(person).session(session)
    assert record is not None
    return list(record.planned.values())


def one_exercise(person: Person, session: UUID) -> list[PlannedLine]:
    """The lines of the exercise that comes first."""
    lines = planned(person, session)
    return [line for line in lines if line.exercise == lines[0].exercise]


def set_done(client: Client, session: UUID, line: PlannedLine, number: int) -> HttpResponse:
    said = {"action": "set", "exercise": line.exercise, "side": line.side.value, "number": number}
    return client.post(address("session_step", session), said)


def answers(lines: list[PlannedLine], **changes: object) -> dict[str, object]:
    usual = {"pain": 1, "effort": 3, "control": "yes", "sharp": "no", **changes}
    fields = {f"{line.side.value}-{name}": value for line in lines for name, value in usual.items()}
    return {"action": "answers", "exercise": lines[0].exercise, **fields}


def do_first_exercise(client: Client, person: Person, session: UUID) -> list[PlannedLine]:
    lines = one_exercise(person, session)
    for number in range(1, max(line.sets for line in lines) + 1):
        for line in lines:
            set_done(client, session, line, number)
    return lines


def told_of(person: Person, kind: type) -> list[object]:
    return [fact for fact in facts(person) if isinstance(fact, kind)]


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
    page = opened(ana).get(address("session_step", session)).content.decode()
    assert (page.count("Stop, it hurts</a>"), page.count("Left side"), page.count("Set 1 of ")) == (1, 1, 1)


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


def test_pain_above_the_limit_stops_the_exercise_and_asks_whether_it_eased(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = do_first_exercise(client, ana, session)
    response = client.post(
        address("session_step", session), answers(lines, pain=course_now(ana).pain_limits.during_most + 1)
    )
    assert response["Location"] == address("session_easier", session, f"?for={lines[0].exercise}")
    page = client.get(response["Location"]).content.decode()
    assert (page.count("Yes, it has"), page.count("I did it")) == (1, 0)
    no = client.get(response["Location"] + "&eased=no").content.decode()
    assert (no.count("Finish for today"), no.count("I did it")) == (1, 0)
    assert [fact.ended for fact in told_of(ana, ExerciseDone) if isinstance(fact, ExerciseDone)] == ["too_painful"] * 2


@pytest.mark.parametrize("changes", [{"pain": 8}, {"sharp": "yes"}])
def test_severe_or_sharp_pain_ends_all_sets(ana: Person, changes: dict[str, object]) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = do_first_exercise(client, ana, session)
    client.post(address("session_step", session), answers(lines, **changes))
    response = client.get(address("session_step", session))
    assert response["Location"] == address("session_stop", session)
    assert client.get(address("session_stop", session)).content.decode().count("Your session stops here</h1>") == 1
    sets = len(told_of(ana, SetDone))
    set_done(client, session, planned(ana, session)[-1], 1)
    assert len(told_of(ana, SetDone)) == sets
    end = client.post(address("session_stop", session), {"action": "finish", "pain_after": "6"})
    assert end["Location"] == address("session_end", session)
    assert told_of(ana, SessionFinished) == [SessionFinished(session=session, pain_after=6)]
    assert course_now(ana).may_exercise is False


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


@pytest.mark.parametrize(
    "symptom", [s.id for s in shipped().stop_symptoms.values() if s.ends == "session" and not s.only_with]
)
def test_stop_always_stops(ana: Person, symptom: str) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    line = planned(ana, session)[0]
    said = {"action": "symptom", "symptom": symptom, "exercise": line.exercise, "side": line.side.value}
    for _ in range(2):
        assert client.post(address("session_stop", session), said)["Location"] == address("session_stop", session)
    stopped = SessionStopped(session=session, symptom=symptom, exercise=line.exercise, side=line.side)
    assert told_of(ana, SessionStopped) == [stopped]
    assert client.get(address("session_step", session))["Location"] == address("session_stop", session)
    assert course_now(ana).may_exercise is False


def test_emergency_shows_the_number_before_anything_else(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    client.post(address("session_stop", session), {"action": "symptom", "symptom": "SN01"})
    client.post(address("session_stop", session), {"action": "symptom", "symptom": "SN13"})
    page = client.get(address("session_stop", session)).content.decode()
    main = page[page.index("<main") :]
    assert (
        main.index("Stop. Get help now</h1>")
        < main.index(">Call 112</a>")
        < main.index('<a href="tel:112">112</a>')
        < main.index("</ol>")
    )
    assert course_now(ana).next_step is NextStep.GET_HELP


def test_stop_without_a_choice_asks_for_one(ana: Person) -> None:
    ready(ana)
    session = begun(ana)
    for symptom in ("", "SN10", "SN99"):
        response = opened(ana).post(address("session_stop", session), {"action": "symptom", "symptom": symptom})
        assert (response.status_code, response.content.decode().count('href="#symptom"')) == (422, 1)
    assert told_of(ana, SessionStopped) == []


def test_stop_for_pain_ends_the_exercise_and_the_session_goes_on(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    lines = one_exercise(ana, session)
    set_done(client, session, lines[0], 1)
    here = {"exercise": lines[0].exercise, "side": lines[0].side.value}
    response = client.post(address("session_stop", session), {"action": "symptom", "symptom": "SN12", **here})
    assert client.get(response["Location"]).content.decode().count("This exercise stops here</h1>") == 1
    hurt = {"action": "hurt", "pain": "5", "sharp": "no", **here}
    assert client.post(address("session_stop", session), {**hurt, "pain": ""}).status_code == 422
    response = client.post(address("session_stop", session), hurt)
    assert response["Location"] == address("session_easier", session, f"?for={here['exercise']}")
    done = {fact.side: fact for fact in told_of(ana, ExerciseDone) if isinstance(fact, ExerciseDone)}
    first, other = (done[line.side] for line in lines)
    assert (first.ended, first.worst_pain, first.done_percent) == ("too_painful", 5, 100 // lines[0].sets)
    assert (other.ended, other.worst_pain) == ("skipped", None)
    assert course_now(ana).next_step is NextStep.GO_ON


def test_easier_one_done_replaces_the_exercise(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    record = course_now(ana).session(session)
    assert record is not None
    original = next(line for line in record.planned.values() if _has_easier(ana, session, line.exercise))
    lines = [line for line in record.planned.values() if line.exercise == original.exercise]
    where = address("session_easier", session, f"?for={original.exercise}")
    page = client.get(where).content.decode()
    chosen = page.split('name="choose" value="')[1][:3]
    assert chosen in shipped().exercises[original.exercise].easier
    said = {**answers(lines), "action": "done", "choose": chosen}
    for _ in range(2):
        assert client.post(where, said)["Location"] == address("session_step", session)
    easier = [fact for fact in told_of(ana, ExerciseDone) if isinstance(fact, ExerciseDone) and fact.instead_of]
    assert [(fact.exercise, fact.side, fact.instead_of) for fact in easier] == [
        (chosen, line.side, original.exercise) for line in lines
    ]
    left = [fact for fact in told_of(ana, ExerciseDone) if isinstance(fact, ExerciseDone) and not fact.instead_of]
    assert [(fact.exercise, fact.ended) for fact in left] == [(original.exercise, "skipped")] * len(lines)


def _has_easier(person: Person, session: UUID, exercise: str) -> bool:
    where = address("session_easier", session, f"?for={exercise}")
    return 'name="choose"' in opened(person).get(where).content.decode()


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
