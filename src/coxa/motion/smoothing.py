"""From frames that come as they come to an even, quiet signal: 30 values a second, 0.1 s late, the same for any
chunking."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 30
"""The engine's own even rate. Voluntary leg movement stays below 6 Hz (Winter, Biomechanics, 2009): 30 Hz holds it."""

LONGEST_BRIDGE_S = 0.4
"""A gap between two good frames that is still bridged by a straight line; longer is "can't see". Our design."""

WEIGHTS = (1 / 9, 2 / 9, 3 / 9, 2 / 9, 1 / 9)
"""A triangle over 5 values (0.17 s): 1.5 degrees of white noise become 0.65; a 60-degree movement of 3 s loses 0.1.
Our design."""

DELAY = 3
"""How many values the smoothing lags: one for the median of three, two for the triangle."""


@dataclass(slots=True)
class EvenRate:
    """Reads values at uneven times, tells them at even ones; NaN columns where a gap is too long to bridge."""

    origin_s: float | None = None
    _next: int = 0
    _last_t: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    _last_values: NDArray[np.float64] | None = None

    def feed(self, t: NDArray[np.float64], values: NDArray[np.float64]) -> tuple[int, NDArray[np.float64]]:
        """The number of the first new even moment, and `values` (signals, frames) at the new moments (signals,
        moments)."""
        if not len(t):
            return self._next, values[:, :0]
        if self.origin_s is None or self._last_values is None:
            self.origin_s = float(t[0])
        else:
            t = np.concatenate([self._last_t, t])
            values = np.concatenate([self._last_values, values], axis=1)
        self._last_t, self._last_values = t[-1:].copy(), values[:, -1:].copy()
        if len(t) == 2:
            return self._between(float(t[0]), float(t[1]), values)
        first = self._next
        # Moments up to the newest frame; a tiny allowance keeps 30 Hz frames from falling just short of theirs.
        count = int(np.floor((t[-1] - self.origin_s) * RATE_HZ + 1e-6)) - first + 1
        if count <= 0:
            return first, values[:, :0]
        self._next = first + count
        at = self.origin_s + np.arange(first, first + count) / RATE_HZ
        if len(t) == 1:
            return first, np.repeat(values, count, axis=1)
        left = np.minimum(np.maximum(np.searchsorted(t, at, side="right") - 1, 0), len(t) - 2)
        step = t[left + 1] - t[left]
        share = np.minimum(np.maximum((at - t[left]) / step, 0.0), 1.0)
        share[step > LONGEST_BRIDGE_S] = np.nan
        share[np.abs(at - t[left]) < 1e-6] = 0.0
        share[np.abs(at - t[left + 1]) < 1e-6] = 1.0
        before = values.take(left, axis=1)
        even = before + (values.take(left + 1, axis=1) - before) * share
        even[:, share == 1.0] = values.take(left + 1, axis=1)[:, share == 1.0]
        even[:, share == 0.0] = before[:, share == 0.0]
        return first, even

    def _between(self, before_s: float, after_s: float, values: NDArray[np.float64]) -> tuple[int, NDArray[np.float64]]:
        """As `feed`, for the moments between two frames: plain numbers are faster for a single live frame."""
        origin, first = self.origin_s or 0.0, self._next
        count = math.floor((after_s - origin) * RATE_HZ + 1e-6) - first + 1
        if count <= 0:
            return first, values[:, :0]
        self._next = first + count
        even = np.empty((len(values), count))
        before, after = values[:, 0], values[:, 1]
        for place in range(count):
            at = origin + (first + place) / RATE_HZ
            share = min(max((at - before_s) / (after_s - before_s), 0.0), 1.0)
            if abs(at - after_s) < 1e-6 or (share == 1.0 and after_s - before_s <= LONGEST_BRIDGE_S):
                even[:, place] = after
            elif abs(at - before_s) < 1e-6 or (share == 0.0 and after_s - before_s <= LONGEST_BRIDGE_S):
                even[:, place] = before
            elif after_s - before_s > LONGEST_BRIDGE_S:
                even[:, place] = np.nan
            else:
                even[:, place] = before + (after - before) * share
        return first, even


@dataclass(slots=True)
class Smoothing:
    """A median of three against single wild values, then a triangle of five. Starts anew after each break."""

    _tail: NDArray[np.float64] | None = None

    def feed(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Smooth `values` (signals, moments); as many come out, `DELAY` late. The break itself must not be in
        `values`."""
        if not values.shape[1]:
            return values
        if self._tail is None:
            self._tail = np.repeat(values[:, :1], 2 * DELAY, axis=1)
        whole = np.concatenate([self._tail, values], axis=1)
        self._tail = whole[:, -2 * DELAY :].copy()
        one, two, three = whole[:, :-2], whole[:, 1:-1], whole[:, 2:]
        quiet = np.maximum(np.minimum(one, two), np.minimum(np.maximum(one, two), three))
        count = values.shape[1]
        total: NDArray[np.float64] = quiet[:, :count] * WEIGHTS[0]
        for place, weight in enumerate(WEIGHTS[1:], start=1):
            total += quiet[:, place : place + count] * weight
        return total

    @property
    def starting(self) -> bool:
        """Whether the next values are the first after a break."""
        return self._tail is None

    def rest(self) -> NDArray[np.float64] | None:
        """The last `DELAY` values, as if the last one stayed; then forgets."""
        if self._tail is None:
            return None
        last = self.feed(np.repeat(self._tail[:, -1:], DELAY, axis=1))
        self._tail = None
        return last


@dataclass(slots=True)
class History:
    """The newest values of all signals, by the number of their moment; at least `keep` of them."""

    signals: int
    keep: int
    _values: NDArray[np.float64] = field(init=False)
    _first: int = 0
    _count: int = 0

    def __post_init__(self) -> None:
        self._values = np.empty((self.signals, 2 * self.keep))

    @property
    def end(self) -> int:
        """The number of the moment after the newest."""
        return self._first + self._count

    @property
    def start(self) -> int:
        """The number of the oldest moment that is still kept."""
        return self._first

    def restart(self, first: int) -> None:
        """Forget everything; the next moment is `first`."""
        self._first, self._count = first, 0

    def add(self, values: NDArray[np.float64]) -> None:
        """Append `values` (signals, moments)."""
        new = values.shape[1]
        if self._count + new > self._values.shape[1]:
            dropped = max(0, min(self._count - self.keep, self._count))
            kept = self._values[:, dropped : self._count].copy()
            if kept.shape[1] + new > self._values.shape[1]:
                self._values = np.empty((self.signals, kept.shape[1] + 2 * new))
            self._values[:, : kept.shape[1]] = kept
            self._first, self._count = self._first + dropped, kept.shape[1]
        self._values[:, self._count : self._count + new] = values
        self._count += new

    def part(self, start: int, stop: int) -> NDArray[np.float64]:
        """Moments `start` to `stop` as far as they are kept, (signals, moments), a view."""
        part: NDArray[np.float64] = self._values[:, max(start - self._first, 0) : max(stop - self._first, 0)]
        return part[:, : self._count]
