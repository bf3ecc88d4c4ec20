"""Gather what a record says about each session, however and in whatever order it arrived."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from coxa.care.entries import (
    ExerciseDone,
    Fact,
    MorningChecked,
    PlannedLine,
    SessionFinished,
    SessionStarted,
    SessionStopped,
    SetDone,
    Swapped,
)
from coxa.care.response import SessionRecord


def gather(facts: Iterable[tuple[date, Fact]]) -> tuple[dict[UUID, SessionRecord], list[tuple[date, Fact]]]:
    """Every session of a record, complete, by id; and the facts that do more than fill a session begun that day."""
    sessions: dict[UUID, SessionRecord] = {}
    turning = []
    for day, fact in facts:
        kind = type(fact)
        add = _ADDING.get(kind)
        if add is None:
            turning.append((day, fact))
            continue
        session_id: UUID = fact.session  # type: ignore[union-attr]  # only facts of a session are added
        session = sessions.get(session_id)
        if session is None:
            session = sessions[session_id] = SessionRecord(session_id, day)
            turning.append((day, fact))
        elif kind not in _FILLING or day != session.day:
            turning.append((day, fact))
        add(session, fact)
    for session in sessions.values():
        for swap in session.swaps.values():
            _put_in_place(session, swap)
    return sessions, turning


def _add_set(session: SessionRecord, fact: SetDone) -> None:
    session.sets_done.add((fact.exercise, fact.side, fact.number))


def _add_start(session: SessionRecord, fact: SessionStarted) -> None:
    session.pain_before, session.short = fact.pain_before, fact.short
    session.planned = {(line.exercise, line.side): line for line in fact.planned}


def _add_swap(session: SessionRecord, fact: Swapped) -> None:
    session.swaps[fact.exercise] = fact


def _put_in_place(session: SessionRecord, swap: Swapped) -> None:
    """What came stands behind what gave its place, of which no more is done than was done."""
    gone = [line for line in session.planned.values() if line.exercise == swap.exercise]
    came = {(line.exercise, line.side): line for line in swap.planned}
    last = max((n for n, line in enumerate(session.planned.values()) if line in gone), default=len(session.planned))
    order = list(session.planned.items())
    session.planned = dict(order[: last + 1]) | came | dict(order[last + 1 :])
    for line in gone:
        if (line.exercise, line.side) not in session.exercises:
            session.exercises[line.exercise, line.side] = _left_at(session, line)


def _left_at(session: SessionRecord, line: PlannedLine) -> ExerciseDone:
    """A line that was left where it was: that says nothing about how the hip took it."""
    done = sum((line.exercise, line.side, number) in session.sets_done for number in range(1, line.sets + 1))
    percent = 100 * done // line.sets
    return ExerciseDone(
        session=session.id, exercise=line.exercise, side=line.side, ended="skipped", done_percent=percent
    )


def _add_stop(session: SessionRecord, fact: SessionStopped) -> None:
    session.stop_symptom = fact.symptom


def _add_end(session: SessionRecord, fact: SessionFinished) -> None:
    session.finished, session.pain_after = True, fact.pain_after


def _add_morning(session: SessionRecord, fact: MorningChecked) -> None:
    session.morning = fact


def _add_exercise(session: SessionRecord, fact: ExerciseDone) -> None:
    """Told twice, the later word counts, but never a lower pain."""
    key = (fact.exercise, fact.side)
    before = session.exercises.get(key)
    if before and before.worst_pain is not None and before.worst_pain > (fact.worst_pain or 0):
        fact = fact.model_copy(update={"worst_pain": before.worst_pain})
    session.exercises[key] = fact


_FILLING: Final = frozenset({SetDone, ExerciseDone, Swapped})

_ADDING: Final[dict[type, Callable[[SessionRecord, Any], None]]] = {
    SessionStarted: _add_start,
    Swapped: _add_swap,
    SetDone: _add_set,
    ExerciseDone: _add_exercise,
    SessionStopped: _add_stop,
    SessionFinished: _add_end,
    MorningChecked: _add_morning,
}
