"""The record, taken along as a file, and erased."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from coxa.care.entries import Entry, Fact, PainReported
from coxa.knowledge.loader import shipped
from coxa.records.journal import entries_of, record
from coxa.records.models import Person
from coxa.records.people import people
from coxa.records.transfer import import_record

Tell = Callable[[Fact], Entry]
CONTENT = shipped()
pytestmark = pytest.mark.django_db


@pytest.fixture
def as_ana(client: Client, ana: Person) -> Client:
    client.post(f"/people/{ana.pk}/open/")
    return client


@pytest.fixture
def tell(ana: Person) -> Tell:
    """Ana tells something now."""
    return lambda fact: record(ana.pk, fact, now=timezone.localtime(), content=CONTENT.version)


def test_export_is_a_file_that_can_be_brought_in_again(as_ana: Client, ana: Person, tell: Tell) -> None:
    tell(PainReported(average=4))
    answer = as_ana.get("/record/export/")
    saved = json.loads(answer.content)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="coxa-ana-{timezone.localdate()}.json"'
    copy = import_record(saved, as_new=True)
    assert [e.body for e in entries_of(copy.pk)] == [e.body for e in entries_of(ana.pk)]


def test_export_of_a_record_changed_outside_says_so(
    as_ana: Client, tell: Tell, tamper: Callable[[str, list[object]], None]
) -> None:
    entry = tell(PainReported(average=4))
    tamper("UPDATE coxa_entry SET day = %s WHERE id = %s", ["2020-01-01", entry.id.hex])
    answer = as_ana.get("/record/export/")
    assert (answer.status_code, "no longer whole" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("typed", ["", "Ben", "Ana B", "x" * 5000])
def test_erase_without_the_name_is_refused(as_ana: Client, ana: Person, tell: Tell, typed: str) -> None:
    tell(PainReported(average=4))
    answer = as_ana.post("/record/erase/", {"name": typed})
    assert (answer.status_code, 'href="#name"' in answer.content.decode()) == (422, True)
    assert len(entries_of(ana.pk)) == 1


def test_erase_with_the_name_leaves_nobody_and_nothing(as_ana: Client, ana: Person, ben: Person, tell: Tell) -> None:
    tell(PainReported(average=4))
    answer = as_ana.post("/record/erase/", {"name": " ana "})
    assert (answer.headers["Location"], people(), entries_of(ana.pk)) == ("/people/", (ben,), ())
    assert as_ana.get("/record/").headers["Location"] == "/people/"


def test_erase_page_that_was_shown_for_another_record_is_refused(as_ana: Client, ana: Person, ben: Person) -> None:
    answer = as_ana.post("/record/erase/", {"name": "Ana", "record": str(ben.pk)})
    assert (answer.status_code, {*people()}) == (422, {ana, ben})
