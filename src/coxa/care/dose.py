"""How much of an exercise: sets × repetitions × hold, or minutes; and how it grows and shrinks."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from coxa.care import limits
from coxa.knowledge.exercise import DoseRange, Range


class Dose(NamedTuple):
    """One dose. Exactly one of `minutes` and (`repetitions` or `hold_s`) counts.

    `repetitions` are holds where `hold_s` is given; `hold_s` and `rest_s` are seconds.
    """

    sets: int
    repetitions: int | None = None
    hold_s: int | None = None
    minutes: int | None = None
    rest_s: int = 0
    times_a_day: int = 1
    days_per_week: int = 3

    @property
    def volume(self) -> int:
        """The amount of work, in one number: minutes, or sets × repetitions × seconds held."""
        if self.minutes is not None:
            return self.sets * self.minutes
        return self.sets * (self.repetitions or 1) * (self.hold_s or 1)


class DoseCeiling(NamedTuple):
    """The most that person and phase allow on top of what the exercise allows."""

    sets: int = limits.MOST_SETS
    repetitions: int = limits.MOST_REPETITIONS
    hold_s: int = limits.MOST_HOLD_S
    minutes: int = limits.MOST_MINUTES


def starting_dose(dose_range: DoseRange, days_per_week: int) -> Dose:
    """The gentlest dose of an exercise, on at most `days_per_week` days."""
    return capped(
        Dose(
            sets=dose_range.sets.start,
            repetitions=_start(dose_range.repetitions),
            hold_s=_start(dose_range.hold_s),
            minutes=_start(dose_range.minutes),
            rest_s=dose_range.rest_s,
            times_a_day=dose_range.times_a_day,
            days_per_week=min(days_per_week, dose_range.days_per_week.most),
        ),
        DoseCeiling(),
    )


@lru_cache(maxsize=4096)
def capped(dose: Dose, ceiling: DoseCeiling) -> Dose:
    """`dose`, with nothing above the hard limits or above `ceiling`."""
    return dose._replace(
        sets=min(dose.sets, ceiling.sets, limits.MOST_SETS),
        repetitions=_least(dose.repetitions, min(ceiling.repetitions, limits.MOST_REPETITIONS)),
        hold_s=_least(dose.hold_s, min(ceiling.hold_s, limits.MOST_HOLD_S)),
        minutes=_least(dose.minutes, min(ceiling.minutes, limits.MOST_MINUTES)),
    )


def lower(dose: Dose, other: Dose) -> Dose:
    """`dose`, with no part above the same part of `other`; what `other` does not count stays."""
    return dose._replace(
        sets=min(dose.sets, other.sets),
        repetitions=_least(dose.repetitions, other.repetitions or limits.MOST_REPETITIONS),
        hold_s=_least(dose.hold_s, other.hold_s or limits.MOST_HOLD_S),
        minutes=_least(dose.minutes, other.minutes or limits.MOST_MINUTES),
    )


@lru_cache(maxsize=4096)
def grown(dose: Dose, dose_range: DoseRange, ceiling: DoseCeiling, most_volume: float) -> tuple[Dose, str] | None:
    """`dose` with exactly one thing raised, and that thing's name; `None` when nothing may grow.

    Repetitions come first, then sets (with fewer repetitions, so that the volume stays under `most_volume`), then the
    hold, then minutes. `most_volume` is the volume that must not be exceeded, in the unit of `Dose.volume`.
    """
    for bigger, name in _steps_up(dose, dose_range):
        if bigger == capped(bigger, ceiling) and dose.volume < bigger.volume <= most_volume:
            return bigger, name
    return None


def shrunk(dose: Dose, share: float) -> Dose:
    """`dose` with at most `share` of its volume, but never below the least dose that still makes sense."""
    most = dose.volume * share
    if dose.minutes is not None:
        return dose._replace(minutes=max(1, int(most / dose.sets)))
    while dose.volume > most:
        smaller = _step_down(dose)
        if smaller is None:
            return dose
        dose = smaller
    return dose


def _steps_up(dose: Dose, dose_range: DoseRange) -> Iterator[tuple[Dose, str]]:
    if dose.minutes is not None:
        if dose_range.minutes and dose.minutes < dose_range.minutes.most:
            yield dose._replace(minutes=dose.minutes + 1), "minutes"
        return
    if _may_grow(dose.repetitions, dose_range.repetitions):
        yield dose._replace(repetitions=(dose.repetitions or 0) + 1), "repetitions"
    if dose.sets < dose_range.sets.most:
        yield from _one_more_set(dose)
    if _may_grow(dose.hold_s, dose_range.hold_s):
        yield dose._replace(hold_s=(dose.hold_s or 0) + 1), "hold"


def _one_more_set(dose: Dose) -> Iterator[tuple[Dose, str]]:
    """One set more with as many repetitions as before at most, from many repetitions to few."""
    for repetitions in range(dose.repetitions or 1, 0, -1):
        fewer = dose._replace(sets=dose.sets + 1, repetitions=repetitions if dose.repetitions else None)
        yield fewer, "sets"


def _step_down(dose: Dose) -> Dose | None:
    if dose.sets > 1:
        return dose._replace(sets=dose.sets - 1)
    if dose.repetitions and dose.repetitions > limits.LEAST_REPETITIONS:
        return dose._replace(repetitions=dose.repetitions - 1)
    if dose.hold_s and dose.hold_s > limits.LEAST_HOLD_S:
        return dose._replace(hold_s=dose.hold_s - 1)
    return None


def _may_grow(value: int | None, bounds: Range | None) -> bool:
    return value is not None and bounds is not None and value < bounds.most


def _start(bounds: Range | None) -> int | None:
    return bounds.start if bounds else None


def _least(value: int | None, most: int) -> int | None:
    return None if value is None else min(value, most)
