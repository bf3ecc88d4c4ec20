"""When a movement really began, arrived, left again and ended, though each is hidden in noise.

People move smoothly: a reach from rest to rest follows the curve of minimum jerk, 10 s^3 - 15 s^4 + 6 s^5 (Flash and
Hogan,
J Neurosci 1985;5:1688). That curve passes a fifth, half and four fifths of its way at 0.327, 0.5 and 0.673 of its
time. The three
crossings are steep, so they are well measured; the two ends, which are flat, follow from them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coxa.motion.tracking import HOME, Excursion

FIFTHS = 0.673 - 0.327
"""The share of a minimum-jerk movement's time that lies between a fifth and four fifths of its way."""

STILL_SHARE = 0.05
"""The share of the steepest slope below which the signal stands still. Our design."""

LEAD_S, LAG_S = 0.1, 0.1
"""Seconds by which trunk and arms lead and trail the joint that is followed (UI-PRMD: median 0.1 each)."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Numbers of moments, with fractions: when it began, arrived out there, left again, and ended."""

    start: float
    arrived: float
    left: float
    end: float


def bounds_of(signal: NDArray[np.float64], first: int, excursion: Excursion) -> Bounds:
    """The bounds of `excursion` in `signal` (moments,), whose first moment has the number `first`; out is upwards."""
    top = excursion.top - first
    low, high = excursion.base_value * excursion.sign, excursion.top_value * excursion.sign
    out_from = max(excursion.base - first, 0)
    start, arrived = _ramp(signal[out_from : top + 1], low, high)
    back_low = excursion.back_value * excursion.sign
    if high - back_low >= HOME * (high - low):
        back_low = min(low, back_low)
    back_to = max(excursion.back, excursion.known) - first
    end, left = _ramp(signal[top : back_to + 1][::-1], back_low, high)
    return Bounds(
        start=first + out_from + start,
        arrived=min(first + out_from + arrived, excursion.top),
        left=max(first + back_to - left, excursion.top),
        end=first + back_to - end,
    )


def _ramp(signal: NDArray[np.float64], low: float, high: float) -> tuple[float, float]:
    """When the last rise in `signal` from `low` to `high` begins and when it arrives, in moments from its first."""
    way = high - low
    last = len(signal) - 1
    if way <= 0 or last < 1:
        return 0.0, float(last)
    half = _upward(signal, low + 0.5 * way, last)
    fifth = _upward(signal, low + 0.2 * way, int(np.ceil(half)))
    above = np.flatnonzero(signal[int(half) :] >= low + 0.8 * way)
    most = int(half) + int(above[0]) if len(above) else last
    four_fifths = _upward(signal, low + 0.8 * way, most)
    half_time = (four_fifths - fifth) / FIFTHS * 0.5
    return min(half - half_time, _standstill(signal, int(fifth))), min(half + half_time, float(last))


def _standstill(signal: NDArray[np.float64], until: int) -> float:
    """When the signal last stood still before the moment `until`: its slope a small share of what it becomes."""
    slope = signal[3:] - signal[:-3]
    still = np.flatnonzero(slope[:until] <= STILL_SHARE * slope.max(initial=0.0))
    return float(still[-1]) + 1.5 if len(still) else 0.0


def _upward(signal: NDArray[np.float64], level: float, until: int) -> float:
    """When the signal last passes `level` upwards before `until`, between moments by a straight line."""
    below = np.flatnonzero(signal[: until + 1] < level)
    if not len(below):
        return 0.0
    at = int(below[-1])
    if at + 1 >= len(signal):
        return float(at)
    step = signal[at + 1] - signal[at]
    return at + float((level - signal[at]) / step) if step > 0 else float(at)
