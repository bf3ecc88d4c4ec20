"""Small movements to solve in tests, and the kinds of props they use."""

from copy import deepcopy
from functools import cache
from typing import Any

from coxa.body.posing import solve
from coxa.body.trajectory import Trajectory
from coxa.knowledge.loader import load_movements
from coxa.knowledge.movement import Movement

MOVEMENTS, KINDS = load_movements()

SQUAT: dict[str, Any] = {
    "exercise": "Q04",
    "version": 1,
    "status": "draft",
    "review_due": "2027-11-23",
    "orientation": "standing",
    "camera": {"view": "side", "azimuth": 80, "elevation": 10},
    "supports": [{"segment": "foot_right", "on": "floor"}, {"segment": "foot_left", "on": "floor"}],
    "keyframes": [
        {"name": "start", "at_s": 0, "hold_s": 0.4, "both": {"hip_flexion": 0, "hip_abduction": 5, "knee_flexion": 2}},
        {
            "name": "out",
            "at_s": 1.6,
            "hold_s": 0.4,
            "both": {"hip_flexion": 70, "knee_flexion": 60},
            "pelvis": {"tilt": 30},
            "arms": "forward",
        },
        {
            "name": "end",
            "at_s": 3.2,
            "both": {"hip_flexion": 0, "knee_flexion": 2},
            "pelvis": {"tilt": 0},
            "arms": "hanging",
        },
    ],
    "faults": [
        {
            "name": "bends_to_the_side",
            "see": "You bend to the side.",
            "changes": [{"keyframe": "out", "trunk": {"lumbar_lean": 20}}],
        }
    ],
    "evidence": [{"source": "coxa-design", "mark": "D"}],
}
"""A squat with the arms forward."""


def squat(**changes: Any) -> Movement:
    """The squat with some of its top keys changed."""
    return Movement.model_validate(deepcopy(SQUAT) | changes)


@cache
def shipped_trajectory(exercise: str) -> Trajectory:
    """A shipped movement, solved anew."""
    return solve(MOVEMENTS[exercise], KINDS)
