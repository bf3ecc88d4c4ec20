"""Still poses made by hand, for testing what the hips carry: joint angles, where it rests, and nothing solved."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import least_squares

from coxa.body.kinematics import DRIVES, Body
from coxa.body.shape import balls
from coxa.body.trajectory import ANGLES, RATE, Contact, Phase, Trajectory

SOLE = ("heel", "ball_inner", "ball_outer")
UP = np.array([0.0, 0.0, 1.0])
SUPINE = np.array([[0.0, 0.0, -1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
"""Lying on the back: forward is up, the head points to -x."""
LIES_ON = (
    ("pelvis", "buttock_right"), ("pelvis", "buttock_left"), ("thorax", "scapula_right"), ("thorax", "scapula_left"),
    ("head", "head"),
)  # fmt: skip


def still(
    angles: Mapping[str, float],
    rests: Sequence[tuple[str, str]],
    *,
    orientation: np.ndarray | None = None,
    over: str | None = None,
    frames: int = 1,
) -> Trajectory:
    """A pose held for some frames, resting with the named points of skin; `over` puts the weight over that foot."""
    body = Body()
    turn = np.eye(3) if orientation is None else orientation
    drives = np.zeros(len(DRIVES))
    for name, degrees in angles.items():
        drives[DRIVES.index(name)] = np.radians(degrees)
    if over:
        drives = _balanced(body, drives, turn, over)
    body.set(drives, turn)
    position, rotation = body.segments()
    down = turn.T @ (0.0, 0.0, -1.0)
    touched = [balls()[rest] for rest in rests]
    return Trajectory(
        exercise="B07",
        working="right",
        digest="made-by-hand",
        t=np.arange(frames) / RATE,
        angles=np.tile(np.degrees(drives[[DRIVES.index(name) for name in ANGLES]]), (frames, 1)),
        q=np.tile(body.q, (frames, 1)),
        coordinates=body.coordinates,
        position=np.tile(position, (frames, 1, 1)),
        rotation=np.tile(rotation, (frames, 1, 1)),
        contacts=tuple(
            Contact(
                ball.segment,
                ball.centre + ball.radius * down,
                "floor",
                np.array([0.0, 0.0, 1.0]),
                np.ones(frames, bool),
            )
            for ball in touched
        ),
        phases=(Phase("hold", 0.0, frames / RATE),),
        loop=False,
    )


def two_legs(**angles: float) -> Trajectory:
    """Standing on both feet, the weight over their middle."""
    return still(angles, [(f"foot_{side}", name) for side in ("right", "left") for name in SOLE], over="both")


def one_leg() -> Trajectory:
    """Standing on the left leg with the right knee a little lifted."""
    lifted = {"hip_flexion_right": 20.0, "knee_flexion_right": 40.0}
    return still(lifted, [("foot_left", name) for name in SOLE], over="left")


def leg_raised(degrees: float) -> Trajectory:
    """Lying on the back, the straight right leg raised."""
    rests = [*LIES_ON, ("foot_left", "heel")]
    return still({"hip_flexion_right": degrees}, rests, orientation=SUPINE)


def _balanced(body: Body, drives: np.ndarray, turn: np.ndarray, over: str) -> np.ndarray:
    """Lean at the ankles, and over one leg sideways at hip and ankle, until the weight is over the feet."""
    legs = ("right", "left") if over == "both" else (over,)
    sideways = [] if over == "both" else [f"hip_abduction_{over}", f"subtalar_{over}", "pelvis_list"]
    free = [DRIVES.index(name) for name in [*(f"ankle_dorsiflexion_{leg}" for leg in legs), "pelvis_tilt", *sideways]]

    def wrong(values: np.ndarray) -> np.ndarray:
        trial = drives.copy()
        trial[free] = values
        body.set(trial, turn)
        soles = [body.point(f"foot_{leg}", balls()[f"foot_{leg}", name].centre) for leg in legs for name in SOLE]
        level = [soles[start + 1 + other][2] - soles[start][2] for start in range(0, len(soles), 3) for other in (0, 1)]
        aside = body.centre_of_mass()[:2] - np.mean(soles, axis=0)[:2]
        return np.concatenate([100.0 * aside, 10.0 * np.array(level), values - drives[free]])

    found = drives.copy()
    found[free] = least_squares(wrong, drives[free]).x
    return found
