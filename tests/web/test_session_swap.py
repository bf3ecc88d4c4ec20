"""Another exercise on the spot: offered, taken, for today or for good, taken back; nothing sent twice counts twice."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from coxa.care.entries import ExerciseDone, LeftOut, PlannedLine, SetDone, Swapped
from coxa.care.swapping import Swap, swaps
from coxa.knowledge.loader import shipped
from coxa.records.models import Person
from web.a_course import a_life, begun, course_now, facts, opened, ready, told
from web.a_session import address, answers, planned, set_done, told_of

pytestmark = pytest.mark.django_db

CONTENT = shipped()


def offered(person: Person, session: UUID, exercise: str) -> tuple[Swap, ...]:
    course = course_now(person)
    record = course.session(session)
    assert record is not None
    return swaps(exercise, record, course, CONTENT)


def to_swap(person: Person, session: UUID, *, sides: int = 1) -> tuple[str, Swap]:
    """An exercise of the session, on so many sides, and the first one that is offered in its place."""
    lines = planned(person, session)
    for name in dict.fromkeys(line.exercise for line in lines):
        found = offered(person, session, name)
        if found and sum(line.exercise == name for line in lines) == sides:
            return name, found[0]
    raise AssertionError("nothing can be swapped")


def choose(client: Client, session: UUID, exercise: str, wanted: str, stays: str = "today") -> str:
    query = f"?for={exercise}"
    response = client.post(address("session_swap", session, query), {"choose": wanted, "stays": stays})
    assert response.status_code == 302
    location: str = response["Location"]
    return location


def lines_of(person: Person, session: UUID, exercise: str) -> list[PlannedLine]:
    return [line for line in planned(person, session) if line.exercise == exercise]


def shown(client: Client, session: UUID) -> str:
    return client.get(address("session_step", session)).content.decode().split("<coxa-away")[0]


def skip_to(client: Client, person: Person, session: UUID, exercise: str) -> None:
    """Leave everything out that comes before `exercise`."""
    for name in dict.fromkeys(line.exercise for line in planned(person, session)):
        if name == exercise:
            return
        client.post(address("session_step", session), {"action": "skip", "exercise": name})


def test_step_leads_to_the_swap_of_its_exercise(ana: Person) -> None:
    ready(ana)
    session = begun(ana)
    first = planned(ana, session)[0].exercise
    assert f'href="{address("session_swap", session)}?for={first}"' in shown(opened(ana), session)


def test_page_shows_each_exercise_with_picture_needs_and_why_and_the_stop(ana: Person) -> None:
    ready(ana)
    session = begun(ana)
    exercise, _ = to_swap(ana, session)
    page = opened(ana).get(address("session_swap", session, f"?for={exercise}")).content.decode()
    all_offered = offered(ana, session, exercise)
    for swap in all_offered:
        assert page.count(f'name="choose" value="{swap.exercise}"') == 1
        assert page.count(f"pictures/{swap.exercise}-") == 1
    assert page.count("You need: ") == len(all_offered)
    assert page.count("Stop, it hurts</a>") == 1
    assert page.count('value="today" checked') == 1
    assert told_of(ana, Swapped) == []


def test_chosen_one_takes_the_place_of_the_rest_for_today(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    exercise, swap = to_swap(ana, session)
    before = planned(ana, session)
    skip_to(client, ana, session, exercise)
    assert choose(client, session, exercise, swap.exercise) == address("session_step", session)
    after = planned(ana, session)
    place = before.index(lines_of(ana, session, exercise)[-1]) + 1
    assert after == [*before[:place], *swap.planned, *before[place:]]
    page = shown(client, session)
    assert f"Instead of {CONTENT.exercises[exercise].name}" in page
    assert f'name="exercise" value="{swap.exercise}"' in page
    assert told_of(ana, LeftOut) == []


def test_pressed_twice_reloaded_and_after_going_back_it_is_swapped_once(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    exercise, swap = to_swap(ana, session)
    for wanted in (swap.exercise, swap.exercise, "C01"):
        assert choose(client, session, exercise, wanted) == address("session_step", session)
    page = client.get(address("session_swap", session, f"?for={exercise}"))
    assert page["Location"] == address("session_step", session)
    assert told_of(ana, Swapped) == [Swapped(session=session, exercise=exercise, planned=swap.planned)]


def test_set_of_what_gave_its_place_counts_no_more_after_going_back(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    exercise, swap = to_swap(ana, session)
    choose(client, session, exercise, swap.exercise)
    set_done(client, session, lines_of(ana, session, exercise)[0], 1)
    assert told_of(ana, SetDone) == []
    set_done(client, session, swap.planned[0], 1)
    assert [fact.exercise for fact in told_of(ana, SetDone) if isinstance(fact, SetDone)] == [swap.exercise]


@pytest.mark.parametrize("said", [{"choose": "Q99"}, {"choose": "C05"}, {"choose": "X' --"}])
def test_what_is_not_offered_is_not_taken(ana: Person, said: dict[str, str]) -> None:
    ready(ana)
    session = begun(ana)
    exercise, _ = to_swap(ana, session)
    response = opened(ana).post(address("session_swap", session, f"?for={exercise}"), said)
    assert (response.status_code, "Choose one of the exercises shown." in response.content.decode()) == (422, True)
    assert told_of(ana, Swapped) == []


def test_unknown_length_of_time_swaps_nothing(ana: Person) -> None:
    ready(ana)
    session = begun(ana)
    exercise, swap = to_swap(ana, session)
    said = {"choose": swap.exercise, "stays": "for ever"}
    assert opened(ana).post(address("session_swap", session, f"?for={exercise}"), said).status_code == 422
    assert told_of(ana, Swapped) == []


def test_from_now_on_the_programme_has_it_and_the_other_is_left_out(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    exercise, swap = to_swap(ana, session)
    choose(client, session, exercise, swap.exercise, "always")
    assert told_of(ana, LeftOut) == [LeftOut(exercise=exercise, reason="swapped")]
    programme = course_now(ana).programme
    assert programme
    names = {line.exercise for line in programme.prescriptions}
    assert (swap.exercise in names, exercise in names) == (True, False)
    page = client.get(reverse("programme")).content.decode()
    assert "I swapped it for another one" in page


def test_begun_exercise_is_asked_about_first_and_then_swapped(ana: Person) -> None:
    ready(ana)
    told(ana, a_life(minutes=60))
    session, client = begun(ana), opened(ana)
    exercise, _ = to_swap(ana, session, sides=2)
    lines = lines_of(ana, session, exercise)
    set_done(client, session, lines[0], 1)
    wanted = offered(ana, session, exercise)[0]
    asks = choose(client, session, exercise, wanted.exercise)
    assert "leave=swap" in asks
    assert told_of(ana, Swapped) == []
    assert client.get(asks).content.decode().count("Save and go on") == 1
    for _ in range(2):
        assert client.post(asks, answers(lines[:1]))["Location"] == address("session_step", session)
    assert told_of(ana, Swapped) == [Swapped(session=session, exercise=exercise, planned=wanted.planned)]
    assert [done.worst_pain for done in told_of(ana, ExerciseDone) if isinstance(done, ExerciseDone)] == [1]


def test_too_much_pain_leads_to_an_easier_one_and_swaps_nothing(ana: Person) -> None:
    ready(ana)
    told(ana, a_life(minutes=60))
    session, client = begun(ana), opened(ana)
    exercise, swap = to_swap(ana, session, sides=2)
    lines = lines_of(ana, session, exercise)
    set_done(client, session, lines[0], 1)
    asks = choose(client, session, exercise, swap.exercise)
    response = client.post(asks, answers(lines[:1], pain=6))
    assert response["Location"] == address("session_easier", session, f"?for={exercise}")
    assert told_of(ana, Swapped) == []
    assert client.get(address("session_swap", session, f"?for={exercise}")).status_code == 302


def test_swap_is_taken_back_while_nothing_was_done(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    exercise, swap = to_swap(ana, session)
    before = planned(ana, session)
    choose(client, session, exercise, swap.exercise, "always")
    for _ in range(2):
        client.post(address("session_swap", session, f"?for={swap.exercise}"), {"action": "back"})
    assert planned(ana, session) == before
    assert course_now(ana).keeping_on.excluded == frozenset()
    choose(client, session, exercise, swap.exercise)
    assert planned(ana, session) != before


def test_swap_is_not_taken_back_once_a_set_was_done(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    exercise, swap = to_swap(ana, session)
    choose(client, session, exercise, swap.exercise)
    set_done(client, session, swap.planned[0], 1)
    now = planned(ana, session)
    client.post(address("session_swap", session, f"?for={swap.exercise}"), {"action": "back"})
    assert planned(ana, session) == now


def test_with_nothing_that_fits_the_page_offers_the_other_ways(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    names = dict.fromkeys(line.exercise for line in planned(ana, session))
    alone = next(name for name in names if not offered(ana, session, name))
    page = client.get(address("session_swap", session, f"?for={alone}")).content.decode()
    assert "Nothing else of its kind fits you today." in page
    assert (page.count('name="choose"'), page.count("Stop, it hurts</a>")) == (0, 1)
    assert address("session_easier", session, f"?for={alone}") in page
    client.post(address("session_swap", session, f"?for={alone}"), {"action": "skip"})
    done = [fact for fact in told_of(ana, ExerciseDone) if isinstance(fact, ExerciseDone)]
    assert {(fact.exercise, fact.ended) for fact in done} == {(alone, "skipped")}


def test_end_says_what_came_instead_and_does_not_count_the_other_as_left_out(ana: Person) -> None:
    ready(ana)
    session, client = begun(ana), opened(ana)
    exercise, swap = to_swap(ana, session)
    skip_to(client, ana, session, exercise)
    choose(client, session, exercise, swap.exercise)
    for line in swap.planned:
        for number in range(1, line.sets + 1):
            set_done(client, session, line, number)
    client.post(address("session_step", session), answers(list(swap.planned)))
    client.post(address("session_step", session), {"action": "finish", "pain_after": "1"})
    page = client.get(address("session_end", session)).content.decode()
    name, other = CONTENT.exercises[swap.exercise].name, CONTENT.exercises[exercise].name
    assert f"{name}, instead of {other}" in page
    assert f">{other}: " not in page


def test_swap_of_someone_else_does_not_exist(ana: Person, ben: Person) -> None:
    ready(ana)
    session = begun(ana)
    exercise, swap = to_swap(ana, session)
    before = len(facts(ana))
    response = opened(ben).post(address("session_swap", session, f"?for={exercise}"), {"choose": swap.exercise})
    assert (response.status_code, len(facts(ana))) == (404, before)
