"""The time zone people live in: it decides what day it is."""

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from coxa.errors import Fault, InputError


def zone_name(environ: Mapping[str, str] = os.environ) -> str:
    """Return the zone to use: COXA_TIME_ZONE, or this computer's, by its name such as Europe/Lisbon.

    Raises:
        InputError: when COXA_TIME_ZONE is not a zone.

    """
    if chosen := environ.get("COXA_TIME_ZONE"):
        if not _is_zone(chosen):
            raise InputError(
                (Fault("COXA_TIME_ZONE", f"{chosen!r} is no time zone", "write for example Europe/Lisbon"),)
            )
        return chosen
    candidates = (environ.get("TZ", "").removeprefix(":"), _linked_zone(), _written_zone())
    return next((name for name in candidates if _is_zone(name)), _offset_zone())


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return bool(name)


def _linked_zone(link: Path = Path("/etc/localtime")) -> str:
    """The zone named by the link of Linux and macOS: .../zoneinfo/Europe/Lisbon."""
    return str(link.resolve()).partition("zoneinfo/")[2] if link.is_symlink() else ""


def _written_zone(file: Path = Path("/etc/timezone")) -> str:
    try:
        return file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _offset_zone() -> str:
    """Without a name (Windows) the present whole-hour offset; Etc/GMT-2 is two hours *ahead* of UTC."""
    hours, rest = divmod(datetime.now().astimezone().utcoffset() or timedelta(), timedelta(hours=1))
    name = f"Etc/GMT{-hours:+d}"
    return name if hours and not rest and _is_zone(name) else "UTC"
