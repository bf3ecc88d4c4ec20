"""The journal: append facts to a person's record, read them back, prove that none was changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from coxa.care.entries import Corrected, Entry, Fact
from coxa.errors import ChainBroken, EntryRefused
from coxa.records.chain import START, seal
from coxa.records.models import EntryRow, Person
from coxa.records.rows import entries_since, envelope_of, row_of, stored_entries


class Limits:
    """How much the journal takes at once."""

    entries_per_call = 500
    body_bytes = 64 * 1024
    actor_letters = 100
    content_letters = 100


@dataclass(frozen=True, slots=True)
class Record:
    """A person's record as it was read: its entries, and the place and hash of the newest.

    Two records with one head are equal: the chain makes the head stand for everything before it.
    """

    entries: tuple[Entry, ...] = field(default=(), compare=False)
    position: int = 0
    head: str = START


def append(person_id: UUID, entries: Iterable[Entry]) -> list[Entry]:
    """Append entries to a record, all or none, and return them as stored, in the order given.

    An entry that is already there, with the same content, is harmless: the stored one is returned, with
    the `recorded_at` of the first time. So a phone that was offline may send its entries again.

    Raises:
        EntryRefused: nobody has this id, an entry is another person's, an id is taken by another fact,
            a time has no zone, or there is too much of it.

    """
    new = tuple(islice(entries, Limits.entries_per_call + 1))
    if len(new) > Limits.entries_per_call:
        raise EntryRefused(f"More than {Limits.entries_per_call} entries at once → send them in smaller parts.")
    for entry in new:
        _refuse_unfit(person_id, entry)
    new = tuple(_with_plain_times(entry) for entry in new)
    try:
        with transaction.atomic():
            _lock(person_id)
            return _append(person_id, new)
    except IntegrityError as error:
        raise EntryRefused("An entry's id is already used in another record → give it a new id.") from error


def record(
    person_id: UUID,
    body: Fact | Corrected,
    *,
    now: datetime,
    actor: str = "self",
    content: str = "",
    id: UUID | None = None,  # noqa: A002  # as the entry calls it
) -> Entry:
    """Append one fact that happens now, on `now`'s own calendar day.

    With an `id`, saying the same again (a form sent twice) returns the entry of the first time.

    Raises:
        EntryRefused: as `append` does.

    """
    entry = Entry(
        id=id or uuid4(),
        person=person_id,
        body=body,
        day=now.date(),
        occurred_at=now,
        recorded_at=now,
        actor=actor,
        content=content,
    )
    with transaction.atomic():
        _lock(person_id)
        for first in stored_entries(person_id, ids=frozenset({entry.id})):
            entry = replace(entry, day=first.day, occurred_at=first.occurred_at, content=first.content)
        return append(person_id, [entry])[0]


def entries_of(person_id: UUID) -> tuple[Entry, ...]:
    """Return a person's whole record, in the order it was recorded; empty when there is none."""
    return tuple(stored_entries(person_id))


def read_on(person_id: UUID, known: Record) -> Record:
    """Return a record as it is now, and read only what was recorded after `known`.

    A record that does not go on from `known` (erased and imported anew, say) is read from its beginning.
    """
    rows = list(entries_since(person_id, known.position))
    if known.position:
        if not rows or rows[0][:2] != (known.position, known.head):
            return read_on(person_id, Record())
        del rows[0]
    if not rows:
        return known
    position, head, _newest = rows[-1]
    return Record((*known.entries, *(entry for _position, _hash, entry in rows)), position, head)


def verify(person_id: UUID) -> str:
    """Check every entry of a record against its hash, and return the last hash.

    Raises:
        ChainBroken: naming the first entry that was changed, taken out or put in.

    """
    head = START
    rows = EntryRow.objects.filter(person_id=person_id).order_by("position")
    for number, row in enumerate(rows.iterator(chunk_size=2000), start=1):
        if row.previous_hash != head or not _matches(row):
            raise ChainBroken(
                f"Entry {number} of this record (position {row.position}, id {row.id}) does not match "
                "its hash: it, or the one before it, was changed outside Coxa → stop using this record and restore the "
                "newest backup or export made before that."
            )
        head = row.hash
    return head


def head_of(person_id: UUID) -> str:
    """Return the hash of the newest entry of a record."""
    newest = EntryRow.objects.filter(person_id=person_id).order_by("-position").values_list("hash", flat=True)
    return newest.first() or START


def _append(person_id: UUID, new: tuple[Entry, ...]) -> list[Entry]:
    known = {entry.id: entry for entry in stored_entries(person_id, ids=frozenset(entry.id for entry in new))}
    head, rows = head_of(person_id), []
    for entry in new:
        if entry.id not in known:
            row = row_of(entry, head)
            _refuse_large(row)
            rows.append(row)
            known[entry.id], head = entry, row.hash
        elif replace(entry, recorded_at=known[entry.id].recorded_at) != known[entry.id]:
            raise EntryRefused(
                f"The id {entry.id} already stands for another fact in this record → give this one a new id."
            )
    EntryRow.objects.bulk_create(rows)
    return [known[entry.id] for entry in new]


def _lock(person_id: UUID) -> None:
    """Let one writer at a time extend a record (SQLite already lets only one write at all)."""
    if not Person.objects.select_for_update().filter(id=person_id).exists():
        raise EntryRefused(f"Nobody has the id {person_id} here → add the person first.")


def _with_plain_times(entry: Entry) -> Entry:
    """Give times their bare offset, as stored: Python holds no two zones equal in the hour a clock goes back."""
    return replace(
        entry,
        occurred_at=datetime.fromisoformat(entry.occurred_at.isoformat()),
        recorded_at=datetime.fromisoformat(entry.recorded_at.isoformat()),
    )


def _refuse_unfit(person_id: UUID, entry: Entry) -> None:
    if entry.person != person_id:
        raise EntryRefused(f"Entry {entry.id} belongs to another person → append it to their record.")
    if entry.occurred_at.utcoffset() is None or entry.recorded_at.utcoffset() is None:
        raise EntryRefused(f"Entry {entry.id} has a time without a zone → give both times their zone.")
    for name, text, most in (
        ("actor", entry.actor, Limits.actor_letters),
        ("content", entry.content, Limits.content_letters),
    ):
        if len(text) > most or not text.isprintable():
            raise EntryRefused(f"Entry {entry.id}: {name} is not plain text of at most {most} letters → shorten it.")


def _refuse_large(row: EntryRow) -> None:
    size = len(row.body.encode())
    if size > Limits.body_bytes:
        raise EntryRefused(f"Entry {row.id} is {size} bytes long, the most is {Limits.body_bytes} → shorten it.")


def _matches(row: EntryRow) -> bool:
    try:
        return seal(envelope_of(row)) == row.hash
    except ValueError:
        return False
