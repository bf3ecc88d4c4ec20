"""Can the person be trusted to be where the landmarks say? If not, nothing is counted and nobody is blamed.

A pose model's visibility is no safety signal: with a second person behind, it mixed two bodies at visibility 0.9.
So every frame is also asked whether it can be *one* body: bone lengths, knees' distance, jumps, exchanged sides.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from coxa.motion.body import Bodies
from coxa.motion.compiled import LEAST, PROCESS
from coxa.motion.events import Why
from coxa.motion.frames import Frames
from coxa.motion.geometry import Vector
from coxa.motion.landmarks import Landmark

LEAST_VISIBLE, LEAST_FAR = 0.35, 0.1
"""Mean visibility of a side's points below which it is hidden: of the nearer side, and of the one behind it. Our
design;
models give 0.9 for what they see and 0.3 to 0.6 for the far leg (the bridge clip)."""

BORDER = 0.02
"""How far outside the picture, in picture sizes, a point may be guessed. Our design."""

THIGH_OF_TRUNK = (0.3, 2.6)
"""Thigh over trunk length in space: about 0.8 in adults (Drillis and Contini, 1966), with room for the model's error.
Our design."""

SHANK_OF_THIGH = (0.35, 2.8)
"""Shank over thigh length in space, with room for the model's error. Our design."""

LEFT_OF_RIGHT = (0.35, 2.9)
"""A left bone over the right one, in space. Our design."""

FASTEST = 9.0
"""Trunk lengths a second (4 to 5 m/s) that hips and shoulders do not move by in an exercise. Our design."""

JUMP_S = 0.6
"""How long after a jump nothing is trusted: longer than what is bridged, so that it is told."""

LEAST_POINT = 0.15
"""Visibility of a single point of the nearer side below which it is not in the picture or covered. Our design."""

SMALLEST_TRUNK, LEAST_APART = 0.12, 0.01
"""In picture heights: a trunk seen from its end still counts as so long; legs nearer than this (its square) can be
exchanged unseen."""

LONGEST_STEP_S, LEAST_JUMP = 0.2, 0.35
"""A gap between two frames counts as no longer than this for a jump, and a step of so many trunk lengths is none. Our
design."""

MOVED = 0.36
"""The share of the (squared) distance of both legs that both together do not move by in a frame. Our design."""

LONGEST_EXCHANGE_S = 2.0
"""After so long exchanged sides are taken as the right ones. Our design."""

POINTS = (*range(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER + 1), *range(Landmark.LEFT_HIP, Landmark.LEFT_HEEL))
"""Shoulders, hips, knees and ankles, left and right in turn: the points that must be where they are said to be."""

_CROSSED = np.array([5, 4, 7, 6])

SURELY = 0.999
"""A live frame is waved through only if it keeps each limit with so much room that no rounding could change it."""

Columns: TypeAlias = NDArray[np.float64]
"""Points as (axes, 8, frames): shoulders, hips, knees, ankles, left and right in turn."""

REASONS = (Why.NOBODY, Why.HIDDEN, Why.OUT_OF_PICTURE, Why.IMPLAUSIBLE, Why.SECOND_PERSON, Why.SWAPPED)
SEEN = -1
"""What `Sight.look` gives for a frame that can be trusted; else the place of its reason in `REASONS`."""

_SAME, _THIGH, _SHANK = ((low / SURELY, high * SURELY) for low, high in (LEFT_OF_RIGHT, THIGH_OF_TRUNK, SHANK_OF_THIGH))

_EACH = itemgetter(*POINTS)

Point: TypeAlias = Sequence[float]
"""A point in the picture: x and y, and perhaps a third without meaning."""

_ONE_SEEN = np.array([SEEN], np.int8)


