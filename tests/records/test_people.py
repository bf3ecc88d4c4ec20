"""People come, are renamed, and leave without a trace."""

import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest

from coxa.care.entries import PainReported
from coxa.errors import InputError, RecordError
from coxa.records.journal import entries_of, record
from coxa.records.models import EntryRow, Erasure
from coxa.records.people import add_person, erase, move, people, person, rename

pytestmark = pytest.mark.django_db


def test_person_is_found_again(now):
    ana = add_person(" Ana ", "pt", now=now)
    assert (ana.name, ana.country) == ("Ana", "PT")
    assert people() == (ana,)
    assert person(ana.id).created_at == now


def test_adding_the_same_person_twice_is_harmless(now):
    chosen = uuid4()
    assert add_person("Ana", "PT", now=now, id=chosen) == add_person("Ana", "PT", now=now, id=chosen)
    with pytest.raises(RecordError, match="already belongs to Ana"):
        add_person("Ben", now=now, id=chosen)
    assert len(people()) == 1


@pytest.mark.parametrize(
    ("name", "country", "where"),
    [
        ("", "", ["name"]),
        ("  ", "", ["name"]),
        ("x" * 101, "", ["name"]),
        ("A\nB", "", ["name"]),
        ("\ud800", "", ["name"]),
        ("Ana", "Portugal", ["country"]),
        ("Ana", "P1", ["country"]),
        ("", "ÄÖ", ["country", "name"]),
    ],
)
def test_unusable_name_or_country_is_refused_with_all_faults(now, name, country, where):
    with pytest.raises(InputError) as refusal:
        add_person(name, country, now=now)
    assert [fault.where for fault in refusal.value.faults] == where
    assert people() == ()


def test_renaming_keeps_the_record(ana, now):
    entry = record(ana.id, PainReported(average=3), now=now)
    assert rename(ana.id, "Ana Maria").name == "Ana Maria"
    assert person(ana.id).name == "Ana Maria"
    assert entries_of(ana.id) == (entry,)


def test_moving_keeps_the_record(ana, now):
    entry = record(ana.id, PainReported(average=3), now=now)
    assert move(ana.id, " gb ").country == "GB"
    assert person(ana.id).country == "GB"
    assert move(ana.id, "").country == ""
    assert entries_of(ana.id) == (entry,)


def test_moving_to_no_country_is_refused(ana):
    with pytest.raises(InputError, match="country"):
        move(ana.id, "Portugal")
    assert person(ana.id).country == "PT"


def test_erasing_leaves_nothing_of_one_and_all_of_the_other(ana, ben, now):
    for someone in (ana, ben):
        record(someone.id, PainReported(average=3), now=now)
    erase(ana.id)
    assert people() == (ben,)
    assert EntryRow.objects.filter(person_id=ana.id).count() == 0
    assert len(entries_of(ben.id)) == 1
    assert Erasure.objects.count() == 0


@pytest.mark.parametrize(
    "act", [person, erase, lambda unknown: rename(unknown, "Ana"), lambda unknown: move(unknown, "PT")]
)
def test_nobody_cannot_be_found_renamed_moved_or_erased(db, act):
    with pytest.raises(RecordError, match="nobody with the id"):
        act(uuid4())


ERASE_FROM_FILE = """
from datetime import UTC, datetime
from pathlib import Path
from coxa.cli.data import open_data
open_data()
from django.conf import settings
from coxa.care.entries import HipDescribed
from coxa.records import backups, journal, people
now = datetime.now(UTC)
person = people.add_person("Anabela-of-the-file", now=now)
other = people.add_person("Benedict-of-the-file", now=now)
for number in range(50):
    journal.record(person.id, HipDescribed(told=f"a-telling-word {number} " * 20), now=now)
journal.record(other.id, HipDescribed(told="stays-here"), now=now)
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    backups.back_up(Path(settings.DATABASES["default"]["NAME"]), settings.COXA_BACKUPS, now=now)
people.erase(person.id)
"""


def test_erased_words_are_gone_from_every_file(home, python):
    if "DATABASE_URL" in home:
        pytest.skip("PostgreSQL's files are its own")
    python(ERASE_FROM_FILE, home)
    files = [file for file in Path(home["COXA_DATA_DIR"]).rglob("*") if file.is_file()]
    held = b"".join(file.read_bytes() for file in files)
    assert b"stays-here" in held
    assert b"a-telling-word" not in held
    assert b"Anabela" not in held
    (backup,) = (file for file in files if file.parent.name == "backups")
    with sqlite3.connect(backup) as copy:
        assert copy.execute("SELECT name FROM coxa_person").fetchall() == [("Benedict-of-the-file",)]
    copy.close()
