"""People who move as we say, seen by motion capture or by a camera, with the truth about what they did."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from coxa.motion.frames import Frames, from_camera, from_markers
from coxa.motion.skeleton import landmarks_of_angles

STAND: dict[str, float] = {"hip_flexion_l": 3, "hip_flexion_r": 3, "knee_angle_l": 5, "knee_angle_r": 5}
SIT: dict[str, float] = {"hip_flexion_l": 85, "hip_flexion_r": 85, "knee_angle_l": 88, "knee_angle_r": 88}
HOOK_LYING: dict[str, float] = {
    "pelvis_tilt": 88, "hip_flexion_l": 52, "hip_flexion_r": 52, "knee_angle_l": 88, "knee_angle_r": 88,
}  # fmt: skip
SIDE_LYING: dict[str, float] = {"pelvis_list": -88}


@dataclass(frozen=True, slots=True)
class Move:
    """A movement from rest to its turn, in degrees by OpenSim's names, for the right side."""

    rest: Mapping[str, float]
    turn: Mapping[str, float]
    azimuth: float
    sided: bool = True


MOVES = MappingProxyType(
    {
        "X02": Move(HOOK_LYING, {"pelvis_tilt": 102, "hip_flexion_l": 2, "hip_flexion_r": 2}, 90, sided=False),
        "G05": Move(
            {**SIDE_LYING, "hip_flexion_l": 45, "hip_flexion_r": 45, "knee_angle_l": 70, "knee_angle_r": 70},
            {"hip_adduction_r": -30, "hip_rotation_r": -45},
            0,
        ),
        "G03": Move(STAND, {"hip_adduction_r": -30}, 0),
        "M01": Move(STAND, {"hip_flexion_r": 60, "knee_angle_r": 65, "hip_adduction_r": -20}, 0),
        "Q02": Move(SIT, {"knee_angle_r": 15}, 90),
        "Q03": Move(SIT, {**STAND, "pelvis_tilt": -2}, 90, sided=False),
        "Q04": Move(
            STAND,
            {"hip_flexion_l": 40, "hip_flexion_r": 40, "knee_angle_l": 45, "knee_angle_r": 45, "pelvis_tilt": -12},
            90,
            sided=False,
        ),
        "I01": Move(SIT, {"hip_flexion_r": 108}, 90, sided=False),
        "I02": Move(HOOK_LYING, {"hip_flexion_r": 90}, 90, sided=False),
        "I03": Move({"pelvis_tilt": 88}, {"hip_flexion_r": 45}, 90),
        "I04": Move(STAND, {"hip_flexion_r": 70, "knee_angle_r": 75}, 90),
        "X07": Move(STAND, {"hip_flexion_r": -18, "pelvis_tilt": -4}, 90),
        "X06": Move({"pelvis_tilt": -88}, {"hip_flexion_r": -15}, 90),
        "G07": Move(SIDE_LYING, {"hip_adduction_r": -30}, 0),
        "M02": Move({"pelvis_tilt": 88}, {"hip_flexion_r": 40, "knee_angle_r": 80}, 90),
        "M03": Move(HOOK_LYING, {"hip_flexion_r": 115, "knee_angle_r": 115}, 90),
        "X10": Move(
            STAND,
            {"hip_flexion_l": 60, "hip_flexion_r": 60, "pelvis_tilt": -55, "knee_angle_l": 15, "knee_angle_r": 15},
            90,
            sided=False,
        ),
        "X08": Move({**SIT, "pelvis_tilt": -85}, {"hip_flexion_r": 5}, 90),
        "B04": Move({**SIT, "pelvis_tilt": 88}, {"hip_flexion_r": 50}, 90, sided=False),
        "squat": Move(
            STAND,
            {"hip_flexion_l": 85, "hip_flexion_r": 85, "knee_angle_l": 95, "knee_angle_r": 95, "pelvis_tilt": -25},
            90,
            sided=False,
        ),
    }
)
"""Movements of ours, in textbook form."""


LAST_TENTH = 0.247
"""The share of its time that a minimum-jerk movement takes for the last tenth of its way."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What was done: (repetitions, 4) seconds of start, arrival, leaving, end; and the side.

    `held` (repetitions, 2) are the seconds between which no more than a tenth of the way is missing.
    """

    bounds: NDArray[np.float64]
    side: str
    held: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Person:
    """Landmarks (frames, 33, 3) in metres, y up, x forward, z to the person's right, and the truth about them."""

    t: NDArray[np.float64]
    points: NDArray[np.float64]
    truth: Truth


