"""A record can be taken along, and only a whole and unchanged one comes in."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings

from coxa.care.entries import Corrected, PainReported
from coxa.errors import ChainBroken, InputError, RecordError
from coxa.records.chain import START, seal
from coxa.records.journal import append, entries_of, record, verify
from coxa.records.people import add_person, erase, people
from coxa.records.transfer import export_record, import_record
from records.record_facts import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(ana, now):
    for pain in (5, 4, 3):
        record(ana.id, PainReported(average=pain), now=now, content="3f2a")
    return json.loads(json.dumps(export_record(ana.id)))


@settings(deadline=None, max_examples=40)
@given(records(UUID(int=1)))
def test_any_record_comes_back_identical(written):
    owner = add_person("Ana", "PT", now=datetime(2026, 1, 1, 9, tzinfo=UTC))
    append(owner.id, [replace(entry, person=owner.id, id=uuid4()) for entry in written])
    entries, exported = entries_of(owner.id), json.dumps(export_record(owner.id))
    erase(owner.id)
    assert import_record(json.loads(exported)) == owner
    assert entries_of(owner.id) == entries
    assert json.dumps(export_record(owner.id)) == exported


def test_export_names_its_format_and_head(ana, exported):
    assert exported["format"] == "coxa-record"
    assert exported["format_version"] == 1
    assert exported["head"] == exported["entries"][-1]["hash"] == verify(ana.id)
    assert exported["person"]["name"] == "Ana"
    assert len(exported["content"]) == 16


def test_importing_what_is_here_changes_nothing(ana, exported):
    assert import_record(exported) == ana
    assert export_record(ana.id) == exported


def test_longer_record_adds_what_is_new_and_an_older_one_nothing(ana, exported, now):
    record(ana.id, PainReported(average=1), now=now)
    longer = export_record(ana.id)
    assert import_record(exported) == ana
    assert export_record(ana.id) == longer
    erase(ana.id)
    import_record(exported)
    import_record(longer)
    assert export_record(ana.id) == longer


def test_records_grown_apart_are_refused(ana, exported, now):
    erase(ana.id)
    shorter = {**exported, "entries": exported["entries"][:2], "head": exported["entries"][1]["hash"]}
    import_record(shorter)
    record(ana.id, PainReported(average=9), now=now)
    here = export_record(ana.id)
    with pytest.raises(InputError, match=r"grown apart.*--as-new"):
        import_record(exported)
    assert export_record(ana.id) == here


def test_as_new_makes_another_person_with_the_same_facts(ana, now):
    wrong = record(ana.id, PainReported(average=8), now=now)
    record(ana.id, Corrected(corrects=wrong.id, replacement=PainReported(average=3)), now=now)
    other = import_record(export_record(ana.id), as_new=True)
    first, correction = entries_of(other.id)
    assert other.id != ana.id
    assert (first.body, first.day, first.recorded_at) == (wrong.body, wrong.day, wrong.recorded_at)
    assert isinstance(correction.body, Corrected)
    assert correction.body.corrects == first.id != wrong.id
    assert verify(other.id) != verify(ana.id)


def test_ids_used_in_another_record_are_refused(ana, exported):
    foreign = deepcopy(exported)
    foreign["person"]["id"] = str(uuid4())
    head = START
    for entry in foreign["entries"]:
        entry["previous_hash"] = head
        sealed = {key: value for key, value in entry.items() if key != "hash"}
        head = entry["hash"] = seal({**sealed, "person": foreign["person"]["id"]})
    foreign["head"] = head
    with pytest.raises(InputError, match="already used in another record"):
        import_record(foreign)
    assert people() == (ana,)


def test_record_given_to_another_person_is_refused(exported):
    exported["person"]["id"] = str(uuid4())
    with pytest.raises(InputError, match="does not match its hash"):
        import_record(exported)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (["format"], "other", "is not a Coxa record"),
        (["format_version"], 2, "install the newest Coxa"),
        (["extra"], 1, "extra"),
        (["head"], "0" * 64, "head: is not the hash of the last entry"),
        (["person", "name"], "", "name: is empty"),
        (["person", "country"], "Portugal", "country: "),
        (["person", "id"], "nobody", "person.id"),
        (["entries"], {}, "entries"),
        (["entries", 1, "actor"], "someone else", "entries.1: does not match its hash"),
        (["entries", 1, "actor"], "nul\0", "entries.1.actor"),
        (["entries", 1, "body", "average"], 0, "entries.1: does not match its hash"),
        (["entries", 1, "body", "average"], 11, "entries.1.body.pain.average"),
        (["entries", 1, "body", "average"], float("nan"), "entries.1.body.pain.average"),
        (["entries", 1, "body"], {"kind": "telepathy"}, "entries.1.body"),
        (["entries", 1, "body"], {"kind": "screening", "scope": "short", "answers": {}}, "is of kind screening"),
        (["entries", 1, "day"], "20260302", "entries.1.day"),
        (["entries", 1, "day"], "soon", "entries.1.day"),
        (["entries", 1, "id"], "X", "entries.1.id"),
        (["entries", 1, "occurred_at"], "2026-03-02T09:30:00Z", "entries.1.occurred_at"),
        (["entries", 1, "occurred_at"], "2026-03-02T09:30:00", "entries.1.occurred_at"),
        (["entries", 1, "previous_hash"], "0" * 64, "entries.1: does not match its hash"),
    ],
)
def test_file_with_a_fault_is_refused_and_nothing_comes_in(ana, exported, path, value, fault):
    erase(ana.id)
    part = exported
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(InputError) as refusal:
        import_record(exported)
    assert fault in str(refusal.value)
    assert people() == ()


@pytest.mark.parametrize("data", [None, 3, "record", [], {}, {"format": "coxa-record", "format_version": 1}])
def test_anything_else_is_refused(data):
    with pytest.raises(InputError):
        import_record(data)


def test_all_faults_are_told_at_once(exported):
    exported["entries"][0]["day"] = "soon"
    exported["entries"][2]["hash"] = "short"
    del exported["person"]["name"]
    with pytest.raises(InputError) as refusal:
        import_record(exported)
    assert [fault.where for fault in refusal.value.faults] == ["entries.0.day", "entries.2.hash", "person.name"]


def test_entry_left_out_is_noticed(exported):
    del exported["entries"][1]
    with pytest.raises(InputError, match=r"entries.1: does not match its hash"):
        import_record(exported)


def test_changed_record_is_not_exported(ana, exported, tamper):
    tamper("UPDATE coxa_entry SET actor = %s", ["someone else"])
    with pytest.raises(ChainBroken):
        export_record(ana.id)


def test_nobody_cannot_be_exported():
    with pytest.raises(RecordError, match="nobody"):
        export_record(uuid4())
