"""Scenarios as data: each file in scenarios/ is a person, what happened, and what must follow."""

from pathlib import Path
from typing import Any

import pytest

from coxa.care.course import Course, course
from coxa.care.scenario import Scenario, read_scenario
from coxa.knowledge.vocabulary import Level, ReviewAction
from strategies.record import CONTENT

FILES = sorted((Path(__file__).parent / "scenarios").glob("*.toml"))
KEYS = {
    *("triage", "next_step", "phase", "programme", "includes", "excludes", "tags"),
    *("decisions", "reviews", "reminders"),
}


def read(file: Path) -> Scenario:
    return read_scenario(file.read_text(), file.name, CONTENT)


def offered(now: Course) -> set[str]:
    return {line.exercise for line in now.programme.prescriptions} if now.programme else set()


def as_told(now: Course, scenario: Scenario) -> list[dict[str, Any]]:
    """The decisions in the words of a scenario file."""
    return [
        {
            "day": (one.day - scenario.start).days,
            "exercise": one.exercise,
            "side": one.side.value,
            "action": one.decision.action.value,
            "rule": one.decision.reason.rule,
        }
        for one in now.decisions
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_follows_is_as_expected(file: Path) -> None:
    scenario = read(file)
    now, expect = course(scenario.entries, CONTENT, scenario.today), scenario.expect
    found = {
        "triage": now.triage.value,
        "next_step": now.next_step.value,
        "phase": now.situation.phase.value,
        "programme": now.programme is not None,
        "reviews": [{"week": one.week, "action": one.action.value} for one in now.reviews],
    }
    assert set(expect) <= KEYS
    assert {key: found[key] for key in expect if key in ("triage", "next_step", "phase", "programme")} == {
        key: expect[key] for key in ("triage", "next_step", "phase", "programme") if key in expect
    }
    assert set(expect.get("includes", ())) - offered(now) == set()
    assert set(expect.get("excludes", ())) & offered(now) == set()
    assert set(expect.get("tags", ())) - {tag.value for tag in now.situation.tags} == set()
    assert [one for one in expect.get("decisions", ()) if one not in as_told(now, scenario)] == []
    assert [one for one in expect.get("reviews", ()) if one not in found["reviews"]] == []
    assert set(expect.get("reminders", ())) - {one.rule for one in now.reminders} == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_names_in_expectations_exist(file: Path) -> None:
    scenario = read(file)
    assert scenario.title
    assert scenario.expect
    expect = scenario.expect
    assert {*expect.get("includes", ()), *expect.get("excludes", ())} <= set(CONTENT.exercises)
    rules = {row.id for row in CONTENT.progression.rows} | set(CONTENT.course_rules)
    assert {one["rule"] for one in expect.get("decisions", ())} <= rules


def test_there_are_enough_scenarios_for_every_level_row_and_review() -> None:
    expects = [read(file).expect for file in FILES]
    assert len(FILES) >= 40
    assert {one["triage"] for one in expects if "triage" in one} == {level.value for level in Level}
    decided = {one["rule"] for expect in expects for one in expect.get("decisions", ())}
    assert {row.id for row in CONTENT.progression.rows} - decided == set()
    reviewed = {one["action"] for expect in expects for one in expect.get("reviews", ())}
    assert reviewed == {action.value for action in ReviewAction} - {"ask"}
