"""The content in another language: the same decisions, told in other words.

`languages/<language>/<file>` below the content translates the file of that name: one table, `"English text" = "text"`.
English is where every text is written first. A text without a translation stays English, so that nothing is ever left
out; `check-knowledge` reports it.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, RootModel

from coxa.errors import ContentError
from coxa.knowledge.decision_table import DecisionTable
from coxa.knowledge.library import Content
from coxa.knowledge.person_texts import keys_of
from coxa.knowledge.reader import FOLDER, Reader

ENGLISH: Final = "en"
LANGUAGES: Final = "languages"
"""The folder that holds one folder for each further language."""

LOADS: Final = "loads.toml"
"""Where the words of all files in `loads/` are translated: a program writes those from a dozen sentences."""

Words = Mapping[str, str]
"""One file: each English text with its translation."""

PieceT = TypeVar("PieceT")

_FILES: Final[Mapping[str, str]] = {
    "muscles": "muscles.toml",
    "screening": "rules/screening.toml",
    "stop_symptoms": "rules/stop_now.toml",
    "gates": "rules/gates.toml",
    "emergency_numbers": "rules/emergency_numbers.toml",
    "dosing": "rules/dosing.toml",
    "progression": "rules/progression.toml",
    "review": "rules/review.toml",
    "plans": "rules/plans.toml",
    "flare": "rules/flare.toml",
    "course_rules": "rules/course.toml",
    "barriers": "rules/barriers.toml",
    "keeping_on": "rules/keeping_on.toml",
}
"""The file of each part of `Content` that comes from one."""

_SHELVES: Final[Mapping[str, str]] = {"exercises": "exercises", "conditions": "conditions", "lessons": "education"}
"""The folder of each part of `Content` that comes from a folder."""


class Translation(RootModel[dict[str, str]]):
    """One file of translations."""


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """The languages the content below `folder` is translated to, besides English."""
    return tuple(sorted(path.name for path in (folder / LANGUAGES).glob("*") if path.is_dir()))


def read_translations(language: str, folder: Path = FOLDER) -> dict[str, Translation]:
    """Every file of translations to `language`, by the name of the file it translates.

    Raises:
        ContentError: with every fault of every file.

    """
    below = f"{LANGUAGES}/{language}"
    reader = Reader(folder, 'write one line for each text: "English text" = "its translation"')
    found = {}
    for path in sorted((folder / below).rglob("*.toml")):
        name = path.relative_to(folder / below).as_posix()
        read = reader.table(f"{below}/{name}", Translation)
        if read is not None:
            found[name] = read
    if reader.faults:
        raise ContentError(tuple(reader.faults))
    return found


@cache
def shipped_translations(language: str) -> dict[str, Translation]:
    """The translations to `language` that come with this version of Coxa, read once; none for English."""
    return {} if language == ENGLISH else read_translations(language)


def translated(content: Content, translations: Mapping[str, Translation]) -> Content:
    """`content` of the same version with its texts replaced; what decides stays as it is."""

    def words_of(name: str) -> Words:
        return translations[name].root if name in translations else {}

    changed: dict[str, Any] = {}
    for field in fields(content):
        part = getattr(content, field.name)
        if field.name in _SHELVES:
            folder = _SHELVES[field.name]
            changed[field.name] = {
                key: said(one, words_of(f"{folder}/{key.lower()}.toml")) for key, one in part.items()
            }
        elif field.name in _FILES:
            changed[field.name] = said(part, words_of(_FILES[field.name]))
    changed["questions"] = {question.id: question for question in changed["screening"].question}
    fallback = content.emergency_fallback
    changed["emergency_fallback"] = words_of(_FILES["emergency_numbers"]).get(fallback, fallback)
    return replace(content, **changed)


def said(piece: PieceT, words: Words) -> PieceT:
    """`piece`, a model or models in tuples, tables and dictionaries, with its texts in other words."""
    return _said(piece, words) if words else piece


def _said(value: Any, words: Words) -> Any:
    if isinstance(value, BaseModel):
        return value.model_copy(update=_changes(value, words))
    if isinstance(value, DecisionTable):
        return DecisionTable(_said(value.rows, words))
    if isinstance(value, tuple):
        return tuple(_said(one, words) for one in value)
    if isinstance(value, dict):
        return {key: _said(one, words) for key, one in value.items()}
    return value


def _changes(piece: BaseModel, words: Words) -> dict[str, Any]:
    """The keys of `piece` that hold texts or further pieces, with what they hold now."""
    keys = keys_of(type(piece))
    changes = {}
    for key in type(piece).model_fields:
        value = getattr(piece, key)
        if key in keys:
            changes[key] = _replaced(value, words)
        elif isinstance(value, BaseModel | tuple | dict):
            changes[key] = _said(value, words)
    return changes


def _replaced(value: Any, words: Words) -> Any:
    return tuple(words.get(text, text) for text in value) if isinstance(value, tuple) else words.get(value, value)
