"""What each hip carries in an exercise: what the model says, what is published, and which of them decides.

The two stand side by side and are never averaged. Loads are shares of the same model's walking, never newtons.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from coxa.errors import ContentError
from coxa.knowledge.evidence import Citation, ContentFile, Frozen, Text
from coxa.knowledge.exercise import Exercise, ExerciseId
from coxa.knowledge.reader import FOLDER, Reader
from coxa.knowledge.vocabulary import LoadBand

MuscleGroup = Literal[
    "gluteus_medius",
    "gluteus_maximus",
    "gluteus_minimus",
    "iliopsoas",
    "quadriceps",
    "hamstrings",
    "tensor_fasciae_latae",
    "adductors",
    "calf",
    "deep_rotators",
]
"""The muscles whose activity a result tells."""

Flag = Literal["residual", "reserve", "unsolved", "deep_flexion"]
"""Why a result is not to be trusted: the body does not balance, the muscles cannot do it, the solver failed, or the hip
bends beyond the range in which the model is right."""

By = Literal["model", "literature", "both"]

Share = Annotated[float, Field(ge=0.0, le=10.0)]
"""A hip contact force as a share of its peak in walking."""


class BandRule(Frozen):
    """Where one band of load begins, as a share of walking; it ends where the next begins."""

    band: LoadBand
    from_share: Share
    evidence: tuple[Citation, ...] = Field(min_length=1)


class Distrust(Frozen):
    """Exercises whose model result does not decide, and why."""

    exercises: tuple[ExerciseId, ...] = Field(min_length=1)
    why: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)


class LoadRules(ContentFile):
    """How shares of walking become bands, and when the model may decide."""

    band: tuple[BandRule, ...] = Field(min_length=1)
    deep_flexion_deg: float = Field(gt=0, le=180)
    deep_flexion_evidence: tuple[Citation, ...] = Field(min_length=1)
    distrust: tuple[Distrust, ...]
    missing_force: tuple[Distrust, ...]

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        rising = [rule.from_share for rule in self.band]
        if [rule.band for rule in self.band] != list(LoadBand) or rising != sorted(set(rising)) or rising[0] != 0:
            message = "name every band once, from the lowest at 0, each beginning above the one before"
            raise ValueError(message)
        return self

    def band_of(self, share: float) -> LoadBand:
        """The band that `share` of walking falls in."""
        return [rule.band for rule in self.band if share >= rule.from_share][-1]

    def distrusts(self, exercise: ExerciseId) -> Distrust | None:
        """Why the model does not decide for `exercise`; `None` where it may."""
        return next((rule for rule in self.distrust if exercise in rule.exercises), None)

    def misses_force(self, exercise: ExerciseId) -> Distrust | None:
        """Which added force the model leaves out for `exercise`; its result is then a floor."""
        return next((rule for rule in self.missing_force if exercise in rule.exercises), None)


class HipResult(Frozen):
    """What the model says of one hip: its peak, the range over all assumptions, and the cycle in even steps."""

    peak: Share
    low: Share
    high: Share
    band: LoadBand
    course: tuple[Share, ...] = Field(min_length=2)
    activity: dict[MuscleGroup, Annotated[float, Field(ge=0.0, le=1.0)]]
    """Activation at the hold, or at the peak where nothing is held; 1 is all a muscle can do. Not comparable with
    EMG."""

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        if not self.low <= self.peak <= self.high:
            message = "the peak lies outside low and high"
            raise ValueError(message)
        return self


class ModelSays(Frozen):
    """The result of the model for both hips, and its flags."""

    flags: tuple[Flag, ...]
    working: HipResult
    other: HipResult


class Bands(Frozen):
    """A band for each hip."""

    working: LoadBand
    other: LoadBand


class Decision(Bands):
    """The bands that count, where they come from, and why."""

    by: By
    why: Text


class LoadResult(ContentFile):
    """One exercise: what each hip carries. Written by `coxa body load`."""

    exercise: ExerciseId
    movement: Annotated[str, Field(min_length=8)]
    """Digest of the solved movement the result was computed from."""
    reference: Annotated[str, Field(min_length=8)]
    """Digest of the solved walking it is compared with."""
    method: int = Field(ge=1)
    """The version of the load model that computed it."""
    model: ModelSays
    literature: Bands
    agrees: bool
    decision: Decision

    @property
    def id(self) -> ExerciseId:
        """The exercise this is about."""
        return self.exercise


def decide(exercise: ExerciseId, model: ModelSays, literature: Bands, rules: LoadRules) -> Decision:
    """Choose the bands that count.

    The literature decides where the model is not to be trusted: the rules distrust it for this exercise, or it has
    flags. Otherwise the higher of the two counts for each hip.
    """
    distrust = rules.distrusts(exercise)
    if distrust is not None:
        return Decision(by="literature", why=distrust.why, working=literature.working, other=literature.other)
    if model.flags:
        why = f"The model does not hold here: {' and '.join(_FLAG_WORDS[flag] for flag in model.flags)}."
        return Decision(by="literature", why=why, working=literature.working, other=literature.other)
    says = Bands(working=model.working.band, other=model.other.band)
    higher = Bands(working=_higher(says.working, literature.working), other=_higher(says.other, literature.other))
    by: By = "both"
    why = "Model and literature agree." if says == literature else "For each hip the higher band counts."
    if says != literature and higher in (says, literature):
        by, why = ("model", _MODEL_HIGHER) if higher == says else ("literature", _LITERATURE_HIGHER)
    missing = rules.misses_force(exercise)
    return Decision(by=by, why=f"{missing.why} {why}" if missing else why, working=higher.working, other=higher.other)


_FLAG_WORDS: Final[dict[Flag, str]] = {
    "residual": "the supports cannot hold the body in balance",
    "reserve": "its muscles cannot hold the pose",
    "unsolved": "some moments could not be solved",
    "deep_flexion": "the hip bends further than the model is good for",
}
_MODEL_HIGHER: Final = "The model says more than the literature; the higher band counts."
_LITERATURE_HIGHER: Final = "The literature says more than the model; the higher band counts."


def _higher(one: LoadBand, other: LoadBand) -> LoadBand:
    return max(one, other, key=lambda band: band.rank)


def agree(model: ModelSays, literature: Bands) -> bool:
    """Whether model and literature put both hips in the same bands."""
    return (model.working.band, model.other.band) == (literature.working, literature.other)


def differences(result: LoadResult, exercise: Exercise, rules: LoadRules) -> Iterator[tuple[str, str]]:
    """What no longer follows from the exercise and the rules: each key, and what it should hold."""
    literature = Bands(working=exercise.load.working, other=exercise.load.other)
    if result.literature != literature:
        yield "literature", f"{literature.working} and {literature.other}, as in the exercise"
    for name, hip in (("working", result.model.working), ("other", result.model.other)):
        if hip.band is not rules.band_of(hip.peak):
            yield f"model.{name}.band", rules.band_of(hip.peak).value
    if result.agrees is not agree(result.model, literature):
        yield "agrees", str(agree(result.model, literature)).lower()
    decision = decide(result.exercise, result.model, literature, rules)
    if result.decision != decision:
        yield "decision", f"{decision.working} and {decision.other} by {decision.by}"


def load_rules(folder: Path = FOLDER) -> LoadRules:
    """The rules in `rules/loads.toml` below `folder`.

    Raises:
        ContentError: with every fault, when the file cannot be read or breaks its schema.

    """
    reader = Reader(folder, "correct this file")
    rules = reader.table("rules/loads.toml", LoadRules)
    if rules is None:
        raise ContentError(tuple(reader.faults))
    return rules


def load_results(folder: Path = FOLDER) -> dict[ExerciseId, LoadResult]:
    """Every result in `loads/` below `folder`, by exercise.

    Raises:
        ContentError: with every fault of every file.

    """
    reader = Reader(folder, "write it again with: coxa body load")
    results = reader.tables("loads", LoadResult)
    if reader.faults:
        raise ContentError(tuple(reader.faults))
    return results


@cache
def shipped_loads() -> dict[ExerciseId, LoadResult]:
    """The results that come with this version of Coxa, read once."""
    return load_results()
