"""Where Coxa keeps its data on this computer, and the secret that signs its cookies."""

import errno
import os
import secrets
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from coxa.errors import CoxaError, DiskFull, FolderReadOnly

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_ROOM_NEEDED_BYTES = 256 * 1024


def data_dir(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return the data folder: COXA_DATA_DIR, or the place this system keeps such data in."""
    if chosen := environ.get("COXA_DATA_DIR"):
        return Path(chosen).expanduser().absolute()
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Coxa"
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Coxa"
    return Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "coxa"


def prepare(folder: Path) -> None:
    """Make the data folder (0700) and the secret (0600) when they are missing, and try to write there.

    Raises:
        FolderReadOnly, DiskFull: when that fails.

    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(bytes(_ROOM_NEEDED_BYTES))
        _make_secret(folder / "secret")
    except OSError as error:
        raise _explained(error, folder) from error


def secret(folder: Path) -> str:
    """Return the folder's secret; where `prepare` has not run (tests, type checks), one for now only."""
    try:
        return (folder / "secret").read_text("ascii")
    except OSError:
        return secrets.token_urlsafe(50)


def _make_secret(file: Path) -> None:
    if file.exists():
        return
    unfinished = file.with_name(f"secret.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(secrets.token_urlsafe(50))
    unfinished.replace(file)


def _explained(error: OSError, folder: Path) -> CoxaError:
    if error.errno in _FULL:
        return DiskFull(f"There is no room for the data in {folder} → free some space and start Coxa again.")
    return FolderReadOnly(
        f"The data folder {folder} cannot be written ({error.strerror or error}) → make it writable for you, "
        "or choose another with --data-dir."
    )
