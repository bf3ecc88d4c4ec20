"""The database's own guard: an entry is never changed, and deleted only with its whole person.

A later migration that rebuilds the entry table on SQLite drops these triggers with the old table and
must call `guard_entries` again; tests/records/test_triggers.py fails when one forgets.
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSAL = "Coxa: an entry is never changed or deleted; record a correction instead"

_SQLITE = (
    f"""
    CREATE TRIGGER coxa_entry_never_changed BEFORE UPDATE ON coxa_entry
    BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END
    """,
    f"""
    CREATE TRIGGER coxa_entry_never_deleted BEFORE DELETE ON coxa_entry
    WHEN NOT EXISTS (SELECT 1 FROM coxa_erasure WHERE person_id = OLD.person_id)
    BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END
    """,  # noqa: S608  # all of this text is ours
    # INSERT OR REPLACE deletes the old row without asking the delete trigger.
    f"""
    CREATE TRIGGER coxa_entry_never_replaced BEFORE INSERT ON coxa_entry
    WHEN EXISTS (
        SELECT 1 FROM coxa_entry
        WHERE position = NEW.position OR id = NEW.id
           OR (person_id = NEW.person_id AND previous_hash = NEW.previous_hash)
    )
    BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END
    """,  # noqa: S608  # all of this text is ours
)

_POSTGRESQL = (
    f"""
    CREATE FUNCTION coxa_guard_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM coxa_erasure WHERE person_id = OLD.person_id) THEN
            RETURN OLD;
        END IF;
        IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT 1 FROM coxa_entry) THEN
            RETURN NULL;
        END IF;
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{_REFUSAL}';
    END $$
    """,  # noqa: S608  # all of this text is ours
    """
    CREATE TRIGGER coxa_entry_guard_rows BEFORE UPDATE OR DELETE ON coxa_entry
    FOR EACH ROW EXECUTE FUNCTION coxa_guard_entry()
    """,
    """
    CREATE TRIGGER coxa_entry_guard_table BEFORE TRUNCATE ON coxa_entry
    FOR EACH STATEMENT EXECUTE FUNCTION coxa_guard_entry()
    """,
)

_UNGUARD = {
    "sqlite": (
        "DROP TRIGGER coxa_entry_never_changed",
        "DROP TRIGGER coxa_entry_never_deleted",
        "DROP TRIGGER coxa_entry_never_replaced",
    ),
    "postgresql": ("DROP FUNCTION coxa_guard_entry() CASCADE",),
}
_GUARD = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def guard_entries(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers (a step of a migration)."""
    for statement in _GUARD[editor.connection.vendor]:
        editor.execute(statement, params=None)


def unguard_entries(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers (the way back of that step)."""
    for statement in _UNGUARD[editor.connection.vendor]:
        editor.execute(statement, params=None)
