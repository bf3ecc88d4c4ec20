"""An exercise, as the library holds it."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from coxa.knowledge.evidence import Citation, ContentFile, Frozen, Text
from coxa.knowledge.vocabulary import (
    DoseClass,
    Effect,
    Equipment,
    Family,
    LoadBand,
    Position,
    Purpose,
    Sides,
    Tag,
)

ExerciseId = Annotated[str, StringConstraints(pattern=r"^[MSGXQIBFC]\d{2}$")]
Count = Annotated[int, Field(ge=1, le=60)]
Seconds = Annotated[int, Field(ge=1, le=300)]
Minutes = Annotated[int, Field(ge=1, le=90)]


class Range(Frozen):
    """The smallest and the largest value of one part of a dose."""

    start: int = Field(ge=1)
    most: int = Field(ge=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start > self.most:
            message = f"starts at {self.start}, above its most, {self.most}"
            raise ValueError(message)
        return self


class DoseRange(Frozen):
    """Where a dose starts and how far it may grow: sets × repetitions × hold, or minutes."""

    kind: DoseClass
    sets: Range
    repetitions: Range | None = None
    hold_s: Range | None = None
    minutes: Range | None = None
    rest_s: int = Field(ge=0, le=300)
    tempo: Text | None = None
    times_a_day: int = Field(default=1, ge=1, le=2)
    days_per_week: Range

    @model_validator(mode="after")
    def _counts_something(self) -> Self:
        if (self.minutes is None) == (self.repetitions is None and self.hold_s is None):
            message = "give either minutes, or repetitions and/or hold_s"
            raise ValueError(message)
        return self

    def __hash__(self) -> int:
        """A hash of the few fields that tell ranges apart, many times as quick as one of every field."""
        return hash((self.sets.most, self.rest_s, self.tempo))


class Muscle(Frozen):
    """A muscle the exercise works, and how much."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    role: Literal["prime", "helper", "stretched"]
    activity: Literal["low", "moderate", "high", "very_high"] | None = None
    note: Text | None = None


class Fault(Frozen):
    """A common mistake and how to put it right."""

    see: Text
    do: Text


class Caution(Frozen):
    """What the exercise does about a person's caution tag."""

    tag: Tag
    effect: Effect
    note: Text


class HipLoad(Frozen):
    """What each hip carries compared with walking: the working one and the other."""

    working: LoadBand
    other: LoadBand
    words: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)


class Exercise(ContentFile):
    """One exercise: how it is done, for whom, how much, and why we may say so."""

    id: ExerciseId
    name: Text
    aliases: tuple[Text, ...]
    family: Family
    purpose: Purpose
    from_article: bool = False
    position: Position
    equipment: tuple[Equipment, ...]
    optional_equipment: tuple[Equipment, ...] = ()
    sides: Sides
    support: Text
    start: Text
    steps: tuple[Text, ...] = Field(min_length=2)
    feel: Text
    faults: tuple[Fault, ...] = Field(min_length=1)
    avoid: tuple[Text, ...] = Field(min_length=1)
    muscles: tuple[Muscle, ...] = Field(min_length=1)
    suits: tuple[Text, ...] = Field(min_length=1)
    cautions: tuple[Caution, ...]
    dose: DoseRange
    easier: tuple[ExerciseId, ...]
    harder: tuple[ExerciseId, ...]
    load: HipLoad
    evidence: tuple[Citation, ...] = Field(min_length=1)

    def blocked_by(self, tags: frozenset[Tag]) -> bool:
        """Whether any of the person's `tags` forbids this exercise."""
        return any(caution.effect is Effect.BLOCK and caution.tag in tags for caution in self.cautions)
