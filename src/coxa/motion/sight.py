"""Can the person be trusted to be where the landmarks say? If not, nothing is counted and nobody is blamed.

A pose model's visibility is no safety signal: with a second person behind, it mixed two bodies at visibility 0.9.
So every frame is also asked whether it can be *one* body: bone lengths, knees' distance, jumps, exchanged sides.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coxa.motion.events import Why
from coxa.motion.frames import Frames
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

LONGEST_EXCHANGE_S = 2.0
"""After so long exchanged sides are taken as the right ones. Our design."""

_POINTS = np.array(
    [
        Landmark.LEFT_SHOULDER,
        Landmark.RIGHT_SHOULDER,
        Landmark.LEFT_HIP,
        Landmark.RIGHT_HIP,
        Landmark.LEFT_KNEE,
        Landmark.RIGHT_KNEE,
        Landmark.LEFT_ANKLE,
        Landmark.RIGHT_ANKLE,
    ]
)
_CROSSED = np.array([1, 0, 3, 2])

REASONS = (Why.NOBODY, Why.HIDDEN, Why.OUT_OF_PICTURE, Why.IMPLAUSIBLE, Why.SECOND_PERSON, Why.SWAPPED)
SEEN = -1
"""What `Sight.look` gives for a frame that can be trusted; else the place of its reason in `REASONS`."""


@dataclass(slots=True)
class Sight:
    """Looks at frames in order.

    `both` says whether the exercise is judged by both sides; knees farther apart than `widest_knees` thigh lengths
    belong
    to two people. A camera must see the feet: without them a leg is a guess.
    """

    both: bool = False
    widest_knees: float = 1.9
    _last: NDArray[np.float64] | None = None
    _last_t: float = 0.0
    _crossed: bool = False
    _crossed_since: float = -np.inf
    _jumped_at: float = -np.inf

    def look(self, frames: Frames) -> NDArray[np.int8]:
        """For each frame `SEEN`, or the place in `REASONS` of why it cannot be trusted: (frames,)."""
        space = frames.space[:, _POINTS]
        picture = None if frames.picture is None else frames.picture[:, _POINTS]
        with np.errstate(invalid="ignore", divide="ignore"):
            verdict = self._hidden(frames, space, picture)
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
        self._last, self._last_t = picture[-1:].copy(), float(frames.t[-1])
        return verdict

    def _hidden(
        self, frames: Frames, space: NDArray[np.float64], picture: NDArray[np.float64] | None
    ) -> NDArray[np.int8]:
        """Points that are missing, out of the picture, or not visible; each side by itself, then both."""
        count, rows = len(frames), 3 if picture is None else 4
        missing = np.isnan(space[:, :, :2].sum(axis=2)).reshape(count, 4, 2)[:, :rows].any(axis=1)
        code = np.where(missing, np.int8(REASONS.index(Why.NOBODY)), np.int8(SEEN))
        if picture is None:
            return np.minimum(code[:, 0], code[:, 1]) if not self.both else np.maximum(code[:, 0], code[:, 1])
        most = np.array([frames.aspect, 1.0])
        out = ((picture < -BORDER * most) | (picture > (1 + BORDER) * most)).any(axis=2)
        out = out.reshape(count, 4, 2)[:, :rows].any(axis=1)
        code[out & (code == SEEN)] = REASONS.index(Why.OUT_OF_PICTURE)
        each = frames.visibility[:, _POINTS].reshape(count, 4, 2)
        visible = each.mean(axis=1)
        near = code.copy()
        near[((visible < LEAST_VISIBLE) | (each.min(axis=1) < LEAST_POINT)) & (near == SEEN)] = REASONS.index(
            Why.HIDDEN
        )
        verdict = np.minimum(near[:, 0], near[:, 1])
        if self.both:
            code[(visible < LEAST_FAR) & (code == SEEN)] = REASONS.index(Why.HIDDEN)
            verdict = np.maximum(verdict, np.maximum(code[:, 0], code[:, 1]))
        return verdict

    def _jumping(self, t: NDArray[np.float64], picture: NDArray[np.float64]) -> NDArray[np.bool_] | None:
        """Frames soon after the hips or the shoulders were somewhere else at once."""
        if self._last is None:
            whole, since = np.concatenate([picture[:1], picture]), np.concatenate([t[:1] - 1, t])
        else:
            whole, since = np.concatenate([self._last, picture]), np.concatenate([[self._last_t], t])
        ends = (whole[:, [0, 2]] + whole[:, [1, 3]]) * 0.5
        step = ends[1:] - ends[:-1]
        trunk = ends[1:, 0] - ends[1:, 1]
        size = np.maximum((trunk * trunk).sum(axis=1), SMALLEST_TRUNK**2)
        allowed = np.maximum(FASTEST * np.minimum(since[1:] - since[:-1], 0.2), 0.35)
        jumped = (step * step).sum(axis=2).max(axis=1) > allowed * allowed * size
        if not jumped.any() and t[0] - self._jumped_at >= JUMP_S:
            return None
        last = np.maximum.accumulate(np.where(jumped, t, self._jumped_at))
        self._jumped_at = float(last[-1])
        return np.asarray(t - last < JUMP_S)

    def _exchanged(self, t: NDArray[np.float64], picture: NDArray[np.float64]) -> NDArray[np.bool_] | None:
        """Frames in which left and right have changed places, until they change back."""
        legs = picture[:, 4:]
        old = np.concatenate([legs[:1] if self._last is None else self._last[:, 4:], legs[:-1]])
        stay = ((legs - old) ** 2).sum(axis=(1, 2))
        # Squares of distances: a fifth of the way of both legs to each other, which a limb does not move by in a frame.
        apart = 2 * ((legs[:, ::2] - legs[:, 1::2]) ** 2).sum(axis=(1, 2))
        moved = (stay > 0.36 * apart) & (apart > LEAST_APART)
        if not moved.any() and not self._crossed:
            return None
        swap = moved & (stay > 6.0 * ((legs[:, _CROSSED] - old) ** 2).sum(axis=(1, 2)))
        crossed = np.zeros(len(t), np.bool_)
        for place, (moment, swapped) in enumerate(zip(t.tolist(), swap.tolist(), strict=True)):
            if swapped:
                self._crossed = not self._crossed
                self._crossed_since = moment
            elif self._crossed and moment - self._crossed_since > LONGEST_EXCHANGE_S:
                self._crossed = False
            crossed[place] = self._crossed or swapped
        return crossed


def _implausible(space: NDArray[np.float64], widest_knees: float) -> NDArray[np.bool_]:
    """Frames whose bones do not belong to one body; only metric space has lengths that mean something."""
    bones = space[:, 2:] - space[:, :-2]
    lengths = np.sqrt((bones * bones).sum(axis=2))
    shares = lengths[:, 1::2] / lengths[:, ::2]
    knees = space[:, 4] - space[:, 5]
    means = lengths[:, ::2] + lengths[:, 1::2]
    of_trunk, of_thigh = means[:, 1] / means[:, 0], means[:, 2] / means[:, 1]
    odd = (of_trunk < THIGH_OF_TRUNK[0]) | (of_trunk > THIGH_OF_TRUNK[1]) | (of_thigh < 0.35) | (of_thigh > 2.8)
    odd |= ((shares[:, 1:] < LEFT_OF_RIGHT[0]) | (shares[:, 1:] > LEFT_OF_RIGHT[1])).any(axis=1)
    return np.asarray(odd | ((knees * knees).sum(axis=1) > (widest_knees * 0.5 * means[:, 1]) ** 2))
