"""Stop always stops; what hurts ends the exercise, and something easier is offered."""

from uuid import UUID

import pytest

from coxa.care.course import NextStep
from coxa.care.entries import ExerciseDone, SessionFinished, SessionStopped, SetDone
from coxa.knowledge.loader import shipped
from coxa.records.models import Person
from web.a_course import begun, course_now, opened, ready
from web.a_session import address, answers, do_first_exercise, one_exercise, planned, set_done, told_of

pytestmark = pytest.mark.django_db


def _has_easier(person: Person, session: UUID, exercise: str) -> bool:
    where = address("session_easier", session, f"?for={exercise}")
    return 'name="choose"' in opened(person).get(where).content.decode()


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
