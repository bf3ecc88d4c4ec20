"""The outside of the body: the round points it rests on, and capsules that must not pass through each other.

Sizes are those of the 1.73 m model with soft tissue pressed flat where a body lies or sits; read off the skin of
MyoLegs' own collision shapes and rounded (our design choice). Offsets are from the segment's joint in neutral standing,
metres: x forward, y left, z up, for the right side.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from coxa.body.trajectory import SEGMENTS, Array, other_side
from coxa.knowledge.anatomy import SIDES


@dataclass(frozen=True, slots=True, eq=False)
class Ball:
    """A round piece of skin: centre (3,) from the segment's joint, and radius."""

    segment: str
    name: str
    centre: Array
    radius: float


@dataclass(frozen=True, slots=True, eq=False)
class Capsule:
    """A thick line from `start` to `end` (3,), offsets from the segment's joint."""

    segment: str
    start: Array
    end: Array
    radius: float


_BALLS: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "pelvis": {
        "buttock_right": (-0.050, -0.070, 0.000, 0.065),
        "ischium_right": (-0.020, -0.060, -0.035, 0.050),
        "trochanter_right": (0.000, -0.105, 0.000, 0.060),
        "front_right": (0.040, -0.070, 0.060, 0.060),
    },
    "abdomen": {"waist": (0.040, 0.000, 0.080, 0.070)},
    "thorax": {
        "scapula_right": (-0.016, -0.090, 0.185, 0.050),
        "shoulder_right": (0.028, -0.170, 0.223, 0.045),
        "chest_right": (0.094, -0.070, 0.120, 0.060),
    },
    "head": {"head": (0.035, 0.000, 0.166, 0.095)},
    "upper_arm": {"middle": (0.0, 0.0, -0.15, 0.042)},
    "forearm": {
        "elbow": (0.0, 0.0, 0.0, 0.036),
        "middle": (0.0, 0.0, -0.12, 0.036),
        "wrist": (0.0, 0.0, -0.24, 0.030),
    },
    "hand": {"palm": (0.0, 0.0, -0.080, 0.022)},
    "thigh": {
        "back": (-0.010, 0.0, -0.20, 0.075),
        "front": (0.010, 0.0, -0.20, 0.075),
        "above_knee": (0.005, 0.0, -0.35, 0.060),
        "inner_knee": (0.0, 0.010, -0.395, 0.052),
    },
    "shank": {
        "knee": (0.010, 0.0, -0.035, 0.050),
        "calf": (-0.008, 0.0, -0.15, 0.048),
        "shin": (0.005, 0.0, -0.30, 0.042),
        "ankle": (-0.005, 0.0, -0.375, 0.038),
    },
    "foot": {
        "heel": (-0.035, 0.0, -0.036, 0.027),
        "ball_inner": (0.125, 0.028, -0.045, 0.018),
        "ball_outer": (0.105, -0.042, -0.045, 0.018),
        "top": (0.080, 0.0, -0.022, 0.026),
        "inner": (0.040, 0.010, -0.030, 0.030),
    },
    "toes": {"tip": (0.050, 0.005, -0.003, 0.016)},
}

