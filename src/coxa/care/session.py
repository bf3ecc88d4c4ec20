"""One session, step by step: an explicit state machine. The clock is passed in; nothing here waits.

            begin                set done / hold over            last set of the exercise
    READY ────────▶ WORK ─▶ HOLD ───────────────▶ REST | SWITCH_SIDES ───▶ ASKED ──▶ READY (next) … ──▶ DONE
      │               │       │                        │                     │
      └───────────────┴───────┴────────────────────────┴─────────────────────┴──── stop ──▶ STOPPED

Stop always stops, from every state but DONE. A session is rebuilt from the record with `resume`, so a closed browser
loses nothing that was done.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from coxa.care.entries import PlannedLine
from coxa.care.response import SessionRecord


class State(StrEnum):
    """Where a session is."""

    READY = "ready"
    WORK = "work"
    HOLD = "hold"
    SWITCH_SIDES = "switch_sides"
    REST = "rest"
    ASKED = "asked"
    STOPPED = "stopped"
    DONE = "done"


class Event(StrEnum):
    """What can happen in a session."""

    BEGIN = "begin"
    IN_POSITION = "in_position"
    SET_DONE = "set_done"
    TICK = "tick"
    ANSWERED = "answered"
    SKIP = "skip"
    EASIER = "easier"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Place:
    """Which set of which line comes next."""

    line: PlannedLine
    number: int


@dataclass(frozen=True, slots=True)
class Session:
    """A session under way. `since` is when the present state began.

    `left` are the sets still to come, this one first; `last` is the set that was just done.
    """

    state: State
    since: datetime
    left: tuple[Place, ...]
    last: Place | None = None

    @property
    def now(self) -> Place | None:
        """The set the session is at, or was just at."""
        if self.state in (State.REST, State.SWITCH_SIDES, State.ASKED):
            return self.last
        return self.left[0] if self.left else self.last

    @property
    def next_up(self) -> Place | None:
        """The set that comes next."""
        return self.left[0] if self.left else None

    def remaining_s(self, now: datetime) -> float:
        """Seconds until a hold or a rest is over; 0 in every other state, and never negative."""
        place, length = self.now, 0
        if place and self.state is State.HOLD:
            length = place.line.hold_s or 0
        elif place and self.state is State.REST:
            length = place.line.rest_s
        return max(0.0, length - (now - self.since) / timedelta(seconds=1))


def begin(lines: tuple[PlannedLine, ...], now: datetime) -> Session:
    """A new session over `lines`, ready at the first set."""
    return _at_next(Session(State.READY, now, places(lines)), now)


def resume(session: SessionRecord, now: datetime) -> Session:
    """The session as the record has it: what was done is done, and the rest is still to come."""
    if session.stop_symptom is not None:
        return Session(State.STOPPED, now, ())
    left = tuple(place for place in places(tuple(session.planned.values())) if not _is_told(place, session))
    fresh = _at_next(Session(State.READY, now, left), now)
    unasked = _unasked(session)
    return replace(fresh, state=State.ASKED, last=unasked) if unasked else fresh


def sets_left(exercise: str, session: SessionRecord) -> dict[PlannedLine, int]:
    """How many sets of `exercise` are still to come, by line; empty when there are none, or how it went was told."""
    left = [place.line for place in places(tuple(session.planned.values())) if not _is_told(place, session)]
    return dict(Counter(line for line in left if line.exercise == exercise))


def places(lines: tuple[PlannedLine, ...]) -> tuple[Place, ...]:
    """All sets in order: an exercise at a time, each set on one side and then on the other."""
    return tuple(
        Place(line, number)
        for group in _exercise_groups(lines)
        for number in range(1, max(line.sets for line in group) + 1)
        for line in group
        if number <= line.sets
    )


def advance(session: Session, event: Event, now: datetime) -> Session:
    """The session after `event` at `now`. An event that does not fit the state changes nothing."""
    if session.state in (State.DONE, State.STOPPED):
        return session
    if event is Event.STOP:
        return replace(session, state=State.STOPPED, since=now)
    if event in (Event.SKIP, Event.EASIER):
        return _leave_exercise(session, now)
    match session.state, event:
        case State.READY | State.SWITCH_SIDES, Event.BEGIN | Event.IN_POSITION:
            return replace(session, state=State.WORK, since=now)
        case State.WORK, Event.IN_POSITION:
            return _into_hold(session, now)
        case State.WORK | State.HOLD, Event.SET_DONE:
            return _set_done(session, now)
        case State.HOLD | State.REST, Event.TICK:
            return _tick(session, now)
        case State.REST, Event.BEGIN:
            return replace(session, state=State.WORK, since=now)
        case State.ASKED, Event.ANSWERED:
            return _at_next(session, now)
    return session


def _into_hold(session: Session, now: datetime) -> Session:
    place = session.now
    holds = place is not None and place.line.hold_s is not None
    return replace(session, state=State.HOLD, since=now) if holds else session


def _tick(session: Session, now: datetime) -> Session:
    if session.remaining_s(now) > 0:
        return session
    return replace(session, state=State.WORK, since=now)


def _set_done(session: Session, now: datetime) -> Session:
    done, *rest = session.left
    after = replace(session, left=tuple(rest), last=done, since=now)
    if not rest or rest[0].line.exercise != done.line.exercise:
        return replace(after, state=State.ASKED)
    if rest[0].line.side is not done.line.side:
        return replace(after, state=State.SWITCH_SIDES)
    return replace(after, state=State.REST)


def _leave_exercise(session: Session, now: datetime) -> Session:
    """Go on with the next exercise; the sets of this one are left out on both sides."""
    here = session.now
    left = tuple(place for place in session.left if here is None or place.line.exercise != here.line.exercise)
    return _at_next(replace(session, left=left, last=None), now)


def _at_next(session: Session, now: datetime) -> Session:
    return replace(session, state=State.READY if session.left else State.DONE, since=now)


def _exercise_groups(lines: tuple[PlannedLine, ...]) -> list[list[PlannedLine]]:
    groups: dict[str, list[PlannedLine]] = {}
    for line in lines:
        groups.setdefault(line.exercise, []).append(line)
    return list(groups.values())


def _is_told(place: Place, session: SessionRecord) -> bool:
    key = (place.line.exercise, place.line.side)
    return key in session.exercises or (*key, place.number) in session.sets_done


def _unasked(session: SessionRecord) -> Place | None:
    """The last set of an exercise whose sets are all done or told of, while how it went was not told on every side."""
    for group in _exercise_groups(tuple(session.planned.values())):
        untold = [line for line in group if (line.exercise, line.side) not in session.exercises]
        sets = [(line.exercise, line.side, number) for line in untold for number in range(1, line.sets + 1)]
        if sets and all(one in session.sets_done for one in sets):
            return Place(untold[-1], untold[-1].sets)
    return None
