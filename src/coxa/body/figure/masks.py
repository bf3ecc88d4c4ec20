"""Where on the skin, or on the cloth over it, each muscle group shows when it works.

A place on a limb is told by how far along the bone it lies (0 at the upper joint, 1 at the lower) and by its direction
around the bone (degrees: 0 front, 90 outer side, 180 back, -90 inner side). The borders are our design choice, drawn
after common anatomy [B]; every group fades out well above the tendon at the knee or ankle.
"""

from typing import NamedTuple

import numpy as np

from coxa.body.figure.fitting import Fitted
from coxa.body.figure.skeleton import BONES
from coxa.body.figure.source import Floats
from coxa.body.trajectory import SIDES

MUSCLES: tuple[str, ...] = (
    "gluteus_medius",
    "gluteus_maximus",
    "iliopsoas",
    "quadriceps",
    "hamstrings",
    "tensor_fasciae_latae",
    "adductors",
    "calf",
    "abdominals",
    "back_extensors",
    "shoulders",
    "deep_rotators",
)
"""The groups, in the order of a body's masks."""

GROUP_OF = {
    "gluteus_minimus": "gluteus_medius",
    "rectus_femoris": "quadriceps",
    "vastus_medialis": "quadriceps",
    "obliques": "abdominals",
    **{name: name for name in MUSCLES},
}
"""The group a muscle of the content shows as; what is not here cannot be seen from outside."""


class Patch(NamedTuple):
    """A muscle on a limb: from `start` to `end` along it, `middle` degrees around it, `half_width` to either side."""

    start: float
    end: float
    middle: float
    half_width: float


CHANNELS: tuple[tuple[str, str | None], ...] = (
    ("gluteus_medius", "shoulders"),
    ("gluteus_maximus", "calf"),
    ("iliopsoas", None),
    ("quadriceps", "abdominals"),
    ("hamstrings", "back_extensors"),
    ("tensor_fasciae_latae", None),
    ("adductors", None),
    ("deep_rotators", None),
)
"""Two groups that never meet share a channel: hip and thigh first, then trunk, shoulders and calf."""

_THIGH = {
    "quadriceps": Patch(0.16, 0.80, 12, 78),
    "hamstrings": Patch(0.18, 0.80, 178, 62),
    "adductors": Patch(0.08, 0.62, -88, 50),
}
_SHANK = {"calf": Patch(0.22, 0.70, 180, 80)}


def masks(body: Fitted, points: Floats, weights: Floats) -> Floats:
    """How much of each group lies under each point, (P, M) from 0 to 1."""
    found = np.zeros((len(points), len(MUSCLES)))
    for side in SIDES:
        sign = 1 if side == "left" else -1
        mine = _rise(sign * points[:, 1], -0.004, 0.02)
        legs = _of(weights, "thigh", "thigh_root", "buttock", "pelvis", "abdomen", "shank", side=side)
        for upper, lower, patches in (("thigh", "shank", _THIGH), ("shank", "foot", _SHANK)):
            along, around = _on_limb(body.joint(f"{upper}_{side}"), body.joint(f"{lower}_{side}"), points, sign)
            for name, patch in patches.items():
                _add(found, name, _patch(patch, along, around) * mine * legs)
        for name, shape in _hip(points, sign).items():
            _add(found, name, shape * mine * legs)
        away = np.linalg.norm(points - body.joint(f"upper_arm_{side}"), axis=1)
        arm = _of(weights, "upper_arm", "upper_arm_root", "shoulder", "thorax", side=side)
        _add(found, "shoulders", (1 - _rise(away, 0.05, 0.12)) * arm * mine)
    for name, shape in _trunk(points).items():
        _add(found, name, shape * _of(weights, "pelvis", "abdomen", "thorax"))
    return found


