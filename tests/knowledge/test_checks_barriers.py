"""What gets in the way: every offer has a button, and no answer of a day of rest asks for exercise."""

from collections.abc import Callable

import pytest

from coxa.errors import Fault

Change = Callable[[str, str, str], None]
Found = Callable[[], tuple[Fault, ...]]

FILE = "rules/barriers.toml"


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("offers = []", 'offers = ["short_session"]', "shut.offers.0"),
        ('offers = ["pain"]', 'offers = ["pain", "anywhere"]', "flare.offers.1"),
        ('offers = ["safety"]', 'offers = ["short_session", "safety"]', "barrier.ill.offers.0"),
    ],
)
def test_push_on_a_day_of_rest_is_a_fault(change: Change, found: Found, old: str, new: str, where: str) -> None:
    change(FILE, old, new)
    assert [fault.where for fault in found()] == [f"{FILE} {where}"]


def test_offer_without_a_button_is_a_fault(change: Change, found: Found) -> None:
    change(FILE, '[[help]]\nid = "how_to"\nname = "Show me how it is done"\n', "")
    assert [(fault.where, fault.what) for fault in found()] == [
        (f"{FILE} barrier.unsure.offers.0", "offers how_to, which has no button")
    ]


def test_promise_in_a_barrier_is_a_fault(change: Change, found: Found) -> None:
    change(FILE, 'name = "Too tired"', 'name = "This is safe for you"')
    assert [fault.where for fault in found()] == [f"{FILE} barrier.tired.name"]
