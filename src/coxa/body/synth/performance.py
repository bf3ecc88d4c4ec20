"""What a person does: how many repetitions, how fast, how far, which faults, where they stand."""

from dataclasses import dataclass, field

import numpy as np

from coxa.body.trajectory import Trajectory


@dataclass(frozen=True, slots=True, eq=False)
class PlayedFault:
    """A fault of the movement: the same movement solved with the fault, how much of it, and when.

    `amount` 0 is correct and 1 the whole fault. `on` counts repetitions from 0; None means by `chance`.
    """

    name: str
    trajectory: Trajectory
    amount: float = 1.0
    on: tuple[int, ...] | None = None
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Turn:
    """The person turns by `degrees` (to their left) in the pause after a repetition, counted from 0."""

    after: int
    degrees: float


@dataclass(frozen=True, slots=True)
class Performance:
    """One set of an exercise as somebody does it.

    `tempo` 2 is twice as fast as the trajectory, 0.5 half as fast; holds are seconds and not stretched by it.
    `range` is the share of the way from start pose to end pose. `spread` scatters tempo, range, holds and pauses
    from one repetition to the next (coefficient of variation; a third of it for range). `fatigue` 0.2 ends the set a
    fifth slower and smaller. `half` lists repetitions given up half-way. `sides` is the working side, or `alternating`.
    `enter` and `leave` say from and to which border of the picture the person walks. Drift and sway move the whole
    person. `signal` is the joint angle (right side working) whose range the truth tells; None takes the hip's largest.
    Defaults are our design choice; sway of 4 mm is that of quiet standing.
    """

    repetitions: int = 6
    sides: str = "right"
    tempo: float = 1.0
    range: float = 1.0
    hold_s: float | None = None
    pause_s: float = 1.0
    lead_in_s: float = 1.5
    spread: float = 0.10
    fatigue: float = 0.0
    half: tuple[int, ...] = ()
    half_range: float = 0.4
    hesitation: float = 0.0
    faults: tuple[PlayedFault, ...] = ()
    turns: tuple[Turn, ...] = ()
    enter: str | None = None
    leave: str | None = None
    drift_m: float = 0.0
    drift_deg: float = 0.0
    sway_m: float = 0.004
    signal: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedRepetition:
    """One repetition as it will be done; `faults` holds the amount of each fault of the performance, in order."""

    side: str
    tempo: float
    range: float
    hold_s: float | None
    pause_s: float
    complete: bool
    turn_deg: float = 0.0
    hesitate_s: float = 0.0
    faults: tuple[float, ...] = field(default=())


def plan(performance: Performance, rng: np.random.Generator) -> tuple[PlannedRepetition, ...]:
    """Draw the repetitions of a performance, one by one; the same generator state gives the same plan."""
    return tuple(_repetition(performance, number, rng) for number in range(performance.repetitions))


def _repetition(performance: Performance, number: int, rng: np.random.Generator) -> PlannedRepetition:
    slow, small, long, wait = np.clip(rng.standard_normal(4), -2.5, 2.5) * performance.spread
    chances = rng.random(len(performance.faults) + 2)
    tired = 1 - performance.fatigue * number / max(1, performance.repetitions - 1)
    complete = number not in performance.half
    size = performance.range * tired * (1 + float(small) / 3)
    hold_s = None if performance.hold_s is None else performance.hold_s * float(np.exp(long))
    return PlannedRepetition(
        side=_side(performance.sides, number),
        tempo=performance.tempo * tired * float(np.exp(slow)),
        range=size if complete else size * performance.half_range,
        hold_s=hold_s,
        pause_s=performance.pause_s * float(np.exp(wait)),
        complete=complete,
        turn_deg=sum(turn.degrees for turn in performance.turns if turn.after == number),
        hesitate_s=float(0.3 + 0.6 * chances[-2]) if chances[-1] < performance.hesitation else 0.0,
        faults=tuple(
            _amount(fault, number, float(chance)) for fault, chance in zip(performance.faults, chances, strict=False)
        ),
    )


def _side(sides: str, number: int) -> str:
    if sides == "alternating":
        return ("right", "left")[number % 2]
    return sides


def _amount(fault: PlayedFault, number: int, chance: float) -> float:
    present = chance < fault.chance if fault.on is None else number in fault.on
    return fault.amount if present else 0.0
