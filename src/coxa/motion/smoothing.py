"""From frames that come as they come to an even, quiet signal: 30 values a second, 0.1 s late, the same for any
chunking."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coxa.motion.compiled import LEAST, PROCESS
from coxa.motion.frames import CHUNK

RATE_HZ = 30
"""The engine's own even rate. Voluntary leg movement stays below 6 Hz (Winter, Biomechanics, 2009): 30 Hz holds it."""

LONGEST_BRIDGE_S = 0.4
"""A gap between two good frames that is still bridged by a straight line; longer is "can't see". Our design."""

SAME_S = 1e-6
"""A frame this near to an even moment is taken to be it."""

WEIGHTS = (1 / 9, 2 / 9, 3 / 9, 2 / 9, 1 / 9)
"""A triangle over 5 values (0.17 s): 1.5 degrees of white noise become 0.65; a 60-degree movement of 3 s loses 0.1.
Our design."""

_WEIGHTS = np.array(WEIGHTS)

DELAY = 3
"""How many values the smoothing lags: one for the median of three, two for the triangle."""

MANY = 256
"""Moments from which each row is smoothed by itself: so much stays in a processor's nearest memory."""

FEW = 4
"""Moments up to which each is smoothed by itself: what a live frame brings."""


@dataclass(slots=True)
class EvenRate:
    """Reads values at uneven times, tells them at even ones; NaN columns where a gap is too long to bridge."""

    origin_s: float | None = None
    _next: int = 0
    _last_t: float = 0.0
    _last_values: NDArray[np.float64] | None = None

    def feed(self, t: NDArray[np.float64], values: NDArray[np.float64]) -> tuple[int, NDArray[np.float64]]:
        """The number of the first new even moment, and `values` (signals, frames) at the new moments (signals,
        moments)."""
        if not len(t):
            return self._next, values[:, :0]
        before = self._last_values
        if self.origin_s is None or before is None:
            self.origin_s = float(t[0])
        elif t.size == 1:
            before_s = self._last_t
            self._last_t, self._last_values = float(t[0]), values
            return self._between(before_s, self._last_t, before, values)
        first = self._next
        if self._is_even(t):
            self._last_t, self._last_values, self._next = float(t[-1]), values[:, -1:].copy(), first + t.size
            return first, values
        if before is not None:
            t = np.concatenate([[self._last_t], t])
        self._last_t, self._last_values = float(t[-1]), values[:, -1:].copy()
        # Moments up to the newest frame; a tiny allowance keeps 30 Hz frames from falling just short of theirs.
        count = self._newest_moment(self._last_t) - first + 1
        if count <= 0:
            return first, values[:, :0]
        self._next = first + count
        kernels = PROCESS.kernels
        if kernels is not None and count >= LEAST and len(t) > 1:
            even = np.empty((len(values), count))
            column = np.empty(0) if before is None else before[:, 0]
            kernels.even(
                np.ascontiguousarray(t, float),
                np.ascontiguousarray(values),
                column,
                self.origin_s,
                first,
                RATE_HZ,
                LONGEST_BRIDGE_S,
                SAME_S,
                even,
            )
            return first, even
        return first, self._interpolated(
            t, values if before is None else np.concatenate([before, values], axis=1), first
        )

    def _interpolated(self, t: NDArray[np.float64], values: NDArray[np.float64], first: int) -> NDArray[np.float64]:
        """`values` (signals, frames) at the new moments: (signals, moments)."""
        at = (self.origin_s or 0.0) + np.arange(first, self._next) / RATE_HZ
        if len(t) == 1:
            return np.repeat(values, len(at), axis=1)
        left = np.minimum(np.maximum(np.searchsorted(t, at, side="right") - 1, 0), len(t) - 2)
        step = t[left + 1] - t[left]
        share = np.minimum(np.maximum((at - t[left]) / step, 0.0), 1.0)
        share[step > LONGEST_BRIDGE_S] = np.nan
        share[np.abs(at - t[left]) < SAME_S] = 0.0
        share[np.abs(at - t[left + 1]) < SAME_S] = 1.0
        upon = share == 1.0
        exact = upon | (share == 0.0)
        if exact.all():
            return _at_places(values, left + upon)
        before, after = _at_places(values, left), _at_places(values, left + 1)
        even: NDArray[np.float64] = before + (after - before) * share
        if exact.any():
            even[:, exact] = values.take((left + upon)[exact], axis=1)
        return even

    def _is_even(self, t: NDArray[np.float64]) -> bool:
        """Whether `t` are just the next even moments, as those of most cameras are: then nothing lies between."""
        last = self._next + t.size - 1
        if self._newest_moment(float(t[-1])) != last:
            return False
        at = (self.origin_s or 0.0) + np.arange(self._next, last + 1) / RATE_HZ
        return bool(np.abs(at - t).max() < SAME_S)

    def _newest_moment(self, t: float) -> int:
        """The number of the newest moment up to `t`."""
        return math.floor((t - (self.origin_s or 0.0)) * RATE_HZ + 1e-6)

    def _between(
        self, before_s: float, after_s: float, before: NDArray[np.float64], after: NDArray[np.float64]
    ) -> tuple[int, NDArray[np.float64]]:
        """As `feed`, for the moments between two frames: plain numbers are faster for a single live frame."""
        origin, first = self.origin_s or 0.0, self._next
        count = math.floor((after_s - origin) * RATE_HZ + 1e-6) - first + 1
        if count <= 0:
            return first, after[:, :0]
        self._next = first + count
        if count == 1 and abs(origin + first / RATE_HZ - after_s) < SAME_S:
            return first, after
        if count == 1 and before_s + SAME_S < (at := origin + first / RATE_HZ) < after_s - SAME_S:
            if after_s - before_s > LONGEST_BRIDGE_S:
                return first, np.full(after.shape, np.nan)
            even = after - before
            even *= (at - before_s) / (after_s - before_s)
            even += before
            return first, even
        even = np.empty((len(after), count))
        before, after = before[:, 0], after[:, 0]
        for place in range(count):
            at = origin + (first + place) / RATE_HZ
            share = min(max((at - before_s) / (after_s - before_s), 0.0), 1.0)
            if abs(at - after_s) < SAME_S or (share == 1.0 and after_s - before_s <= LONGEST_BRIDGE_S):
                even[:, place] = after
            elif abs(at - before_s) < SAME_S or (share == 0.0 and after_s - before_s <= LONGEST_BRIDGE_S):
                even[:, place] = before
            elif after_s - before_s > LONGEST_BRIDGE_S:
                even[:, place] = np.nan
            else:
                even[:, place] = before + (after - before) * share
        return first, even