@dataclass(slots=True)
class Sight:
    """Looks at frames in order.

    `both` says whether the exercise is judged by both sides; knees farther apart than `widest_knees` thigh lengths
    belong
    to two people. A camera must see the feet: without them a leg is a guess.
    """

    both: bool = False
    widest_knees: float = 1.9
    _last: Sequence[Point] | None = None
    _last_t: float = 0.0
    _crossed: bool = False
    _crossed_since: float = -np.inf
    _jumped_at: float = -np.inf

    def look(self, frames: Frames, bodies: Bodies | None = None) -> NDArray[np.int8]:
        """For each frame `SEEN`, or the place in `REASONS` of why it cannot be trusted: (frames,).

        `bodies` are those of `frames`, where they are known already.
        """
        bodies = bodies or Bodies(frames)
        if frames.t.size == 1 and frames.picture is not None and self._last is not None and not self._crossed:
            seen = self._seen_at_once(frames, bodies, self._last)
            if seen is not None:
                self._last, self._last_t = seen, float(frames.t[0])
                return _ONE_SEEN.copy()
        space = bodies.space.main
        picture = None if frames.picture is None else bodies.picture.main
        if picture is not None and self._all_seen(frames, bodies, space, picture):
            self._last, self._last_t = picture[:, :, -1].T.tolist(), float(frames.t[-1])
            return np.full(len(frames), SEEN, np.int8)
        with np.errstate(invalid="ignore", divide="ignore"):
            verdict = self._hidden(frames, bodies, space, picture)
            if picture is None:
                return verdict
            bad = self._exchanged(frames.t, picture)
            if bad is not None:
                verdict[bad & (verdict == SEEN)] = REASONS.index(Why.SWAPPED)
            bad = self._jumping(frames.t, picture)
            if bad is not None:
                verdict[bad & (verdict == SEEN)] = REASONS.index(Why.SECOND_PERSON)
            if frames.metric:
                verdict[_implausible(space, self.widest_knees) & (verdict == SEEN)] = REASONS.index(Why.IMPLAUSIBLE)
        self._last, self._last_t = picture[:, :, -1].T.tolist(), float(frames.t[-1])
        return verdict

    def _all_seen(self, frames: Frames, bodies: Bodies, space: Columns, picture: Columns) -> bool:
        """Whether all is surely well in every one of many frames: a compiled look, where there is one."""
        kernels = PROCESS.kernels
        if kernels is None or len(frames) < LEAST or self._crossed or frames.t[0] - self._jumped_at < JUMP_S:
            return False
        if self._last is None:
            before_s, before = float(frames.t[0]) - 1.0, picture[:, :, :1]
        else:
            before_s, before = self._last_t, np.array(self._last)[:, :2].T[:, :, None]
        limits = np.array((
            -BORDER * frames.aspect, (1 + BORDER) * frames.aspect, -BORDER, 1 + BORDER, SURELY, LEAST_VISIBLE,
            LEAST_POINT, LEAST_FAR, FASTEST, LONGEST_STEP_S, LEAST_JUMP, SMALLEST_TRUNK**2, MOVED, LEAST_APART,
            *LEFT_OF_RIGHT, *THIGH_OF_TRUNK, *SHANK_OF_THIGH, self.widest_knees,
        ))  # fmt: skip
        t = np.ascontiguousarray(frames.t, float)
        visible, metric = bodies.visible, frames.metric
        return bool(kernels.well(t, before_s, before, picture, space, visible, limits, metric, self.both))

    def _seen_at_once(self, frames: Frames, bodies: Bodies, last: Sequence[Point]) -> list[Vector] | None:
        """The needed points of a single live frame in which all is well: plain numbers are faster for one.

        `None` where anything is odd: then the frame is looked at as all others are, which finds out what.
        """
        points, each, t = bodies.picture.one, _EACH(bodies.seen), float(frames.t[0])
        low, high = -BORDER, 1 + BORDER
        left, right = low * frames.aspect, high * frames.aspect
        for x, y, _ in points:
            if not (left <= x <= right and low <= y <= high):
                return None
        least = min(each)
        if not least * SURELY >= LEAST_VISIBLE:
            sides = (each[::2], each[1::2])
            means = [(((one[0] + one[1]) + one[2]) + one[3]) / 4 for one in sides]
            if not any(
                mean >= LEAST_VISIBLE and min(one) >= LEAST_POINT for mean, one in zip(means, sides, strict=True)
            ):
                return None
            if self.both and not min(means) >= LEAST_FAR:
                return None
        if t - self._jumped_at < JUMP_S or not _follows(points, last, t - self._last_t):
            return None
        if frames.metric:
            return points if _one_body(bodies.space.one, self.widest_knees) else None
        return points if all(math.isfinite(x + y) for x, y, _ in bodies.space.one) else None

    def _hidden(self, frames: Frames, bodies: Bodies, space: Columns, picture: Columns | None) -> NDArray[np.int8]:
        """Points that are missing, out of the picture, or not visible; each side by itself, then both."""
        rows = 6 if picture is None else 8
        if _all_well(frames.aspect, bodies, space[:2, :rows], picture):
            return np.full(len(frames), SEEN, np.int8)
        missing = _of_sides(np.isnan(space[0, :rows] + space[1, :rows]))
        code = np.where(missing, np.int8(REASONS.index(Why.NOBODY)), np.int8(SEEN))
        if picture is None:
            return np.asarray(np.minimum(code[0], code[1]) if not self.both else np.maximum(code[0], code[1]))
        x, y = picture
        low, high = -BORDER, 1 + BORDER
        out = _of_sides((x < low * frames.aspect) | (x > high * frames.aspect) | (y < low) | (y > high))
        code[out & (code == SEEN)] = REASONS.index(Why.OUT_OF_PICTURE)
        each = bodies.visible.reshape(4, 2, len(frames))
        visible, least = (each[0] + each[1] + each[2] + each[3]) / 4, each.min(axis=0)
        near = code.copy()
        near[((visible < LEAST_VISIBLE) | (least < LEAST_POINT)) & (near == SEEN)] = REASONS.index(Why.HIDDEN)
        verdict = np.minimum(near[0], near[1])
        if self.both:
            code[(visible < LEAST_FAR) & (code == SEEN)] = REASONS.index(Why.HIDDEN)
            verdict = np.maximum(verdict, np.maximum(code[0], code[1]))
        return np.asarray(verdict)

    def _jumping(self, t: NDArray[np.float64], picture: Columns) -> NDArray[np.bool_] | None:
        """Frames soon after the hips or the shoulders were somewhere else at once."""
        if self._last is None:
            whole, since = np.concatenate([picture[:, :4, :1], picture[:, :4]], axis=2), np.concatenate([t[:1] - 1, t])
        else:
            whole = np.concatenate([np.array(self._last[:4])[:, :2].T[:, :, None], picture[:, :4]], axis=2)
            since = np.concatenate([[self._last_t], t])
        ends = (whole[:, ::2] + whole[:, 1::2]) * 0.5
        step = ends[:, :, 1:] - ends[:, :, :-1]
        trunk = ends[:, 0, 1:] - ends[:, 1, 1:]
        size = np.maximum(_squared(trunk), SMALLEST_TRUNK**2)
        allowed = np.maximum(FASTEST * np.minimum(since[1:] - since[:-1], LONGEST_STEP_S), LEAST_JUMP)
        moved = _squared(step)
        jumped = np.maximum(moved[0], moved[1]) > allowed * allowed * size
        if not jumped.any() and t[0] - self._jumped_at >= JUMP_S:
            return None
        last = np.maximum.accumulate(np.where(jumped, t, self._jumped_at))
        self._jumped_at = float(last[-1])
        return np.asarray(t - last < JUMP_S)

    def _exchanged(self, t: NDArray[np.float64], picture: Columns) -> NDArray[np.bool_] | None:
        """Frames in which left and right have changed places, until they change back."""
        legs = picture[:, 4:]
        first = legs[:, :, :1] if self._last is None else np.array(self._last[4:])[:, :2].T[:, :, None]
        old = np.concatenate([first, legs[:, :, :-1]], axis=2)
        stay = _squared(legs - old).sum(axis=0)
        # Squares of distances: a fifth of the way of both legs to each other, which a limb does not move by in a frame.
        apart = 2 * _squared(legs[:, ::2] - legs[:, 1::2]).sum(axis=0)
        moved = (stay > MOVED * apart) & (apart > LEAST_APART)
        if not moved.any() and not self._crossed:
            return None
        swap = moved & (stay > 6.0 * _squared(picture[:, _CROSSED] - old).sum(axis=0))
        crossed = np.zeros(len(t), np.bool_)
        for place, (moment, swapped) in enumerate(zip(t.tolist(), swap.tolist(), strict=True)):
            if swapped:
                self._crossed = not self._crossed
                self._crossed_since = moment
            elif self._crossed and moment - self._crossed_since > LONGEST_EXCHANGE_S:
                self._crossed = False
            crossed[place] = self._crossed or swapped
        return crossed


