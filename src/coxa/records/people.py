"""The people whose records are kept here."""

from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction

from coxa.errors import Fault, InputError, RecordError
from coxa.records.backups import forget
from coxa.records.models import EntryRow, Erasure, Person

LONGEST_NAME = 100


def add_person(
    name: str,
    country: str = "",
    *,
    now: datetime,
    id: UUID | None = None,  # noqa: A002  # as the person's row calls it
) -> Person:
    """Start a record for someone; `country` is a two-letter code (ISO 3166) or empty.

    Adding the same person twice, with the same id, name and country, is harmless.

    Raises:
        InputError: when the name or the country is not usable.
        RecordError: when the id already belongs to someone else.

    """
    name, country = name.strip(), country.strip().upper()
    _refuse(faults_of_name(name) + faults_of_country(country))
    added, created = Person.objects.get_or_create(
        id=id or uuid4(), defaults={"name": name, "country": country, "created_at": now}
    )
    if not created and (added.name, added.country) != (name, country):
        raise RecordError(f"The id {added.id} already belongs to {added.name} → add this person with another id.")
    return added


def people() -> tuple[Person, ...]:
    """Everyone who has a record here, longest-standing first."""
    return tuple(Person.objects.all())


def person(person_id: UUID) -> Person:
    """Return the person with this id.

    Raises:
        RecordError: when there is no such person.

    """
    found = Person.objects.filter(id=person_id).first()
    if found is None:
        raise RecordError(f"There is nobody with the id {person_id} here → choose a person from the list.")
    return found


def rename(person_id: UUID, name: str) -> Person:
    """Give a person another name; the record itself does not change.

    Raises:
        InputError: when the name is not usable.
        RecordError: when there is no such person.

    """
    name = name.strip()
    _refuse(faults_of_name(name))
    renamed = person(person_id)
    renamed.name = name
    renamed.save(update_fields=["name"])
    return renamed


def move(person_id: UUID, country: str) -> Person:
    """Let a person live in another country: a two-letter code (ISO 3166) or empty; the record itself does not change.

    Raises:
        InputError: when the country is not usable.
        RecordError: when there is no such person.

    """
    country = country.strip().upper()
    _refuse(faults_of_country(country))
    moved = person(person_id)
    moved.country = country
    moved.save(update_fields=["country"])
    return moved


def erase(person_id: UUID) -> None:
    """Delete a person and the whole record, on their request, also from the backups; there is no way back.

    Raises:
        RecordError: when there is no such person, or a backup cannot be changed; then nothing is erased here.

    """
    forget(person_id, settings.COXA_BACKUPS)
    with transaction.atomic():
        if not Person.objects.select_for_update().filter(id=person_id).exists():
            person(person_id)
        permit = Erasure.objects.create(person_id=person_id)
        EntryRow.objects.filter(person_id=person_id).delete()
        Person.objects.filter(id=person_id).delete()
        permit.delete()
    _wipe_log()


def faults_of_name(name: str) -> tuple[Fault, ...]:
    """Say what is wrong with a name, if anything is."""
    if not name:
        return (Fault("name", "is empty", "type a name; a nickname will do"),)
    if len(name) > LONGEST_NAME:
        return (Fault("name", f"is longer than {LONGEST_NAME} letters", "type a shorter name"),)
    if not name.isprintable():
        return (Fault("name", "holds signs that cannot be shown", "type letters, digits and spaces"),)
    return ()


def faults_of_country(country: str) -> tuple[Fault, ...]:
    """Say what is wrong with a country code, if anything is."""
    if not country or (len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()):
        return ()
    return (Fault("country", f"{country[:20]!r} is not a country code", "use two letters, such as GB, or none"),)


def _refuse(faults: tuple[Fault, ...]) -> None:
    if faults:
        raise InputError(faults)


def _wipe_log() -> None:
    """SQLite keeps deleted pages in its write-ahead log until the log is emptied."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
