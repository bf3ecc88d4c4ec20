"""The decision tables: total, every row within reach, and written in facts that exist."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final

from coxa.errors import Fault
from coxa.knowledge.decision_table import Condition, Facts, Row, Value
from coxa.knowledge.library import Content

Kinds = Mapping[str, type]
"""What can be known, and as what: yes or no, a number, or a word."""

PROGRESSION_FACTS: Final[Kinds] = {
    "above_limit": bool,
    "after": float,
    "answers_missing": bool,
    "before": float,
    "done_percent": float,
    "easy_sessions": float,
    "effort_above_target": float,
    "gap_days": float,
    "good_sessions": float,
    "hard_before": bool,
    "hours_to_settle": float,
    "in_control": bool,
    "morning_worse": float,
    "night_worse": bool,
    "rise": float,
    "room": str,
    "sharp": bool,
    "stop_symptom": bool,
    "swelling": bool,
    "week_rise": float,
    "week_rise_otherwise": float,
    "worst_during": float,
}
"""What is known of one exercise in one session."""

REVIEW_FACTS: Final[Kinds] = {
    "adherence_percent": float,
    "answered": bool,
    "goal_up": float,
    "pain_down": float,
    "pain_down_percent": float,
    "week": float,
    "worse": bool,
}
"""What is known at a review."""


def faults(content: Content) -> Iterator[Fault]:
    """The faults of both tables."""
    yield from faults_of("rules/progression.toml", content.progression.rows, PROGRESSION_FACTS)
    yield from faults_of("rules/review.toml", content.review.rows, REVIEW_FACTS)


def faults_of(file: str, rows: tuple[Row[Any], ...], known: Kinds) -> Iterator[Fault]:
    """The faults of one table; reach is only asked once every condition makes sense."""
    unfit = [fault for row in rows for fault in _unfit_conditions(file, row, known)]
    yield from unfit
    for name, times in Counter(row.id for row in rows).items():
        if times > 1:
            yield Fault(f"{file} row.{name}.id", f"stands {times} times", "give each row its own id")
    if not rows or rows[-1].when:
        yield Fault(f"{file} row", "ends with a row that has conditions", "end with a row whose `when` is empty")
    for number, row in enumerate(rows):
        if not unfit and first_reach(rows, number) is None:
            what = "can never be the first that fits"
            yield Fault(f"{file} row.{row.id}.when", what, "move the row up, or take it out")


def first_reach(rows: tuple[Row[Any], ...], number: int) -> Facts | None:
    """Facts for which row `number` is the first that fits, or `None` when there are none.

    Only the facts that the row asks for, and those that an earlier row wants to be missing, are varied: for every
    other fact, missing is what lets the fewest earlier rows fit.
    """
    row, earlier = rows[number], rows[:number]
    domains = _domains(rows)
    wanted_missing = {c.fact for before in earlier for c in _conditions(before) if c.op == "missing"}
    for alternative in row.when or ((),):
        names = sorted({condition.fact for condition in alternative} | wanted_missing)
        for values in product(*(domains[name] for name in names)):
            facts = dict(zip(names, values, strict=True))
            if row.fits(facts) and not any(before.fits(facts) for before in earlier):
                return facts
    return None


def _domains(rows: tuple[Row[Any], ...]) -> dict[str, tuple[Value | None, ...]]:
    """Every value that can make a difference: those the conditions name, one less, one more, and missing."""
    found: dict[str, set[Value | None]] = {}
    for condition in (condition for row in rows for condition in _conditions(row)):
        found.setdefault(condition.fact, {None}).update(_around(condition.value))
    return {name: tuple(sorted(values, key=repr)) for name, values in found.items()}


def _around(value: Value) -> tuple[Value, ...]:
    if isinstance(value, bool):
        return (True, False)
    return (value,) if isinstance(value, str) else (value - 1, value, value + 1)


def _conditions(row: Row[Any]) -> Iterator[Condition]:
    return (condition for alternative in row.when for condition in alternative)


def _unfit_conditions(file: str, row: Row[Any], known: Kinds) -> Iterator[Fault]:
    for condition in _conditions(row):
        where = f"{file} row.{row.id}.when"
        if condition.fact not in known:
            yield Fault(where, f"asks for {condition.fact}, which nothing tells", f"use one of: {', '.join(known)}")
        elif not _suits(condition, known[condition.fact]):
            what = f"compares {condition.fact} by `{condition.op}` with {condition.value!r}"
            yield Fault(where, what, f"{condition.fact} is {_NAMES[known[condition.fact]]}")


_NAMES: Final = {bool: "true or false: use `is`", float: "a number", str: "a word: use `is`"}


def _suits(condition: Condition, kind: type) -> bool:
    if condition.op == "missing":
        return True
    if kind is float:
        return isinstance(condition.value, int | float) and not isinstance(condition.value, bool)
    return condition.op == "is" and isinstance(condition.value, kind)
