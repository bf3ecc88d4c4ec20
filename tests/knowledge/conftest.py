"""A copy of the content to break, one key at a time."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coxa.errors import Fault
from coxa.knowledge.checks import faults
from coxa.knowledge.checks.files import read_whole
from coxa.knowledge.loader import load
from coxa.knowledge.reader import FOLDER
from coxa.knowledge.translation import LANGUAGES

TODAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped content in English, to be changed."""
    return Path(shutil.copytree(FOLDER, tmp_path / "content", ignore=shutil.ignore_patterns(LANGUAGES)))


@pytest.fixture
def change(folder: Path) -> Callable[[str, str, str], None]:
    """Put one text in the place of another that stands in the file exactly once."""

    def change(name: str, old: str, new: str) -> None:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.fixture
def found(folder: Path) -> Callable[..., tuple[Fault, ...]]:
    """Every fault of the changed content on a day."""
    return lambda today=TODAY: faults(load(folder), today, read_whole(folder))
