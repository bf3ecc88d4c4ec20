"""Read the content files into one frozen `Content`, or report every fault of every file."""

import hashlib
import json
import tomllib
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from coxa.errors import ContentError, Fault
from coxa.knowledge.bibliography import Source
from coxa.knowledge.condition import Condition
from coxa.knowledge.decision_table import DecisionTable
from coxa.knowledge.dosing_rules import (
    CourseRules,
    DosingRules,
    FlareRules,
    ProgressionRules,
    ReviewRules,
    StarterPlans,
    Thresholds,
)
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.lesson import Lesson
from coxa.knowledge.library import Content
from coxa.knowledge.movement import Movement, PropKind, PropKinds
from coxa.knowledge.muscle import BodyParts
from coxa.knowledge.screening_rules import EmergencyNumbers, Gates, Screening, StopRules

FOLDER = Path(__file__).parent / "content"

ModelT = TypeVar("ModelT", bound=BaseModel)


def load(folder: Path = FOLDER) -> Content:
    """Load all content below `folder`.

    Raises:
        ContentError: with every fault of every file, when any file cannot be read or breaks its schema.

    """
    reader = _Reader(folder)
    content = _assemble(reader)
    if content is None:
        raise ContentError(tuple(reader.faults))
    return content


def load_movements(names: Iterable[str] = (), folder: Path = FOLDER) -> tuple[dict[str, Movement], dict[str, PropKind]]:
    """Load the movements called `names`, or all, and the kinds of props; no other file is read.

    Raises:
        ContentError: with every fault of these files, when any cannot be read or breaks its schema.

    """
    reader = _Reader(folder)
    kinds = reader.table("movements/props.toml", PropKinds)
    movements = reader.tables("movements", Movement, but="props.toml", only={name.lower() for name in names})
    if kinds is None or reader.faults:
        raise ContentError(tuple(reader.faults))
    return movements, {kind.id: kind for kind in kinds.prop}


@cache
def shipped() -> Content:
    """The content that comes with this version of Coxa, loaded once."""
    return load()


def faults_in(error: ValidationError, where: str) -> list[Fault]:
    """Turn a schema error into faults that name the file and the key."""
    return [
        Fault(
            where=f"{where} {'.'.join(str(part) for part in detail['loc']) or '(file)'}",
            what=f"{detail['msg']} (found {str(detail['input'])[:60]!r})",
            advice="correct this key; docs/guide/content.md lists what each one holds",
        )
        for detail in error.errors()
    ]


class _Reader:
    """Reads files one by one and remembers what was wrong with each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
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
            self.faults.extend(faults_in(error, name))
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
            self.faults.extend(faults_in(error, name))
            return {}
        except json.JSONDecodeError as error:  # pragma: no cover - pydantic reports these itself
            self.faults.append(Fault(name, f"is not JSON: {error}", "correct the syntax"))
            return {}
        return {item.id: item for item in items}


def _assemble(reader: _Reader) -> Content | None:
    files: dict[str, Any] = {
        "screening": reader.table("rules/screening.toml", Screening),
        "stop_now": reader.table("rules/stop_now.toml", StopRules),
        "gates": reader.table("rules/gates.toml", Gates),
        "numbers": reader.table("rules/emergency_numbers.toml", EmergencyNumbers),
        "thresholds": reader.table("rules/thresholds.toml", Thresholds),
        "dosing": reader.table("rules/dosing.toml", DosingRules),
        "progression": reader.table("rules/progression.toml", ProgressionRules),
        "review": reader.table("rules/review.toml", ReviewRules),
        "plans": reader.table("rules/plans.toml", StarterPlans),
        "flare": reader.table("rules/flare.toml", FlareRules),
        "course": reader.table("rules/course.toml", CourseRules),
        "muscles": reader.table("muscles.toml", BodyParts),
        "props": reader.table("movements/props.toml", PropKinds),
    }
    shelves: dict[str, Any] = {
        "exercises": reader.tables("exercises", Exercise),
        "conditions": reader.tables("conditions", Condition),
        "lessons": reader.tables("education", Lesson),
        "movements": reader.tables("movements", Movement, but="props.toml"),
        "sources": reader.sources(),
    }
    if reader.faults:
        return None
    return Content(
        version=reader.digest.hexdigest()[:16],
        **shelves,
        muscles={muscle.id: muscle for muscle in files["muscles"].muscle},
        props={prop.id: prop for prop in files["props"].prop},
        screening=files["screening"],
        questions={question.id: question for question in files["screening"].question},
        stop_symptoms={symptom.id: symptom for symptom in files["stop_now"].symptom},
        gates={gate.id: gate for gate in files["gates"].gate},
        emergency_numbers={number.country: number for number in files["numbers"].number},
        emergency_fallback=files["numbers"].fallback,
        thresholds=files["thresholds"],
        dosing=files["dosing"],
        progression=DecisionTable(files["progression"].row),
        review=DecisionTable(files["review"].row),
        review_weeks=files["review"].weeks,
        plans=files["plans"],
        flare=files["flare"],
        course_rules={rule.id: rule for rule in files["course"].rule},
    )
