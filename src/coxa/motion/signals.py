"""The rows of numbers one exercise is judged by: which measures, of which side, how two sides become one."""

import math
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from coxa.knowledge.coaching import Coaching, Condition, Share, Signal, View, Which
from coxa.knowledge.vocabulary import Side
from coxa.motion.body import Bodies, Body
from coxa.motion.compiled import LEAST, PROCESS
from coxa.motion.frames import Frames
from coxa.motion.geometry import Series, length
from coxa.motion.landmarks import Landmark
from coxa.motion.measures import MEASURES, ONE_FOR_BOTH, Measure

HIDDEN = 0.3
"""A leg less visible than this share of the other is hidden by it: it is guessed, and nothing is counted by it. Our
design."""

FROM_THE_SIDE, FROM_THE_FRONT = (0.35, 0.3), (0.9, -0.2)
"""The share of the line of the hips that points at the camera at which trust in the picture begins, and how much more
of it makes the trust whole. Our design."""

LEAST_WEIGHED = 0.05
"""A leg less visible than this counts as if it were so visible. Our design."""

_HIP, _KNEE, _ANKLE = int(Landmark.LEFT_HIP), int(Landmark.LEFT_KNEE), int(Landmark.LEFT_ANKLE)
_LARGER, _SMALLER, _DIFFERENCE = Which.LARGER, Which.SMALLER, Which.DIFFERENCE
BOTH_SIDES = (Side.LEFT, Side.RIGHT)
WITHOUT_DEPTH = {"hip_flexion": "hip_bend", "hip_flexion_in_pelvis": "hip_bend", "trunk_front_lean": "trunk_lean"}
"""What stands in for a measure that needs to know the front from the back, where nothing is known about depth."""


