"""Entries as they are stored, and back."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from pydantic_core import from_json

from coxa.care.entries import Entry, parse_body
from coxa.records.chain import canonical, seal
from coxa.records.models import EntryRow

_FIELDS = ("id", "body", "day", "occurred_at", "recorded_at", "actor", "content")


def row_of(entry: Entry, previous_hash: str) -> EntryRow:
    """Seal an entry behind the one whose hash is given; nothing is saved yet."""
    row = EntryRow(
        id=entry.id,
        person_id=entry.person,
        kind=entry.body.kind,
        body=canonical(entry.body.model_dump(mode="json")),
        day=entry.day,
        occurred_at=entry.occurred_at.isoformat(),
        recorded_at=entry.recorded_at.isoformat(),
        actor=entry.actor,
        content=entry.content,
        previous_hash=previous_hash,
    )
    row.hash = seal(envelope_of(row))
    return row


def envelope_of(row: EntryRow) -> dict[str, object]:
    """Everything the hash of a row covers, as plain data.

    Raises:
        ValueError: when the stored body is no longer JSON.

    """
    return {
        "actor": row.actor,
        "body": json.loads(row.body),
        "content": row.content,
        "day": row.day.isoformat(),
        "id": str(row.id),
        "kind": row.kind,
        "occurred_at": row.occurred_at,
        "person": str(row.person_id),
        "previous_hash": row.previous_hash,
        "recorded_at": row.recorded_at,
    }


def stored_entries(person_id: UUID, *, ids: frozenset[UUID] | None = None) -> Iterator[Entry]:
    """Read a person's entries in the order they were recorded; with `ids`, only those."""
    rows = EntryRow.objects.filter(person_id=person_id).order_by("position")
    if ids is not None:
        rows = rows.filter(id__in=ids)
    for values in rows.values_list(*_FIELDS).iterator(chunk_size=2000):
        yield _entry(person_id, *values)


def entries_since(person_id: UUID, position: int) -> Iterator[tuple[int, str, Entry]]:
    """Read a person's entries from a position on, in order, each behind its position and its hash."""
    rows = EntryRow.objects.filter(person_id=person_id, position__gte=position).order_by("position")
    for place, sealed, *values in rows.values_list("position", "hash", *_FIELDS).iterator(chunk_size=2000):
        yield place, sealed, _entry(person_id, *values)


def _entry(  # noqa: PLR0913, PLR0917  # one argument per stored column
    person: UUID,
    entry_id: UUID,
    body: str,
    day: date,
    occurred_at: str,
    recorded_at: str,
    actor: str,
    content: str,
) -> Entry:
    return Entry(
        id=entry_id,
        person=person,
        body=parse_body(from_json(body)),
        day=day,
        occurred_at=datetime.fromisoformat(occurred_at),
        recorded_at=datetime.fromisoformat(recorded_at),
        actor=actor,
        content=content,
    )
