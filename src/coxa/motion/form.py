"""What repetitions were like: their sides, their ranges, and what could be done better, with how sure that is.

All repetitions that became certain with the same frames are judged together: a row of numbers is read once for all.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from coxa.knowledge.coaching import Coaching, FormFault, Signal, Which
from coxa.knowledge.vocabulary import Side
from coxa.motion.bounds import Bounding, Bounds
from coxa.motion.events import SeenFault
from coxa.motion.geometry import Series
from coxa.motion.signals import BOTH_SIDES, Signals
from coxa.motion.smoothing import RATE_HZ, History
from coxa.motion.tracking import Excursion

NEAR = 3
"""Moments (0.1 s) to each side of a turn that are averaged for its value."""

LEAST_SURE = 0.6
"""How sure a fault must be to be told. Our design: better to miss a small fault than to blame wrongly."""

LEAST_REACHED = 0.6
"""The share of the smallest excursion that must be left between the usual level of rest and the turn: the excursion
itself lies between the two most extreme moments. Our design."""

ONE_SIDE = frozenset({Which.WORKING, Which.OTHER})
"""What depends on the side that works."""

Span: TypeAlias = tuple[int, int]
"""The first moment of a phase, and the one after its last."""

_STATISTICS = {"largest": np.maximum, "smallest": np.minimum, "mean": np.add}


@dataclass(frozen=True, slots=True)
class Judged:
    """One repetition: its bounds and turn in numbers of moments, its side, how far it reached, the range that is told,
    and its faults."""

    bounds: Bounds
    top: int
    side: Side
    reached: float
    range_deg: float
    faults: tuple[SeenFault, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A fault's rule, with the row it reads on each side."""

    name: str
    rows: dict[Side, int]
    statistic: str
    phase: str
    from_start: bool
    above: float
    below: float
    spread: float


