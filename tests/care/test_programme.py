"""A prescription keeps its line when a session is planned from it."""

from dataclasses import replace

from coxa.care.entries import PlannedLine
from coxa.knowledge.vocabulary import Side
from strategies.record import ANA_HIP, ready


def test_a_both_legs_exercise_that_stands_in_for_one_side_is_planned_on_that_sides_line() -> None:
    line = ready(ANA_HIP).on(0).due[0]
    stands_in = replace(line, side=Side.BOTH, line_side=Side.LEFT).as_planned()
    assert (stands_in.side, stands_in.line_side) == (Side.BOTH, Side.LEFT)


def test_a_line_of_its_own_side_needs_no_other_name() -> None:
    line = ready(ANA_HIP).on(0).due[0]
    assert isinstance(line.as_planned(), PlannedLine)
    assert line.as_planned().line_side is None
