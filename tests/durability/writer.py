"""Append facts without end (or a given number) and print each id once it is acknowledged."""

import sys
from datetime import UTC, datetime
from uuid import UUID

from coxa.cli.data import open_data

open_data()

from coxa.care.entries import PainReported  # noqa: E402  # Django is loaded now
from coxa.records.journal import record  # noqa: E402

person, most = UUID(sys.argv[1]), int(sys.argv[2])
number = 0
while number != most:
    entry = record(person, PainReported(average=number % 11), now=datetime.now(UTC))
    sys.stdout.write(f"{entry.id}\n")
    sys.stdout.flush()
    number += 1
