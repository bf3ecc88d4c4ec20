"""The rows of numbers one exercise is judged by: which measures, of which side, how two sides become one."""

import math
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from coxa.knowledge.coaching import Coaching, Condition, Signal, View, Which
from coxa.knowledge.vocabulary import Side
from coxa.motion.body import Body
from coxa.motion.frames import Frames
from coxa.motion.geometry import Series, length
from coxa.motion.landmarks import Landmark
from coxa.motion.measures import MEASURES, ONE_FOR_BOTH

HIDDEN = 0.3
"""A leg less visible than this share of the other is hidden by it: it is guessed, and nothing is counted by it. Our
design."""

_LEG = (
    [Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE],
    [Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE],
)
BOTH_SIDES = (Side.LEFT, Side.RIGHT)
WITHOUT_DEPTH = {"hip_flexion": "hip_bend", "hip_flexion_in_pelvis": "hip_bend", "trunk_front_lean": "trunk_lean"}
"""What stands in for a measure that needs to know the front from the back, where nothing is known about depth."""
CAMERA_UP_IN_PICTURE = (0.0, -1.0, 0.0)


@dataclass(slots=True)
class Signals:
    """Computes the rows that `coaching` reads; a row is one measure of one side in one plane."""

    coaching: Coaching
    _rows: dict[tuple[str, str, Side], int] = field(default_factory=dict)
    _away: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        for signal in self.coaching.signals():
            for side in (Side.BOTH,) if signal.measure in ONE_FOR_BOTH else BOTH_SIDES:
                self._rows.setdefault((signal.measure, signal.plane, side), len(self._rows))

    def __len__(self) -> int:
        return len(self._rows) + len(BOTH_SIDES)

    def compute(self, frames: Frames) -> NDArray[np.float64]:
        """Every row for `frames`: (rows, frames); NaN where a point is missing."""
        if len(frames) == 1:
            try:
                return self._compute(frames)
            except ZeroDivisionError:
                # Plain numbers raise where arrays give NaN: a bone without length.
                twice = replace(
                    frames, t=np.repeat(frames.t, 2), space=np.repeat(frames.space, 2, axis=0),
                    picture=None if frames.picture is None else np.repeat(frames.picture, 2, axis=0),
                )  # fmt: skip
                return self._compute(twice)[:, :1]
        return self._compute(frames)

    def _compute(self, frames: Frames) -> NDArray[np.float64]:
        rows = np.empty((len(self), len(frames)))
        for leg, points in enumerate(_LEG):
            hip, knee, ankle = (frames.visibility[:, point] for point in points)
            rows[leg - 2] = 1.0 if frames.picture is None else (hip + knee + ankle) / 3.0
        space = Body(frames.space, frames.up)
        flat = space if frames.picture is None else Body(frames.picture, CAMERA_UP_IN_PICTURE)
        with np.errstate(invalid="ignore", divide="ignore"):
            trust = self._trust_in_picture(space) if frames.metric and flat is not space else None
            for (measure, plane, side), row in self._rows.items():
                if plane == "space" or flat is space:
                    rows[row] = MEASURES[WITHOUT_DEPTH.get(measure, measure) if frames.flat else measure](space, side)
                    continue
                rows[row] = MEASURES[measure](flat, side)
                if trust is not None:
                    in_space = MEASURES[measure](space, side)
                    rows[row] = in_space + (rows[row] - in_space) * trust
        return rows

    def _trust_in_picture(self, space: Body) -> Series | None:
        """How far the picture shows the plane of the movement (moments,), 0..1, from where the line of the hips points.

        Angles in the picture are the better ones when the camera looks square onto the movement (knee -2 +- 6 degrees
        from
        the side), and badly wrong from elsewhere; between the two they fade into the angles in space.
        """
        if self.coaching.view is View.ANY:
            return None
        hips = space.pelvis_left
        away = abs(hips[2]) / length(hips)
        if isinstance(away, float) and math.isfinite(away):
            self._away = (self._away[0] + int(away * 1024.0), self._away[1] + 1)
            return np.array([self._share(self._away[0] / self._away[1] / 1024.0)])
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
        share = (away - 0.35) / 0.3 if self.coaching.view is View.SIDE else (0.9 - away) / 0.2
        return min(max(share, 0.0), 1.0) if isinstance(share, float) else share

    def row(self, rows: NDArray[np.float64], signal: Signal, side: Side) -> Series:
        """The row of `signal` for one side."""
        if signal.measure in ONE_FOR_BOTH:
            side = Side.BOTH
        return np.asarray(rows[self._rows[signal.measure, signal.plane, side]])

    def one(self, rows: NDArray[np.float64], signal: Signal, working: Side = Side.BOTH) -> Series:
        """`signal` as one number per moment (moments,); a side that cannot be seen is left out.

        `working` is the side that moves; with `both`, "working" and "other" mean the average.
        """
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
        sure = np.maximum(rows[-2:], 0.05)
        sure *= sure
        mean = (left * sure[0] + right * sure[1]) / (sure[0] + sure[1])
        missing = np.isnan(mean)
        if missing.any():
            mean[missing] = np.fmax(left[missing], right[missing])
        return mean

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
