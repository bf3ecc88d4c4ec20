"""Decision tables: how a row fits, and what the check finds in a table."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coxa.care
from coxa.care.entries import ExerciseDone
from coxa.care.response import History, SessionRecord, facts_about, facts_of
from coxa.errors import Fault
from coxa.knowledge.checks.tables import PROGRESSION_FACTS, REVIEW_FACTS, faults_of, first_reach
from coxa.knowledge.decision_table import Condition, DecisionTable, Row
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import PainProfile, Side

Change = Callable[[str, str, str], None]
Found = Callable[[], tuple[Fault, ...]]
CARE = "".join(file.read_text(encoding="utf-8") for file in Path(coxa.care.__path__[0]).glob("*.py"))
KNOWN = {"pain": float, "sharp": bool, "room": str}


def row(name: str, *alternatives: list[dict[str, Any]]) -> Row[str]:
    return Row[str].model_validate(
        {
            "id": name,
            "action": "hold",
            "when": alternatives,
            "because": "So it is.",
            "evidence": [{"source": "coxa-design", "mark": "D"}],
        }
    )


def over(value: float) -> dict[str, Any]:
    return {"fact": "pain", "op": "over", "value": value}


@given(fact=st.none() | st.integers(-20, 20), value=st.integers(-20, 20))
def test_condition_missing_fact_never_fits_but_missing(fact: int | None, value: int) -> None:
    facts = {"pain": fact}
    fitting = {op: Condition(fact="pain", op=op, value=value).holds(facts) for op in ("over", "at_most", "missing")}
    assert fitting == {
        "over": fact is not None and fact > value,
        "at_most": fact is not None and fact <= value,
        "missing": fact is None,
    }


def test_row_one_alternative_in_full_is_enough() -> None:
    sharp = {"fact": "sharp", "op": "is", "value": True}
    either = row("PR01", [over(5), sharp], [over(8)])
    assert [either.fits(facts) for facts in ({"pain": 6}, {"pain": 6, "sharp": True}, {"pain": 9})] == [
        False,
        True,
        True,
    ]


def test_table_no_row_fits_says_what_is_wrong_with_it() -> None:
    with pytest.raises(LookupError, match="its last row must have no conditions"):
        DecisionTable((row("PR01", [over(5)]),)).fitting({"pain": 1})


def test_table_asked_again_gives_the_same_rows_in_order() -> None:
    table = DecisionTable((row("PR01", [over(5)]), row("PR02", [over(3)]), row("PR03")))
    twice = [[found.id for found in table.fitting({"pain": 6})] for _ in range(2)]
    assert twice == [["PR01", "PR02", "PR03"]] * 2


def test_reach_row_behind_a_wider_one_is_a_fault() -> None:
    rows = (row("PR01", [over(3)]), row("PR02", [over(5)]), row("PR03"))
    what, advice = "can never be the first that fits", "move the row up, or take it out"
    assert tuple(faults_of("t.toml", rows, KNOWN)) == (Fault("t.toml row.PR02.when", what, advice),)


def test_reach_row_that_contradicts_itself_is_a_fault() -> None:
    rows = (row("PR01", [over(5), {"fact": "pain", "op": "under", "value": 5}]), row("PR02"))
    assert [fault.where for fault in faults_of("t.toml", rows, KNOWN)] == ["t.toml row.PR01.when"]


def test_reach_everything_caught_by_missing_and_present_leaves_nothing() -> None:
    missing = {"fact": "pain", "op": "missing"}
    rows = (row("PR01", [missing]), row("PR02", [over(-1)]), row("PR03", [over(3)]), row("PR04"))
    assert [first_reach(rows, number) is not None for number in range(4)] == [True, True, False, True]


def test_totality_last_row_with_conditions_is_a_fault() -> None:
    what = "ends with a row that has conditions"
    advice = "end with a row whose `when` is empty"
    assert tuple(faults_of("t.toml", (row("PR01", [over(3)]),), KNOWN)) == (Fault("t.toml row", what, advice),)


def test_ids_used_twice_are_a_fault() -> None:
    rows = (row("PR01", [over(3)]), row("PR01"))
    advice = "give each row its own id"
    assert tuple(faults_of("t.toml", rows, KNOWN)) == (Fault("t.toml row.PR01.id", "stands 2 times", advice),)


@pytest.mark.parametrize(
    ("condition", "what", "advice"),
    [
        ({"fact": "mood", "op": "is"}, "asks for mood, which nothing tells", "use one of: pain, sharp, room"),
        ({"fact": "pain", "op": "over", "value": "much"}, "compares pain by `over` with 'much'", "pain is a number"),
        ({"fact": "pain", "op": "is", "value": True}, "compares pain by `is` with True", "pain is a number"),
        (
            {"fact": "sharp", "op": "over", "value": 1},
            "compares sharp by `over` with 1",
            "sharp is true or false: use `is`",
        ),
        (
            {"fact": "room", "op": "under", "value": "now"},
            "compares room by `under` with 'now'",
            "room is a word: use `is`",
        ),
    ],
)
def test_condition_that_makes_no_sense_is_a_fault(condition: dict[str, Any], what: str, advice: str) -> None:
    rows = (row("PR01", [condition]), row("PR02"))
    assert tuple(faults_of("t.toml", rows, KNOWN)) == (Fault("t.toml row.PR01.when", what, advice),)


@pytest.mark.parametrize("table", ["progression", "review"])
def test_shipped_table_every_row_is_first_for_the_facts_found(table: str) -> None:
    decisions: DecisionTable[Any] = getattr(shipped(), table)
    reached = [decisions.fitting(first_reach(decisions.rows, n) or {})[0].id for n in range(len(decisions.rows))]
    assert reached == [found.id for found in decisions.rows]


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        (
            "rules/review.toml",
            'fact = "adherence_percent", op = "under"',
            'fact = "mood", op = "under"',
            "row.RV08.when",
        ),
        (
            "rules/progression.toml",
            'fact = "room", op = "is", value = "none"',
            'fact = "room", op = "is", value = 1',
            "row.PR15.when",
        ),
        (
            "rules/progression.toml",
            '"gap_days", op = "at_least", value = 7',
            '"gap_days", op = "over", value = 15',
            "row.PR12a.when",
        ),
    ],
)
def test_content_table_that_makes_no_sense_is_a_fault(
    change: Change, found: Found, name: str, old: str, new: str, where: str
) -> None:
    change(name, old, new)
    assert [fault.where for fault in found()] == [f"{name} {where}"]


@pytest.mark.parametrize("name", sorted({*PROGRESSION_FACTS, *REVIEW_FACTS}))
def test_known_fact_is_told_by_care(name: str) -> None:
    assert f'"{name}"' in CARE


def test_facts_about_an_exercise_are_all_known() -> None:
    session = SessionRecord(id=uuid4(), day=date(2026, 3, 2))
    done = ExerciseDone(session=session.id, exercise="G05", side=Side.LEFT)
    profile = shipped().pain_profile(PainProfile.STANDARD)
    facts = facts_about(done, session, History(), profile, 3, facts_of(session, profile))
    assert set(facts) - PROGRESSION_FACTS.keys() == set()
