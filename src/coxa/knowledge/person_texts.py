"""Which keys of which pieces of content people read."""

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

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
    TrackWeek,
)
from coxa.knowledge.exercise import Caution, DoseRange, Exercise, HipLoad, Muscle
from coxa.knowledge.exercise import Fault as Mistake
from coxa.knowledge.keeping_on import Answering, Barrier, CheckInRules, HelpOffered, MissedRules, ReminderRules
from coxa.knowledge.lesson import Lesson, Section
from coxa.knowledge.load import Decision
from coxa.knowledge.muscle import BodyPart
from coxa.knowledge.screening_rules import (
    EmergencyNumber,
    EmergencyNumbers,
    Gate,
    LevelAdvice,
    Question,
    StopSymptom,
)

Keys = dict[type[BaseModel], tuple[str, ...]]

SENTENCES: Keys = {
    Barrier: ("name", "words"),
    Answering: ("words",),
    BodyPart: ("where", "does"),
    Caution: ("note",),
    CheckInRules: ("words", "break_words"),
    Condition: ("summary", "what_helps", "avoid", "expect", "see_someone"),
    CourseRule: ("because",),
    Exercise: ("support", "start", "steps", "feel", "avoid"),
    FlareRules: ("words",),
    FlareStep: ("name", "words"),
    Gate: ("group", "rule"),
    HelpOffered: ("name",),
    HipLoad: ("words",),
    Lesson: ("title", "summary"),
    LevelAdvice: ("title", "advice", "who", "by_when"),
    MissedRules: ("words",),
    Mistake: ("see", "do"),
    PainProfileRule: ("words",),
    PhaseRule: ("words",),
    ReminderRules: ("words",),
    Question: ("question", "help", "because", "act", "short"),
    Row: ("because",),
    Section: ("heading", "paragraphs", "points"),
    Slot: ("because",),
    StarterPlan: ("words",),
    StopSymptom: ("symptom", "advice"),
}
"""The keys shown to people as sentences."""

NAMES: Keys = {
    BodyPart: ("name",),
    Condition: ("name", "aliases"),
    Decision: ("why",),
    DoseRange: ("tempo",),
    EmergencyNumber: ("name",),
    EmergencyNumbers: ("fallback",),
    Exercise: ("name", "aliases"),
    Muscle: ("note",),
    PainProfileRule: ("name",),
    PhaseRule: ("name",),
    StarterPlan: ("name",),
    TrackWeek: ("speed",),
}
"""The keys shown as names and other short words: translated, but not measured as sentences."""


@cache
def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Every key of `model` whose text people read, sentences first."""
    return (*_keys(SENTENCES, model), *_keys(NAMES, model))


@cache
def sentence_keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of `model` that people read as sentences."""
    return _keys(SENTENCES, model)


def texts_at(piece: BaseModel, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every text of `piece` that stands at `keys`, with its key: `steps.0` in a list."""
    for key in keys:
        value = getattr(piece, key)
        if isinstance(value, tuple):
            yield from ((f"{key}.{number}", text) for number, text in enumerate(value) if text)
        elif value:
            yield key, value


def _keys(table: Keys, model: type[BaseModel]) -> tuple[str, ...]:
    return next((keys for known, keys in table.items() if issubclass(model, known)), ())
