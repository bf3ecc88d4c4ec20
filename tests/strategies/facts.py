"""The facts the progression table asks for: every value that matters, at and around every number."""

from collections.abc import Iterator
from itertools import combinations, product

from coxa.knowledge.decision_table import Value

Facts = dict[str, Value | None]

FINE: dict[str, tuple[Value | None, ...]] = {
    "stop_symptom": (False, True),
    "worst_during": (None, 0, 3, 4, 5, 6, 7, 8, 10),
    "after": (None, 2, 7, 8, 10),
    "sharp": (None, False, True),
    "above_limit": (False, True),
    "hard_before": (False, True),
    "morning_worse": (None, -1, 0, 1, 2),
    "night_worse": (None, False, True),
    "swelling": (None, False, True),
    "hours_to_settle": (None, 0, 24, 24.5, 48),
    "week_rise": (None, 0, 1.9, 2, 4),
    "week_rise_otherwise": (None, 0, 1.9, 2, 4),
    "gap_days": (None, 6, 7, 14, 15, 60),
    "answers_missing": (False, True),
    "in_control": (None, False, True),
    "done_percent": (None, 0, 89, 90, 99, 100),
    "effort_above_target": (None, -3, -2, 0, 1, 2),
    "good_sessions": (None, 0, 1, 2),
    "easy_sessions": (None, 0, 1, 2),
    "room": (None, "now", "next_week", "none"),
}
"""Every fact, with values on both sides of every number in the table."""

COARSE: dict[str, tuple[Value | None, ...]] = {
    "stop_symptom": (False, True),
    "worst_during": (2, 6, 8),
    "above_limit": (False, True),
    "hard_before": (False, True),
    "morning_worse": (0, 1, 2),
    "week_rise": (None, 2),
    "gap_days": (None, 7, 15),
    "answers_missing": (False, True),
    "in_control": (True, False),
    "good_sessions": (0, 2),
    "easy_sessions": (0, 2),
    "room": ("now", "next_week", "none"),
}
"""One value on each side of the conditions that can meet; their whole product is small enough to try."""

CALM: Facts = {
    "stop_symptom": False,
    "worst_during": 2,
    "after": 2,
    "sharp": False,
    "above_limit": False,
    "hard_before": False,
    "morning_worse": 0,
    "night_worse": False,
    "swelling": False,
    "hours_to_settle": 2,
    "answers_missing": False,
    "in_control": True,
    "done_percent": 100,
    "effort_above_target": 0,
    "good_sessions": 2,
    "easy_sessions": 0,
    "room": "now",
}
"""Two good sessions in a row: the table lets this one progress."""


def every_pair() -> Iterator[Facts]:
    """`CALM` with any two facts at any of their values."""
    for one, other in combinations(FINE, 2):
        for values in product(FINE[one], FINE[other]):
            yield CALM | dict(zip((one, other), values, strict=True))


def whole_product() -> Iterator[Facts]:
    """Every combination of the coarse values."""
    for values in product(*COARSE.values()):
        yield CALM | dict(zip(COARSE, values, strict=True))
