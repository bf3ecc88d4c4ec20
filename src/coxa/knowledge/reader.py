"""Read content files, and keep every fault of every file until all are read."""

import hashlib
import json
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from coxa.errors import Fault
from coxa.knowledge.bibliography import Source

FOLDER: Final = Path(__file__).parent / "content"
"""The content that comes with this version of Coxa."""

CORRECT: Final = "correct this key; docs/guide/content.md lists what each one holds"

ModelT = TypeVar("ModelT", bound=BaseModel)


class Reader:
    """Reads files one by one and remembers what was wrong with each; `advice` is what to do about a wrong key."""

    def __init__(self, folder: Path, advice: str = CORRECT) -> None:
        self.folder = folder
        self.advice = advice
        self.faults: list[Fault] = []
        self.digest = hashlib.sha256()

    def _text(self, name: str) -> str | None:
        try:
            raw = (self.folder / name).read_bytes()
            text = raw.decode()
        except OSError as error:
            self.faults.append(Fault(name, f"cannot be read ({error.strerror})", "restore the file"))
        except UnicodeDecodeError:
            self.faults.append(Fault(name, "is not UTF-8 text", "save it as UTF-8"))
        else:
            self.digest.update(name.encode() + b"\0" + raw + b"\0")
            return text
        return None

    def table(self, name: str, model: type[ModelT]) -> ModelT | None:
        """One TOML file as one model, or `None` with the faults noted."""
        text = self._text(name)
        if text is None:
            return None
        try:
            return model.model_validate(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            self.faults.append(Fault(name, f"is not valid TOML: {error}", "correct the syntax at that line"))
        except ValidationError as error:
            self.faults.extend(_faults_in(error, name, self.advice))
        return None

    def tables(self, folder: str, model: type[ModelT], but: str = "", only: Collection[str] = ()) -> dict[str, ModelT]:
        """Every TOML file of one folder, or those in `only`, by id; `but` is a file of another kind there."""
        found: dict[str, ModelT] = {}
        for path in sorted((self.folder / folder).glob("*.toml")):
            name = f"{folder}/{path.name}"
            if path.name == but or (only and path.stem not in only):
                continue
            item = self.table(name, model)
            if item is None:
                continue
            item_id: str = item.id  # type: ignore[attr-defined]
            if item_id.lower() != path.stem:
                self.faults.append(Fault(f"{name} id", f"is {item_id}", f"rename the file to {item_id.lower()}.toml"))
            found[item_id] = item
        return found

    def sources(self) -> dict[str, Source]:
        """The bibliography, by id."""
        name = "bibliography.json"
        text = self._text(name)
        if text is None:
            return {}
        try:
            items = TypeAdapter(tuple[Source, ...]).validate_json(text)
        except ValidationError as error:
            self.faults.extend(_faults_in(error, name, self.advice))
            return {}
        except json.JSONDecodeError as error:  # pragma: no cover - pydantic reports these itself
            self.faults.append(Fault(name, f"is not JSON: {error}", "correct the syntax"))
            return {}
        return {item.id: item for item in items}


def _faults_in(error: ValidationError, where: str, advice: str) -> list[Fault]:
    """Turn a schema error into faults that name the file and the key."""
    return [
        Fault(
            where=f"{where} {'.'.join(str(part) for part in detail['loc']) or '(file)'}",
            what=f"{detail['msg']} (found {str(detail['input'])[:60]!r})",
            advice=advice,
        )
        for detail in error.errors()
    ]
