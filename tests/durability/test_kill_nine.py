"""What Coxa has acknowledged survives being killed, and writers at the same time do not tear the chain."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.durability

WRITER = Path(__file__).with_name("writer.py")
KILLS = 100
ADD_ANA = """
from datetime import UTC, datetime
from coxa.cli.data import open_data
open_data()
from coxa.records.people import add_person
print(add_person("Ana", now=datetime.now(UTC)).id)
"""
READ_ANA = """
from coxa.cli.data import open_data
open_data()
from coxa.records.journal import entries_of, verify
from coxa.records.people import people
verify(people()[0].id)
for entry in entries_of(people()[0].id):
    print(entry.id)
"""


def writer(home: dict[str, str], person: str, most: int = -1) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, WRITER, person, str(most)], env=home, stdout=subprocess.PIPE)


def test_every_acknowledged_entry_survives_a_hundred_kills(home, python):
    person = python(ADD_ANA, home).strip()
    chance = random.Random(9)  # noqa: S311  # moments to kill at, not a secret
    acknowledged: list[str] = []
    for _ in range(KILLS):
        with writer(home, person) as process:
            first = process.stdout.readline()
            time.sleep(chance.uniform(0, 0.1))
            process.kill()
            written = first + process.stdout.read()
        # A last line without its end was cut off before it was said.
        acknowledged += [line.decode().strip() for line in written.splitlines(keepends=True) if line.endswith(b"\n")]
    kept = python(READ_ANA, home).split()
    assert len(acknowledged) >= KILLS
    assert set(acknowledged) <= set(kept)
    assert [entry for entry in kept if entry in set(acknowledged)] == acknowledged
    assert len(kept) <= len(acknowledged) + KILLS


def test_four_writers_at_once_make_one_chain(home, python):
    person = python(ADD_ANA, home).strip()
    writers = [writer(home, person, most=50) for _ in range(4)]
    acknowledged = [line for process in writers for line in process.communicate(timeout=120)[0].decode().split()]
    assert [process.returncode for process in writers] == [0, 0, 0, 0]
    assert sorted(python(READ_ANA, home).split()) == sorted(acknowledged)
    assert len(acknowledged) == 200
