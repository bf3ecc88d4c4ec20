"""Where the record is stored: `DATABASE_URL` read into Django's settings."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from coxa.errors import Fault, InputError

BUSY_TIMEOUT_S = 20

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a crash and a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # an erased person leaves nothing in the file
)
_POSTGRESQL_OPTIONS = frozenset(
    {
        "application_name",
        "connect_timeout",
        "sslcert",
        "sslkey",
        "sslmode",
        "sslrootcert",
        "target_session_attrs",
    }
)
_EXAMPLES = "write sqlite:////folder/coxa.sqlite3 or postgresql://user:password@host:5432/name"


def database(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's description of the database; without a URL, a SQLite file in `folder`.

    Raises:
        InputError: when the URL cannot be used. The message never repeats it, for it may hold a password.

    """
    if not url:
        return _sqlite(folder / "coxa.sqlite3")
    try:
        parts = urlsplit(url)
        scheme, port = parts.scheme, parts.port
    except ValueError as error:
        raise _refused(f"cannot be read ({error})") from error
    if scheme == "sqlite":
        return _sqlite(_file_in(parts))
    if scheme in {"postgresql", "postgres"}:
        return _postgresql(parts, port)
    raise _refused("names no database Coxa knows")


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "init_command": ";".join(_PRAGMAS),
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_TIMEOUT_S,
        },
    }


def _file_in(parts: SplitResult) -> Path:
    """sqlite:///here.db is relative, sqlite:////there/here.db absolute, as elsewhere."""
    name = unquote(parts.path[1:])
    if parts.netloc or not name or name == ":memory:" or parts.query:
        raise _refused("names no SQLite file")
    return Path(name).absolute()


def _postgresql(parts: SplitResult, port: int | None) -> dict[str, Any]:
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", "") or unquote(parts.hostname or "")
    asked_port = query.pop("port", "") or str(port or "")
    name = unquote(parts.path[1:])
    if unknown := sorted(query.keys() - _POSTGRESQL_OPTIONS):
        raise _refused(f"has options Coxa does not know: {', '.join(unknown)}")
    if not name or "/" in name:
        raise _refused("names no PostgreSQL database")
    if asked_port and not asked_port.isdecimal():
        raise _refused("has a port that is no number")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": asked_port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


def _refused(what: str) -> InputError:
    return InputError((Fault("DATABASE_URL", what, _EXAMPLES),))
