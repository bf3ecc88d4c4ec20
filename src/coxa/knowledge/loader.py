"""Read the content files into one frozen `Content`, or report every fault of every file."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from coxa.errors import ContentError
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
from coxa.knowledge.keeping_on import BarrierRules, KeepingOnRules
from coxa.knowledge.lesson import Lesson
from coxa.knowledge.library import Content
from coxa.knowledge.movement import Movement, PropKind, PropKinds
from coxa.knowledge.muscle import BodyParts
from coxa.knowledge.reader import FOLDER, Reader
from coxa.knowledge.screening_rules import EmergencyNumbers, Gates, Screening, StopRules
from coxa.knowledge.translation import ENGLISH, languages, shipped_translations, translated


def load(folder: Path = FOLDER) -> Content:
    """Load all content below `folder` that decides or is read by people; who makes figures asks for the movements.

    Raises:
        ContentError: with every fault of every file, when any file cannot be read or breaks its schema.

    """
    reader = Reader(folder)
    content = _assemble(reader)
    if content is None:
        raise ContentError(tuple(reader.faults))
    return content


def load_movements(names: Iterable[str] = (), folder: Path = FOLDER) -> tuple[dict[str, Movement], dict[str, PropKind]]:
    """Load the movements called `names`, or all, and the kinds of props; no other file is read.

    Raises:
        ContentError: with every fault of these files, when any cannot be read or breaks its schema.

    """
    reader = Reader(folder)
    kinds = reader.table("movements/props.toml", PropKinds)
    movements = reader.tables("movements", Movement, but="props.toml", only={name.lower() for name in names})
    if kinds is None or reader.faults:
        raise ContentError(tuple(reader.faults))
    return movements, {kind.id: kind for kind in kinds.prop}


def shipped(language: str = ENGLISH) -> Content:
    """The content that comes with this version of Coxa, told in `language`, loaded once.

    The decisions are the same in every language, and so is the version. A language there is none of is told in English.
    """
    return _shipped(language)


@cache
def _shipped(language: str) -> Content:
    if language == ENGLISH:
        return load()
    english = _shipped(ENGLISH)
    return translated(english, shipped_translations(language)) if language in languages() else english


def _assemble(reader: Reader) -> Content | None:
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
        "barriers": reader.table("rules/barriers.toml", BarrierRules),
        "keeping_on": reader.table("rules/keeping_on.toml", KeepingOnRules),
        "muscles": reader.table("muscles.toml", BodyParts),
    }
    shelves: dict[str, Any] = {
        "exercises": reader.tables("exercises", Exercise),
        "conditions": reader.tables("conditions", Condition),
        "lessons": reader.tables("education", Lesson),
        "sources": reader.sources(),
    }
    if reader.faults:
        return None
    return Content(
        version=reader.digest.hexdigest()[:16],
        **shelves,
        muscles={muscle.id: muscle for muscle in files["muscles"].muscle},
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
        barriers=files["barriers"],
        keeping_on=files["keeping_on"],
    )