def _follows(points: Sequence[Point], last: Sequence[Point], since_s: float) -> bool:
    """Whether `points` can follow `last`: no jump of hips or shoulders, no legs that may have changed places."""
    shoulder_x, shoulder_y, hip_x, hip_y = _ends(points)
    old_shoulder_x, old_shoulder_y, old_hip_x, old_hip_y = _ends(last)
    x, y = shoulder_x - hip_x, shoulder_y - hip_y
    size = max(x * x + y * y, SMALLEST_TRUNK**2)
    allowed = max(FASTEST * min(since_s, LONGEST_STEP_S), LEAST_JUMP)
    least = SURELY * allowed * allowed * size
    x, y = shoulder_x - old_shoulder_x, shoulder_y - old_shoulder_y
    if not x * x + y * y < least:
        return False
    x, y = hip_x - old_hip_x, hip_y - old_hip_y
    if not x * x + y * y < least:
        return False
    stay = 0.0
    for place in (4, 5, 6, 7):
        stay += _apart(points[place], last[place])
    apart = 2 * (_apart(points[4], points[5]) + _apart(points[6], points[7]))
    return stay < SURELY * MOVED * apart or (apart < SURELY * LEAST_APART and math.isfinite(stay))


def _ends(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """The middle between the shoulders, and that between the hips: x and y of each."""
    one, two, three, four = points[:4]
    return (one[0] + two[0]) * 0.5, (one[1] + two[1]) * 0.5, (three[0] + four[0]) * 0.5, (three[1] + four[1]) * 0.5


def _apart(one: Point, other: Point) -> float:
    """The square of the distance between two points in the picture."""
    x, y = one[0] - other[0], one[1] - other[1]
    return x * x + y * y


def _one_body(points: Sequence[Vector], widest_knees: float) -> bool:
    """Whether eight points in space are well within the bounds of one body."""
    lengths = []
    for start, (u, v, w) in zip(points, points[2:], strict=False):
        x, y, z = start
        x, y, z = x - u, y - v, z - w
        lengths.append(math.sqrt(x * x + y * y + z * z))
    if not min(lengths) > 0:
        return False
    left_thigh, right_thigh, left_shank, right_shank = lengths[2:]
    trunk, thigh, shank = lengths[0] + lengths[1], left_thigh + right_thigh, left_shank + right_shank
    widest, (x, y, z), (u, v, w) = widest_knees * 0.5 * thigh, *points[4:6]
    x, y, z = x - u, y - v, z - w
    return bool(
        _SAME[0] < right_thigh / left_thigh < _SAME[1]
        and _SAME[0] < right_shank / left_shank < _SAME[1]
        and _THIGH[0] < thigh / trunk < _THIGH[1]
        and _SHANK[0] < shank / thigh < _SHANK[1]
        and x * x + y * y + z * z < SURELY * widest * widest
    )


def _all_well(aspect: float, bodies: Bodies, space: Columns, picture: Columns | None) -> bool:
    """Whether no needed point of any frame is missing, out of the picture, or hardly visible: a quick look at all."""
    if not math.isfinite(float(space.sum())):
        return False
    if picture is None:
        return True
    (left, top), (right, bottom) = picture.min(axis=(1, 2)).tolist(), picture.max(axis=(1, 2)).tolist()
    low, high = -BORDER, 1 + BORDER
    inside = low <= top and bottom <= high and low * aspect <= left and right <= high * aspect
    return inside and float(bodies.visible.min()) * SURELY >= LEAST_VISIBLE


def _of_sides(points: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether any of the points (left and right in turn, frames) is so, of each side: (2, frames)."""
    return np.asarray(points.reshape(len(points) // 2, 2, points.shape[1]).any(axis=0))


def _squared(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The squared lengths of `vectors`, whose first axis are coordinates."""
    total: NDArray[np.float64] = vectors[0] * vectors[0]
    for coordinate in vectors[1:]:
        total = total + coordinate * coordinate
    return total


def _implausible(space: Columns, widest_knees: float) -> NDArray[np.bool_]:
    """Frames whose bones do not belong to one body; only metric space has lengths that mean something."""
    lengths = np.sqrt(_squared(space[:, 2:] - space[:, :-2]))
    shares = lengths[3::2] / lengths[2::2]
    means = lengths[::2] + lengths[1::2]
    of_trunk, of_thigh = means[1] / means[0], means[2] / means[1]
    odd = (of_trunk < THIGH_OF_TRUNK[0]) | (of_trunk > THIGH_OF_TRUNK[1]) | (of_thigh < SHANK_OF_THIGH[0])
    odd |= of_thigh > SHANK_OF_THIGH[1]
    odd |= ((shares < LEFT_OF_RIGHT[0]) | (shares > LEFT_OF_RIGHT[1])).any(axis=0)
    return np.asarray(odd | (_squared(space[:, 4] - space[:, 5]) > (widest_knees * 0.5 * means[1]) ** 2))
