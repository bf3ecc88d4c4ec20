"""Count the repetitions of a movement nobody has named: the whole recording tells what moves together.

The angles of hips, knees, trunk and arms are one cloud of points, one point a moment; its longest axis is the
movement (principal component analysis; used so for gait by Daffertshofer et al., Clin Biomech 2004;19:415). Along it
repetitions are followed as those of any other movement. Nothing is said of side, form or holds: what is right is not
known.
"""

import numpy as np
from numpy.typing import NDArray

from coxa.knowledge.vocabulary import Side
from coxa.motion.body import CAMERA_UP_IN_PICTURE, Body
from coxa.motion.bounds import bounds_of
from coxa.motion.events import Repetition
from coxa.motion.frames import Frames
from coxa.motion.geometry import Series
from coxa.motion.measures import (
    arm_raise,
    elbow_flexion,
    hip_bend,
    knee_flexion,
    leg_raise,
    thigh_raise,
    thigh_spread,
    trunk_lean,
)
from coxa.motion.sight import SEEN, Sight
from coxa.motion.signals import BOTH_SIDES
from coxa.motion.smoothing import RATE_HZ, EvenRate, Smoothing
from coxa.motion.tracking import Excursion, Tracker

SMALLEST_DEG = 15.0
"""Degrees along the axis, all joints together, below which nothing is taken for a movement. Our design."""

SHARE = 0.4
"""The share of the usual course (from its 5th to its 95th percentile) that a repetition must cover. Our design."""

ALIKE = 0.5
"""The share of the median repetition's way below which one is fidgeting. Our design."""

SHORTEST_S, LONGEST_S = 0.5, 30.0
"""A repetition takes so long, at least and at most. Our design."""

ACROSS = 13
"""Moments (0.4 s) to each side over which an angle's own mean is taken to see how it trembles. Our design."""

LEAST_TREMBLING = 1.0
"""Degrees: no angle is surer than that."""

OF_A_BODY = 14
"""Angles of legs, trunk and arms."""

WORTH = 0.25
"""How much an arm's angle counts against a leg's, while the legs do move: people gesture. Our design."""


def count_unnamed(frames: Frames) -> tuple[Repetition, ...]:
    """The repetitions of whatever movement `frames` (a whole recording) show most; the range is that of the angle that
    changes most."""
    t, angles = _seen_angles(frames)
    if len(t) < RATE_HZ:
        return ()
    legs = _counted(t, angles, _along(angles, WORTH))
    return legs if len(legs) > 1 else max(_counted(t, angles, _along(angles, 1.0)), legs, key=len)


def _counted(t: Series, angles: Series, course: Series) -> tuple[Repetition, ...]:
    low, high = np.percentile(course, [5, 95])
    smallest = max(SMALLEST_DEG, SHARE * float(high - low))
    tracker = Tracker(smallest)
    found = [*tracker.feed(course), *tracker.finish(0.5)]
    found = [one for one in found if one.known - one.base <= LONGEST_S * RATE_HZ]
    if not found:
        return ()
    usual = float(np.median([one.top_value - one.base_value for one in found]))
    kept = [one for one in found if one.top_value - one.base_value >= ALIKE * usual]
    told = [_repetition(one, course, angles, t, number) for number, one in enumerate(kept, start=1)]
    return tuple(one for one in told if one.end_s - one.start_s >= SHORTEST_S)


def _repetition(one: Excursion, course: Series, angles: Series, t: Series, number: int) -> Repetition:
    first = max(one.base - RATE_HZ // 2, 0)
    bounds = bounds_of(course[first : one.known + 1], first, one)
    start, end = (float(np.interp(place, np.arange(len(t)), t)) for place in (bounds.start, bounds.end))
    changed = np.abs(angles[:, one.top] - angles[:, one.base])
    return Repetition(Side.BOTH, start, float(t[one.top]), end, float(changed.max()), number)


def _seen_angles(frames: Frames) -> tuple[Series, Series]:
    """The even moments that could be seen (moments,), in seconds, and the angles then (angles, moments), in degrees."""
    good = np.flatnonzero((Sight().look(frames) == SEEN) & np.isfinite(frames.t))
    good = good[np.diff(frames.t[good], prepend=-np.inf) > 0]
    rows = _angles(frames.at(good))
    usable = np.isfinite(rows).all(axis=0)
    if usable.sum() < RATE_HZ:
        return np.empty(0), np.empty((1, 0))
    even_rate = EvenRate()
    first, even = even_rate.feed(frames.t[good][usable], rows[:, usable])
    t = (even_rate.origin_s or 0.0) + (first + np.arange(even.shape[1])) / RATE_HZ
    seen = np.isfinite(even).all(axis=0)
    return t[seen], Smoothing().feed(even[:, seen])


def _along(angles: Series, worth: float) -> Series:
    """Where along the movement's axis the body is (moments,), with arms counted as they are `worth`: away from where it
    begins and ends."""
    centred = angles - np.median(angles, axis=1, keepdims=True)
    sure = 1.0 / np.maximum(_trembling(centred), LEAST_TREMBLING)
    sure /= np.sqrt((sure**2).mean())
    sure[_arms(len(sure))] *= worth
    weighed = centred * sure[:, None]
    axis = np.linalg.svd(weighed @ weighed.T / weighed.shape[1])[0][:, 0]
    course: Series = axis @ weighed / np.abs(axis).max()
    low, high = np.percentile(course, [5, 95])
    edge = np.concatenate([course[: RATE_HZ // 2], course[-RATE_HZ // 2 :]])
    return course if np.median(edge) <= (low + high) / 2 else -course


def _trembling(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much each row (rows, moments) strays from its mean over nearly a second: the error of its angle, mostly."""
    reach = min(ACROSS, rows.shape[1] // 2)
    total = np.cumsum(rows, axis=1)
    usual = (total[:, 2 * reach :] - total[:, : -2 * reach]) / (2 * reach)
    return np.asarray((rows[:, reach : reach + usual.shape[1]] - usual).std(axis=1))


def _angles(frames: Frames) -> NDArray[np.float64]:
    """Degrees (angles, frames) in space and, with a camera, in the picture; those of the arms weighed less."""
    bodies = [Body(frames.space, frames.up)]
    if frames.picture is not None:
        bodies.append(Body(frames.picture, CAMERA_UP_IN_PICTURE))
    with np.errstate(invalid="ignore", divide="ignore"):
        rows = [row for body in bodies for row in _angles_of(body)]
    return np.array([np.asarray(row, float) for row in rows])


def _angles_of(body: Body) -> list[Series]:
    measures = (hip_bend, knee_flexion, leg_raise, thigh_raise)
    legs = [measure(body, side) for measure in measures for side in BOTH_SIDES]
    between = [trunk_lean(body, Side.BOTH), thigh_spread(body, Side.BOTH)]
    return [*legs, *between, *(measure(body, side) for measure in (arm_raise, elbow_flexion) for side in BOTH_SIDES)]


def _arms(count: int) -> NDArray[np.bool_]:
    """Which of `count` rows of angles are those of arms: the last four of each body."""
    return np.asarray(np.arange(count) % OF_A_BODY >= OF_A_BODY - 4)
