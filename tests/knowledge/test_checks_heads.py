"""Review dates and signatures."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from coxa.errors import Fault

from .conftest import TODAY

Change = Callable[[str, str, str], None]
Found = Callable[..., tuple[Fault, ...]]
WHOLE_FILES = ["rules/gates.toml", "rules/review.toml", "muscles.toml", "rules/emergency_numbers.toml"]


@pytest.mark.parametrize("name", ["exercises/g05.toml", "rules/dosing.toml", *WHOLE_FILES])
def test_review_overdue_is_a_fault_in_every_kind_of_file(change: Change, found: Found, name: str) -> None:
    change(name, "review_due = 2027-11-23", "review_due = 2026-11-22")
    advice = "read the file again, then set the next date"
    assert found() == (Fault(f"{name} review_due", "was 2026-11-22", advice),)


def test_review_due_today_is_not_overdue(change: Change, found: Found) -> None:
    change("exercises/g05.toml", "review_due = 2027-11-23", "review_due = 2026-11-23")
    assert found() == ()


@pytest.mark.parametrize(("days", "number"), [(366, 0), (367, 1)])
def test_review_more_than_a_year_and_a_day_ahead_is_a_fault(
    change: Change, found: Found, days: int, number: int
) -> None:
    change("exercises/g05.toml", "review_due = 2027-11-23", f"review_due = {TODAY + timedelta(days=days)}")
    assert [fault.what.split(",")[1:] for fault in found()] == [[" more than a year ahead"]] * number


def test_everything_a_year_later_is_overdue(found: Found) -> None:
    assert {fault.what for fault in found(date(2027, 11, 24))} == {"was 2027-11-23"}


def test_file_called_reviewed_without_a_name_is_a_fault(change: Change, found: Found) -> None:
    change("rules/stop_now.toml", 'status = "draft"', 'status = "reviewed"')
    assert found() == (
        Fault(
            "rules/stop_now.toml status",
            "is reviewed, but no clinician is named",
            'write "draft": nothing records yet which clinician has signed a file',
        ),
    )
