"""Follow one signal out of rest and back: where a repetition leaves, turns, and comes home.

A movement leaves when the signal has risen by `rise` over its lowest value; it has turned when the signal has come
back by a share of the way; it is home when most of the way is covered, when the next one begins, or when nothing
moves any more. All three depend on the person's own earlier movements, so a person with a small range is followed as
well as one with a large.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from coxa.motion.compiled import LEAST, PROCESS

TURNED = 0.5
"""The share of the way out that must be covered back before the turn is believed: smaller dips are one movement."""

HOME = 0.85
"""The share of the way out that must be covered back for a repetition to be over at once."""

OWN_RANGE = 0.5
"""The share of the person's own usual excursion below which a movement is fidgeting."""

REMEMBERED = 7
"""How many of the person's own excursions count as usual (their upper quartile:
fidgeting that was counted does not make more fidgeting count)."""

STILL = 24
"""Moments (0.8 s) without getting any nearer to home after which the movement back is over."""

PATIENCE = 600
"""Moments (20 s) that a small first excursion waits for the next one. Our design."""

RECENT = 90
"""Moments (3 s) within which the lowest value is rest: posture may drift."""


@dataclass(frozen=True, slots=True)
class Excursion:
    """Out and back, by numbers of moments and in the signal's unit; `sign` is -1 when out was downwards.

    It was home at `known`, and certain at `told`: a small first one has to wait for the next.
    """

    base: int
    top: int
    back: int
    known: int
    told: int
    base_value: float
    top_value: float
    back_value: float
    sign: int


class _State(Enum):
    UNSURE = auto()
    REST = auto()
    OUT = auto()
    BACK = auto()


_UNSURE, _REST, _OUT, _BACK = _State

Found: TypeAlias = tuple[int, int, float, bool]
"""Where a way ended, the place of its most extreme value (-1: before it) and that value, and whether it ended."""


Values: TypeAlias = NDArray[np.float64] | list[float]


class Plain:
    """The three ways through a list of numbers, moment by moment; `kernels` has them compiled, for arrays."""

    @staticmethod
    def rest(values: list[float], place: int, low: float, rise: float) -> Found:
        """From `place` on until the signal is `rise` above its lowest value."""
        lowest = -1
        for now in range(place, len(values)):
            value = values[now]
            if value < low:
                lowest, low = now, value
            elif value - low >= rise:
                return now, lowest, low, True
        return len(values), lowest, low, False

    @staticmethod
    def out(values: list[float], place: int, high: float, base: float, least: float, turned: float) -> Found:
        """From `place` on until the signal has turned: come back by `least`, and by the share `turned`
        of its way from `base`."""
        highest = -1
        for now in range(place, len(values)):
            value = values[now]
            if value > high:
                highest, high = now, value
            elif high - value >= least and high - value >= turned * (high - base):
                return now, highest, high, True
        return len(values), highest, high, False

    @staticmethod
    def back(values: list[float], place: int, lowest: int, low: float, home: float, rise: float, still: int) -> Found:
        """From `place` on until the signal is `home`, leaves again, or is above its lowest value for `still`; the place
        after that."""
        for now in range(place, len(values)):
            value = values[now]
            if value < low:
                lowest, low = now, value
            if value <= home or value - low >= rise or now - lowest >= still:
                return now + 1, lowest, low, True
        return len(values), lowest, low, False


