"""The tables: people, their entries, and the permit that lets a whole person be erased."""

from typing import ClassVar

from django.db import models


class Person(models.Model):
    """Someone whose record this is. Whoever creates the person makes the id."""

    id = models.UUIDField(primary_key=True, editable=False)
    name = models.CharField(max_length=100)
    country = models.CharField(max_length=2, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "coxa_person"
        ordering: ClassVar = ["created_at", "id"]

    def __str__(self) -> str:
        return self.name


class EntryRow(models.Model):
    """One fact, sealed. Triggers refuse to change or delete it; `position` gives the order.

    `body` is canonical JSON text and the times are ISO 8601 text with their offset, so that what was
    hashed is exactly what is read back, on every database.
    """

    position = models.BigAutoField(primary_key=True)
    id = models.UUIDField(unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(max_length=40)
    body = models.TextField()
    day = models.DateField()
    occurred_at = models.CharField(max_length=48)
    recorded_at = models.CharField(max_length=48)
    actor = models.CharField(max_length=100)
    content = models.CharField(max_length=100, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "coxa_entry"
        ordering: ClassVar = ["position"]
        indexes: ClassVar = [models.Index(fields=["person", "position"], name="coxa_entry_of_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "previous_hash"], name="coxa_entry_chain_never_forks"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.day}"


class Erasure(models.Model):
    """A permit to delete one person's entries; it lives only inside the erasing transaction."""

    person_id = models.UUIDField(primary_key=True)

    class Meta:
        db_table = "coxa_erasure"

    def __str__(self) -> str:
        return str(self.person_id)
