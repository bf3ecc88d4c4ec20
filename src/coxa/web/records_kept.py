"""Records and courses kept in memory: a record is read once, then only what was added to it."""

from collections import OrderedDict
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Final
from uuid import UUID

from coxa.care.course import Course, course
from coxa.knowledge.loader import shipped
from coxa.records.journal import Record, read_on

RECORDS_KEPT: Final = 64
"""How many records, and courses computed from them, a running Coxa remembers (our design choice)."""

_kept: OrderedDict[UUID, Record] = OrderedDict()
_lock = Lock()


def record_of(person_id: UUID) -> Record:
    """A person's record as it is now."""
    with _lock:
        known = _kept.get(person_id, Record())
    now = read_on(person_id, known)
    with _lock:
        _kept[person_id] = now
        _kept.move_to_end(person_id)
        while len(_kept) > RECORDS_KEPT:
            _kept.popitem(last=False)
    return now


@lru_cache(maxsize=RECORDS_KEPT)
def course_of(record: Record, today: date, language: str) -> Course:
    """Where the person stands: a pure function of its arguments, so it may be remembered."""
    return course(record.entries, shipped(language), today)


def forget_records() -> None:
    """Let go of every record kept in memory; after a person was erased nothing of them may stay."""
    with _lock:
        _kept.clear()
    course_of.cache_clear()
