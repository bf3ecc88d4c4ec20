"""Backups are whole, few, and forget whom they must."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from coxa.errors import RecordError
from coxa.records.backups import KEPT, back_up, copies, forget

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    with closing(sqlite3.connect(tmp_path / "coxa.sqlite3")) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE fact (number integer)")
        database.commit()
        yield database


def test_copy_holds_what_is_committed_even_while_in_use(database, tmp_path):
    database.execute("INSERT INTO fact VALUES (1)")
    database.commit()
    database.execute("INSERT INTO fact VALUES (2)")
    copy = back_up(tmp_path / "coxa.sqlite3", tmp_path / "backups", now=START)
    assert copy.name == "coxa-20260302T093000.sqlite3"
    with closing(sqlite3.connect(copy)) as copied:
        assert copied.execute("SELECT number FROM fact").fetchall() == [(1,)]


@pytest.mark.usefixtures("database")
def test_only_the_last_ten_are_kept(tmp_path):
    made = [
        back_up(tmp_path / "coxa.sqlite3", tmp_path / "backups", now=START + timedelta(days=day))
        for day in range(KEPT + 3)
    ]
    assert copies(tmp_path / "backups") == made[3:]


@pytest.mark.usefixtures("database")
def test_backup_older_than_the_first_record_is_left_alone(tmp_path):
    copy = back_up(tmp_path / "coxa.sqlite3", tmp_path / "backups", now=START)
    before = copy.read_bytes()
    forget(UUID(int=1), tmp_path / "backups")
    assert copy.read_bytes() == before


def test_backup_that_cannot_be_changed_is_named(tmp_path):
    (tmp_path / "coxa-1.sqlite3").write_text("not a database " * 100)
    with pytest.raises(RecordError, match=r"coxa-1.sqlite3 cannot be changed .* delete this file"):
        forget(UUID(int=1), tmp_path)
