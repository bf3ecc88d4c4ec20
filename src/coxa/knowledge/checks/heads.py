"""The head of every file: whether a clinician has signed it, and when it must be read again."""

from collections.abc import Iterator
from datetime import date, timedelta

from coxa.errors import Fault
from coxa.knowledge.checks.files import Files
from coxa.knowledge.evidence import ContentFile

LONGEST = timedelta(days=366)
"""A year and a day: no file goes unread for longer (our design choice)."""


def faults(files: Files, today: date) -> Iterator[Fault]:
    """Reviews that are overdue or too far off, and files that call themselves reviewed without a name."""
    for name, file in files.items():
        if isinstance(file, ContentFile):
            yield from _of_one(name, file, today)


def _of_one(name: str, file: ContentFile, today: date) -> Iterator[Fault]:
    if file.review_due < today:
        yield Fault(f"{name} review_due", f"was {file.review_due}", "read the file again, then set the next date")
    if file.review_due - today > LONGEST:
        advice = "set a date that is a year ahead at most"
        yield Fault(f"{name} review_due", f"is {file.review_due}, more than a year ahead", advice)
    if file.status != "draft":
        advice = 'write "draft": nothing records yet which clinician has signed a file'
        yield Fault(f"{name} status", f"is {file.status}, but no clinician is named", advice)
