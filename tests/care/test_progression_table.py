"""The progression table, tried over its whole space of facts.

The rows in `ROWS` are written from shared/evidence/dosing_progression.md, section 5, not from the content.
"""

from collections.abc import Callable

import pytest

from coxa.care.progression import Ruling, decide
from coxa.knowledge.decision_table import Value
from coxa.knowledge.vocabulary import Action, Level
from strategies.facts import CALM, COARSE, FINE, Facts, every_pair, whole_product
from strategies.record import CONTENT

ACTIONS = list(Action)
TABLE = CONTENT.progression


def over(name: str, number: float) -> Callable[[Facts], bool]:
    return lambda facts: facts.get(name) is not None and facts[name] > number


def least(name: str, number: float) -> Callable[[Facts], bool]:
    return lambda facts: facts.get(name) is not None and facts[name] >= number


def true(name: str) -> Callable[[Facts], bool]:
    return lambda facts: facts.get(name) is True


def either(*tests: Callable[[Facts], bool]) -> Callable[[Facts], bool]:
    return lambda facts: any(test(facts) for test in tests)


def both(*tests: Callable[[Facts], bool]) -> Callable[[Facts], bool]:
    return lambda facts: all(test(facts) for test in tests)


GOOD_TWICE = least("good_sessions", 2)
ROWS: list[tuple[str, Action, Callable[[Facts], bool]]] = [
    ("PR01", Action.STOP, true("stop_symptom")),
    ("PR02", Action.STOP, either(least("worst_during", 8), least("after", 8), true("sharp"))),
    ("PR03a", Action.SWAP, both(over("worst_during", 5), true("hard_before"))),
    ("PR03", Action.REGRESS, over("worst_during", 5)),
    (
        "PR04",
        Action.REGRESS,
        either(least("morning_worse", 2), over("hours_to_settle", 24), true("night_worse"), true("swelling")),
    ),
    ("PR05", Action.REGRESS, least("week_rise", 2)),
    ("PR05b", Action.HOLD, least("week_rise_otherwise", 2)),
    ("PR12b", Action.REGRESS, over("gap_days", 14)),
    ("PR12a", Action.REGRESS, least("gap_days", 7)),
    ("PR11", Action.HOLD, true("answers_missing")),
    ("PR06", Action.HOLD, true("above_limit")),
    ("PR07", Action.HOLD, least("morning_worse", 1)),
    (
        "PR08",
        Action.HOLD,
        either(
            lambda facts: facts.get("in_control") is False,
            lambda facts: facts.get("done_percent") is not None and facts["done_percent"] < 90,
            over("effort_above_target", 1),
        ),
    ),
    ("PR14", Action.HOLD, both(GOOD_TWICE, lambda facts: facts.get("room") == "next_week")),
    ("PR15", Action.HOLD, both(GOOD_TWICE, lambda facts: facts.get("room") == "none")),
    ("PR10", Action.PROGRESS, least("easy_sessions", 2)),
    ("PR09", Action.PROGRESS, GOOD_TWICE),
    ("PR13", Action.HOLD, lambda _facts: True),
]


def expected(facts: Facts) -> tuple[str, Action]:
    return next((rule, action) for rule, action, fits in ROWS if fits(facts))


def careful(ruling: Ruling) -> tuple[int, int, float, int]:
    """How careful a ruling is; each part is higher when it is more careful."""
    return ACTIONS.index(ruling.decision.action), -ruling.step.rungs, -ruling.step.volume, ruling.step.rest_h


def test_every_pair_of_facts_gets_the_decision_of_the_evidence() -> None:
    for facts in every_pair():
        decision = decide(facts, TABLE).decision
        assert (decision.reason.rule, decision.action) == expected(facts), facts


def test_every_combination_gets_the_decision_of_the_evidence() -> None:
    for facts in whole_product():
        decision = decide(facts, TABLE).decision
        assert (decision.reason.rule, decision.action) == expected(facts), facts


def test_the_table_has_the_rows_of_the_evidence_in_their_order() -> None:
    assert [(row.id, row.action) for row in TABLE.rows] == [(rule, action) for rule, action, _ in ROWS]


