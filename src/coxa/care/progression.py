"""Choose the next dose from how the hip responded to the last ones."""

from dataclasses import dataclass
from datetime import date

from coxa.care.decision import Decision, Reason, sources
from coxa.care.response import Facts, History, is_clean, is_easy
from coxa.knowledge.decision_table import DecisionTable, Row, Step
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Action


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision, and the step it means for the dose."""

    decision: Decision
    step: Step
    rules: frozenset[str]
    """Every rule that fitted, not only the one that named the decision."""


def decide(facts: Facts, table: DecisionTable[Action]) -> Ruling:
    """Return what the first row that fits decides, with the most careful step of all rows that fit.

    Taking the most careful step makes the table monotone: more pain makes more rows fit, and so never gives a harder
    dose.
    """
    return table.answer(facts, _ruling)


def _ruling(fitting: tuple[Row[Action], ...]) -> Ruling:
    first = fitting[0]
    reason = Reason(first.id, first.because, sources(first.evidence))
    rules = frozenset(row.id for row in fitting)
    return Ruling(Decision(first.action, reason, first.refer), _step(first, fitting), rules)


def _step(first: Row[Action], fitting: tuple[Row[Action], ...]) -> Step:
    if first.action is Action.PROGRESS:
        return first.step
    careful = [row.step for row in fitting if row.action is not Action.PROGRESS]
    return Step(
        rungs=min(0, *(step.rungs for step in careful)),
        volume=min(step.volume for step in careful),
        rest_h=max(step.rest_h for step in careful),
        swap=any(step.swap for step in careful),
    )


def count_good_sessions(facts: Facts, history: History, day: date, content: Content) -> None:
    """Add this session to the run of good ones, or end the run.

    Good sessions closer together than the content allows are neither counted nor held against the person.
    """
    if not is_clean(facts, content):
        history.good_sessions = history.easy_sessions = 0
        history.last_clean_day = None
        return
    if history.last_clean_day and _hours(history.last_clean_day, day) < content.thresholds.good_sessions_apart_h.value:
        return
    history.last_clean_day = day
    history.good_sessions += 1
    history.easy_sessions = history.easy_sessions + 1 if is_easy(facts, content) else 0


def _hours(earlier: date, later: date) -> int:
    """Hours between two calendar days: we know the day of a session, and count whole days (our design choice)."""
    return (later - earlier).days * 24
