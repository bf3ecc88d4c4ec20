"""What is appended is read back, in order, once, unchanged."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from coxa.care.entries import Corrected, Entry, HipDescribed, PainReported
from coxa.errors import ChainBroken, EntryRefused
from coxa.records.chain import START
from coxa.records.journal import Limits, append, entries_of, record, verify
from coxa.records.models import EntryRow
from coxa.records.people import add_person
from records.record_facts import records

pytestmark = pytest.mark.django_db
LISBON = ZoneInfo("Europe/Lisbon")


def an_entry(person_id: UUID, now: datetime, **changes: object) -> Entry:
    entry = Entry(uuid4(), person_id, PainReported(average=3), now.date(), now, now)
    return replace(entry, **changes)


def as_written(entries: object) -> list[tuple[object, ...]]:
    return [
        (e.id, e.person, e.body, e.day, e.occurred_at.isoformat(), e.recorded_at.isoformat(), e.actor, e.content)
        for e in entries
    ]


@settings(deadline=None, max_examples=40)
@given(records(UUID(int=1)))
def test_any_record_reads_back_exactly_and_verifies(written):
    owner = add_person("Ana", now=datetime(2026, 1, 1, tzinfo=UTC))
    written = [replace(entry, person=owner.id, id=uuid4()) for entry in written]
    append(owner.id, written)
    assert as_written(entries_of(owner.id)) == as_written(written)
    assert append(owner.id, written) == list(entries_of(owner.id))
    assert len(verify(owner.id)) == 64


def test_record_is_kept_on_the_persons_own_calendar_day(ana):
    late = datetime(2026, 7, 1, 0, 30, tzinfo=LISBON)
    entry = record(ana.id, PainReported(average=4), now=late, content="3f2a")
    assert entry.day == date(2026, 7, 1)
    assert entries_of(ana.id) == (entry,)
    assert entries_of(ana.id)[0].occurred_at.isoformat() == "2026-07-01T00:30:00+01:00"


def test_empty_record_has_no_entries_and_verifies(ana):
    assert append(ana.id, []) == []
    assert entries_of(ana.id) == ()
    assert verify(ana.id) == START


def test_records_of_two_people_stay_apart(ana, ben, now):
    first = record(ana.id, PainReported(average=1), now=now)
    second = record(ben.id, PainReported(average=2), now=now)
    assert entries_of(ana.id) == (first,)
    assert entries_of(ben.id) == (second,)


def test_same_entry_again_returns_the_stored_one(ana, now):
    entry = an_entry(ana.id, now)
    append(ana.id, [entry, entry])
    assert append(ana.id, [replace(entry, recorded_at=now + timedelta(days=2))]) == [entry]
    assert entries_of(ana.id) == (entry,)


def test_same_entry_again_in_the_hour_the_clock_goes_back(ana):
    entry = an_entry(ana.id, datetime(2026, 10, 25, 1, 30, tzinfo=LISBON, fold=1))
    append(ana.id, [entry])
    assert append(ana.id, [entry]) == list(entries_of(ana.id))


def test_form_sent_twice_is_one_entry(ana, now):
    entry_id = uuid4()
    first = record(ana.id, PainReported(average=3), now=now, id=entry_id)
    again = record(ana.id, PainReported(average=3), now=now + timedelta(seconds=1), id=entry_id, content="new")
    assert again == first
    with pytest.raises(EntryRefused, match="already stands for another fact"):
        record(ana.id, PainReported(average=4), now=now, id=entry_id)
    assert entries_of(ana.id) == (first,)


@pytest.mark.parametrize(
    "change",
    [{"body": PainReported(average=9)}, {"day": date(2020, 1, 1)}, {"actor": "Paul"}, {"content": "other"}],
)
def test_same_id_for_another_fact_is_refused_and_nothing_is_kept(ana, now, change):
    entry = an_entry(ana.id, now)
    append(ana.id, [entry])
    with pytest.raises(EntryRefused, match="already stands for another fact"):
        append(ana.id, [an_entry(ana.id, now), replace(entry, **change)])
    assert entries_of(ana.id) == (entry,)


def test_id_of_another_persons_entry_is_refused(ana, ben, now):
    entry = an_entry(ana.id, now)
    append(ana.id, [entry])
    with pytest.raises(EntryRefused, match="used in another record"):
        append(ben.id, [replace(entry, person=ben.id)])
    assert entries_of(ben.id) == ()


def test_unknown_person_is_refused(db, now):
    with pytest.raises(EntryRefused, match="add the person first"):
        record(uuid4(), PainReported(average=3), now=now)


def test_entry_of_another_person_is_refused(ana, ben, now):
    with pytest.raises(EntryRefused, match="belongs to another person"):
        append(ana.id, [an_entry(ben.id, now)])


def test_time_without_a_zone_is_refused(ana, now):
    with pytest.raises(EntryRefused, match="without a zone"):
        append(ana.id, [an_entry(ana.id, now.replace(tzinfo=None))])


@pytest.mark.parametrize("actor", ["x" * (Limits.actor_letters + 1), "nul\0"])
def test_actor_that_is_no_plain_text_is_refused(ana, now, actor):
    with pytest.raises(EntryRefused, match="actor is not plain text"):
        append(ana.id, [an_entry(ana.id, now, actor=actor)])


def test_too_many_entries_at_once_are_refused(ana, now):
    entry = an_entry(ana.id, now)
    with pytest.raises(EntryRefused, match="smaller parts"):
        append(ana.id, (entry for _ in range(Limits.entries_per_call + 1)))
    assert append(ana.id, [entry] * Limits.entries_per_call)


def test_body_of_64_kib_is_kept_and_a_longer_one_refused(ana, now):
    frame = len(HipDescribed(told="").model_dump_json())
    fits = HipDescribed(told="ã" * ((Limits.body_bytes - frame) // 2))
    record(ana.id, fits, now=now)
    with pytest.raises(EntryRefused, match="the most is 65536"):
        record(ana.id, HipDescribed(told=fits.told + "ãã"), now=now)
    assert [entry.body for entry in entries_of(ana.id)] == [fits]


def test_nul_and_rare_letters_in_text_read_back(ana, now):
    body = HipDescribed(told="\0 😀 \u2028 \"'\\")
    record(ana.id, body, now=now)
    assert entries_of(ana.id)[0].body == body


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", '{"average":0,"flare":false,"kind":"pain"}'),
        ("body", "not JSON"),
        ("day", date(2020, 1, 1)),
        ("occurred_at", "2020-01-01T00:00:00+00:00"),
        ("actor", "someone else"),
        ("content", "other"),
        ("previous_hash", "f" * 64),
    ],
)
def test_changed_entry_breaks_the_chain_and_is_named(ana, now, tamper, column, value):
    entries = [record(ana.id, PainReported(average=number), now=now) for number in (1, 2, 3)]
    row = EntryRow.objects.get(id=entries[1].id)
    tamper(f"UPDATE coxa_entry SET {column} = %s WHERE position = %s", [value, row.position])  # noqa: S608
    with pytest.raises(ChainBroken, match=rf"Entry 2 .*position {row.position}.*restore"):
        verify(ana.id)


def test_entry_taken_out_breaks_the_chain(ana, now, tamper):
    entries = [record(ana.id, PainReported(average=number), now=now) for number in (1, 2, 3)]
    position = EntryRow.objects.get(id=entries[1].id).position
    tamper("DELETE FROM coxa_entry WHERE position = %s", [position])
    with pytest.raises(ChainBroken, match="Entry 2 "):
        verify(ana.id)


def test_correction_is_an_entry_like_any_other(ana, now):
    wrong = record(ana.id, PainReported(average=8), now=now)
    right = record(ana.id, Corrected(corrects=wrong.id, replacement=PainReported(average=3)), now=now)
    assert entries_of(ana.id) == (wrong, right)
