"""Trajectories made from joint angles alone, by a plain chain of turns, for tests that need a movement."""

from collections.abc import Mapping

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from coxa.body.trajectory import ANGLES, SEGMENTS, Contact, Phase, Trajectory, rotate

Floats = NDArray[np.float64]

PARENT = {
    "abdomen": "pelvis",
    "thorax": "abdomen",
    "head": "thorax",
    **{f"upper_arm_{side}": "thorax" for side in ("right", "left")},
    **{f"forearm_{side}": f"upper_arm_{side}" for side in ("right", "left")},
    **{f"hand_{side}": f"forearm_{side}" for side in ("right", "left")},
    **{f"thigh_{side}": "pelvis" for side in ("right", "left")},
    **{f"shank_{side}": f"thigh_{side}" for side in ("right", "left")},
    **{f"foot_{side}": f"shank_{side}" for side in ("right", "left")},
    **{f"toes_{side}": f"foot_{side}" for side in ("right", "left")},
}
LENGTHS = {
    "abdomen": (-0.04, 0.0, 0.15),
    "thorax": (-0.03, 0.0, 0.16),
    "head": (-0.015, 0.0, 0.28),
    "upper_arm": (0.027, 0.17, 0.223),
    "forearm": (0.0, 0.0, -0.286),
    "hand": (0.0, 0.0, -0.249),
    "thigh": (0.0, 0.077, 0.0),
    "shank": (0.0, 0.0, -0.405),
    "foot": (0.0, 0.0, -0.400),
    "toes": (0.130, 0.008, -0.044),
}
"""From each joint to the next in neutral standing, metres, left side: forward, left, up."""
TURNS = {
    "thigh": (("hip_flexion", (0, -1, 0)), ("hip_abduction", (1, 0, 0)), ("hip_rotation", (0, 0, -1))),
    "shank": (("knee_flexion", (0, 1, 0)),),
    "foot": (("ankle_dorsiflexion", (0, -1, 0)),),
    "toes": (("toe_extension", (0, -1, 0)),),
    "upper_arm": (("shoulder_flexion", (0, -1, 0)), ("shoulder_abduction", (1, 0, 0))),
    "forearm": (("elbow_flexion", (0, -1, 0)),),
    "thorax": (("lumbar_flexion", (0, 1, 0)), ("lumbar_lean", (1, 0, 0)), ("lumbar_rotation", (0, 0, 1))),
    "pelvis": (("pelvis_rotation", (0, 0, 1)), ("pelvis_list", (-1, 0, 0)), ("pelvis_tilt", (0, 1, 0))),
}
"""The turns of each segment in its parent, first to last, with axes of the left side; the right mirrors x and z."""

LYING = (np.sqrt(0.5), 0.0, -np.sqrt(0.5), 0.0)


def product(first: Floats, second: Floats) -> Floats:
    """Quaternion product of (..., 4) with w first."""
    w, x, y, z = np.moveaxis(np.broadcast_arrays(first, second)[0], -1, 0)
    e, f, g, h = np.moveaxis(np.broadcast_arrays(first, second)[1], -1, 0)
    return np.stack(
        (
            w * e - x * f - y * g - z * h,
            w * f + x * e + y * h - z * g,
            w * g - x * h + y * e + z * f,
            w * h + x * g - y * f + z * e,
        ),
        axis=-1,
    )


def turn(axis: tuple[float, float, float], degrees: Floats) -> Floats:
    half = np.radians(degrees) / 2
    return np.stack((np.cos(half), *(np.sin(half) * part for part in axis)), axis=-1)


def minimum_jerk(share: Floats) -> Floats:
    share = np.clip(share, 0, 1)
    return share**3 * (10 - 15 * share + 6 * share**2)