class Judge:
    """Judges repetitions as `coaching` says. The rows it reads come out of the history, which it completes."""

    def __init__(self, coaching: Coaching, signals: Signals) -> None:
        self._coaching, self._signals, self._rule = coaching, signals, coaching.repetition
        self._rows: dict[tuple[Signal, Side], int] = {}
        self._seen: dict[Side, int] = {}
        self.sources: list[Callable[[NDArray[np.float64]], Series]] = []
        self._main = self._range = dict.fromkeys(Side, 0)
        if self._rule is not None:
            self._main = self._row_of(self._rule.signal)
            self._range = self._row_of(self._rule.range_by) if self._rule.range_by else {}
        self._rules = [self._planned(fault) for fault in coaching.fault]
        self._kept = self._added(partial(signals.fulfilled, conditions=self._rule.only_when)) if self._rule else 0
        if coaching.side_by is not None:
            by = coaching.side_by
            for side in BOTH_SIDES:
                self._seen[side] = self._added(partial(_seen_row, signals, by, side))
        self._bounding = Bounding(self._rule.visible, self._rule.held) if self._rule else Bounding()
        self._phases = tuple(dict.fromkeys(("turn", "start", "peak", *(rule.phase for rule in self._rules))))

    def _added(self, source: Callable[[NDArray[np.float64]], Series]) -> int:
        self.sources.append(source)
        return len(self._signals) + len(self.sources) - 1

    def _row_of(self, signal: Signal) -> dict[Side, int]:
        """The rows of `signal` by the side that works; what does not depend on it shares one."""
        rows = {}
        for side in Side:
            working = side if any(share.which in ONE_SIDE for share in signal.shares()) else Side.BOTH
            if (signal, working) not in self._rows:
                self._rows[signal, working] = self._added(partial(self._signals.one, signal=signal, working=working))
            rows[side] = self._rows[signal, working]
        return rows

    def _planned(self, fault: FormFault) -> _Rule:
        return _Rule(
            fault.name, self._row_of(fault.signal), fault.statistic, fault.phase, fault.from_start, fault.above,
            fault.below, fault.spread,
        )  # fmt: skip

    def judge(self, history: History, excursions: Sequence[Excursion], origin_s: float) -> list[Judged | None]:
        """Each of `excursions` (of moments that `history` holds) as a repetition; `None` for what is none."""
        if self._rule is None:
            return [None] * len(excursions)
        history.complete(self.sources)
        bounds = [self._bounds(history, excursion) for excursion in excursions]
        known = [(one, excursion) for one, excursion in zip(bounds, excursions, strict=True) if one is not None]
        if not known:
            return [None] * len(excursions)
        table = _Table(history, self._phases, known)
        found = iter(self._judged(table, known, origin_s))
        return [None if one is None else next(found) for one in bounds]

    def _bounds(self, history: History, excursion: Excursion) -> Bounds | None:
        if self._rule is None or excursion.base < history.start:
            return None
        first = _first_of(history, excursion)
        signal = history.row(self._main[Side.BOTH], first, excursion.known + 1)
        bounds = self._bounding.find(signal if excursion.sign > 0 else -signal, first, excursion)
        return bounds if self._rule.shortest_s <= bounds.moving / RATE_HZ <= self._rule.longest_s else None

    def _judged(
        self, table: "_Table", known: Sequence[tuple[Bounds, Excursion]], origin_s: float
    ) -> Iterable[Judged | None]:
        rule = self._rule
        assert rule is not None  # noqa: S101  # judge() asks only then
        kept = table.means(self._kept, "peak") if rule.only_when else None
        turns, rests = table.means(self._main[Side.BOTH], "turn"), table.means(self._main[Side.BOTH], "start")
        sides = self._sides(table, len(known))
        at_s = [origin_s + excursion.top / RATE_HZ for _, excursion in known]
        beyond = self._faults(table, sides, at_s)
        for place, (bounds, excursion) in enumerate(known):
            reached = excursion.sign * turns[place] - excursion.sign * rests[place]
            if (kept is not None and kept[place] < 0.5) or not reached >= LEAST_REACHED * rule.smallest:
                yield None
                continue
            side, told = sides[place], reached
            if self._range and rule.range_by is not None:
                row = self._range[side]
                told = abs(table.means(row, "peak")[place] - table.means(row, "start")[place])
            faults = beyond[place]
            faults += (
                _too_small(rule.expected[0], side, reached, at_s[place]),
                self._too_fast(bounds, side, at_s[place]),
            )
            sure = tuple(fault for fault in faults if fault is not None and fault.confidence >= LEAST_SURE)
            yield Judged(bounds, excursion.top, side, reached, told, sure)

    def _sides(self, table: "_Table", count: int) -> list[Side]:
        """Which side worked: the one whose `side_by` changes more up to the turn (or is larger there); `both` where the
        movement has no side."""
        if not self._seen:
            return [Side.BOTH] * count
        peaks = [table.means(self._seen[side], "peak") for side in BOTH_SIDES]
        if self._coaching.side_from == "level":
            return [self._side(left, right, 1) for left, right in zip(*peaks, strict=True)]
        rests = [table.means(self._seen[side], "start") for side in BOTH_SIDES]
        moved = [[peak - rest for peak, rest in zip(*both, strict=True)] for both in zip(peaks, rests, strict=True)]
        towards = self._coaching.repetition.towards if self._coaching.repetition else "more"
        if towards == "either":
            moved = [[abs(value) for value in values] for values in moved]
        return [self._side(left, right, -1 if towards == "less" else 1) for left, right in zip(*moved, strict=True)]

    def _side(self, left: float, right: float, way: int) -> Side:
        if math.isnan(left) or math.isnan(right):
            return Side.RIGHT if math.isnan(left) else Side.LEFT
        side = Side.LEFT if way * left > way * right else Side.RIGHT
        return side.other if self._coaching.side_from == "change_of_other" else side

    def _faults(self, table: "_Table", sides: Sequence[Side], at_s: Sequence[float]) -> list[list[SeenFault | None]]:
        """What is beyond its limit, for each repetition. What could not be measured is no fault."""
        found: list[list[SeenFault | None]] = [[] for _ in sides]
        for rule in self._rules:
            read = {row: table.values(row, rule.phase, rule.statistic) for row in {rule.rows[side] for side in sides}}
            rests = {row: table.means(row, "start") for row in read} if rule.from_start else {}
            above, below, rows = rule.above, rule.below, rule.rows
            for place, side in enumerate(sides):
                row = rows[side]
                value = read[row][place]
                if rests:
                    value -= rests[row][place]
                beyond = max(value - above, below - value)
                if beyond > 0 and table.long_enough(place, rule.phase):
                    found[place].append(SeenFault(rule.name, side, at_s[place], _sure(beyond / rule.spread), beyond))
        return found

    def _too_fast(self, bounds: Bounds, side: Side, at_s: float) -> SeenFault | None:
        if self._coaching.tempo is None:
            return None
        missing = self._coaching.tempo.fastest_s - bounds.whole / RATE_HZ
        return SeenFault("too_fast", side, at_s, _sure(missing / 0.2), missing) if missing > 0 else None