def is_finite(values: NDArray[np.float64]) -> bool:
    """Whether every one of `values` (signals, moments) is finite."""
    if values.shape[1] == 1 and math.isfinite(sum(values[:, 0].tolist())):
        return True
    return bool(np.isfinite(values).all())


def _at_places(values: NDArray[np.float64], places: NDArray[np.intp]) -> NDArray[np.float64]:
    """Columns of `values`: a view where the places follow each other, as those of even frames do."""
    start, stop = int(places[0]), int(places[-1]) + 1
    if stop - start == len(places) and (len(places) == 1 or (places[1:] - places[:-1] == 1).all()):
        return values[:, start:stop]
    return values.take(places, axis=1)


def _medians(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The median of each three neighbours in time (..., moments): (..., moments - 2)."""
    one, two, three = values[..., :-2], values[..., 1:-1], values[..., 2:]
    low, high = np.minimum(one, two), np.maximum(one, two)
    np.minimum(high, three, out=high)
    medians: NDArray[np.float64] = np.maximum(low, high, out=high)
    return medians


def _smooth(values: NDArray[np.float64], smooth: NDArray[np.float64]) -> None:
    """Put into `smooth` (..., moments) the triangle over the medians of `values` (..., moments + 2 * DELAY)."""
    quiet, count = _medians(values), smooth.shape[-1]
    np.multiply(quiet[..., :count], WEIGHTS[0], out=smooth)
    part = np.empty(smooth.shape)
    for place, weight in enumerate(WEIGHTS[1:], start=1):
        smooth += np.multiply(quiet[..., place : place + count], weight, out=part)


@dataclass(slots=True)
class Smoothing:
    """A median of three against single wild values, then a triangle of five. Starts anew after each break."""

    _tail: NDArray[np.float64] | None = None
    _newest: list[NDArray[np.float64]] = field(default_factory=list)
    _sums: NDArray[np.float64] | None = None

    def feed(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Smooth `values` (signals, moments); as many come out, `DELAY` late. The break itself must not be in
        `values`."""
        if not values.shape[1]:
            return values
        count = values.shape[1]
        if self._sums is not None and count <= FEW:
            each = [self._one(values[:, place : place + 1]) for place in range(count)]
            return np.concatenate(each, axis=1) if count > 1 else each[0]
        if self._newest:
            self._tail = np.concatenate(self._newest, axis=1)
        if self._tail is None:
            self._tail = np.repeat(values[:, :1], 2 * DELAY, axis=1)
        kernels = PROCESS.kernels
        if kernels is not None and count >= LEAST:
            smooth = np.empty(values.shape)
            kernels.smooth(np.ascontiguousarray(self._tail), values, *WEIGHTS[:3], smooth)
            self._tail, self._newest, self._sums = values[:, -2 * DELAY :].copy(), [], None
            return smooth
        whole = np.concatenate([self._tail, values], axis=1)
        self._tail, self._newest, self._sums = whole[:, -2 * DELAY :].copy(), [], None
        if count <= FEW:
            self._start_sums(self._tail)
        smooth = np.empty(values.shape)
        if count < MANY:
            _smooth(whole, smooth)
        else:
            for row, out in zip(whole, smooth, strict=True):
                _smooth(row, out)
        return smooth

    def _start_sums(self, tail: NDArray[np.float64]) -> None:
        """From now on moment by moment, after `tail` (signals, 2 * DELAY)."""
        self._newest = [tail[:, place : place + 1].copy() for place in range(2 * DELAY)]
        self._sums = np.full((len(tail), len(WEIGHTS) + 1), -0.0)
        for quiet in _medians(tail).T.copy():
            self._add(quiet.reshape(-1, 1))

    def _one(self, value: NDArray[np.float64]) -> NDArray[np.float64]:
        """As `feed`, for a single moment after a single one: only the newest median is new."""
        one, two = self._newest[-2:]
        self._newest = [*self._newest[1:], value]
        quiet = np.maximum(one, two)
        np.minimum(quiet, value, out=quiet)
        np.maximum(quiet, np.minimum(one, two), out=quiet)
        return self._add(quiet)

    def _add(self, quiet: NDArray[np.float64]) -> NDArray[np.float64]:
        """Add the newest median (signals, 1) to the triangles it is part of, the newest first; with it the oldest is
        complete. The first column stays the zero from which sums start: added to it, any value keeps its bits."""
        sums = self._sums
        assert sums is not None  # noqa: S101  # they are made before the first median
        new: NDArray[np.float64] = quiet * _WEIGHTS
        new += sums[:, :-1]
        sums[:, 1:] = new
        return new[:, -1:]

    @property
    def starting(self) -> bool:
        """Whether the next values are the first after a break."""
        return self._tail is None

    def rest(self) -> NDArray[np.float64] | None:
        """The last `DELAY` values, as if the last one stayed; then forgets."""
        if self._tail is None:
            return None
        newest = self._newest[-1] if self._newest else self._tail[:, -1:]
        last = self.feed(np.repeat(newest, DELAY, axis=1))
        self._tail, self._newest, self._sums = None, [], None
        return last


@dataclass(slots=True)
class History:
    """The newest values of all signals, by the number of their moment; at least `keep` of them.

    Below the rows of the `signals` are `derived` ones, which are computed from them when they are asked for.
    """

    signals: int
    keep: int
    derived: int = 0
    _values: NDArray[np.float64] = field(init=False)
    _first: int = 0
    _count: int = 0
    _complete: int = 0

    def __post_init__(self) -> None:
        self._values = np.zeros((self.signals + self.derived, self.keep + max(self.keep, CHUNK) + 1))

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
        self._first, self._count, self._complete = first, 0, 0

    def add(self, values: NDArray[np.float64]) -> None:
        """Append `values` (signals, moments)."""
        new = values.shape[1]
        if self._count + new >= self._values.shape[1]:
            dropped = max(0, min(self._count - self.keep, self._count))
            kept = self._values[:, dropped : self._count]
            if kept.shape[1] + new >= self._values.shape[1]:
                self._values = np.zeros((len(self._values), kept.shape[1] + 2 * new))
            self._values[:, : kept.shape[1]] = kept  # where the two overlap, numpy takes a copy by itself
            self._first, self._count = self._first + dropped, kept.shape[1]
            self._complete = max(self._complete - dropped, 0)
        self._values[: self.signals, self._count : self._count + new] = values
        self._count += new

    def part(self, start: int, stop: int) -> NDArray[np.float64]:
        """Moments `start` to `stop` as far as they are kept, (signals, moments), a view."""
        part: NDArray[np.float64] = self._values[:, max(start - self._first, 0) : max(stop - self._first, 0)]
        return part[: self.signals, : self._count]

    def complete(self, sources: Sequence[Callable[[NDArray[np.float64]], NDArray[np.float64]]]) -> None:
        """Compute the derived rows as far as there are moments; each of `sources` makes one from the signals."""
        new = slice(self._complete, self._count)
        signals = self._values[: self.signals, new]
        for row, source in enumerate(sources, start=self.signals):
            self._values[row, new] = source(signals)
        self._complete = self._count

    def row(self, row: int, start: int, stop: int) -> NDArray[np.float64]:
        """Moments `start` to `stop`, which are kept, of one row: (moments,), a view."""
        return self._values[row, start - self._first : stop - self._first]

    def open_row(self, row: int) -> NDArray[np.float64]:
        """All kept moments of one row and one more without meaning, so that the end is a place, too."""
        return self._values[row, : self._count + 1]
