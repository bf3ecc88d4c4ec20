"""The first tables, and the triggers that guard the entries."""

import django.db.models.deletion
from django.db import migrations, models

from coxa.records.triggers import guard_entries, unguard_entries


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("person_id", models.UUIDField(primary_key=True, serialize=False)),
            ],
            options={
                "db_table": "coxa_erasure",
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "db_table": "coxa_person",
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="EntryRow",
            fields=[
                ("position", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.UUIDField(editable=False, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("body", models.TextField()),
                ("day", models.DateField()),
                ("occurred_at", models.CharField(max_length=48)),
                ("recorded_at", models.CharField(max_length=48)),
                ("actor", models.CharField(max_length=100)),
                ("content", models.CharField(blank=True, max_length=100)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="records.person",
                    ),
                ),
            ],
            options={
                "db_table": "coxa_entry",
                "ordering": ["position"],
                "indexes": [models.Index(fields=["person", "position"], name="coxa_entry_of_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "previous_hash"), name="coxa_entry_chain_never_forks")
                ],
            },
        ),
        migrations.RunPython(guard_entries, unguard_entries),
    ]
