"""Copies of the SQLite file, made before the tables change."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from uuid import UUID

from coxa.errors import RecordError

KEPT = 10


def back_up(database: Path, folder: Path, *, now: datetime) -> Path:
    """Copy the database into `folder`, even while it is in use, and keep the last ten copies.

    Raises:
        OSError, sqlite3.Error: when the copy cannot be written; no half copy stays behind.

    """
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"coxa-{now:%Y%m%dT%H%M%S}.sqlite3"
    unfinished = copy.with_suffix(".unfinished")
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in copies(folder)[:-KEPT]:
        old.unlink()
    return copy


def copies(folder: Path) -> list[Path]:
    """Every backup in `folder`, oldest first."""
    return sorted(folder.glob("coxa-*.sqlite3"))


def forget(person_id: UUID, folder: Path) -> None:
    """Erase a person from every backup as well.

    Raises:
        RecordError: when a backup cannot be changed; the message names it.

    """
    for copy in copies(folder):
        try:
            with closing(sqlite3.connect(copy)) as database, database:
                _forget(person_id, database)
        except sqlite3.Error as error:
            raise RecordError(
                f"The backup {copy} cannot be changed ({error}) → delete this file yourself, then erase again."
            ) from error


def _forget(person_id: UUID, database: sqlite3.Connection) -> None:
    if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'coxa_erasure'").fetchone():
        return  # older than the first record
    database.execute("PRAGMA secure_delete = ON")
    for statement in (
        "INSERT INTO coxa_erasure (person_id) VALUES (?)",
        "DELETE FROM coxa_entry WHERE person_id = ?",
        "DELETE FROM coxa_person WHERE id = ?",
        "DELETE FROM coxa_erasure WHERE person_id = ?",
    ):
        database.execute(statement, (person_id.hex,))
