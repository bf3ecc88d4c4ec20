"""How a movement is coached: what counts as a repetition or a hold, what to look for, and what one camera cannot
judge."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from coxa.errors import ContentError
from coxa.knowledge.evidence import Citation, ContentFile, Frozen, Text
from coxa.knowledge.exercise import ExerciseId
from coxa.knowledge.reader import FOLDER, Reader

CoachingId = Annotated[str, StringConstraints(pattern=r"^([MSGXQIBFC]\d{2}|[a-z]+(_[a-z]+)*)$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$")]


class View(StrEnum):
    """From where the camera should see the person."""

    SIDE = "side"
    FRONT = "front"
    ANY = "any"


class Which(StrEnum):
    """How a measure of two sides becomes one number."""

    MEAN = "mean"
    LARGER = "larger"
    SMALLER = "smaller"
    DIFFERENCE = "difference"
    WORKING = "working"
    OTHER = "other"


class Share(Frozen):
    """A measure of `coxa.motion.measures`, of which side, in the picture or in space, and how much it counts."""

    measure: Slug
    which: Which = Which.MEAN
    plane: Literal["space", "picture"] = "space"
    weight: float = 1.0


class Signal(Share):
    """One number for each moment: a measure, or several that count by their weights.

    Errors of landmarks differ from point to point, so measures of different points together tremble less than each.
    Weights carry the units: the sum is in the unit of the first measure. Where one measure cannot be seen, there is no
    sum.
    """

    also: tuple[Share, ...] = Field(default=(), max_length=3)

    @model_validator(mode="after")
    def _weighed(self) -> Self:
        if self.weight != 1.0 and not self.also:
            message = "has a weight, though no other measure counts with it"
            raise ValueError(message)
        return self

    def shares(self) -> tuple[Share, ...]:
        """Every measure of the sum, the first one first."""
        return (self, *self.also)


class Condition(Frozen):
    """A signal that must lie between two limits."""

    signal: Signal
    above: float = -1e6
    below: float = 1e6

    @model_validator(mode="after")
    def _limits(self) -> Self:
        if self.above == -1e6 and self.below == 1e6:
            message = "has no limit"
            raise ValueError(message)
        return self


class RepetitionRule(Frozen):
    """What one repetition is: an excursion of `signal` out of rest and back.

    `smallest` is the least excursion that counts, `expected` what a good one reaches; both in the unit of the signal.
    `range_by` is the angle whose change is told as the range, where the signal itself is no single angle. With
    `moves` 2, two excursions are one repetition: one leg and the other, there and back. `towards` tells whether the
    signal rises or falls on the way out, or whether the first move decides. `lead_s` are the seconds by which the body
    begins before the joint that is followed, and ends after it: trunk and arms lead, and weight is shifted to the other
    leg.

    `visible` and `held` are shares of the time of one way, out or back: from where the body begins visibly to the
    middle of the way, and from there to where the posture is held. The defaults are those of a movement of minimum
    jerk (Flash and Hogan, J Neurosci 1985;5:1688) in one joint; where joints follow each other, they differ.
    """

    signal: Signal
    towards: Literal["more", "less", "either"] = "more"
    smallest: float = Field(gt=0)
    expected: tuple[float, float]
    shortest_s: float = Field(default=0.5, gt=0)
    longest_s: float = Field(default=20.0, le=60)
    only_when: tuple[Condition, ...] = ()
    hold: bool = False
    moves: int = Field(default=1, ge=1, le=2)
    range_by: Signal | None = None
    lead_s: float = Field(default=0.1, ge=0, le=1)
    visible: float = Field(default=0.413, gt=0, le=1)
    held: float = Field(default=0.253, ge=0, le=0.5)


class HoldRule(Frozen):
    """A posture to be held: every condition at once, for at least `shortest_s`."""

    posture: tuple[Condition, ...] = Field(min_length=1)
    shortest_s: float = Field(default=2.0, gt=0)


class FormFault(Frozen):
    """Something to do better: `statistic` of `signal` in a phase of the repetition, beyond a limit.

    `from_start` subtracts the value at the start of the repetition. `spread` is the measuring error in the unit of the
    signal: it turns the distance from the limit into how sure the engine is.
    """

    name: Slug
    signal: Signal
    statistic: Literal["largest", "smallest", "mean"] = "largest"
    phase: Literal["whole", "peak", "out", "back"] = "whole"
    from_start: bool = False
    above: float = 1e6
    below: float = -1e6
    spread: float = Field(gt=0)
    cue: Text


class Tempo(Frozen):
    """How long a repetition should take, without its hold."""

    fastest_s: float = Field(gt=0)
    slowest_s: float = Field(gt=0)
    cue: Text = "Slow down. Take as long to come back as to go."


class Rest(Frozen):
    """Degrees at the start: the trunk's lean, where it faces (0 up, 90 level, 180 down), bend of hips and knees (their
    mean)."""

    trunk: float
    facing: float
    hip: float
    knee: float


class Move(Frozen):
    """Degrees by which joints change from start to turn: of the working and the other side, between the thighs, of the
    trunk.

    `out` is how far the working thigh goes out to its side.
    """

    hip: float
    other_hip: float
    out: float
    knee: float
    other_knee: float
    spread: float
    trunk: float


class Typical(Frozen):
    """What the movement usually looks like: by this an unknown recording is recognised."""

    rest: Rest
    move: Move


class Coaching(ContentFile):
    """How one movement is coached.

    Knees farther apart than `widest_knees` thigh lengths are taken for two people's. Standing and sitting it is what a
    body can do at all (two thighs and the width of the pelvis, 2.6), lying less, since there a second person was mixed
    in unseen. Our design.
    """

    id: CoachingId
    exercise: ExerciseId | None = None
    name: Text
    sides: Literal["each", "both"]
    view: View
    upright: bool | None = None
    widest_knees: float = Field(default=1.9, ge=1.2, le=3.0)
    side_by: Signal | None = None
    side_from: Literal["change", "level", "change_of_other"] = "change"
    repetition: RepetitionRule | None = None
    hold: HoldRule | None = None
    tempo: Tempo | None = None
    typical: Typical | None = None
    fault: tuple[FormFault, ...] = ()
    cannot_see: tuple[Text, ...] = ()
    evidence: tuple[Citation, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _counts_something(self) -> Self:
        if (self.repetition is None) == (self.hold is None):
            message = "give either repetition or hold"
            raise ValueError(message)
        if self.sides == "each" and self.side_by is None:
            message = "sides are each, so side_by must tell them apart"
            raise ValueError(message)
        if self.side_by is not None and self.side_by.also:
            message = "side_by must be a single measure"
            raise ValueError(message)
        return self

    def signals(self) -> tuple[Signal, ...]:
        """Every signal the rules read, each once."""
        conditions = (self.repetition.only_when if self.repetition else ()) + (self.hold.posture if self.hold else ())
        read = [self.repetition.signal] if self.repetition else []
        read += [self.repetition.range_by] if self.repetition and self.repetition.range_by else []
        read += [condition.signal for condition in conditions]
        read += [fault.signal for fault in self.fault]
        read += [self.side_by] if self.side_by else []
        return tuple(dict.fromkeys(read))


def load_coaching(folder: Path = FOLDER) -> Mapping[str, Coaching]:
    """Read every file in `coaching/` below `folder`, by id.

    Raises:
        ContentError: with every fault of every file.

    """
    reader = Reader(folder)
    found = reader.tables("coaching", Coaching)
    if reader.faults:
        raise ContentError(tuple(reader.faults))
    return MappingProxyType(found)


@cache
def shipped_coaching() -> Mapping[str, Coaching]:
    """The coaching content that comes with this version of Coxa, loaded once."""
    return load_coaching()
