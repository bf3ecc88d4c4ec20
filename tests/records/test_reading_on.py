"""A record that is known is read on from where it was known, and always says what the whole one says."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coxa.care.entries import PainReported
from coxa.records.journal import Record, append, entries_of, head_of, read_on, record
from coxa.records.people import add_person, erase
from coxa.records.transfer import export_record, import_record
from records.record_facts import records

pytestmark = pytest.mark.django_db


@settings(deadline=None, max_examples=30)
@given(records(UUID(int=1)), st.data())
def test_reading_on_says_what_the_whole_record_says(written, data):
    owner = add_person("Ana", now=datetime(2026, 1, 1, tzinfo=UTC))
    written = [replace(entry, person=owner.id, id=uuid4()) for entry in written]
    known = Record()
    while written:
        part = data.draw(st.integers(1, len(written)))
        append(owner.id, written[:part])
        del written[:part]
        known = read_on(owner.id, known)
        assert known.entries == entries_of(owner.id)
        assert known.head == head_of(owner.id)
    assert read_on(owner.id, known) is known


def test_only_what_came_after_is_read(ana, now, django_assert_num_queries):
    first = record(ana.id, PainReported(average=3), now=now)
    known = replace(read_on(ana.id, Record()), entries=("as it was read before",))
    second = record(ana.id, PainReported(average=2), now=now)
    with django_assert_num_queries(1):
        assert read_on(ana.id, known).entries == ("as it was read before", second)
    assert entries_of(ana.id) == (first, second)


def test_a_record_erased_and_begun_anew_is_read_from_its_beginning(ana, now):
    record(ana.id, PainReported(average=3), now=now)
    exported = json.loads(json.dumps(export_record(ana.id)))
    record(ana.id, PainReported(average=9), now=now)
    known = read_on(ana.id, Record())
    erase(ana.id)
    assert read_on(ana.id, known) == Record()
    import_record(exported)
    assert [entry.body.average for entry in read_on(ana.id, known).entries] == [3]
