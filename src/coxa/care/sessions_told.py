"""Gather what a record says about each session, however and in whatever order it arrived."""

from collections.abc import Iterable
from datetime import date
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

SessionFact = SessionStarted | SetDone | ExerciseDone | SessionStopped | SessionFinished | MorningChecked


def gather(facts: Iterable[tuple[date, Fact]]) -> dict[UUID, SessionRecord]:
    """Every session of a record, complete, by id."""
    sessions: dict[UUID, SessionRecord] = {}
    for day, fact in facts:
        if isinstance(fact, SessionFact):
            session = sessions.get(fact.session)
            if session is None:
                session = sessions[fact.session] = SessionRecord(fact.session, day)
            _add(session, fact)
    return sessions


def _add(session: SessionRecord, fact: SessionFact) -> None:
    match fact:
        case SetDone():
            session.sets_done.add((fact.exercise, fact.side, fact.number))
        case ExerciseDone():
            _add_exercise(session, fact)
        case SessionStarted():
            session.pain_before, session.short = fact.pain_before, fact.short
            session.planned = {(line.exercise, line.side): line for line in fact.planned}
        case SessionStopped():
            session.stop_symptom = fact.symptom
        case SessionFinished():
            session.finished, session.pain_after = True, fact.pain_after
        case MorningChecked():
            session.morning = fact


def _add_exercise(session: SessionRecord, fact: ExerciseDone) -> None:
    """Told twice, the later word counts, but never a lower pain."""
    key = (fact.exercise, fact.side)
    before = session.exercises.get(key)
    if before and before.worst_pain is not None and before.worst_pain > (fact.worst_pain or 0):
        fact = fact.model_copy(update={"worst_pain": before.worst_pain})
    session.exercises[key] = fact
