"""Links that lead nowhere, and ids that stand twice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coxa.errors import Fault

Change = Callable[[str, str, str], None]
Found = Callable[[], tuple[Fault, ...]]


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "what"),
    [
        (
            "exercises/g05.toml",
            '["G06", "G07"]',
            '["G06", "G07", "G99"]',
            "exercises/g05.toml harder.2",
            "exercise G99",
        ),
        (
            "exercises/g05.toml",
            'easier = ["G01"]',
            'easier = ["G01", "G98"]',
            "exercises/g05.toml easier.1",
            "exercise G98",
        ),
        (
            "exercises/g05.toml",
            '{ id = "gluteus_maximus"',
            '{ id = "gluteus"',
            "exercises/g05.toml muscles.1",
            "muscle gluteus",
        ),
        (
            "exercises/g05.toml",
            'suits = ["osteo',
            'suits = ["gout", "osteo',
            "exercises/g05.toml suits.0",
            "condition gout",
        ),
        ("rules/flare.toml", '"X01", "Q01"', '"X99", "Q01"', "rules/flare.toml quiet_exercises.5", "exercise X99"),
        (
            "rules/plans.toml",
            '["C07", "C04", "C02"',
            '["C99", "C07", "C04", "C02"',
            "rules/plans.toml plan.irritable.slot.cardio.candidates.0",
            "exercise C99",
        ),
        (
            "rules/barriers.toml",
            'lesson = "pain-while-exercising"',
            'lesson = "no-such-lesson"',
            "rules/barriers.toml barrier.pain.lesson",
            "lesson no-such-lesson",
        ),
        (
            "rules/stop_now.toml",
            'ask = ["RF07", "RF08"]',
            'ask = ["RF99"]',
            "rules/stop_now.toml symptom.SN09.ask.0",
            "question RF99",
        ),
    ],
)
def test_link_to_nothing_is_a_fault(
    change: Change, found: Found, name: str, old: str, new: str, where: str, what: str
) -> None:
    change(name, old, new)
    told = f"names the {what}, which does not exist"
    assert found() == (Fault(where, told, "name one that exists, or take the link out"),)


def test_lateral_track_with_an_unknown_exercise_is_a_fault(folder: Path, found: Found) -> None:
    file = folder / "rules/plans.toml"
    before, after = file.read_text(encoding="utf-8").split("[[lateral_track]]", 1)
    file.write_text(f"{before}[[lateral_track]]{after.replace('G01', 'G97', 1)}", encoding="utf-8")
    assert [(fault.where, fault.what) for fault in found()] == [
        ("rules/plans.toml lateral_track.0.exercise", "names the exercise G97, which does not exist")
    ]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('asked_if = ["RF06"]', 'asked_if = ["RF06", "RF40"]', "rules/screening.toml question.RF06a.asked_if.1"),
        ('{ by = "RF22", to', '{ by = "RF40", to', "rules/screening.toml question.RF29.raised_by.0"),
    ],
)
def test_question_that_follows_nothing_is_a_fault(change: Change, found: Found, old: str, new: str, where: str) -> None:
    change("rules/screening.toml", old, new)
    assert [(f.where, f.what) for f in found()] == [(where, "names the question RF40, which does not exist")]


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("rules/course.toml", 'id = "CO02"', 'id = "CO01"', "rules/course.toml rule.CO01"),
        ("rules/gates.toml", 'id = "GA02"', 'id = "GA01"', "rules/gates.toml gate.GA01"),
        ("rules/stop_now.toml", 'id = "SN02"', 'id = "SN01"', "rules/stop_now.toml symptom.SN01"),
    ],
)
def test_id_used_twice_is_a_fault(change: Change, found: Found, name: str, old: str, new: str, where: str) -> None:
    change(name, old, new)
    assert found() == (Fault(where, "stands 2 times", "give each its own id, or take the double out"),)
