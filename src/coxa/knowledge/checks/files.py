"""Where every piece of content stands: the files by name, and the way into them key by key."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from coxa.knowledge.bibliography import Source
from coxa.knowledge.dosing_rules import CourseRules, ProgressionRules, ReviewRules
from coxa.knowledge.library import Content
from coxa.knowledge.load import load_results
from coxa.knowledge.loader import load_movements
from coxa.knowledge.movement import PropKinds
from coxa.knowledge.muscle import BodyParts
from coxa.knowledge.screening_rules import EmergencyNumbers, Gates, StopRules
from coxa.knowledge.translation import LANGUAGES, languages, read_translations

Files = Mapping[str, object]
"""What each file holds: a model, or what stands under its top keys."""

_WHOLE: dict[str, type[BaseModel]] = {
    "movements/props.toml": PropKinds,
    "muscles.toml": BodyParts,
    "rules/course.toml": CourseRules,
    "rules/emergency_numbers.toml": EmergencyNumbers,
    "rules/gates.toml": Gates,
    "rules/progression.toml": ProgressionRules,
    "rules/review.toml": ReviewRules,
    "rules/stop_now.toml": StopRules,
}
"""The files of which `Content` keeps the rows only."""


def exercise_file(exercise_id: str) -> str:
    """The file an exercise stands in."""
    return f"exercises/{exercise_id.lower()}.toml"


def movement_file(exercise_id: str) -> str:
    """The file the movement of an exercise stands in."""
    return f"movements/{exercise_id.lower()}.toml"


def load_file(exercise_id: str) -> str:
    """The file that says what the hips carry in an exercise."""
    return f"loads/{exercise_id.lower()}.toml"


def files_of(content: Content, whole_files: Files) -> Files:
    """Every content file by name; `whole_files` take the place of what `content` kept of them."""
    return {
        **{exercise_file(name): exercise for name, exercise in content.exercises.items()},
        **{f"conditions/{name}.toml": condition for name, condition in content.conditions.items()},
        **{f"education/{name}.toml": lesson for name, lesson in content.lessons.items()},
        "bibliography.json": {"": tuple(content.sources.values())},
        "muscles.toml": {"muscle": tuple(content.muscles.values())},
        "rules/barriers.toml": content.barriers,
        "rules/course.toml": {"rule": tuple(content.course_rules.values())},
        "rules/dosing.toml": content.dosing,
        "rules/flare.toml": content.flare,
        "rules/gates.toml": {"gate": tuple(content.gates.values())},
        "rules/keeping_on.toml": content.keeping_on,
        "rules/plans.toml": content.plans,
        "rules/progression.toml": {"row": content.progression.rows},
        "rules/review.toml": {"row": content.review.rows},
        "rules/screening.toml": content.screening,
        "rules/stop_now.toml": {"symptom": tuple(content.stop_symptoms.values())},
        "rules/thresholds.toml": content.thresholds,
        **whole_files,
    }


def read_whole(folder: Path) -> Files:
    """Read whole the files of which `Content` keeps only rows, or nothing; they have passed their schemas already."""
    tables = {name: model.model_validate(tomllib.loads((folder / name).read_text())) for name, model in _WHOLE.items()}
    sources = TypeAdapter(tuple[Source, ...]).validate_json((folder / "bibliography.json").read_bytes())
    movements, _ = load_movements(folder=folder)
    shown = {movement_file(name): movement for name, movement in movements.items()}
    loads = {load_file(name): result for name, result in load_results(folder).items()}
    return {**tables, **shown, **loads, **_translations(folder), "bibliography.json": {"": sources}}


def _translations(folder: Path) -> Files:
    return {
        f"{LANGUAGES}/{language}/{name}": translation
        for language in languages(folder)
        for name, translation in read_translations(language, folder).items()
    }


def pieces(files: Files) -> Iterator[tuple[str, BaseModel]]:
    """Every model of every file, with where it stands: `rules/stop_now.toml symptom.SN01.evidence.0`."""
    for name, value in files.items():
        for key, model in _inside(value, ""):
            yield f"{name} {key}".strip(), model


def key_in(where: str, key: str) -> str:
    """Where `key` of the model at `where` stands."""
    return f"{where}.{key}" if " " in where else f"{where} {key}"


def _inside(value: object, key: str) -> Iterator[tuple[str, BaseModel]]:
    if isinstance(value, BaseModel):
        yield key, value
        for name, field in type(value).model_fields.items():
            yield from _inside(getattr(value, name), _joined(key, field.alias or name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _inside(item, _joined(key, getattr(item, "id", number)))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _inside(item, _joined(key, name))


def _joined(key: str, name: object) -> str:
    return f"{key}.{name}" if key else str(name)