@dataclass(slots=True)
class Signals:
    """Computes the rows that `coaching` reads; a row is one measure of one side in one plane."""

    coaching: Coaching
    _rows: dict[tuple[str, str, Side], int] = field(default_factory=dict)
    _away: tuple[int, int] = (0, 0)
    _weighed: tuple[NDArray[np.float64], tuple[Series, Series, Series]] | None = None
    _followed: tuple[Signal, list[tuple[float, Which, int, int]]] | None = None
    _plans: list[tuple[tuple[Measure, Measure], Side, bool]] = field(default_factory=list)
    _in_picture: list[tuple[int, int | None]] = field(default_factory=list)
    _fade: tuple[float, float] = FROM_THE_SIDE

    def __post_init__(self) -> None:
        if self.coaching.view is not View.SIDE:
            self._fade = FROM_THE_FRONT
        for share in (share for signal in self.coaching.signals() for share in signal.shares()):
            for side in (Side.BOTH,) if share.measure in ONE_FOR_BOTH else BOTH_SIDES:
                self._rows.setdefault((share.measure, share.plane, side), len(self._rows))
        for (measure, plane, side), row in self._rows.items():
            flat, in_picture = MEASURES[WITHOUT_DEPTH.get(measure, measure)], plane == "picture"
            self._plans.append(((MEASURES[measure], flat), side, in_picture))
            if in_picture:
                self._in_picture.append((row, self._rows.get((measure, "space", side))))

    def __len__(self) -> int:
        return len(self._rows) + len(BOTH_SIDES)

    def compute(self, frames: Frames, bodies: Bodies | None = None) -> NDArray[np.float64]:
        """Every row for `frames`: (rows, frames); NaN where a point is missing.

        `bodies` are those of `frames`, where they are known already.
        """
        bodies = bodies or Bodies(frames)
        if frames.t.size == 1:
            away = self._away
            try:
                return self._compute_one(frames, bodies)
            except ZeroDivisionError:
                self._away = away
                # Plain numbers raise where arrays give NaN: a bone without length.
                twice = replace(
                    frames, t=np.repeat(frames.t, 2), space=np.repeat(frames.space, 2, axis=0),
                    picture=None if frames.picture is None else np.repeat(frames.picture, 2, axis=0),
                )  # fmt: skip
                rows = self._compute(twice, Bodies(twice))[:, :1]
                self._away = ((self._away[0] + away[0]) // 2, (self._away[1] + away[1]) // 2)
                return rows
        return self._compute(frames, bodies)

    def _compute(self, frames: Frames, bodies: Bodies) -> NDArray[np.float64]:
        rows = np.empty((len(self), len(frames)))
        if frames.picture is None:
            rows[-2:] = 1.0
        else:
            rows[-2:] = (bodies.visible[2:4] + bodies.visible[4:6] + bodies.visible[6:]) / 3.0
        with np.errstate(invalid="ignore", divide="ignore"):
            for row, value in enumerate(self._values(frames, bodies)):
                rows[row] = value
        return rows

    def _compute_one(self, frames: Frames, bodies: Bodies) -> NDArray[np.float64]:
        """As `_compute`, for a single frame: plain numbers."""
        values = self._values(frames, bodies)
        if frames.picture is None:
            values += (1.0, 1.0)
        else:
            seen = bodies.seen
            values += (
                (seen[_HIP] + seen[_KNEE] + seen[_ANKLE]) / 3.0,
                (seen[_HIP + 1] + seen[_KNEE + 1] + seen[_ANKLE + 1]) / 3.0,
            )
        return np.array(values).reshape(-1, 1)

    def _values(self, frames: Frames, bodies: Bodies) -> list[Series]:
        space, flat, depthless = bodies.space, bodies.picture, frames.flat
        if flat is space or not self._in_picture:
            return [measures[depthless](space, side) for measures, side, _ in self._plans]
        trust = self._trust_in_picture(space) if frames.metric else None
        values = [
            None if in_picture else measures[depthless](space, side) for measures, side, in_picture in self._plans
        ]
        for row, twin in self._in_picture:
            measures, side, _ = self._plans[row]
            value = measures[0](flat, side)
            if trust is not None:
                in_space = measures[0](space, side) if twin is None or depthless else values[twin]
                value = value - in_space
                value *= trust
                value += in_space
            values[row] = value
        return values

    def _trust_in_picture(self, space: Body) -> Series | None:
        """How far the picture shows the plane of the movement (moments,), 0..1, from where the line of the hips points.

        Angles in the picture are the better ones when the camera looks square onto the movement (knee -2 +- 6 degrees
        from
        the side), and badly wrong from elsewhere; between the two they fade into the angles in space.
        """
        if self.coaching.view is View.ANY:
            return None
        hips, kernels = space.pelvis_left, PROCESS.kernels
        if kernels is not None and not space.single and hips[0].size >= LEAST:
            trust = np.empty(hips[0].size)
            self._away = kernels.trust(*hips, *self._away, *self._fade, trust)
            return trust
        away = abs(hips[2]) / length(hips)
        if isinstance(away, float):
            if math.isfinite(away):
                self._away = (self._away[0] + int(away * 1024.0), self._away[1] + 1)
            return self._share(self._away[0] / max(self._away[1], 1) / 1024.0)
        # Depth is noisy and people stay: the mean since the start decides, summed in whole numbers, so that any
        # chunking
        # gives the same bits.
        known = np.isfinite(away)
        steps = np.where(known, np.nan_to_num(away) * 1024.0, 0.0).astype(np.int64)
        total = self._away[0] + np.cumsum(np.atleast_1d(steps))
        count = self._away[1] + np.cumsum(np.atleast_1d(known))
        self._away = (int(total[-1]), int(count[-1]))
        usual = total / np.maximum(count, 1) / 1024.0
        return np.asarray(np.minimum(np.maximum(self._share(usual), 0.0), 1.0))

    def _share(self, away: Series) -> Series:
        begins, width = self._fade
        share = (away - begins) / width
        return min(max(share, 0.0), 1.0) if isinstance(share, float) else share

    def row(self, rows: NDArray[np.float64], signal: Share, side: Side) -> Series:
        """The row of `signal` (of its first measure) for one side."""
        if signal.measure in ONE_FOR_BOTH:
            side = Side.BOTH
        return np.asarray(rows[self._rows[signal.measure, signal.plane, side]])

    def one(self, rows: NDArray[np.float64], signal: Signal, working: Side = Side.BOTH) -> Series:
        """`signal` as one number per moment (moments,); a side that cannot be seen is left out.

        `working` is the side that moves; with `both`, "working" and "other" mean the average.
        """
        value = self._share_of(rows, signal, working)
        if not signal.also:
            return value
        total = value * signal.weight
        for share in signal.also:
            total += self._share_of(rows, share, working) * share.weight
        return total

    def _share_of(self, rows: NDArray[np.float64], signal: Share, working: Side) -> Series:
        """One measure of a signal, not yet weighed: (moments,)."""
        if signal.measure in ONE_FOR_BOTH:
            return self.row(rows, signal, Side.BOTH)
        left, right = (self.row(rows, signal, side) for side in BOTH_SIDES)
        if signal.which in {Which.LARGER, Which.SMALLER}:
            left, right = self.seen(rows, left, Side.LEFT), self.seen(rows, right, Side.RIGHT)
        if signal.which is Which.LARGER:
            return np.fmax(left, right)
        if signal.which is Which.SMALLER:
            return np.fmin(left, right)
        if signal.which is Which.DIFFERENCE:
            return np.abs(left - right)
        if working is not Side.BOTH and signal.which in {Which.WORKING, Which.OTHER}:
            return self.row(rows, signal, working if signal.which is Which.WORKING else working.other)
        # The leg behind is guessed more than seen, with errors up to three times as large: it counts as it is visible.
        kernels = PROCESS.kernels
        if kernels is not None and left.size >= LEAST:
            mean = np.empty(left.size)
            kernels.mean(left, right, rows[-2], rows[-1], LEAST_WEIGHED, mean)
            return mean
        first, second, both = self._weights(rows)
        mean = left * first
        mean += right * second
        mean /= both
        missing = np.isnan(mean)
        if missing.any():
            mean[missing] = np.fmax(left[missing], right[missing])
        return mean

    def _weights(self, rows: NDArray[np.float64]) -> tuple[Series, Series, Series]:
        """How much the left and the right leg count in a mean, and both together; kept for the next signal."""
        if self._weighed is None or self._weighed[0] is not rows:
            sure = np.maximum(rows[-2:], LEAST_WEIGHED)
            sure *= sure
            self._weighed = rows, (sure[0], sure[1], sure[0] + sure[1])
        return self._weighed[1]

    def now(self, rows: NDArray[np.float64], signal: Signal) -> list[float]:
        """As `one` for both sides, as a list: plain numbers, for few moments, where all of them is known."""
        values = [self._now(column, signal) for column in rows.T.tolist()]
        if not math.isfinite(sum(values)):
            values = self.one(rows, signal).tolist()
        return values

    def _now(self, column: list[float], signal: Signal) -> float:
        """`signal` of the rows of a single moment; NaN where one is missing."""
        if self._followed is None or self._followed[0] is not signal:
            self._followed = signal, [self._placed(share) for share in signal.shares()]
        own, other = column[-2:]
        first, second = max(own, LEAST_WEIGHED), max(other, LEAST_WEIGHED)
        first, second = first * first, second * second
        total, weighed = 0.0, bool(signal.also)
        for place, (weight, which, left_row, right_row) in enumerate(self._followed[1]):
            left, right = column[left_row], column[right_row]
            if left_row == right_row:
                value = left
            elif which is _LARGER or which is _SMALLER:
                if math.isnan(left + right):
                    return math.nan
                value = max(left, right) if which is _LARGER else min(left, right)
                value = right if own < HIDDEN * other else left if other < HIDDEN * own else value
            elif which is _DIFFERENCE:
                value = abs(left - right)
            else:
                value = (left * first + right * second) / (first + second)
            if weighed:
                value *= weight
            total = total + value if place else value
        return total

    def _placed(self, share: Share) -> tuple[float, Which, int, int]:
        """How much a measure counts, how two sides become one, and its two rows: the same one twice where it has no
        side."""
        sides = (Side.BOTH, Side.BOTH) if share.measure in ONE_FOR_BOTH else BOTH_SIDES
        left, right = (self._rows[share.measure, share.plane, side] for side in sides)
        return share.weight, share.which, left, right

    def seen(self, rows: NDArray[np.float64], values: Series, side: Side) -> Series:
        """`values` of `side`, NaN while that leg is all but hidden by the other one."""
        own, other = (rows[-2], rows[-1]) if side is Side.LEFT else (rows[-1], rows[-2])
        hidden = own < HIDDEN * other
        return np.where(hidden, np.nan, values) if hidden.any() else values

    def fulfilled(self, rows: NDArray[np.float64], conditions: tuple[Condition, ...]) -> NDArray[np.bool_]:
        """At which moments every condition is kept; what cannot be seen is not kept."""
        kept = np.ones(rows.shape[1], np.bool_)
        for condition in conditions:
            value = self.one(rows, condition.signal)
            kept &= (value >= condition.above) & (value <= condition.below)
        return kept
