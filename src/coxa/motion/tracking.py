"""Follow one signal out of rest and back: where a repetition leaves, turns, and comes home.

A movement leaves when the signal has risen by `rise` over its lowest value; it has turned when the signal has come
back by
a share of the way; it is home when most of the way is covered, when the next one begins, or when nothing moves any
more.
All three depend on the person's own earlier movements, so a person with a small range is followed as well as one with
a large.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

TURNED = 0.4
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

RECENT = 90
"""Moments (3 s) within which the lowest value is rest: posture may drift."""

BLOCK = 128
"""How many moments are looked at in one step. The result does not depend on it."""


@dataclass(frozen=True, slots=True)
class Excursion:
    """Out and back, by numbers of moments and in the signal's unit; `sign` is -1 when out was downwards."""

    base: int
    top: int
    back: int
    known: int
    base_value: float
    top_value: float
    back_value: float
    sign: int


class _State(Enum):
    UNSURE = auto()
    REST = auto()
    OUT = auto()
    BACK = auto()


@dataclass(slots=True)
class Tracker:
    """Follows one signal. `sign` is 1 or -1 when the way out is known, 0 when the first move decides."""

    smallest: float
    sign: int = 1
    _state: _State = _State.REST
    _low: tuple[int, float] = (0, np.inf)
    _base: tuple[int, float] = (0, np.inf)
    _high: tuple[int, float] = (0, -np.inf)
    _own: deque[float] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    _recent: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    _now: int = 0
    _rise: float = 0.0

    @property
    def resting(self) -> bool:
        """Whether no movement is under way."""
        return self._state in {_State.REST, _State.UNSURE}

    @property
    def rise(self) -> float:
        """The excursion that counts as leaving."""
        return self._rise or self.smallest

    def restart(self, now: int) -> None:
        """Forget where the signal was, but not the person's own range nor which way is out."""
        self._now = now
        self._state = _State.REST if self.sign else _State.UNSURE
        self._recent = np.empty(0)
        self._low, self._high = (now, np.inf), (now, -np.inf)

    def feed(self, signal: NDArray[np.float64]) -> Iterator[Excursion]:
        """Take the next moments of the signal (moments,); tell each excursion once it is home."""
        for start in range(0, len(signal), BLOCK):
            yield from self._block(signal[start : start + BLOCK])

    def finish(self, least: float) -> Iterator[Excursion]:
        """Tell the excursion that is on its way back, if it has covered `least` of the way."""
        if self._state is _State.BACK:
            covered = (self._high[1] - self._low[1]) / (self._high[1] - self._base[1])
            if covered >= least:
                yield self._home(self._now - 1)
        self.restart(self._now)

    def _block(self, signal: NDArray[np.float64]) -> Iterator[Excursion]:
        before = len(self._recent)
        whole = np.concatenate([self._recent, signal])
        place = before
        if self._state is _State.UNSURE:
            place = self._decide(whole, place)
        if self.sign < 0:
            whole = -whole
        while place < len(whole):
            step = {_State.REST: self._rest, _State.OUT: self._out, _State.BACK: self._back}[self._state]
            place, done = step(whole, place)
            if done is not None:
                yield done
        self._now += len(signal)
        kept = whole[-RECENT:]
        self._recent = -kept if self.sign < 0 else kept.copy()

    def _number(self, whole: NDArray[np.float64], place: int) -> int:
        return self._now + place - len(self._recent)

    def _decide(self, whole: NDArray[np.float64], place: int) -> int:
        """Which way is out: whichever way the signal first moves by `rise`."""
        part = whole[place:]
        lows = np.minimum(np.minimum.accumulate(part), self._low[1])
        highs = np.maximum(np.maximum.accumulate(part), self._high[1])
        moved = np.flatnonzero((part - lows >= self.rise) | (highs - part >= self.rise))
        if not len(moved):
            self._lower(whole, place, part)
            if part.max() > self._high[1]:
                self._high = (self._number(whole, place + int(part.argmax())), float(part.max()))
            return len(whole)
        first = int(moved[0])
        up = bool(part[first] - lows[first] >= self.rise)
        self.sign = 1 if up else -1
        self._state = _State.REST
        seen = part[: first + 1]
        if up:
            self._lower(whole, place, seen)
        elif seen.max() > self._high[1]:
            self._low = (self._number(whole, place + int(seen.argmax())), -float(seen.max()))
        else:
            self._low = (self._high[0], -self._high[1])
        return place + first

    def _rest(self, whole: NDArray[np.float64], place: int) -> tuple[int, None]:
        part = whole[place:]
        lows = np.minimum(np.minimum.accumulate(part), self._low[1])
        left = part - lows >= self.rise
        first = int(left.argmax())
        if not left[first]:
            self._lower(whole, place, part)
            return len(whole), None
        self._lower(whole, place, part[: first + 1])
        start = max(place + first + 1 - RECENT, 0)
        recent = whole[start : place + first + 1]
        # The last of the lowest values: rest ends where the signal leaves, not where it once was lowest.
        at = len(recent) - 1 - int(recent[::-1].argmin())
        if self._low[0] < self._number(whole, start) and recent[-1] - recent[at] < self.rise:
            self._low = (self._number(whole, start + at), float(recent[at]))
            return place + first + 1, None
        self._leave(self._low, whole, place + first)
        return place + first, None

    def _lower(self, whole: NDArray[np.float64], place: int, part: NDArray[np.float64]) -> None:
        at = int(part.argmin())
        if part[at] < self._low[1]:
            self._low = (self._number(whole, place + at), float(part[at]))

    def _leave(self, base: tuple[int, float], whole: NDArray[np.float64], place: int) -> None:
        self._base = base
        self._high = (self._number(whole, place), float(whole[place]))
        self._state = _State.OUT

    def _out(self, whole: NDArray[np.float64], place: int) -> tuple[int, None]:
        part = whole[place:]
        highs = np.maximum(np.maximum.accumulate(part), self._high[1])
        back = highs - part >= np.maximum(TURNED * (highs - self._base[1]), TURNED * self.rise)
        first = int(back.argmax())
        seen = part[: first + 1] if back[first] else part
        at = int(seen.argmax())
        if seen[at] > self._high[1]:
            self._high = (self._number(whole, place + at), float(seen[at]))
        if not back[first]:
            return len(whole), None
        self._low = (self._number(whole, place + first), float(part[first]))
        self._state = _State.BACK
        return place + first, None

    def _back(self, whole: NDArray[np.float64], place: int) -> tuple[int, Excursion | None]:
        part = whole[place:]
        lows = np.minimum(np.minimum.accumulate(part), self._low[1])
        way = self._high[1] - self._base[1]
        numbers = self._number(whole, place) + np.arange(len(part))
        improved = part < np.concatenate([[self._low[1]], lows[:-1]])
        newest = np.maximum(np.maximum.accumulate(np.where(improved, numbers, -1)), self._low[0])
        home = self._high[1] - part >= HOME * way
        again = part - lows >= self.rise
        over = home | again | (numbers - newest >= STILL)
        first = int(over.argmax())
        seen = part[: first + 1] if over[first] else part
        self._lower(whole, place, seen)
        if not over[first]:
            return len(whole), None
        done = self._home(self._number(whole, place + first))
        if again[first] and not home[first]:
            self._leave(self._low, whole, place + first)
        else:
            self._state = _State.REST
            self._low = (self._number(whole, place + first), float(part[first]))
        return place + first + 1, done

    def _home(self, known: int) -> Excursion:
        self._own.append(self._high[1] - min(max(self._base[1], self._low[1]), self._high[1]))
        self._rise = max(self.smallest, OWN_RANGE * sorted(self._own)[(3 * len(self._own) - 1) // 4])
        return Excursion(
            base=self._base[0], top=self._high[0], back=self._low[0], known=known,
            base_value=self.sign * self._base[1], top_value=self.sign * self._high[1],
            back_value=self.sign * self._low[1], sign=self.sign,
        )  # fmt: skip
