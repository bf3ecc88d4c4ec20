"""Tell a fact once, however often its form is sent."""

from typing import Final
from uuid import uuid5

from django.utils import timezone

from coxa.care.entries import Corrected, Entry, Fact
from coxa.web.visit import Visit

_SUBJECT: Final = ("session", "exercise", "side", "number", "symptom", "week")
"""The fields that say what a fact is about; the others say how it was."""


def tell_once(visit: Visit, fact: Fact) -> None:
    """Tell `fact`, unless it is what was told last about the same thing today.

    The entry's id follows from the fact and from how often its subject came up before. So two copies of one form
    that arrive together make one entry, while a changed answer makes a new one.
    """
    today = timezone.localdate()
    before = [entry for entry in visit.entries if entry.day == today and _same_subject(entry, fact)]
    withdrawn = {entry.body.corrects for entry in visit.entries if isinstance(entry.body, Corrected)}
    standing = [entry.body for entry in before if entry.id not in withdrawn]
    if standing[-1:] == [fact]:
        return
    name = f"{today} {len(before)} {fact.model_dump_json()}"
    visit.tell(fact, entry_id=uuid5(visit.person.pk, name))


def _same_subject(entry: Entry, fact: Fact) -> bool:
    body = entry.body
    return type(body) is type(fact) and all(getattr(body, f, None) == getattr(fact, f, None) for f in _SUBJECT)
