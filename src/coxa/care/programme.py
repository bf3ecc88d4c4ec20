"""A programme: prescriptions line by line, and where each line stands."""

from dataclasses import dataclass
from typing import Final

from coxa.care.decision import Reason
from coxa.care.dose import Dose
from coxa.care.entries import PlannedLine
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.vocabulary import BOTH, EACH, Phase, Purpose, Side, Track

BOTH_HIPS: Final = (Side.LEFT, Side.RIGHT)

LineKey = tuple[str, Side]
"""A line of a programme: its slot and its side."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a line stands on its ladder: the exercise, and the dose that was decided for it."""

    exercise: str
    dose: Dose


@dataclass(frozen=True, slots=True)
class Prescription:
    """One exercise on one side, with its dose and the reasons for it."""

    slot: str
    exercise: str
    side: Side
    line_side: Side
    purpose: Purpose
    dose: Dose
    effort: int
    priority: int
    reasons: tuple[Reason, ...]
    adaptations: tuple[str, ...]

    @property
    def key(self) -> LineKey:
        """The line of the programme this is."""
        return self.slot, self.line_side

    def as_planned(self) -> PlannedLine:
        """This prescription as a session's record keeps it."""
        dose = self.dose
        return PlannedLine(
            slot=self.slot,
            exercise=self.exercise,
            side=self.side,
            line_side=None if self.line_side is self.side else self.line_side,
            sets=dose.sets,
            repetitions=dose.repetitions,
            hold_s=dose.hold_s,
            minutes=dose.minutes,
            rest_s=dose.rest_s,
            effort=self.effort,
        )


@dataclass(frozen=True, slots=True)
class Programme:
    """What a person does in this phase, line by line."""

    plan: str
    phase: Phase
    track: Track
    days_per_week: int
    prescriptions: tuple[Prescription, ...]
    because: tuple[Reason, ...]

    def line(self, exercise: str, side: Side) -> Prescription | None:
        """The prescription of `exercise` on `side`, if there is one."""
        return next((p for p in self.prescriptions if p.exercise == exercise and p.side is side), None)


def sides_of(exercise: Exercise) -> tuple[Side, ...]:
    """The sides an exercise is prescribed for."""
    return BOTH_HIPS if exercise.sides is EACH else (BOTH,)
