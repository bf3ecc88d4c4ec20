"""Sources that are missing, and sources that nobody needs."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coxa.errors import Fault

Change = Callable[[str, str, str], None]
Found = Callable[[], tuple[Fault, ...]]
ADD = "add the source to bibliography.json, or cite one that is there"


@pytest.mark.parametrize(
    ("name", "old", "where"),
    [
        ("exercises/g05.toml", 'source = "selkowitz2013"', "exercises/g05.toml evidence.2.source"),
        ("rules/flare.toml", 'source = "sandal2016"', "rules/flare.toml evidence.0.source"),
        (
            "rules/screening.toml",
            'source = "nhs-thr", mark = "R", says = "A dislocation is painful, may',
            "rules/screening.toml question.RF24.evidence.0.source",
        ),
        ("rules/emergency_numbers.toml", 'source = "coxa-practice"', "rules/emergency_numbers.toml evidence.0.source"),
    ],
)
def test_citation_of_nothing_is_a_fault(change: Change, found: Found, name: str, old: str, where: str) -> None:
    change(name, old, re.sub('"[^"]+"', '"nobody1999"', old, count=1))
    assert found() == (Fault(where, "cites nobody1999, which is not in the bibliography", ADD),)


def test_source_cited_nowhere_is_a_fault(folder: Path, found: Found) -> None:
    file = folder / "bibliography.json"
    unused = '[{"id": "unused2020", "type": "book", "title": "Unread"},'
    file.write_text(file.read_text(encoding="utf-8").replace("[", unused, 1), encoding="utf-8")
    advice = "cite it where it was used, or take it out"
    assert found() == (Fault("bibliography.json unused2020", "is cited nowhere", advice),)


def test_source_that_stands_twice_is_a_fault(folder: Path, found: Found) -> None:
    file = folder / "bibliography.json"
    double = '[{"id": "sandal2016", "type": "book", "title": "Twice"},'
    file.write_text(file.read_text(encoding="utf-8").replace("[", double, 1), encoding="utf-8")
    advice = "give each its own id, or take the double out"
    assert found() == (Fault("bibliography.json sandal2016", "stands 2 times", advice),)
