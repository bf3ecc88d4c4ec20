"""The tables fit the models, and the way back works."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_settings_pass_every_check():
    call_command("check", fail_level="WARNING")


@pytest.mark.django_db(transaction=True)
def test_tables_can_be_unmade_and_made_again():
    MigrationExecutor(connection).migrate([("records", None)])
    assert "coxa_entry" not in connection.introspection.table_names()
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert "coxa_entry" in connection.introspection.table_names()
