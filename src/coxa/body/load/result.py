"""From forces to what is kept: shares of walking, bands, and which source decides; written as a content file."""

import math

import numpy as np

from coxa.body.load.model import LoadModel
from coxa.body.load.solving import Solved, activity
from coxa.body.load.variants import BASE, METHOD
from coxa.body.trajectory import SIDES, other_side
from coxa.errors import CoxaError
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.load import Bands, HipResult, LoadResult, LoadRules, ModelSays, agree, decide


class LoadUnsolved(CoxaError):
    """The load of a movement could not be computed at all."""


MOMENTS = 21
"""How many even steps of the cycle a result keeps (our design choice: every 5 %)."""


def walking_peak(reference: Solved, variant: str = BASE.name) -> float:
    """The peak hip contact force of walking, the mean of both sides, as a share of body weight."""
    return float(np.mean([reference.peak(side, variant) for side in SIDES]))


def result_of(solved: Solved, reference: Solved, body: LoadModel, exercise: Exercise, rules: LoadRules) -> LoadResult:
    """What to keep of `solved`, as shares of the walking `reference` (each variant of its own walking).

    Raises:
        LoadUnsolved: when no frame could be solved.

    """
    if not solved.base.solved.any():
        advice = f"look at it with: coxa body show {exercise.id}"
        message = f"{exercise.id}: no moment of the movement could be solved → {advice}"
        raise LoadUnsolved(message)
    working = solved.trajectory.working
    says = ModelSays(
        flags=solved.flags(rules.deep_flexion_deg),
        working=_hip(solved, reference, body, working, rules),
        other=_hip(solved, reference, body, other_side(working), rules),
    )
    literature = Bands(working=exercise.load.working, other=exercise.load.other)
    return LoadResult(
        version=1,
        status="draft",
        review_due=exercise.review_due,
        exercise=exercise.id,
        movement=solved.trajectory.digest,
        reference=reference.trajectory.digest,
        method=METHOD,
        model=says,
        literature=literature,
        agrees=agree(says, literature),
        decision=decide(exercise.id, says, literature, rules),
    )


def _hip(solved: Solved, reference: Solved, body: LoadModel, side: str, rules: LoadRules) -> HipResult:
    shares = [solved.peak(side, name) / walking_peak(reference, name) for name in solved.hip]
    known = [round(share, 2) for share in shares if math.isfinite(share)]
    course = solved.hip[BASE.name][:, SIDES.index(side)] / walking_peak(reference)
    moments = np.interp(np.linspace(0.0, 1.0, MOMENTS), np.linspace(0.0, 1.0, len(course)), np.nan_to_num(course))
    return HipResult(
        peak=known[0],
        low=min(known),
        high=max(known),
        band=rules.band_of(known[0]),
        course=tuple(round(float(share), 2) for share in moments),
        activity={group: round(level, 2) for group, level in activity(solved, body, side).items()},
    )


def as_toml(result: LoadResult) -> str:
    """The content file of `result`, the same text every time."""
    lines = [
        "# Written by `coxa body load`: shares of the same model's walking. Do not edit by hand.",
        f"version = {result.version}",
        f'status = "{result.status}"',
        f"review_due = {result.review_due.isoformat()}",
        f'exercise = "{result.exercise}"',
        f'movement = "{result.movement}"',
        f'reference = "{result.reference}"',
        f"method = {result.method}",
        f"agrees = {str(result.agrees).lower()}",
        "",
        "[decision]",
        f'working = "{result.decision.working}"',
        f'other = "{result.decision.other}"',
        f'by = "{result.decision.by}"',
        f'why = "{result.decision.why}"',
        "",
        "[literature]",
        f'working = "{result.literature.working}"',
        f'other = "{result.literature.other}"',
        "",
        "[model]",
        "flags = [" + ", ".join(f'"{flag}"' for flag in result.model.flags) + "]",
    ]
    for name, hip in (("working", result.model.working), ("other", result.model.other)):
        told = ", ".join(f"{group} = {level:.2f}" for group, level in hip.activity.items())
        lines += [
            "",
            f"[model.{name}]",
            f"peak = {hip.peak:.2f}",
            f"low = {hip.low:.2f}",
            f"high = {hip.high:.2f}",
            f'band = "{hip.band}"',
            "course = [" + ", ".join(f"{share:.2f}" for share in hip.course) + "]",
            f"activity = {{ {told} }}",
        ]
    return "\n".join(lines) + "\n"
