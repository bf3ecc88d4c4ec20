"""Store a year of Ana's record in the environment's data folder, and print the cookie of a browser that has it open."""

import os
import pickle
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]


def main() -> None:
    """Store the record so that it ends yesterday."""
    from coxa.cli.data import open_data  # noqa: PLC0415  # after the path is set

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coxa.web.settings")
    open_data()
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.sessions.backends.signed_cookies import SessionStore  # noqa: PLC0415

    from coxa.records.journal import append  # noqa: PLC0415
    from coxa.records.people import add_person  # noqa: PLC0415

    entries = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301  # made by run.py a moment ago
    shift = date.today() - timedelta(days=1) - entries[-1].day  # noqa: DTZ011  # this computer's day is meant
    person = add_person("Ana", "GB", now=entries[0].occurred_at)
    moved = [
        replace(
            entry,
            person=person.pk,
            day=entry.day + shift,
            occurred_at=entry.occurred_at + shift,
            recorded_at=entry.recorded_at + shift,
        )
        for entry in entries
    ]
    for first in range(0, len(moved), 500):
        append(person.pk, moved[first : first + 500])
    session = SessionStore()
    session["person"] = str(person.pk)
    session.save()
    print(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")


if __name__ == "__main__":
    main()