@dataclass(slots=True)
class Tracker:
    """Follows one signal. `sign` is 1 or -1 when the way out is known, 0 when the first move decides.

    A first excursion below `usual` may be fidgeting: it is told only once the next one was not twice as large. Plain
    numbers, one moment after the other: faster than arrays for a single live frame, and no slower for a recording.
    """

    smallest: float
    sign: int = 1
    usual: float = 0.0
    _state: _State = _REST
    _low: tuple[int, float] = (0, np.inf)
    _base: tuple[int, float] = (0, np.inf)
    _high: tuple[int, float] = (0, -np.inf)
    _own: deque[float] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    _recent: deque[float] = field(default_factory=lambda: deque(maxlen=RECENT))
    _now: int = 0
    _noted: int = 0  # the place in what is fed up to which `_recent` has taken it
    _rise: float = 0.0
    _unsure: Excursion | None = None

    @property
    def resting(self) -> bool:
        """Whether no movement is under way."""
        return self._state is _REST or self._state is _UNSURE

    @property
    def rise(self) -> float:
        """The excursion that counts as leaving."""
        return self._rise or self.smallest

    def restart(self, now: int) -> None:
        """Forget where the signal was, but not the person's own range nor which way is out."""
        self._now = now
        self._state = _REST if self.sign else _UNSURE
        self._recent.clear()
        self._low, self._high = (now, np.inf), (now, -np.inf)

    def feed(self, signal: Values) -> Iterator[Excursion]:
        """Take the next moments of the signal (moments,); tell each excursion once it is home."""
        kernels, values = PROCESS.kernels, signal
        if kernels is None or isinstance(values, list) or len(values) < LEAST:
            kernels, values = Plain, values if isinstance(values, list) else values.tolist()
        place = self._noted = 0
        sign, count = self.sign, len(values)
        while place < count:
            state = self._state
            if state is _UNSURE:
                place = self._noted = self._decide(_listed(values, 0, count), place)
                sign = self.sign
                continue
            if sign < 0:
                values, sign = [-value for value in values] if isinstance(values, list) else -values, 1
            began = place
            step = self._rest if state is _REST else self._out if state is _OUT else self._back
            place, over = step(kernels, values, place)
            self._now += place - began
            if over and state is _BACK:
                yield from self._certain(self._come_home(float(values[place - 1])))
        self._recent.extend(_listed(values, max(self._noted, count - RECENT), count))
        if self._unsure is not None and self._now > self._unsure.known + PATIENCE:
            yield self._waited(self._unsure)

    def finish(self, least: float) -> Iterator[Excursion]:
        """Tell the excursion that is on its way back, if it has covered `least` of the way."""
        if self._state is _BACK:
            covered = (self._high[1] - self._low[1]) / (self._high[1] - self._base[1])
            if covered >= least:
                yield from self._certain(self._home(self._now - 1))
        if self._unsure is not None:
            yield replace(self._unsure, told=self._now)
            self._unsure = None
        self.restart(self._now)

    def _certain(self, done: Excursion) -> Iterator[Excursion]:
        """Tell `done`, and the unsure one before it if that was no fidgeting; keep a first that is small."""
        reached = abs(done.top_value - done.base_value)
        if self._unsure is not None and done.known > self._unsure.known + PATIENCE:
            yield self._waited(self._unsure)
        earlier, self._unsure = self._unsure, None
        if earlier is not None:
            if abs(earlier.top_value - earlier.base_value) >= OWN_RANGE * reached:
                yield replace(earlier, told=done.told)
            else:
                self._own.popleft()
        elif len(self._own) == 1 and reached < self.usual:
            self._unsure = done
            return
        yield done

    def _waited(self, unsure: Excursion) -> Excursion:
        """The unsure excursion, for which no other has come in time."""
        self._unsure = None
        return replace(unsure, told=unsure.known + PATIENCE)

    def _decide(self, values: list[float], place: int) -> int:
        """Which way is out: whichever way the signal first moves by `rise`, and by most of the usual way."""
        enough = max(self.rise, HOME * self.usual)
        (low_at, low), (high_at, high), began = self._low, self._high, place
        number = self._now - place
        while place < len(values):
            value = values[place]
            if value < low:
                low_at, low = number + place, value
            if value > high:
                high_at, high = number + place, value
            if value - low >= enough or high - value >= enough:
                self.sign = 1 if value - low >= enough else -1
                self._state = _REST
                self._low = (low_at, low) if self.sign > 0 else (high_at, -high)
                break
            place += 1
        else:
            self._low, self._high = (low_at, low), (high_at, high)
        seen = values[began:place]
        self._recent.extend(seen)
        if self.sign < 0:
            turned = [-value for value in self._recent]
            self._recent.clear()
            self._recent.extend(turned)
        self._now += place - began
        return place

    def _rest(self, ways: Any, values: Values, place: int) -> tuple[int, bool]:
        """Go on until the signal leaves its lowest value by `rise`: that moment is the first of the way out."""
        rise, (low_at, low) = self.rise, self._low
        number, now = self._now - place, place
        while True:
            now, lowest, low, left = ways.rest(values, now, low, rise)
            low_at = number + lowest if lowest >= 0 else low_at
            if not left:
                self._low = (low_at, low)
                return now, False
            # The last of the lowest values: rest ends where the signal leaves, not where it once was lowest.
            recent = [*self._recent, *_listed(values, max(self._noted, now + 1 - RECENT), now + 1)][-RECENT:]
            value, least = recent[-1], min(recent)
            if low_at >= number + now + 1 - len(recent) or value - least >= rise:
                self._low = self._base = (low_at, low)
                self._high, self._state = (number + now, value), _OUT
                return now, True
            low_at, low = number + now - recent[::-1].index(least), least
            now += 1

    def _out(self, ways: Any, values: Values, place: int) -> tuple[int, bool]:
        """Go on until the signal has turned: the moment that shows it is the first of the way back."""
        high_at, high = self._high
        now, highest, high, turned = ways.out(values, place, high, self._base[1], TURNED * self.rise, TURNED)
        number = self._now - place
        self._high = (number + highest if highest >= 0 else high_at, high)
        if turned:
            self._low, self._state = (number + now, float(values[now])), _BACK
        return now, turned

    def _back(self, ways: Any, values: Values, place: int) -> tuple[int, bool]:
        """Go on until the signal is home, leaves again, or gets no nearer; that moment is the last of this way."""
        (low_at, low), high = self._low, self._high[1]
        home, number = high - HOME * (high - self._base[1]), self._now - place
        now, lowest, low, over = ways.back(values, place, low_at - number, low, home, self.rise, STILL)
        self._low = (number + lowest, low)
        return now, over

    def _come_home(self, value: float) -> Excursion:
        """The excursion that ended with the newest moment, at `value`; what comes next is rest, or the next way out."""
        newest = (self._now - 1, value)
        base, high, rise = self._base[1], self._high[1], self.rise
        done = self._home(newest[0])
        if newest[1] - self._low[1] >= rise and high - newest[1] < HOME * (high - base):
            self._base, self._high, self._state = self._low, newest, _OUT
        else:
            self._low, self._state = newest, _REST
        return done

    def _home(self, known: int) -> Excursion:
        self._own.append(self._high[1] - min(max(self._base[1], self._low[1]), self._high[1]))
        self._rise = max(self.smallest, OWN_RANGE * sorted(self._own)[(3 * len(self._own) - 1) // 4])
        return Excursion(
            base=self._base[0], top=self._high[0], back=self._low[0], known=known, told=known,
            base_value=self.sign * self._base[1], top_value=self.sign * self._high[1],
            back_value=self.sign * self._low[1], sign=self.sign,
        )  # fmt: skip


def _listed(values: Values, start: int, stop: int) -> list[float]:
    """A part of `values` as plain numbers."""
    part = values[start:stop]
    return part if isinstance(part, list) else part.tolist()
