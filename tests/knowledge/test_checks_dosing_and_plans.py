"""Phases, pain profiles and starter plans."""

from collections.abc import Callable
from pathlib import Path

from coxa.errors import Fault

Change = Callable[[str, str, str], None]
Found = Callable[[], tuple[Fault, ...]]
FILE = "rules/dosing.toml"


def test_phases_out_of_order_are_a_fault(folder: Path, found: Found) -> None:
    file = folder / FILE
    swapped = {'phase = "learn"': 'phase = "build"', 'phase = "build"': 'phase = "learn"'}
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(swapped.get(line, line) for line in lines), encoding="utf-8")
    what = "does not go from the gentlest phase to the hardest"
    advice = "put them in this order: settle, learn, build, load, maintain"
    assert found() == (Fault(f"{FILE} phase", what, advice),)


def test_phase_missing_is_a_fault(change: Change, found: Found) -> None:
    change(FILE, 'phase = "maintain"', 'phase = "load"')
    advice = "describe each phase exactly once"
    assert found() == (
        Fault(f"{FILE} phase", "holds load 2 times", advice),
        Fault(f"{FILE} phase", "holds maintain 0 times", advice),
    )


def test_pain_profile_missing_is_a_fault(change: Change, found: Found) -> None:
    change(FILE, 'profile = "clinician"', 'profile = "tendon"')
    advice = "describe each profile exactly once"
    assert found() == (
        Fault(f"{FILE} profile", "holds clinician 0 times", advice),
        Fault(f"{FILE} profile", "holds tendon 2 times", advice),
    )


def test_line_with_nothing_light_for_the_gentlest_phase_is_a_fault(change: Change, found: Found) -> None:
    change("rules/plans.toml", 'from_phase = "learn"\ncandidates = ["G08"]', 'candidates = ["G08"]')
    assert found() == (
        Fault(
            "rules/plans.toml plan.lateral_hip.slot.side_step.candidates",
            "opens in the settle phase, but no candidate is of band L1 or below on both hips",
            "add a lighter candidate, or let the line begin in a later phase",
        ),
    )
