"""The database itself refuses to change or delete an entry."""

import pytest
from django.db import IntegrityError, connection, transaction

from coxa.care.entries import PainReported
from coxa.records.journal import entries_of, record
from coxa.records.models import EntryRow, Erasure, Person
from coxa.records.people import add_person, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(ana, now):
    return EntryRow.objects.get(id=record(ana.id, PainReported(average=3), now=now).id)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE coxa_entry SET actor = 'someone else'",
        "UPDATE coxa_entry SET actor = actor",
        "DELETE FROM coxa_entry",
    ],
)
def test_sql_is_refused(row, sql):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert EntryRow.objects.get() == row


def test_saving_a_changed_row_is_refused(row):
    row.actor = "someone else"
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        row.save()


def test_permit_for_another_person_does_not_help(row, ben):
    Erasure.objects.create(person_id=ben.id)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        EntryRow.objects.all().delete()


def test_permit_to_erase_does_not_allow_changes(row, ana):
    Erasure.objects.create(person_id=ana.id)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        EntryRow.objects.update(actor="someone else")


def test_person_with_a_record_cannot_be_deleted_by_sql(row, ana):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM coxa_person")
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)
    assert Person.objects.get() == ana


@pytest.mark.parametrize("same", ["id", "position", "previous_hash"])
def test_replacing_a_row_is_refused(row, same):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    values = {**{field.column: getattr(row, field.attname) for field in EntryRow._meta.fields}, "hash": "0" * 64}
    values |= {"id": row.id.hex, "person_id": row.person_id.hex, "day": row.day.isoformat()}
    others = {"id": "0" * 32, "position": row.position + 1, "previous_hash": "f" * 64}
    values |= {name: value for name, value in others.items() if name != same}
    columns, marks = ", ".join(values), ", ".join("%s" for _ in values)
    sql = f"INSERT OR REPLACE INTO coxa_entry ({columns}) VALUES ({marks})"  # noqa: S608
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, list(values.values()))
    assert EntryRow.objects.get().hash == row.hash


def test_truncating_a_table_with_entries_is_refused(row):
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's")
    connection.check_constraints()  # settles what the insertion left for the end of the transaction
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE coxa_entry")
    assert EntryRow.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_tests_that_commit_can_be_emptied(now):
    ana = add_person("Ana", now=now)
    record(ana.id, PainReported(average=3), now=now)
    assert len(entries_of(ana.id)) == 1


def test_and_are_empty_afterwards():
    assert people() == ()