def movement(
    end: Mapping[str, float],
    *,
    exercise: str = "TRY",
    start: Mapping[str, float] | None = None,
    out_s: float = 1.6,
    hold_s: float = 2.0,
    lying: bool = False,
    standing_foot: str | None = "left",
) -> Trajectory:
    """A movement from the angles `start` to `end` (degrees) and back, 25 frames in a second.

    `standing_foot` stays where it is; None lets the pelvis stay. `lying` is on the back.
    """
    start = start or {}
    marks = np.cumsum([0.0, 0.4, out_s, hold_s, out_s, 0.4])
    t = np.round(np.arange(0, marks[-1] + 0.02, 0.04), 6)
    share = minimum_jerk((t - marks[1]) / out_s) - minimum_jerk((t - marks[3]) / out_s)
    angles = np.zeros((len(t), len(ANGLES)))
    for name in {**start, **end}:
        first = start.get(name, 0.0)
        angles[:, ANGLES.index(name)] = first + (end.get(name, first) - first) * share
    position, rotation = forward(angles, np.array(LYING if lying else (1.0, 0.0, 0.0, 0.0)))
    contacts: tuple[Contact, ...] = ()
    if standing_foot is not None:
        foot = SEGMENTS.index(f"foot_{standing_foot}")
        position = position - position[:, foot : foot + 1] + position[:1, foot : foot + 1]
        point = np.array([0.0, 0.0, -0.07])
        contacts = (Contact(f"foot_{standing_foot}", point, "floor", np.array([0.0, 0.0, 1.0]), np.ones(len(t), bool)),)
    names = ("start", "out", "hold", "back", "rest")
    phases = tuple(
        Phase(name, float(marks[number]), float(marks[number + 1]))
        for number, name in enumerate(names)
        if marks[number + 1] > marks[number]
    )
    return Trajectory(
        exercise=exercise,
        working="right",
        digest="",
        t=t,
        angles=angles,
        q=np.zeros((len(t), 7)),
        coordinates=tuple(f"root_{part}" for part in ("x", "y", "z", "qw", "qx", "qy", "qz")),
        position=position,
        rotation=rotation,
        contacts=contacts,
        phases=phases,
        loop=False,
    )


def forward(angles: Floats, orientation: Floats) -> tuple[Floats, Floats]:
    """Joint centres (frames, 18, 3) and rotations (frames, 18, 4) of joint angles (frames, angles) in degrees."""
    frames = len(angles)
    position, rotation = np.zeros((frames, len(SEGMENTS), 3)), np.zeros((frames, len(SEGMENTS), 4))
    for number, segment in enumerate(SEGMENTS):
        part = segment.removesuffix("_right").removesuffix("_left")
        side = segment.removeprefix(part)
        mirrored = -1.0 if side == "_right" else 1.0
        parent = SEGMENTS.index(PARENT[segment]) if segment in PARENT else None
        before = np.broadcast_to(orientation, (frames, 4)) if parent is None else rotation[:, parent]
        for name, (x, y, z) in TURNS.get(part, ()):
            degrees = angles[:, ANGLES.index(f"{name}{side}")]
            before = product(before, turn((x * mirrored, y, z * mirrored), degrees))
        rotation[:, number] = before
        if parent is None:
            position[:, number] = (0.0, 0.0, 0.9)
        else:
            forward_, left, up = LENGTHS[part]
            offset = np.array((forward_, left * mirrored, up))
            position[:, number] = position[:, parent] + rotate(rotation[:, parent], offset)
    return position, rotation


ABDUCTION = movement({"hip_abduction_right": 30.0}, exercise="ABDUCTION")
LEANING = movement({"hip_abduction_right": 30.0, "lumbar_lean": -15.0}, exercise="ABDUCTION")
SQUAT = movement(
    {
        **{f"{name}_{side}": angle for side in ("right", "left") for name, angle in
           {"hip_flexion": 80.0, "knee_flexion": 90.0, "ankle_dorsiflexion": 25.0}.items()},
        "pelvis_tilt": 15.0,
    },
    exercise="SQUAT",
    hold_s=0.0,
)  # fmt: skip
BRIDGE = movement(
    {"hip_flexion_right": 0.0, "hip_flexion_left": 0.0, "pelvis_tilt": 20.0},
    start={f"{name}_{side}": angle for side in ("right", "left") for name, angle in
           {"hip_flexion": 45.0, "knee_flexion": 90.0}.items()},
    exercise="BRIDGE",
    lying=True,
)  # fmt: skip
MOVEMENTS = st.sampled_from((ABDUCTION, SQUAT, BRIDGE))
