"""When a movement really began, arrived, left again, and ended, though each is hidden in noise.

People move smoothly: a reach from rest to rest follows the curve of minimum jerk, 10 s^3 - 15 s^4 + 6 s^5 (Flash and
Hogan, J Neurosci 1985;5:1688). Errors of landmarks wander for about as long as a movement lasts, so no single crossing
of a level is sure. Two areas under the steep part of the curve are surer, because they ask every moment of it: how
much of the way is done on the mean (its middle), and how long it is neither begun nor done (its time). The two ends,
which are flat, follow from middle and time: where the body begins visibly, and from where on its posture is held. A
movement is taken to begin and end where its speed passes 10 % of its highest; the posture out there is held while no
more than a tenth of the way is missing.
"""

import math
from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coxa.motion.compiled import PROCESS
from coxa.motion.tracking import HOME, REMEMBERED, Excursion

FIFTHS = 0.673 - 0.327
"""The share of a minimum-jerk movement's time that lies between a fifth and four fifths of its way."""

VISIBLE = 0.5 - 0.087
"""The share of a minimum-jerk movement's time from where its speed passes 10 % of its highest to its middle."""

HELD = 0.753 - 0.5
"""The share of a minimum-jerk movement's time from its middle to where nine tenths of its way are done."""

STEEP = (0.2, 0.9)
"""The part of the way whose areas are asked: not below what is seen of a way home when it is told, and not so near
rest and hold that their trembling counts. Our design."""

REACH = 0.6
"""How far to each side of the middle the areas are summed, in the time of the movement as it seems at first: a
little more than all of it. Our design."""

LEVEL = 15
"""Moments (0.5 s) of rest whose mean is the level from which a movement leaves. Our design."""

SHORTEST = 4.0
"""Moments (0.13 s) that a movement takes at least. Our design."""


def _areas() -> tuple[float, float]:
    """For the curve of minimum jerk from 0 to 1, clipped to `STEEP` and stretched to 0..1: the mean place of its rise,
    and the area of curve times rest."""
    share = np.linspace(0.0, 1.0, 4001)
    curve = share**3 * (10.0 - share * (15.0 - 6.0 * share))
    steep = np.clip((curve - STEEP[0]) / (STEEP[1] - STEEP[0]), 0.0, 1.0)
    return float(1.0 - steep.mean()), float((steep * (1.0 - steep)).mean())


RISE, AREA = _areas()

_SHARES = np.array((VISIBLE, FIFTHS, *STEEP, REACH, RISE, AREA, SHORTEST, LEVEL))
"""What `kernels.way` reads."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Numbers of moments, with fractions: when it began, arrived out there, left again, and ended; and how long the
    ways out and back take from rest to rest, also where nobody can see it."""

    start: float
    arrived: float
    left: float
    end: float
    whole: float

    @property
    def moving(self) -> float:
        """How many moments the visible way out and back took, without the hold."""
        return self.end - self.start - (self.left - self.arrived)


class Way(NamedTuple):
    """One way out, or back read backwards: the number of its middle moment, its moments from rest to rest, and the
    level it leaves."""

    middle: float
    whole: float
    level: float


@dataclass(slots=True)
class Pace:
    """How long one person's ways take: of the newest, half is believed, and half of what is usual, because one way is
    measured poorly and people keep their pace."""

    _newest: deque[float] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def of(self, whole: float) -> float:
        """The time of a way that seems to take `whole`, after those before it."""
        self._newest.append(whole)
        ordered, half = sorted(self._newest), len(self._newest) // 2
        usual = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
        return 0.5 * (whole + usual)


