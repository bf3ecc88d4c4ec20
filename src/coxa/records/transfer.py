"""Take a whole record along: write it as plain data, and read it into another Coxa."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

import coxa
from coxa.errors import Fault, InputError
from coxa.knowledge.loader import shipped
from coxa.records.chain import START, canonical, seal
from coxa.records.incoming import FORMAT, FORMAT_VERSION, Incoming, SealedEntry, read
from coxa.records.journal import verify
from coxa.records.models import EntryRow, Person
from coxa.records.people import person
from coxa.records.rows import envelope_of


def export_record(person_id: UUID) -> dict[str, Any]:
    """Return a person and every entry with its hash, ready for JSON.

    Raises:
        RecordError: when there is no such person.
        ChainBroken: when the record was changed outside Coxa.

    """
    with transaction.atomic():
        owner = person(person_id)
        head = verify(person_id)
        rows = list(EntryRow.objects.filter(person_id=person_id).order_by("position"))
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "coxa": coxa.__version__,
        "content": shipped().version,
        "person": {
            "id": str(owner.id),
            "name": owner.name,
            "country": owner.country,
            "created_at": owner.created_at.isoformat(),
        },
        "entries": [{**_without_person(envelope_of(row)), "hash": row.hash} for row in rows],
        "head": head,
    }


def import_record(data: object, *, as_new: bool = False) -> Person:
    """Read an exported record, all or nothing, and return its person.

    When the person is already here, what is new is added behind what is there. With `as_new` the record
    becomes another person's, with new ids throughout.

    Raises:
        InputError: with every fault of the file, or when it and the record here have grown apart.

    """
    incoming = read(data)
    if as_new:
        incoming = _renumbered(incoming)
    try:
        with transaction.atomic():
            return _store(incoming)
    except IntegrityError as error:
        raise _refused("entries", "an id is already used in another record here") from error


def _store(incoming: Incoming) -> Person:
    owner, _ = Person.objects.get_or_create(id=incoming.person.id, defaults=incoming.person.model_dump())
    Person.objects.select_for_update().get(id=owner.id)
    here = list(EntryRow.objects.filter(person_id=owner.id).order_by("position").values_list("hash", flat=True))
    there = [entry.hash for entry in incoming.entries]
    shared = min(len(here), len(there))
    if here[:shared] != there[:shared]:
        raise _refused("entries", f"this record and the one of {owner.name} here have grown apart")
    EntryRow.objects.bulk_create(_rows(owner.id, incoming.entries[shared:]), batch_size=500)
    return owner


def _rows(person_id: UUID, entries: Iterable[SealedEntry]) -> list[EntryRow]:
    return [
        EntryRow(
            id=UUID(entry.id),
            person_id=person_id,
            kind=entry.kind,
            body=canonical(entry.body),
            day=date.fromisoformat(entry.day),
            occurred_at=entry.occurred_at,
            recorded_at=entry.recorded_at,
            actor=entry.actor,
            content=entry.content,
            previous_hash=entry.previous_hash,
            hash=entry.hash,
        )
        for entry in entries
    ]


def _renumbered(incoming: Incoming) -> Incoming:
    """The same facts as another person's record: new ids, corrections still pointing right, sealed anew."""
    owner = incoming.person.model_copy(update={"id": uuid4()})
    new_ids = {entry.id: str(uuid4()) for entry in incoming.entries}
    head, entries = START, []
    for entry in incoming.entries:
        body = dict(entry.body)
        if entry.kind == "correction":
            body["corrects"] = new_ids.get(str(UUID(body["corrects"])), body["corrects"])
        moved = entry.model_copy(update={"id": new_ids[entry.id], "body": body, "previous_hash": head})
        head = seal(moved.envelope(owner.id))
        entries.append(moved.model_copy(update={"hash": head}))
    return incoming.model_copy(update={"person": owner, "entries": tuple(entries), "head": head})


def _without_person(envelope: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in envelope.items() if key != "person"}


def _refused(where: str, what: str) -> InputError:
    return InputError((Fault(where, what, "import it as a new person (coxa import --as-new FILE)"),))
