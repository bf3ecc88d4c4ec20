"""No content is harder than the hard limits, and every clinical number is used."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import coxa
from coxa.care import limits
from coxa.knowledge.dosing_rules import Thresholds
from coxa.knowledge.loader import shipped

CONTENT = shipped()
CODE = "\n".join(
    file.read_text(encoding="utf-8") for file in Path(coxa.__path__[0]).rglob("*.py") if file.name != "dosing_rules.py"
)


def doses_above() -> Iterator[str]:
    """Every exercise whose largest dose is above a limit."""
    for exercise in CONTENT.exercises.values():
        dose = exercise.dose
        for name, bounds, most in (
            ("sets", dose.sets, limits.MOST_SETS),
            ("repetitions", dose.repetitions, limits.MOST_REPETITIONS),
            ("hold_s", dose.hold_s, limits.MOST_HOLD_S),
            ("minutes", dose.minutes, limits.MOST_MINUTES),
        ):
            if bounds and bounds.most > most:
                yield f"{exercise.id} {name} {bounds.most}"


def test_dose_no_exercise_goes_beyond_the_limits() -> None:
    assert list(doses_above()) == []


@pytest.mark.parametrize("rule", CONTENT.dosing.phase, ids=lambda rule: rule.phase)
def test_phase_stays_within_the_limits(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.sets_most <= limits.MOST_SETS
    assert rule.repetitions_most <= limits.MOST_REPETITIONS
    assert rule.effort.most <= limits.MOST_EFFORT
    assert rule.sore_hip_load.rank <= limits.MOST_LOAD.rank
    assert rule.other_hip_load.rank <= limits.MOST_LOAD.rank


def test_phases_never_grow_easier_for_the_sore_hip_on_the_way_up() -> None:
    loads = [rule.sore_hip_load.rank for rule in CONTENT.dosing.phase]
    assert loads == sorted(loads)


@pytest.mark.parametrize("rule", CONTENT.dosing.profile, ids=lambda rule: rule.profile)
def test_pain_profile_accepts_no_more_than_the_limit(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.during_most <= limits.MOST_PAIN_DURING


@pytest.mark.parametrize("row", CONTENT.progression.rows, ids=lambda row: row.id)
def test_progression_no_row_climbs_more_rungs_than_the_limit(row) -> None:  # type: ignore[no-untyped-def]
    assert row.step.rungs <= limits.MOST_RUNGS_UP


@pytest.mark.parametrize("row", CONTENT.plans.lateral_track, ids=lambda row: f"{row.exercise}-{row.from_week}")
def test_lateral_track_asks_for_no_more_effort_than_the_limit(row) -> None:  # type: ignore[no-untyped-def]
    assert row.effort.most <= limits.MOST_EFFORT


@pytest.mark.parametrize("name", sorted(Thresholds.model_fields))
def test_threshold_is_used_by_some_code(name: str) -> None:
    assert re.search(rf"\.{name}\b", CODE)
