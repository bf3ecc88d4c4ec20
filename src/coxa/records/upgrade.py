"""Bring the database up to this version of Coxa, with a backup first."""

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from coxa.errors import CoxaError, DatabaseNewer, DiskFull, FolderReadOnly, StartError
from coxa.records.backups import back_up


def bring_up_to_date(backups: Path) -> None:
    """Create or migrate the tables; a SQLite file is first copied to `backups` when it has to change.

    Raises:
        DatabaseNewer: the tables were made by a newer Coxa; nothing was touched.
        DiskFull, FolderReadOnly: the database cannot be written.
        StartError: the database cannot be reached, or the file is not a database.

    """
    try:
        executor = MigrationExecutor(connection)
        _refuse_newer(executor)
        targets = executor.loader.graph.leaf_nodes()
        if executor.migration_plan(targets):
            if connection.vendor == "sqlite" and executor.loader.applied_migrations:
                back_up(Path(connection.settings_dict["NAME"]), backups, now=datetime.now(UTC))
            executor.migrate(targets)
    except (DatabaseError, sqlite3.Error) as error:
        raise _explained(error) from error


def _refuse_newer(executor: MigrationExecutor) -> None:
    ours = executor.loader.migrated_apps
    unknown = [
        f"{app}.{name}"
        for app, name in executor.loader.applied_migrations
        if app in ours and (app, name) not in executor.loader.disk_migrations
    ]
    if unknown:
        raise DatabaseNewer(
            f"The data in {place()} was written by a newer Coxa (it has {', '.join(sorted(unknown))}) → "
            "install the newest Coxa, or start with another --data-dir. Nothing was changed."
        )


def place() -> str:
    """Say where the data is, without the password."""
    about = connection.settings_dict
    return (
        str(about["NAME"])
        if connection.vendor == "sqlite"
        else f"{about['NAME']} on {about['HOST'] or 'this computer'}"
    )


def _explained(error: Exception) -> CoxaError:
    words = str(error).strip()
    with suppress(Exception):
        connection.close()
    if "disk is full" in words or "No space left" in words:
        return DiskFull(f"There is no room for the data in {place()} → free some space and start Coxa again.")
    if "readonly" in words or "unable to open" in words:
        return FolderReadOnly(
            f"The data in {place()} cannot be written ({words}) → make the file and its folder writable "
            "for you, or choose another with --data-dir."
        )
    if "not a database" in words or "malformed" in words:
        return StartError(
            f"{place()} is damaged or no Coxa database ({words}) → restore a copy from its backups folder."
        )
    if "locked" in words:
        return StartError(f"Another program holds {place()} → close it and start Coxa again.")
    if isinstance(error, OperationalError):
        return StartError(f"The database {place()} cannot be used ({words}) → check DATABASE_URL and that it runs.")
    return StartError(
        f"The tables in {place()} could not be prepared ({words}) → restore a copy from its backups folder."
    )