class _Table:
    """One number for each repetition, by row, phase and statistic; each computed when first asked for."""

    def __init__(self, history: History, phases: tuple[str, ...], known: Sequence[tuple[Bounds, Excursion]]) -> None:
        self._history = history
        self._kept: dict[tuple[int, str, str], list[float]] = {}
        spans = [_spans(phases, bounds, excursion, _first_of(history, excursion)) for bounds, excursion in known]
        self._spans = {phase: [one[place] for one in spans] for place, phase in enumerate(phases)}
        self._edges = {phase: np.array(spans, np.intp).ravel() - history.start for phase, spans in self._spans.items()}

    def values(self, row: int, phase: str, statistic: str) -> list[float]:
        """The largest, smallest or mean value of `row` in `phase`, of each repetition."""
        key = (row, phase, statistic)
        found = self._kept.get(key)
        if found is None:
            edges = self._edges[phase]
            values = self._history.open_row(row)
            found = _STATISTICS[statistic].reduceat(values, edges)[::2].tolist()
            if statistic == "mean":
                found = [total / (stop - start) for total, (start, stop) in zip(found, self._spans[phase], strict=True)]
            self._kept[key] = found
        return found

    def means(self, row: int, phase: str) -> list[float]:
        """As `values`, the mean of what could be seen."""
        found = self.values(row, phase, "mean")
        if any(map(math.isnan, found)):
            spans = self._spans[phase]
            parts = [self._history.row(row, start, stop) for start, stop in spans]
            found = [_mean_of_seen(part) for part in parts]
        return found

    def long_enough(self, place: int, phase: str) -> bool:
        """Whether the phase of this repetition has two moments at least."""
        start, stop = self._spans[phase][place]
        return stop - start >= 2


def _first_of(history: History, excursion: Excursion) -> int:
    return max(excursion.base - RATE_HZ // 2, history.start)


def _spans(phases: tuple[str, ...], bounds: Bounds, excursion: Excursion, first: int) -> list[Span]:
    """The moments of each phase (whole, peak, out, back, start or turn), never empty."""
    start, end, top, last = round(bounds.start), round(bounds.end), excursion.top, excursion.known
    spans = []
    for name in phases:
        if name == "peak":
            low, high = min(round(bounds.arrived), top - NEAR), max(round(bounds.left), top + NEAR)
        elif name == "start":
            low, high = start - NEAR, start + 1
        elif name == "turn":
            low, high = top - 1, top + 1
        else:
            low, high = top if name == "back" else start, top if name == "out" else end
        low = min(max(low, first), last)
        spans.append((low, min(max(high, low) + 1, last + 1)))
    return spans


def _seen_row(signals: Signals, signal: Signal, side: Side, rows: NDArray[np.float64]) -> Series:
    return signals.seen(rows, signals.row(rows, signal, side), side)


def _too_small(least: float, side: Side, range_deg: float, at_s: float) -> SeenFault | None:
    spread = 0.1 * least
    if range_deg >= least - spread:
        return None
    missing = least - spread - range_deg
    return SeenFault("range_too_small", side, at_s, _sure(missing / spread), missing)


def _sure(spreads: float) -> float:
    """How sure a value is beyond its limit, from its distance in measuring errors: 0.5 at the limit (logistic
    curve)."""
    return round(1.0 / (1.0 + math.exp(-min(spreads, 30.0))), 3)


def _mean_of_seen(values: NDArray[np.float64]) -> float:
    values = values[np.isfinite(values)]
    return float(values.sum()) / len(values) if len(values) else math.nan
