"""Each exercise by itself: support, sides, cautions."""

from collections.abc import Callable

import pytest

from coxa.errors import Fault

Change = Callable[[str, str, str], None]
Found = Callable[[], tuple[Fault, ...]]


def test_standing_with_nothing_to_hold_is_a_fault(change: Change, found: Found) -> None:
    change("exercises/g03.toml", 'equipment = ["support"]', "equipment = []")
    what = "names nothing to hold, though it is done standing"
    assert found() == (Fault("exercises/g03.toml equipment", what, "add support"),)


def test_standing_without_a_word_about_the_hands_is_a_fault(change: Change, found: Found) -> None:
    old = 'support = "Stand at a counter or behind a firm chair that cannot slide. Hold on with both hands."'
    change("exercises/g03.toml", old, 'support = "Stand at a counter or behind a firm chair."')
    advice = "say what to hold, and how"
    assert found() == (Fault("exercises/g03.toml support", "does not say what the hands hold", advice),)


@pytest.mark.parametrize(("words", "named"), [("right leg", "right leg"), ("Left hip", "left hip")])
def test_step_that_names_one_side_is_a_fault(change: Change, found: Found, words: str, named: str) -> None:
    change("exercises/g05.toml", '"Hold for a moment."', f'"Hold the {words} for a moment."')
    advice = "write the working leg or the other leg: either may be the sore one"
    assert found() == (Fault("exercises/g05.toml steps.2", f"names the {named}", advice),)


def test_step_with_right_angle_is_no_fault(change: Change, found: Found) -> None:
    change("exercises/g05.toml", '"Hold for a moment."', '"Hold for a moment. Your knee makes a right angle."')
    assert found() == ()


def test_caution_answered_twice_is_a_fault(change: Change, found: Found) -> None:
    change("exercises/x02.toml", 'tag = "LBP"', 'tag = "PREG"')
    advice = "keep the more careful one"
    assert found() == (Fault("exercises/x02.toml cautions", "answers the tag PREG twice", advice),)