def perform(
    name: str, *, repetitions: int = 5, out_s: float = 1.2, hold_s: float = 0.8, pause_s: float = 0.6, fps: float =
    30.0,
    side: str = "right", share: float = 1.0, extra: Mapping[str, float] = MappingProxyType({}),
) -> Person:  # fmt: skip
    """A person who does the movement `name`; `extra` angles are added at the turn, `share` is how far they go."""
    move = MOVES[name]
    each = 2 * out_s + hold_s + pause_s
    starts = pause_s + 0.5 + np.arange(repetitions) * each
    marks = starts[:, None] + np.array([0.0, out_s, out_s + hold_s, 2 * out_s + hold_s])
    t = np.arange(int((starts[-1] + each + 1.0) * fps)) / fps if repetitions else np.arange(int(6 * fps)) / fps
    level = np.zeros(len(t))
    for start, arrived, left, end in marks:
        level += _smooth((t - start) / (arrived - start)) - _smooth((t - left) / (end - left))
    angles = {}
    for joint in {*move.rest, *move.turn, *extra}:
        rest = move.rest.get(joint, 0.0)
        turn = rest + share * (move.turn.get(joint, rest) - rest) + extra.get(joint, 0.0)
        angles[joint] = np.radians(rest + (turn - rest) * level)
    if name == "M01":
        # A circle: the knee goes out later than it goes up.
        late = np.roll(level, int(0.25 * out_s * fps))
        angles["hip_adduction_r"] = np.radians(move.turn["hip_adduction_r"] * share * late)
    points = landmarks_of_angles(angles)
    held = marks[:, 1:3] + np.array([-1.0, 1.0]) * LAST_TENTH * out_s
    truth = Truth(marks, side if move.sided else "both", held)
    person = Person(t, points, truth)
    return mirror(person) if side == "left" and move.sided else person


def _smooth(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Minimum jerk."""
    share = np.clip(share, 0.0, 1.0)
    return share**3 * (10 - 15 * share + 6 * share**2)


def mirror(person: Person) -> Person:
    """The same person in a mirror."""
    from coxa.motion.landmarks import MIRROR  # noqa: PLC0415

    return replace(person, points=person.points[:, MIRROR] * [1.0, 1.0, -1.0])


def captured(person: Person) -> Frames:
    """Seen by motion capture."""
    return from_markers(person.t, person.points, (0.0, 1.0, 0.0))


def filmed(
    person: Person, *, azimuth: float, noise: float = 0.0, depth_noise: float = 0.0, seed: int = 0, distance: float =
    3.0,
    scale: float = 1.0, shift: tuple[float, float] = (0.0, 0.0),
) -> Frames:  # fmt: skip
    """Seen by a level pinhole camera, `azimuth` degrees from the front towards the person's left, as a pose model
    tells it.

    `noise` (metres) is white and slow in equal parts; `depth_noise` comes on top along the line of sight.
    """
    img, world = camera_arrays(person, azimuth, noise, depth_noise, seed, distance, scale, shift)
    return from_camera(person.t, img, (1280, 960), world)


def camera_arrays(  # noqa: PLR0917
    person: Person, azimuth: float, noise: float, depth_noise: float, seed: int, distance: float = 3.0,
    scale: float = 1.0, shift: tuple[float, float] = (0.0, 0.0),
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:  # fmt: skip
    """`img` (frames, 33, 4) and `world` (frames, 33, 3) of a pose model."""
    turn = np.radians(azimuth)
    points = person.points * scale
    middle = np.nanmean(points[0], axis=0)
    x, y, z = np.moveaxis(points - middle, 2, 0)
    ahead, right = x * np.cos(turn) - z * np.sin(turn), -x * np.sin(turn) - z * np.cos(turn)
    camera = np.stack([right, -y, -ahead], axis=2)
    random = np.random.default_rng(seed)
    camera = camera + _noise(random, camera.shape, noise) + _noise(random, camera.shape, depth_noise) * [0, 0, 1]
    depth = distance + camera[:, :, 2]
    focal = 1.05
    img = np.full((*camera.shape[:2], 4), np.nan)
    img[:, :, 0] = 0.5 + (camera[:, :, 0] / depth * focal + shift[0]) / (4 / 3)
    img[:, :, 1] = 0.5 + camera[:, :, 1] / depth * focal + shift[1]
    img[:, :, 2] = (camera[:, :, 2] - camera[:, [23, 24], 2].mean(axis=1, keepdims=True)) / distance * focal / (4 / 3)
    img[:, :, 3] = np.where(np.isfinite(img[:, :, 0]), 0.95, 0.0)
    world = camera - camera[:, [23, 24]].mean(axis=1, keepdims=True)
    return img, world


def _noise(random: np.random.Generator, shape: tuple[int, ...], size: float) -> NDArray[np.float64]:
    """Half of it new in every frame, half of it slow (a tenth of it new in every frame)."""
    if size == 0.0:
        return np.zeros(shape)
    slow = random.normal(0.0, size * 0.7, shape)
    for place in range(1, len(slow)):
        slow[place] = 0.9 * slow[place - 1] + np.sqrt(1 - 0.81) * slow[place]
    return slow + random.normal(0.0, size * 0.7, shape)
