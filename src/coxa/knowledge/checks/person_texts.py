"""The sentences people read, wherever they stand."""

from collections.abc import Iterator

from pydantic import BaseModel

from coxa.knowledge.checks.files import Files, key_in, pieces
from coxa.knowledge.condition import Condition
from coxa.knowledge.decision_table import Row
from coxa.knowledge.dosing_rules import (
    CourseRule,
    FlareRules,
    FlareStep,
    PainProfileRule,
    PhaseRule,
    Slot,
    StarterPlan,
)
from coxa.knowledge.exercise import Caution, Exercise, HipLoad
from coxa.knowledge.exercise import Fault as Mistake
from coxa.knowledge.lesson import Lesson, Section
from coxa.knowledge.muscle import BodyPart
from coxa.knowledge.screening_rules import Gate, LevelAdvice, Question, StopSymptom

_READ: dict[type[BaseModel], tuple[str, ...]] = {
    BodyPart: ("where", "does"),
    Caution: ("note",),
    Condition: ("summary", "what_helps", "avoid", "expect", "see_someone"),
    CourseRule: ("because",),
    Exercise: ("support", "start", "steps", "feel", "avoid"),
    FlareRules: ("words",),
    FlareStep: ("name", "words"),
    Gate: ("group", "rule"),
    HipLoad: ("words",),
    Lesson: ("title", "summary"),
    LevelAdvice: ("title", "advice", "who", "by_when"),
    Mistake: ("see", "do"),
    PainProfileRule: ("words",),
    PhaseRule: ("words",),
    Question: ("question", "help", "because", "act", "short"),
    Row: ("because",),
    Section: ("heading", "paragraphs", "points"),
    Slot: ("because",),
    StarterPlan: ("words",),
    StopSymptom: ("symptom", "advice"),
}
"""Which keys of which pieces are shown to people as sentences; names and other single words are not among them."""


def person_texts(files: Files) -> Iterator[tuple[str, str]]:
    """Every text a person reads, with where it stands."""
    for where, piece in pieces(files):
        for key in _keys(piece):
            value = getattr(piece, key)
            texts = value if isinstance(value, tuple) else (value,)
            for number, text in enumerate(texts):
                if text:
                    yield key_in(where, f"{key}.{number}" if isinstance(value, tuple) else key), text


def _keys(piece: BaseModel) -> tuple[str, ...]:
    return next((keys for model, keys in _READ.items() if isinstance(piece, model)), ())
