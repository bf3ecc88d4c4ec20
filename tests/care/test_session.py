"""The session, step by step: every state with every event, and back again from the record."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coxa.care.entries import ExerciseDone, PlannedLine
from coxa.care.response import SessionRecord
from coxa.care.session import Event, Place, Session, State, advance, begin, places, resume
from coxa.knowledge.vocabulary import Side
from strategies.record import DAY_0, PERSON, session_id
from strategies.tries import tries

NOW = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def line(exercise: str, side: Side, sets: int = 2, hold_s: int | None = None, rest_s: int = 30) -> PlannedLine:
    slot = exercise.lower()
    return PlannedLine(slot=slot, exercise=exercise, side=side, sets=sets, repetitions=8, hold_s=hold_s, rest_s=rest_s)


BRIDGE = line("X02", BOTH, hold_s=5)
LEFT_LIFT, RIGHT_LIFT = line("G03", LEFT), line("G03", RIGHT)
LINES = (BRIDGE, LEFT_LIFT, RIGHT_LIFT)


def in_state(state: State) -> Session:
    """A session in `state`, with a set of the bridge just done where that belongs to the state."""
    all_places = places(LINES)
    between = state in (State.REST, State.SWITCH_SIDES, State.ASKED)
    left = () if state is State.DONE else all_places[1:] if between else all_places
    return Session(state, NOW, left, last=all_places[0] if between else None)


GOES_ON: dict[tuple[State, Event], State] = {
    (State.READY, Event.BEGIN): State.WORK,
    (State.READY, Event.IN_POSITION): State.WORK,
    (State.SWITCH_SIDES, Event.BEGIN): State.WORK,
    (State.SWITCH_SIDES, Event.IN_POSITION): State.WORK,
    (State.WORK, Event.IN_POSITION): State.HOLD,
    (State.WORK, Event.SET_DONE): State.REST,
    (State.HOLD, Event.SET_DONE): State.REST,
    (State.HOLD, Event.TICK): State.WORK,
    (State.REST, Event.TICK): State.WORK,
    (State.REST, Event.BEGIN): State.WORK,
    (State.ASKED, Event.ANSWERED): State.READY,
}
OPEN = (State.READY, State.WORK, State.HOLD, State.SWITCH_SIDES, State.REST, State.ASKED)
GOES_ON |= {(state, event): State.READY for state in OPEN for event in (Event.SKIP, Event.EASIER)}
GOES_ON |= {(state, Event.STOP): State.STOPPED for state in OPEN}


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_every_event_in_every_state_leads_where_it_should(state: State, event: Event) -> None:
    session = in_state(state)
    after = advance(session, event, later(600))
    if (state, event) in GOES_ON:
        assert after.state is GOES_ON[state, event]
        assert after.since == later(600)
    else:
        assert after == session


@pytest.mark.parametrize("state", OPEN)
def test_stop_stops_from_everywhere_and_nothing_starts_again(state: State) -> None:
    stopped = advance(in_state(state), Event.STOP, NOW)
    assert stopped.state is State.STOPPED
    assert all(advance(stopped, event, later(99)) == stopped for event in Event)


def test_a_done_session_stays_done() -> None:
    done = in_state(State.DONE)
    assert all(advance(done, event, NOW) == done for event in Event)


def test_a_hold_lasts_as_long_as_planned_by_the_clock_passed_in() -> None:
    holding = advance(advance(begin(LINES, NOW), Event.BEGIN, NOW), Event.IN_POSITION, NOW)
    assert holding.state is State.HOLD
    assert [holding.remaining_s(later(s)) for s in (0, 2, 5, 9)] == [5, 3, 0, 0]
    assert advance(holding, Event.TICK, later(4.9)) == holding
    assert advance(holding, Event.TICK, later(5)).state is State.WORK


def test_a_rest_lasts_as_long_as_planned_and_may_be_cut_short() -> None:
    resting = advance(advance(begin(LINES, NOW), Event.BEGIN, NOW), Event.SET_DONE, NOW)
    assert resting.state is State.REST
    assert resting.remaining_s(later(10)) == 20
    assert advance(resting, Event.TICK, later(29)) == resting
    assert advance(resting, Event.TICK, later(30)).state is State.WORK
    assert advance(resting, Event.BEGIN, later(1)).state is State.WORK


def test_without_a_hold_being_in_position_changes_nothing() -> None:
    work = advance(begin((LEFT_LIFT,), NOW), Event.BEGIN, NOW)
    assert advance(work, Event.IN_POSITION, NOW) == work


def test_sides_take_turns_set_by_set_and_are_asked_about_once() -> None:
    session, seen = begin((LEFT_LIFT, RIGHT_LIFT), NOW), []
    while session.state is not State.DONE:
        seen.append((session.state, session.now.line.side, session.now.number) if session.now else session.state)
        event = {State.READY: Event.BEGIN, State.WORK: Event.SET_DONE, State.ASKED: Event.ANSWERED}.get(
            session.state, Event.IN_POSITION
        )
        session = advance(session, event, NOW)
    working = [place[1:] for place in seen if place[0] is State.WORK]
    assert working == [(LEFT, 1), (RIGHT, 1), (LEFT, 2), (RIGHT, 2)]
    assert [place[0] for place in seen].count(State.SWITCH_SIDES) == 3
    assert [place[0] for place in seen].count(State.ASKED) == 1


def test_skipping_leaves_out_both_sides_and_goes_on_with_the_next() -> None:
    session = advance(begin((LEFT_LIFT, RIGHT_LIFT, BRIDGE), NOW), Event.BEGIN, NOW)
    skipped = advance(session, Event.SKIP, NOW)
    assert skipped.state is State.READY
    assert {place.line.exercise for place in skipped.left} == {"X02"}


def test_skipping_the_last_exercise_ends_the_session() -> None:
    assert advance(begin((BRIDGE,), NOW), Event.SKIP, NOW).state is State.DONE


def test_a_session_with_nothing_planned_is_done_at_once() -> None:
    assert begin((), NOW).state is State.DONE


def test_a_stopped_session_is_not_resumed() -> None:
    record = SessionRecord(session_id(PERSON, 0), DAY_0, stop_symptom="SN01")
    assert resume(record, NOW) == Session(State.STOPPED, NOW, ())


@st.composite
def plans(draw: st.DrawFn) -> tuple[PlannedLine, ...]:
    """A few exercises, each for both legs or for one side and then the other."""
    names = draw(st.lists(st.sampled_from(("X02", "G03", "M01", "Q03")), min_size=1, max_size=3, unique=True))
    lines: list[PlannedLine] = []
    for name in names:
        hold = draw(st.none() | st.integers(1, 10))
        sides = draw(st.sampled_from(((BOTH,), (LEFT, RIGHT))))
        lines += [line(name, side, draw(st.integers(1, 3)), hold) for side in sides]
    return tuple(lines)


def record_of(lines: tuple[PlannedLine, ...], done: list[Place], asked: set[str]) -> SessionRecord:
    """What a record keeps of a session: the sets that were done, and the exercises that were asked about."""
    record = SessionRecord(session_id(PERSON, 0), DAY_0, planned={(p.exercise, p.side): p for p in lines})
    record.sets_done = {(place.line.exercise, place.line.side, place.number) for place in done}
    record.exercises = {
        (one.exercise, one.side): ExerciseDone(session=record.id, exercise=one.exercise, side=one.side)
        for one in lines
        if one.exercise in asked
    }
    return record


EVENTS = st.lists(st.sampled_from([event for event in Event if event is not Event.STOP]), max_size=60)


@tries(300)
@given(plans(), EVENTS)
def test_resuming_from_the_record_leaves_the_same_sets(lines: tuple[PlannedLine, ...], events: list[Event]) -> None:
    session, done, asked = begin(lines, NOW), list[Place](), set[str]()
    for second, event in enumerate(events):
        here = session.now
        after = advance(session, event, later(100 * second))
        if event is Event.SET_DONE and len(after.left) < len(session.left):
            done.append(session.left[0])
        elif here and after != session and event in (Event.SKIP, Event.EASIER, Event.ANSWERED):
            asked.add(here.line.exercise)
        session = after
        again = resume(record_of(lines, done, asked), NOW)
        assert again.left == session.left
        assert (again.state is State.ASKED) == (session.state is State.ASKED)
        assert (again.state is State.DONE) == (session.state is State.DONE)


@tries(100)
@given(plans(), EVENTS)
def test_the_sets_left_never_grow_and_the_plan_is_done_in_order(
    lines: tuple[PlannedLine, ...], events: list[Event]
) -> None:
    session = begin(lines, NOW)
    for second, event in enumerate(events):
        after = advance(session, event, later(100 * second))
        assert set(after.left) <= set(session.left)
        assert list(after.left) == [place for place in places(lines) if place in after.left]
        session = after


def test_resuming_twice_is_the_same_as_once() -> None:
    record = record_of(LINES, [places(LINES)[0]], set())
    assert resume(record, NOW) == resume(record, NOW)
    assert resume(record, NOW).left == places(LINES)[1:]