_CAPSULES: dict[str, tuple[tuple[float, ...], ...]] = {
    "pelvis": ((-0.005, -0.06, 0.03, -0.005, 0.06, 0.03, 0.095),),
    "abdomen": ((0.03, -0.05, 0.05, 0.03, 0.05, 0.05, 0.085), (0.03, -0.05, 0.12, 0.03, 0.05, 0.12, 0.085)),
    "thorax": ((0.04, -0.06, 0.08, 0.04, 0.06, 0.08, 0.095), (0.03, -0.07, 0.18, 0.03, 0.07, 0.18, 0.085)),
    "head": ((0.035, 0.0, 0.10, 0.03, 0.0, 0.19, 0.080),),
    "upper_arm": ((0.0, 0.0, -0.02, 0.0, 0.0, -0.27, 0.042),),
    "forearm": ((0.0, 0.0, -0.01, 0.0, 0.0, -0.23, 0.034),),
    "hand": ((0.0, 0.0, -0.03, 0.0, 0.0, -0.14, 0.022),),
    "thigh": ((0.0, 0.0, -0.06, 0.0, 0.0, -0.22, 0.070), (0.0, 0.0, -0.22, 0.0, 0.0, -0.38, 0.056)),
    "shank": ((-0.005, 0.0, -0.03, -0.010, 0.0, -0.20, 0.052), (-0.010, 0.0, -0.20, -0.005, 0.0, -0.37, 0.038)),
    "foot": ((-0.035, 0.0, -0.036, 0.11, 0.0, -0.040, 0.027),),
    "toes": ((0.0, 0.0, -0.003, 0.050, 0.005, -0.003, 0.016),),
}


@cache
def balls() -> dict[tuple[str, str], Ball]:
    """All round points of the body, by segment and name."""
    found = {}
    for segment in SEGMENTS:
        part, mirror = _part(segment)
        for name, (x, y, z, radius) in _BALLS[part].items():
            names = [(name, 1.0)] if part == segment and not name.endswith("_right") else []
            if name.endswith("_right"):
                names = [(name, 1.0), (other_side(name), -1.0)]
            elif part != segment:
                names = [(name, mirror)]
            for own, sign in names:
                found[segment, own] = Ball(segment, own, np.array([x, y * sign, z]), radius)
    return found


@cache
def capsules() -> tuple[Capsule, ...]:
    """All capsules of the body."""
    found = []
    for segment in SEGMENTS:
        part, mirror = _part(segment)
        flip = np.array([1.0, mirror, 1.0])
        for x0, y0, z0, x1, y1, z1, radius in _CAPSULES[part]:
            found.append(Capsule(segment, np.array([x0, y0, z0]) * flip, np.array([x1, y1, z1]) * flip, radius))
    return tuple(found)


PALM = {"hand_right": np.array([0.0, 1.0, 0.0]), "hand_left": np.array([0.0, -1.0, 0.0])}
"""Where each palm looks in neutral standing: at the thigh."""


def resting_points(segment: str, orientation: str) -> tuple[str, ...]:
    """The points a segment rests on when a movement does not name them."""
    part = _part(segment)[0]
    return _RESTS.get((part, orientation)) or _RESTS.get((part, "")) or tuple(_BALLS[part])


_RESTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("pelvis", ""): ("ischium_right", "ischium_left"),
    ("pelvis", "supine"): ("buttock_right", "buttock_left"),
    ("pelvis", "prone"): ("front_right", "front_left"),
    ("pelvis", "side_lying"): ("trochanter_left",),
    ("thorax", ""): ("scapula_right", "scapula_left"),
    ("thorax", "prone"): ("chest_right", "chest_left"),
    ("thorax", "side_lying"): ("shoulder_left",),
    ("forearm", ""): ("elbow", "wrist"),
    ("thigh", ""): ("back",),
    ("thigh", "prone"): ("front",),
    ("thigh", "side_lying"): ("inner_knee",),
    ("shank", ""): ("knee",),
    ("shank", "supine"): ("calf",),
    ("shank", "long_sitting"): ("calf",),
    ("shank", "side_lying"): ("calf", "ankle"),
    ("foot", ""): ("heel", "ball_inner", "ball_outer"),
    ("foot", "hands_and_knees"): ("top",),
    ("foot", "kneeling"): ("top",),
    ("foot", "prone"): ("top",),
}


def _part(segment: str) -> tuple[str, float]:
    """The segment without its side, and -1 for the left."""
    for side in SIDES:
        if segment.endswith(f"_{side}"):
            return segment.removesuffix(f"_{side}"), -1.0 if side == "left" else 1.0
    return segment, 1.0
