"""Tell a fact once, however often its form is sent."""

from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from django.utils import timezone

from coxa.care.entries import Corrected, Entry, Fact
from coxa.records.journal import append
from coxa.web.visit import Visit

_SUBJECT: Final = ("session", "exercise", "side", "number", "symptom", "week")
"""The fields that say what a fact is about; the others say how it was."""


def tell_once(visit: Visit, fact: Fact) -> None:
    """Tell `fact`, unless it is what was told last about the same thing today.

    The entry's id follows from the fact and from how often its subject came up before. So two copies of one form
    that arrive together make one entry, while a changed answer makes a new one.
    """
    today = timezone.localdate()
    before, standing = _told(visit, fact, today)
    if standing[-1:] == [fact]:
        return
    name = f"{today} {len(before)} {fact.model_dump_json()}"
    visit.tell(fact, entry_id=uuid5(visit.person.pk, name))


def tell_kept(visit: Visit, fact: Fact, *, entry_id: UUID, at: datetime) -> None:
    """Tell a fact that a device kept since `at`, under the id the device gave it.

    It belongs to the day on which it happened. An id that is in the record already says nothing new; neither does what
    stands already as the last word about the same thing: the answer to its form was lost on the way.

    Raises:
        EntryRefused: the id stands in another record.

    """
    _before, standing = _told(visit, fact, timezone.localdate(at))
    if standing[-1:] == [fact] or any(entry.id == entry_id for entry in visit.entries):
        return
    entry = Entry(
        id=entry_id,
        person=visit.person.pk,
        body=fact,
        day=timezone.localdate(at),
        occurred_at=timezone.localtime(at),
        recorded_at=timezone.localtime(),
        content=visit.content.version,
    )
    append(visit.person.pk, [entry])
    visit.forget_computed()


def _told(visit: Visit, fact: Fact, day: date) -> tuple[list[Entry], list[object]]:
    """Every entry of a day with the subject of `fact`, and what of them was not withdrawn."""
    before = [entry for entry in visit.entries if entry.day == day and _same_subject(entry, fact)]
    withdrawn = {entry.body.corrects for entry in visit.entries if isinstance(entry.body, Corrected)}
    return before, [entry.body for entry in before if entry.id not in withdrawn]


def _same_subject(entry: Entry, fact: Fact) -> bool:
    body = entry.body
    return type(body) is type(fact) and all(getattr(body, f, None) == getattr(fact, f, None) for f in _SUBJECT)
