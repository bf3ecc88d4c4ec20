"""Gather what a record says about each session, however and in whatever order it arrived."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from coxa.care.entries import (
    ExerciseDone,
    Fact,
    MorningChecked,
    SessionFinished,
    SessionStarted,
    SessionStopped,
    SetDone,
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
    return sessions, turning


def _add_set(session: SessionRecord, fact: SetDone) -> None:
    session.sets_done.add((fact.exercise, fact.side, fact.number))


def _add_start(session: SessionRecord, fact: SessionStarted) -> None:
    session.pain_before, session.short = fact.pain_before, fact.short
    session.planned = {(line.exercise, line.side): line for line in fact.planned}


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


_FILLING: Final = frozenset({SetDone, ExerciseDone})

_ADDING: Final[dict[type, Callable[[SessionRecord, Any], None]]] = {
    SessionStarted: _add_start,
    SetDone: _add_set,
    ExerciseDone: _add_exercise,
    SessionStopped: _add_stop,
    SessionFinished: _add_end,
    MorningChecked: _add_morning,
}
