"""The hazard log is data: complete, and every control names tests that exist."""

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOG = tomllib.loads((ROOT / "docs" / "safety" / "hazards.toml").read_text())
SCALE = range(1, 6)


def has_tests(file):
    """Whether the file at that path holds at least one test."""
    path = ROOT / file
    if not path.is_file():
        return False
    functions = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
    return any(function.name.startswith("test_") for function in functions)


def test_every_control_names_tests_that_exist():
    named = {test for hazard in LOG["hazard"] for control in hazard["control"] for test in control["tests"]}
    assert {test for test in named if not has_tests(test)} == set()


def test_every_hazard_has_a_control_with_a_test():
    bare = [hazard["id"] for hazard in LOG["hazard"] if not any(c["tests"] for c in hazard.get("control", []))]
    assert bare == []


def test_hazards_are_numbered_without_gaps():
    assert [hazard["id"] for hazard in LOG["hazard"]] == [
        f"H{number:02}" for number in range(1, len(LOG["hazard"]) + 1)
    ]


def test_the_starter_hazards_are_all_there():
    assert len(LOG["hazard"]) >= 22


def test_risk_is_on_the_scale_and_never_rises_with_controls():
    for hazard in LOG["hazard"]:
        before, after = hazard["before"], hazard["after"]
        assert {*before.values(), *after.values()} <= set(SCALE), hazard["id"]
        assert after["severity"] * after["likelihood"] <= before["severity"] * before["likelihood"], hazard["id"]


def test_no_residual_risk_is_above_medium():
    high = [h["id"] for h in LOG["hazard"] if h["after"]["severity"] * h["after"]["likelihood"] > 10]
    assert high == []


def test_the_log_says_that_it_is_a_draft():
    assert LOG["status"] == "draft"
