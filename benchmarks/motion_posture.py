"""What a physiotherapist looks at in a repetition, in plain numbers that have a name in words.

The list was made from what UI-PRMD (Vakanski et al., Data 2018 3(1):2; its list of errors read second-hand) calls
incorrect: knees fall in, not deep enough, trunk bent or not upright, pelvis tipped, weight on one side, a straight knee
bent; and from what anybody looks at: sides alike, head, tempo. It is the same for every movement. Lengths are in leg
lengths, angles in degrees.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coxa.knowledge.vocabulary import Side
from coxa.motion.body import Body
from coxa.motion.geometry import Vector, between, dot, elevation_deg, length, middle, minus_along, signed_deg
from coxa.motion.landmarks import Landmark
from coxa.motion.measures import (
    Measure,
    foot_gap,
    hip_height,
    knee_flexion,
    pelvis_roll,
    shank_lean,
    thigh_raise,
    trunk_front_lean,
)

Series = NDArray[np.float64]
UP = (0.0, 0.0, 1.0)
AT_START = 5
"""Frames (0.15 s) that say how the person stood or sat before the repetition."""

NEAR = 2
"""Frames to each side of a moment that are averaged for its value."""

SIDED: dict[str, Measure] = {
    "thigh raised": thigh_raise,
    "knee bent": knee_flexion,
    "shank leaning": shank_lean,
}
MOMENTS = {"half way there": 0.5, "at the turn": 1.0, "half way back": 0.5}
FAR = 95
"""The percentile that stands for the largest value: the largest itself hangs on single frames."""


@dataclass(frozen=True, slots=True)
class Features:
    """Numbers of all repetitions (repetitions, numbers), each with its subject and its moment in words."""

    values: NDArray[np.float64]
    subjects: tuple[str, ...]
    moments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Posture:
    """One repetition over time: `levels` are read at moments, `drifts` by how far they ever go, `main` turns."""

    levels: dict[str, Series]
    drifts: dict[str, Series]
    main: Series


def features_of(
    points: NDArray[np.float64], repetitions: NDArray[np.int64], *, spread_feet: bool
) -> tuple[Features, Features]:
    """The numbers of each repetition: as they are, and against the person's own posture at its start.

    `points` (frames, 33, 3) in metres; `repetitions` (n, 2): first frame and length. `spread_feet`: the turn is where
    the feet are furthest apart, otherwise where the hips are furthest from their height at the start.
    """
    plain, changed = [], []
    for start, count in repetitions.tolist():
        posture = _posture(points[start : start + count], spread_feet=spread_feet)
        rows = list(_numbers(posture, count))
        plain.append([row[2] for row in rows])
        changed.append([row[3] for row in rows])
    subjects, moments = tuple(row[0] for row in rows), tuple(row[1] for row in rows)
    return Features(np.array(plain), subjects, moments), Features(np.array(changed), subjects, moments)


def _numbers(posture: _Posture, count: int) -> Iterator[tuple[str, str, float, float]]:
    """Subject, moment, value, and value against the start."""
    turn, there, back = _moments(posture.main)
    for name, values in posture.levels.items():
        rest = float(np.nanmedian(values[:AT_START]))
        for moment, place in zip(MOMENTS, (there, turn, back), strict=True):
            value = float(np.nanmean(values[max(place - NEAR, 0) : place + NEAR + 1]))
            yield name, moment, value, value - rest
    for name, values in posture.drifts.items():
        value = float(np.nanpercentile(values, FAR))
        yield name, "at most", value, value - float(np.nanmedian(values[:AT_START]))
    speed = np.diff(_smooth(posture.main))
    unevenness = float(np.log(np.abs(np.diff(speed)).sum() / np.abs(speed).max()))
    for name, value in (
        ("time taken", np.log(count)), ("time there against back", np.log(turn / (count - turn))),
        ("unevenness", unevenness),
    ):  # fmt: skip
        yield name, "", float(value), float(value)


def _moments(main: Series) -> tuple[int, int, int]:
    """The frames of the turn, and half way there and back."""
    main = _smooth(main)
    gone = np.abs(main - np.median(main[:AT_START]))
    turn = int(np.clip(np.argmax(gone), AT_START, len(main) - AT_START - 1))
    half = MOMENTS["half way there"] * gone[turn]
    there = np.flatnonzero(gone[: turn + 1] <= half)
    back = np.flatnonzero(gone[turn:] <= half)
    return turn, int(there[-1]) if len(there) else 0, turn + (int(back[0]) if len(back) else len(main) - turn - 1)


def _smooth(values: Series, width: int = 5) -> Series:
    """The running mean; what is missing is drawn straight between its neighbours."""
    seen = np.flatnonzero(np.isfinite(values))
    values = np.interp(np.arange(len(values)), seen, values[seen])
    return np.convolve(np.pad(values, width // 2, mode="edge"), np.ones(width) / width, "valid")


def _posture(points: NDArray[np.float64], *, spread_feet: bool) -> _Posture:
    body = Body(points, UP)
    left, right = Side.LEFT, Side.RIGHT
    levels, drifts = {"knees apart over ankles apart": _knees_over_ankles(body)}, {}
    for name, measure in SIDED.items():
        one, other = measure(body, left), measure(body, right)
        levels[f"{name}, larger side"], levels[f"{name}, smaller side"] = np.fmax(one, other), np.fmin(one, other)
        if measure is not shank_lean:
            drifts[f"{name}, between the sides"] = np.abs(one - other)
    levels["trunk leaning forward"] = trunk_front_lean(body, Side.BOTH)
    across, ahead = _ways(body)
    shoulders, hips = _line(body, Landmark.LEFT_SHOULDER), _line(body, Landmark.LEFT_HIP)
    ears, ankles = _middle(body, Landmark.LEFT_EAR), _middle(body, Landmark.LEFT_ANKLE)
    nose, neck = between(ears, body.at(Landmark.NOSE)), between(body.shoulders, ears)
    levels["head looking down"] = -elevation_deg(nose, UP)
    levels["neck bent forward"] = signed_deg(neck, UP, ahead) - signed_deg(body.trunk, UP, ahead)
    sideways = signed_deg(body.trunk, UP, across)
    drifts["trunk leaning sideways"] = np.abs(sideways - np.nanmedian(sideways[:AT_START]))
    drifts["pelvis tipped sideways"] = np.abs(elevation_deg(hips, UP))
    drifts["shoulders tipped sideways"] = np.abs(elevation_deg(shoulders, UP))
    drifts["pelvis turned"] = np.abs(signed_deg(hips, across, ahead))
    drifts["shoulders turned"] = np.abs(signed_deg(shoulders, across, ahead))
    drifts["shoulders turned against the pelvis"] = pelvis_roll(body, Side.BOTH)
    leg = np.nanmedian(body.leg_length[:AT_START])
    drifts["hips beside the feet"] = np.abs(dot(between(ankles, body.hips), across)) / leg
    drifts["shoulders beside the feet"] = np.abs(dot(between(ankles, body.shoulders), across)) / leg
    turning: Callable[[Body, Side], Series] = foot_gap if spread_feet else hip_height
    return _Posture(levels, drifts, turning(body, Side.BOTH))


def _knees_over_ankles(body: Body) -> Series:
    """How far the knees are apart, in the distance of the ankles: below 1 they fall inwards."""
    knees, ankles = _line(body, Landmark.LEFT_KNEE), _line(body, Landmark.LEFT_ANKLE)
    ratio: Series = length(knees) / length(ankles)
    return ratio


def _ways(body: Body) -> tuple[Vector, Vector]:
    """Level unit vectors to the person's left and ahead, from the line of the hips at the start."""
    start = np.array([np.nanmean(axis[:AT_START]) for axis in body.pelvis_left])
    left = np.array(minus_along(tuple(start), UP))
    left /= np.linalg.norm(left)
    ahead = np.cross(left, UP)
    return (float(left[0]), float(left[1]), 0.0), (float(ahead[0]), float(ahead[1]), 0.0)


def _line(body: Body, landmark: Landmark) -> Vector:
    """From the right to the left one."""
    return between(body.of(landmark, Side.RIGHT), body.of(landmark, Side.LEFT))


def _middle(body: Body, landmark: Landmark) -> Vector:
    return middle(body.of(landmark, Side.LEFT), body.of(landmark, Side.RIGHT))
