"""What one repetition was like: its side, its range, and what could be done better, with how sure that is."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coxa.knowledge.coaching import Coaching, FormFault
from coxa.knowledge.vocabulary import Side
from coxa.motion.bounds import Bounds
from coxa.motion.events import SeenFault
from coxa.motion.signals import BOTH_SIDES, Signals
from coxa.motion.smoothing import RATE_HZ

NEAR = 3
"""Moments (0.1 s) to each side of a turn that are averaged for its value."""


LEAST_SURE = 0.6
"""How sure a fault must be to be told. Our design: better to miss a small fault than to blame wrongly."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One repetition in the history: `rows` (rows, moments) from the moment `first` on, its bounds and its turn."""

    rows: NDArray[np.float64]
    first: int
    bounds: Bounds
    top: int

    def phase(self, name: str) -> slice:
        """The moments of a phase (whole, peak, out, back or start), never empty."""
        count, top, bounds = self.rows.shape[1], self.top - self.first, self.bounds
        start, end = round(bounds.start) - self.first, round(bounds.end) - self.first
        if name == "peak":
            low = min(round(bounds.arrived) - self.first, top - NEAR)
            high = max(round(bounds.left) - self.first, top + NEAR)
        elif name == "start":
            low, high = start - NEAR, start + 1
        else:
            low, high = top if name == "back" else start, top if name == "out" else end
        low = min(max(low, 0), count - 1)
        return slice(low, min(max(high + 1, low + 1), count))


def side_of(coaching: Coaching, signals: Signals, passage: Passage) -> Side:
    """Which side worked: the one whose `side_by` changes more up to the turn (or is larger there); `both` where the
    movement has no side."""
    if coaching.side_by is None:
        return Side.BOTH
    by_level = coaching.side_from == "level"
    moved = []
    for side in BOTH_SIDES:
        row = signals.seen(passage.rows, signals.row(passage.rows, coaching.side_by, side), side)
        level = _mean(row[passage.phase("peak")])
        moved.append(level if by_level else level - _mean(row[passage.phase("start")]))
    if not by_level and coaching.repetition and coaching.repetition.towards == "either":
        moved = [abs(value) for value in moved]
    if np.isnan(moved[0]) or np.isnan(moved[1]):
        return Side.RIGHT if np.isnan(moved[0]) else Side.LEFT
    if not by_level and coaching.repetition and coaching.repetition.towards == "less":
        moved = [-value for value in moved]
    side = Side.LEFT if moved[0] > moved[1] else Side.RIGHT
    return side.other if coaching.side_from == "change_of_other" else side


def range_of(coaching: Coaching, signals: Signals, passage: Passage, side: Side, reached: float) -> float:
    """The range that is told: of the signal itself, or of the angle the content names for it."""
    rule = coaching.repetition
    if rule is None or rule.range_by is None:
        return reached
    values = signals.one(passage.rows, rule.range_by, side)
    return abs(_mean(values[passage.phase("peak")]) - _mean(values[passage.phase("start")]))


def faults_in(
    coaching: Coaching, signals: Signals, passage: Passage, side: Side, range_deg: float, origin_s: float
) -> list[SeenFault]:
    """Every fault of one repetition. What could not be measured is no fault."""
    at_s = origin_s + passage.top / RATE_HZ
    found = [_seen(rule, signals, passage, side, at_s) for rule in coaching.fault]
    found.append(_too_small(coaching, side, range_deg, at_s))
    found.append(_too_fast(coaching, passage, side, at_s))
    return [fault for fault in found if fault is not None and fault.confidence >= LEAST_SURE]


def _seen(rule: FormFault, signals: Signals, passage: Passage, side: Side, at_s: float) -> SeenFault | None:
    part = signals.one(passage.rows[:, passage.phase(rule.phase)], rule.signal, side)
    if len(part) < 2:
        return None
    value = _statistic(rule.statistic, part)
    if np.isnan(value):
        return None
    if rule.from_start:
        value -= _mean(signals.one(passage.rows[:, passage.phase("start")], rule.signal, side))
    beyond = max(value - rule.above, rule.below - value)
    if not beyond > 0:
        return None
    return SeenFault(rule.name, side, at_s, _sure(beyond / rule.spread), beyond)


def _statistic(name: str, part: NDArray[np.float64]) -> float:
    if name == "mean":
        return float(part.sum()) / len(part)
    return float(part.max() if name == "largest" else part.min())


def _too_small(coaching: Coaching, side: Side, range_deg: float, at_s: float) -> SeenFault | None:
    if coaching.repetition is None:
        return None
    least = coaching.repetition.expected[0]
    spread = 0.1 * least
    if range_deg >= least - spread:
        return None
    missing = least - spread - range_deg
    return SeenFault("range_too_small", side, at_s, _sure(missing / spread), missing)


def _too_fast(coaching: Coaching, passage: Passage, side: Side, at_s: float) -> SeenFault | None:
    if coaching.tempo is None:
        return None
    missing = coaching.tempo.fastest_s - passage.bounds.moving_whole / RATE_HZ
    return SeenFault("too_fast", side, at_s, _sure(missing / 0.2), missing) if missing > 0 else None


def _sure(spreads: float) -> float:
    """How sure a value is beyond its limit, from its distance in measuring errors: 0.5 at the limit (logistic
    curve)."""
    return round(float(1.0 / (1.0 + np.exp(-min(spreads, 30.0)))), 3)


def _mean(values: NDArray[np.float64]) -> float:
    total = float(values.sum())
    if math.isnan(total):
        values = values[np.isfinite(values)]
        return float(values.sum() / len(values)) if len(values) else total
    return total / len(values)
