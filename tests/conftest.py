"""The fixed cast, and homes for it: Ana and Ben have a painful hip; each has a record of their own."""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from django.conf import settings
from django.db import connection

from coxa.records.models import Person
from coxa.records.people import add_person, erase, people

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Europe/Lisbon"))
# How long an example takes says nothing about right or wrong, least of all on a busy machine.
hypothesis.settings.register_profile("coxa", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("coxa")

COXA = (sys.executable, "-c", "from coxa.cli import main; raise SystemExit(main())")


@pytest.fixture
def now() -> datetime:
    """A Monday morning in Lisbon."""
    return NOW


@pytest.fixture
def ana(db: None) -> Person:
    return add_person("Ana", "PT", now=NOW)


@pytest.fixture
def ben(db: None) -> Person:
    return add_person("Ben", "GB", now=NOW)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a Coxa of its own, for tests that start the real command."""
    environ = {**os.environ, "COXA_DATA_DIR": str(tmp_path / "data"), "COXA_TIME_ZONE": "Europe/Lisbon"}
    environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        environ.pop("DATABASE_URL", None)
        yield environ
        return
    import psycopg  # noqa: PLC0415  # SQLite alone needs no driver

    name = f"coxa_{uuid.uuid4().hex}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield {**environ, "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def coxa() -> tuple[str, ...]:
    """The command line that runs this Coxa."""
    return COXA


@pytest.fixture(autouse=True, scope="session")
def _leave_real_backups_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Erasing a person also opens the backups: never those of whoever runs the tests."""
    settings.COXA_BACKUPS = tmp_path_factory.mktemp("backups")


@pytest.fixture(autouse=True)
def _erase_before_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """After tests that really commit, pytest-django empties all tables; entries go only with their people."""
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not commits and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    for person in people():
        erase(person.id)


@pytest.fixture
def tamper(db: None) -> Callable[[str, list[Any]], None]:
    """Run SQL the triggers would refuse, as someone with the database in their hands could."""

    def run(sql: str, values: list[Any]) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for name in ("changed", "deleted", "replaced"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS coxa_entry_never_{name}")
            else:
                cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql, values)

    return run


@pytest.fixture
def python() -> Callable[[str, dict[str, str]], str]:
    """Run a piece of Python in a home of its own and return what it prints."""

    def run(code: str, environ: dict[str, str]) -> str:
        done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run