@dataclass(slots=True)
class Bounding:
    """Finds the bounds of one excursion after the other.

    `visible` and `held` are shares of a way's time: from where the body visibly begins to the middle, and from there
    to where it is held.
    """

    visible: float = VISIBLE
    held: float = HELD
    _out: Pace = field(default_factory=Pace)
    _back: Pace = field(default_factory=Pace)

    def find(self, signal: NDArray[np.float64], first: int, excursion: Excursion) -> Bounds:
        """The bounds of `excursion` in `signal` (moments,), whose first moment has the number `first`; out is
        upwards."""
        top, last = excursion.top - first, len(signal) - 1
        low, high = excursion.base_value * excursion.sign, excursion.top_value * excursion.sign
        back_low = excursion.back_value * excursion.sign
        home = high - back_low >= HOME * (high - low)
        back_to = max(excursion.back, excursion.known) - first
        held, way = (_held, _way) if PROCESS.kernels is None else (PROCESS.kernels.held, _compiled_way)
        start, end, high = held(signal, min(back_to, last) + 1, top, low, low if home else back_low, high)
        turn = 0.5 * (start + end)
        out = way(signal, top, turn, low, high)
        back = way(signal[::-1], last - top, last - turn, out.level if home else back_low, high)
        out_whole, back_whole = self._out.of(out.whole), self._back.of(back.whole)
        begun, over = first + out.middle, first + last - back.middle
        return Bounds(
            start=begun - self.visible * out_whole,
            arrived=min(begun + self.held * out_whole, excursion.top),
            left=max(over - self.held * back_whole, excursion.top),
            end=over + self.visible * back_whole,
            whole=out_whole + back_whole,
        )


def bounds_of(signal: NDArray[np.float64], first: int, excursion: Excursion) -> Bounds:
    """The bounds of a single `excursion`, as `Bounding.find`."""
    return Bounding().find(signal, first, excursion)


def _held(
    signal: NDArray[np.float64], until: int, top: int, low: float, back_low: float, high: float
) -> tuple[int, int, float]:
    """From which moment until which one before `until` the posture is above four fifths of the way, and its level out
    there: the mean over the middle of that time."""
    values = signal[:until].tolist()
    start = _last_below(values, low + 0.8 * (high - low), top - 1) + 1
    level, end = back_low + 0.8 * (high - back_low), top
    while end < len(values) and values[end] >= level:
        end += 1
    quarter = (end - start) // 4
    middle = values[start + quarter : max(end - quarter, start + quarter + 1)]
    return start, end, sum(middle) / len(middle)


def _compiled_way(signal: NDArray[np.float64], top: int, turn: float, low: float, high: float) -> Way:
    """As `_way`, by the compiled loop."""
    return Way(*PROCESS.kernels.way(np.ascontiguousarray(signal), top, turn, low, high, _SHARES))


def _way(signal: NDArray[np.float64], top: int, turn: float, low: float, high: float) -> Way:
    """The last rise of `signal` (moments,) from `low` to `high` before `top`; `turn` is the middle of the time out
    there."""
    values = signal.tolist()
    if high <= low or top < 1:
        return Way(float(top), SHORTEST, low)
    middle, whole = _seeming(values, top, low, high)
    start = middle - VISIBLE * whole
    if start >= LEVEL // 2:
        rest = values[max(int(start) - LEVEL, 0) : int(start)]
        low = max(low, min(sum(rest) / len(rest), low + 0.3 * (high - low)))
    first = max(round(middle - REACH * whole), 0)
    last = min(round(middle + REACH * whole), max(round(turn), math.ceil(middle) + 1), len(values) - 1)
    if last - first < 2:
        return Way(middle, whole, low)
    way = high - low
    steep = signal[first : last + 1] - (low + STEEP[0] * way)
    steep /= (STEEP[1] - STEEP[0]) * way
    np.maximum(steep, 0.0, out=steep)
    np.minimum(steep, 1.0, out=steep)
    done = sum(steep.tolist())
    steep *= steep
    whole = max((done - sum(steep.tolist())) / AREA, SHORTEST)
    return Way(last + 0.5 - done + (0.5 - RISE) * whole, whole, low)


def _seeming(values: list[float], top: int, low: float, high: float) -> tuple[float, float]:
    """The middle of the last rise before `top`, and its time from rest to rest, by where it crosses three levels."""
    way = high - low
    half = _upward(values, low + 0.5 * way, top)
    fifth = _upward(values, low + 0.2 * way, math.ceil(half))
    four_fifths = _upward(values, low + 0.8 * way, _first_above(values, low + 0.8 * way, int(half), top))
    return half, max((four_fifths - fifth) / FIFTHS, SHORTEST)


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


def _first_above(values: list[float], level: float, since: int, until: int) -> int:
    """The first place from `since` to `until` whose value reaches `level`; `until` when none does."""
    for at in range(since, until):
        if values[at] >= level:
            return at
    return max(since, until)