def _hip(points: Floats, sign: int) -> dict[str, Floats]:
    """Groups around the hip joint: metres from the middle of the hips, in the body at rest."""
    x, y, z = points[:, 0] + 0.01, sign * points[:, 1], points[:, 2]
    around = np.degrees(np.arctan2(y - 0.05, x))
    buttock = np.exp(-(((y - 0.085) / 0.06) ** 2) - ((z + 0.035) / 0.065) ** 2)
    return {
        "gluteus_medius": _band(around, 98, 58) * _rise(z, -0.035, 0.01) * (1 - _rise(z, 0.08, 0.125)),
        "gluteus_maximus": _rise(-x, 0.015, 0.055) * np.clip(1.5 * buttock, 0, 1),
        "iliopsoas": _rise(x, 0.02, 0.05)
        * np.clip(1.6 * np.exp(-(((y - 0.075) / 0.04) ** 2) - ((z - 0.01) / 0.075) ** 2), 0, 1),
        "tensor_fasciae_latae": _band(around, 52, 34) * _rise(z, -0.16, -0.06) * (1 - _rise(z, 0.03, 0.075)),
        "deep_rotators": _rise(-x, 0.0, 0.04)
        * np.clip(1.6 * np.exp(-(((y - 0.1) / 0.045) ** 2) - (z / 0.035) ** 2), 0, 1),
    }


def _trunk(points: Floats) -> dict[str, Floats]:
    x, y, z = points[:, 0] + 0.04, points[:, 1], points[:, 2]
    height = _rise(z, 0.02, 0.07) * (1 - _rise(z, 0.28, 0.35))
    back = _rise(z, 0.04, 0.09) * (1 - _rise(z, 0.36, 0.44))
    return {
        "abdominals": height * _rise(x, -0.02, 0.05),
        "back_extensors": back * _rise(-x, 0.0, 0.05) * (1 - _rise(np.abs(y), 0.055, 0.09)),
    }


def _on_limb(start: Floats, end: Floats, points: Floats, sign: int) -> tuple[Floats, Floats]:
    """Share of the limb's length, and degrees around it."""
    axis = end - start
    length = np.linalg.norm(axis)
    axis = axis / length
    front = np.array([1.0, 0, 0]) - axis[0] * axis
    front /= np.linalg.norm(front)
    outer = np.array([0.0, sign, 0]) - sign * axis[1] * axis
    outer -= front * (outer @ front)
    outer /= np.linalg.norm(outer)
    from_start = points - start
    return from_start @ axis / length, np.degrees(np.arctan2(from_start @ outer, from_start @ front))


def _patch(patch: Patch, along: Floats, around: Floats) -> Floats:
    ends = _rise(along, patch.start - 0.06, patch.start + 0.1) * (1 - _rise(along, patch.end - 0.2, patch.end))
    return ends * _band(around, patch.middle, patch.half_width)


def _band(around: Floats, middle: float, half_width: float) -> Floats:
    off = np.abs((around - middle + 180) % 360 - 180)
    return 1 - _rise(off, half_width - 20, half_width + 12)


def _rise(values: Floats, low: float, high: float) -> Floats:
    """A smooth step from 0 at `low` to 1 at `high`."""
    part = np.clip((values - low) / (high - low), 0, 1)
    risen: Floats = part * part * (3 - 2 * part)
    return risen


def _of(weights: Floats, *names: str, side: str = "") -> Floats:
    chosen = [
        number
        for number, bone in enumerate(BONES)
        if bone in names or (side and bone.removesuffix(f"_{side}") in names)
    ]
    total: Floats = np.clip(weights[:, chosen].sum(1), 0, 1)
    return total


def _add(found: Floats, name: str, shape: Floats) -> None:
    column = MUSCLES.index(name)
    found[:, column] = np.maximum(found[:, column], shape)


def channels(found: Floats) -> Floats:
    """Masks of groups (V, M) packed into the channels (V, 8) of a body's file."""
    packed = np.zeros((len(found), len(CHANNELS)))
    for number, pair in enumerate(CHANNELS):
        for name in pair:
            if name is not None:
                packed[:, number] = np.maximum(packed[:, number], found[:, MUSCLES.index(name)])
    return packed