def test_every_decision_gives_a_sentence_and_its_evidence() -> None:
    for facts in every_pair():
        reason = decide(facts, TABLE).decision.reason
        assert reason.because.endswith(".")
        assert set(reason.evidence) <= set(CONTENT.sources)
        assert reason.evidence


RAISES: list[tuple[str, list[Value]]] = [
    ("stop_symptom", [False, True]),
    ("worst_during", [0, 3, 4, 5, 6, 7, 8, 10]),
    ("after", [2, 7, 8, 10]),
    ("sharp", [False, True]),
    ("above_limit", [False, True]),
    ("hard_before", [False, True]),
    ("morning_worse", [-1, 0, 1, 2]),
    ("night_worse", [False, True]),
    ("swelling", [False, True]),
    ("hours_to_settle", [0, 24, 24.5, 48]),
    ("week_rise", [0, 1.9, 2, 4]),
    ("week_rise_otherwise", [0, 1.9, 2, 4]),
]


@pytest.mark.parametrize(("fact", "values"), RAISES, ids=[name for name, _ in RAISES])
def test_raising_a_pain_fact_never_gives_a_less_careful_decision(fact: str, values: list[Value]) -> None:
    for facts in [*every_pair(), *(whole_product() if fact in COARSE else ())]:
        told = facts.get(fact)
        if told not in values[:-1] or _never_asked(facts, fact):
            continue
        before = decide(facts, TABLE)
        for more in values[values.index(told) + 1 :]:
            after = decide(facts | {fact: more}, TABLE)
            assert all(now >= then for now, then in zip(careful(after), careful(before), strict=True)), (facts, more)


def _never_asked(facts: Facts, raised: str) -> bool:
    """A gap is asked about alone, before the session, and never together with the rise of what is not loading."""
    return raised == "week_rise_otherwise" and facts.get("gap_days") is not None


@pytest.mark.parametrize("fact", FINE)
def test_leaving_an_answer_out_never_progresses(fact: str) -> None:
    silent = CALM | {fact: None, "answers_missing": True}
    assert decide(silent, TABLE).decision.action is not Action.PROGRESS


def test_more_good_sessions_never_beat_a_gap_or_a_missing_answer() -> None:
    for rule, facts in [("PR12a", {"gap_days": 7}), ("PR12b", {"gap_days": 15}), ("PR11", {"answers_missing": True})]:
        assert decide(CALM | facts | {"easy_sessions": 2}, TABLE).decision.reason.rule == rule


STEPS = [
    ({"worst_during": 6}, -1, 1.0, 0, None),
    ({"worst_during": 6, "hard_before": True}, -1, 0.5, 0, None),
    ({"morning_worse": 2}, 0, 0.5, 48, None),
    ({"night_worse": True}, 0, 0.5, 48, None),
    ({"week_rise": 2}, -1, 1.0, 0, None),
    ({"gap_days": 7}, -1, 1.0, 0, None),
    ({"gap_days": 15}, -2, 1.0, 0, None),
    ({"above_limit": True}, 0, 0.75, 0, None),
    ({"morning_worse": 1}, 0, 1.0, 0, None),
    ({"worst_during": 6, "morning_worse": 2}, -1, 0.5, 48, None),
    ({"answers_missing": True, "above_limit": True}, 0, 0.75, 0, None),
    ({"worst_during": 8}, -1, 1.0, 0, Level.SAME_DAY),
    ({"stop_symptom": True}, 0, 1.0, 0, Level.SEE_FIRST),
    ({"easy_sessions": 2}, 1, 1.0, 0, None),
    ({}, 0, 1.0, 0, None),
]


@pytest.mark.parametrize(("facts", "rungs", "volume", "rest_h", "refer"), STEPS, ids=[str(row[0]) for row in STEPS])
def test_each_row_takes_the_step_of_the_evidence(
    facts: Facts, rungs: int, volume: float, rest_h: int, refer: Level | None
) -> None:
    ruling = decide(CALM | facts, TABLE)
    assert (ruling.step.rungs, ruling.step.volume, ruling.step.rest_h) == (rungs, volume, rest_h)
    assert ruling.decision.refer is refer
