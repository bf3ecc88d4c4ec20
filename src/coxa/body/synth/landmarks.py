"""Where the 33 BlazePose landmarks sit on the segments of a body."""

import numpy as np
from numpy.typing import NDArray

from coxa.body.trajectory import SEGMENTS

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

LANDMARKS = (
    "nose",
    "left_eye_inner",
    "left_eye",
    "left_eye_outer",
    "right_eye_inner",
    "right_eye",
    "right_eye_outer",
    "left_ear",
    "right_ear",
    "mouth_left",
    "mouth_right",
    "left_shoulder",
    "right_shoulder",
    "left_elbow",
    "right_elbow",
    "left_wrist",
    "right_wrist",
    "left_pinky",
    "right_pinky",
    "left_index",
    "right_index",
    "left_thumb",
    "right_thumb",
    "left_hip",
    "right_hip",
    "left_knee",
    "right_knee",
    "left_ankle",
    "right_ankle",
    "left_heel",
    "right_heel",
    "left_foot_index",
    "right_foot_index",
)
"""The names of the landmarks in BlazePose's order (Bazarevsky et al. 2020; MediaPipe Pose documentation)."""

INDEX = {name: number for number, name in enumerate(LANDMARKS)}

HIP_OUTWARD_M = 0.033
"""How far BlazePose's hip lies outside the hip joint centre: 0.21 to 0.23 m apart in the world coordinates of a real
recording (both models), against 0.155 m between the joint centres of our human model."""

HIP_UPWARD_M = 0.015
"""How far BlazePose's hip lies above the hip joint centre: our design choice, about the trochanter's top."""

_LEFT: dict[str, tuple[str, str, tuple[float, float, float]]] = {
    "left_eye_inner": ("head", "head", (0.150, 0.017, 0.190)),
    "left_eye": ("head", "head", (0.147, 0.032, 0.190)),
    "left_eye_outer": ("head", "head", (0.136, 0.047, 0.189)),
    "left_ear": ("head", "head", (0.065, 0.078, 0.165)),
    "mouth_left": ("head", "head", (0.152, 0.025, 0.118)),
    "left_shoulder": ("upper_arm_left", "thorax", (0.0, 0.0, 0.010)),
    "left_elbow": ("forearm_left", "forearm_left", (0.0, 0.0, 0.0)),
    "left_wrist": ("hand_left", "hand_left", (0.0, 0.0, 0.0)),
    "left_pinky": ("hand_left", "hand_left", (-0.032, 0.0, -0.082)),
    "left_index": ("hand_left", "hand_left", (0.024, 0.0, -0.092)),
    "left_thumb": ("hand_left", "hand_left", (0.045, -0.015, -0.055)),
    "left_hip": ("thigh_left", "pelvis", (0.0, HIP_OUTWARD_M, HIP_UPWARD_M)),
    "left_knee": ("shank_left", "shank_left", (0.0, 0.0, 0.0)),
    "left_ankle": ("foot_left", "foot_left", (0.0, 0.0, 0.0)),
    "left_heel": ("foot_left", "foot_left", (-0.045, 0.0, -0.045)),
    "left_foot_index": ("toes_left", "toes_left", (0.035, -0.010, -0.005)),
}
"""Of each left landmark: the segment whose joint it hangs on, the segment it turns with, and its offset in metres
(forward, left, up) in neutral standing. Eyes are as high as Drillis and Contini say (0.936 of the stature, 1.77 m
for our human model), the nose where BlazePose found it on filmed figures; knuckles lie at half of a hand of 0.108
of the stature, the heel at the 4 to 5 cm from the ankle seen in a real recording; the other depths and widths are
our design."""


def mirror(name: str) -> str:
    """Return the name of the same landmark on the other side; the nose stays."""
    if "left" in name:
        return name.replace("left", "right")
    return name.replace("right", "left")


MIRROR: Indices = np.array([INDEX[mirror(name)] for name in LANDMARKS], dtype=np.intp)
"""For each landmark (33,) the number of its counterpart on the other side."""


def _placed(name: str) -> tuple[str, str, tuple[float, float, float]]:
    if name == "nose":
        return "head", "head", (0.170, 0.0, 0.154)
    if name in _LEFT:
        return _LEFT[name]
    joint, frame, (forward, left, up) = _LEFT[mirror(name)]
    return joint.replace("left", "right"), frame.replace("left", "right"), (forward, -left, up)


_PLACES = tuple(_placed(name) for name in LANDMARKS)
JOINT: Indices = np.array([SEGMENTS.index(joint) for joint, _, _ in _PLACES], dtype=np.intp)
"""For each landmark (33,) the segment at whose joint centre its offset starts."""
FRAME: Indices = np.array([SEGMENTS.index(frame) for _, frame, _ in _PLACES], dtype=np.intp)
"""For each landmark (33,) the segment with which its offset turns."""
OFFSET: Floats = np.array([offset for _, _, offset in _PLACES])
"""Offsets (33, 3) in metres in neutral standing, for a stature of 1.77 m."""

TRUNK = tuple(INDEX[name] for name in ("left_shoulder", "right_shoulder", "left_hip", "right_hip"))
LEGS = tuple(range(INDEX["left_knee"], INDEX["right_foot_index"] + 1))
ARMS = tuple(range(INDEX["left_elbow"], INDEX["right_thumb"] + 1))
HEAD = tuple(range(INDEX["left_shoulder"]))
NEEDED = (*TRUNK, *LEGS[:4])
"""Shoulders, hips, knees and ankles: without these no movement of the hip can be judged."""

PARTS: dict[str, tuple[int, ...]] = {
    "all": tuple(range(len(LANDMARKS))),
    "legs": LEGS,
    "left_leg": LEGS[0::2],
    "right_leg": LEGS[1::2],
    "arms": ARMS,
    "left_arm": ARMS[0::2],
    "right_arm": ARMS[1::2],
    "head": HEAD,
    "upper": (*HEAD, *TRUNK[:2], *ARMS),
    "lower": (*TRUNK[2:], *LEGS),
    "feet": LEGS[2:],
}
"""Parts of the body by name, as landmark numbers: what a disturbance can hide, swap or take from someone else."""
