"""When a movement really began, arrived, left again, and ended, though each is hidden in noise.

People move smoothly: a reach from rest to rest follows the curve of minimum jerk, 10 s^3 - 15 s^4 + 6 s^5 (Flash and
Hogan, J Neurosci 1985;5:1688). That curve passes a fifth, half and four fifths of its way at 0.327, 0.5 and 0.673 of
its time. The crossings are steep, so they are well measured; the two ends, which are flat, follow from them. A
movement is taken to begin and end where its speed passes 10 % of its highest, which is 0.087 of its time from the
very ends. The posture out there is held while no more than a tenth of the way is missing.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coxa.motion.tracking import HOME, Excursion

FIFTHS = 0.673 - 0.327
"""The share of a minimum-jerk movement's time that lies between a fifth and four fifths of its way."""

VISIBLE = 0.5 - 0.087
"""The share of a minimum-jerk movement's time from where its speed passes 10 % of its highest to its middle."""

HELD = 0.9
"""The share of the way out from which the posture counts as held: the usual upper level of a rise time."""

LEVEL = 15
"""Moments (0.5 s) of rest whose mean is the level from which a movement leaves. Our design."""

RAMP = 0.753 - 0.087
"""The share of a minimum-jerk movement's time from where it begins visibly to where its posture counts as held."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Numbers of moments, with fractions: when it began, arrived out there, left again, and ended."""

    start: float
    arrived: float
    left: float
    end: float

    @property
    def moving(self) -> float:
        """How many moments the visible way out and back took, without the hold."""
        return self.end - self.start - (self.left - self.arrived)

    @property
    def moving_whole(self) -> float:
        """How many moments out and back took from rest to rest, also where nobody can see it: the tempo of a plan."""
        return self.moving / RAMP


def bounds_of(signal: NDArray[np.float64], first: int, excursion: Excursion) -> Bounds:
    """The bounds of `excursion` in `signal` (moments,), whose first moment has the number `first`; out is upwards."""
    top, values = excursion.top - first, signal.tolist()
    low, high = excursion.base_value * excursion.sign, excursion.top_value * excursion.sign
    back_low = excursion.back_value * excursion.sign
    home = high - back_low >= HOME * (high - low)
    back_to = max(excursion.back, excursion.known) - first
    high = _level_out(values[: back_to + 1], top, low, low if home else back_low, high)
    start, arrived, level = _ramp(values[: top + 1], low, high)
    end, left, _ = _ramp(values[top:][::-1], level if home else back_low, high)
    last = len(values) - 1
    return Bounds(
        start=first + start,
        arrived=min(first + arrived, excursion.top),
        left=max(first + last - left, excursion.top),
        end=first + last - end,
    )


def _level_out(values: list[float], top: int, low: float, back_low: float, high: float) -> float:
    """The level of the posture out there: the mean over the middle of the time spent above four fifths of the way."""
    start = _last_below(values, low + 0.8 * (high - low), top - 1) + 1
    level, end = back_low + 0.8 * (high - back_low), top
    while end < len(values) and values[end] >= level:
        end += 1
    quarter = (end - start) // 4
    middle = values[start + quarter : max(end - quarter, start + quarter + 1)]
    return sum(middle) / len(middle)


def _ramp(values: list[float], low: float, high: float) -> tuple[float, float, float]:
    """When the last rise in `values` from `low` to `high` begins and arrives, in moments from its first; and from what
    level. The beginning may lie before the first."""
    last = len(values) - 1
    if high <= low or last < 1:
        return 0.0, float(last), low
    half = _upward(values, low + 0.5 * (high - low), last)
    start = 0.0
    for _ in range(2):
        way = high - low
        fifth = _upward(values, low + 0.2 * way, math.ceil(half))
        four_fifths = _upward(values, low + 0.8 * way, _first_above(values, low + 0.8 * way, int(half)))
        start = half - VISIBLE * (four_fifths - fifth) / FIFTHS
        if start < LEVEL // 2:
            break
        rest = values[max(int(start) - LEVEL, 0) : int(start)]
        low = max(low, min(sum(rest) / len(rest), low + 0.3 * way))
    return start, float(_first_above(values, low + HELD * (high - low), int(half))), low


def _upward(values: list[float], level: float, until: int) -> float:
    """When the signal last passes `level` upwards before `until`, between moments by a straight line."""
    at = _last_below(values, level, min(until, len(values) - 1))
    if at < 0:
        return 0.0
    if at + 1 >= len(values):
        return float(at)
    step = values[at + 1] - values[at]
    return at + (level - values[at]) / step if step > 0 else float(at)


def _last_below(values: list[float], level: float, until: int) -> int:
    """The last place up to `until` whose value is below `level`; -1 when there is none."""
    for at in range(until, -1, -1):
        if values[at] < level:
            return at
    return -1


def _first_above(values: list[float], level: float, since: int) -> int:
    """The first place from `since` on whose value reaches `level`; the last one when none does."""
    last = len(values) - 1
    for at in range(since, last):
        if values[at] >= level:
            return at
    return max(since, last)
