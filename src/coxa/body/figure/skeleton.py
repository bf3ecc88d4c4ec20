"""The bones of the figure: our segments, and between them helpers that share a turn so that skin does not wring.

All bodies have the same joints, those of `coxa.body.human` in neutral standing. So hands meet the counter and feet stay
on the floor whichever body shows the movement.
"""

from typing import NamedTuple

import numpy as np

from coxa.body.figure.source import Floats
from coxa.body.trajectory import SEGMENTS, SIDES

_MIDDLE = {
    "pelvis": (0.0, 0.0, 0.0),
    "abdomen": (-0.0417, 0.0, 0.1495),
    "thorax": (-0.0687, 0.0, 0.3085),
    "head": (-0.0837, 0.0, 0.5885),
}
_RIGHT = {
    "upper_arm": (-0.0412, -0.17, 0.5315),
    "forearm": (-0.0412, -0.17, 0.2455),
    "hand": (-0.0412, -0.17, -0.0035),
    "thigh": (0.0, -0.0773, 0.0),
    "shank": (0.0004, -0.076, -0.4045),
    "foot": (-0.0093, -0.076, -0.8045),
    "toes": (0.1208, -0.0849, -0.8483),
}
SOLE_M = 0.063
"""How far the sole lies below the ankle joint, metres: bone of the model and soft tissue (our design choice)."""

JOINTS: dict[str, Floats] = {
    name: np.array(
        _MIDDLE[name]
        if name in _MIDDLE
        else (_RIGHT[name.rsplit("_", 1)[0]] * np.array([1, 1 if name.endswith("right") else -1, 1]))
    )
    for name in SEGMENTS
}
"""Joint centres in neutral standing, metres from the middle of the hips."""

PARENTS: dict[str, str] = {
    "abdomen": "pelvis",
    "thorax": "abdomen",
    "head": "thorax",
    **{f"upper_arm_{side}": "thorax" for side in SIDES},
    **{f"forearm_{side}": f"upper_arm_{side}" for side in SIDES},
    **{f"hand_{side}": f"forearm_{side}" for side in SIDES},
    **{f"thigh_{side}": "pelvis" for side in SIDES},
    **{f"shank_{side}": f"thigh_{side}" for side in SIDES},
    **{f"foot_{side}": f"shank_{side}" for side in SIDES},
    **{f"toes_{side}": f"foot_{side}" for side in SIDES},
}
"""The segment each segment hangs on."""


class Helper(NamedTuple):
    """A bone at the joint of `segment` that takes a share of its swing and of its twist (about the long axis)."""

    name: str
    segment: str
    swing: float
    twist: float


HELPERS: tuple[Helper, ...] = (
    Helper("neck", "head", 0.5, 0.5),
    *(
        Helper(f"{name}_{side}", f"{segment}_{side}", swing, twist)
        for side in SIDES
        for name, segment, swing, twist in (
            ("shoulder", "upper_arm", 0.35, 0.0),
            ("upper_arm_root", "upper_arm", 1.0, 0.25),
            ("forearm_root", "forearm", 1.0, 0.25),
            ("thigh_root", "thigh", 1.0, 0.35),
            ("buttock", "thigh", 0.45, 0.1),
        )
    ),
)
"""Shares are our design choice, by eye."""

BONES: tuple[str, ...] = (*SEGMENTS, *(helper.name for helper in HELPERS))

_SIDED = {
    "shoulder01": "shoulder",
    "upperarm01": "upper_arm_root",
    "upperarm02": "upper_arm",
    "lowerarm01": "forearm_root",
    "lowerarm02": "forearm",
    "wrist": "hand",
    "finger": "hand",
    "metacarpal": "hand",
    "upperleg01": "thigh_root",
    "upperleg02": "thigh",
    "lowerleg": "shank",
    "foot": "foot",
    "toe": "toes",
}
_UNSIDED = {
    "clavicle": "thorax",
    "root": "pelvis",
    "pelvis": "pelvis",
    "spine05": "pelvis",
    "spine04": "abdomen",
    "spine03": "abdomen",
    "spine02": "thorax",
    "spine01": "thorax",
    "neck01": "neck",
    "neck02": "neck",
    "neck03": "head",
    "head": "head",
    "eye": "head",
}


def bone_of(source_bone: str) -> str:
    """Our bone for a bone of the source."""
    for start, ours in _SIDED.items():
        if source_bone.startswith(start):
            return f"{ours}_{'left' if source_bone.endswith('.L') else 'right'}"
    return next(ours for start, ours in _UNSIDED.items() if source_bone.startswith(start))
