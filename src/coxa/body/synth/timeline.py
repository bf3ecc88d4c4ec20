"""When what happens in a performance: the moment in the trajectory for every moment of the recording.

A performance is a few piecewise straight lines over recorded time: the time inside the trajectory's cycle, the range,
the amount of each fault, the side, and the place and direction of the person. All that is true of a recording follows
from these lines, so the truth knows nothing of cameras, frames or noise.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from coxa.body.synth.landmarks import Floats
from coxa.body.synth.performance import Performance, PlannedRepetition
from coxa.body.trajectory import ANGLES, Phase, Trajectory, other_side
from coxa.errors import Fault, InputError

STILL_DEG = 1.0
"""A phase in which no joint turns more than this is a hold or a rest; our design choice."""
RESTS = ("start", "rest")
BLEND_S = 0.8
"""Time to change side on the spot; our design choice."""
SETTLE_S = {"standing": 1.5, "lying": 4.0}
"""Time from standing still to the start pose after walking in; our design choice."""
WALK_IN_S = 3.0
TURN_S = 1.5


@dataclass(frozen=True, slots=True)
class Done:
    """One repetition on the timeline; `signal` is the joint angle that moves most."""

    side: str
    start_s: float
    peak_s: float
    end_s: float
    hold: tuple[float, float] | None
    complete: bool
    faults: tuple[float, ...]
    signal: str


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """All lines of a performance. Each line is (times, values), straight between its knots.

    `cycle_s` is the time in the trajectory, `left` 1 while the left side works, `range` and `faults` are amounts,
    `away` is 1 while walking in or out and 0 in the exercise, `along` the way in metres from the place of exercise
    along the picture, `heading` 1 while facing where the person walks, `turn_deg` the direction on the spot.
    """

    cycle_s: tuple[Floats, Floats]
    left: tuple[Floats, Floats]
    range: tuple[Floats, Floats]
    faults: tuple[tuple[Floats, Floats], ...]
    away: tuple[Floats, Floats]
    along: tuple[Floats, Floats]
    heading: tuple[Floats, Floats]
    turn_deg: tuple[Floats, Floats]
    repetitions: tuple[Done, ...]
    duration_s: float


def at(line: tuple[Floats, Floats], t: Floats) -> Floats:
    """Return a line's values (frames,) at times `t` (frames,)."""
    return np.interp(t, *line)


class _Line:
    """A line that grows knot by knot."""

    def __init__(self, value: float) -> None:
        self.times, self.values = [0.0], [value]

    def hold(self, until: float) -> None:
        self.go(until, self.values[-1])

    def go(self, until: float, value: float) -> None:
        self.times.append(max(until, self.times[-1]))
        self.values.append(value)

    def done(self) -> tuple[Floats, Floats]:
        return np.array(self.times), np.array(self.values)


class _Writer:
    """Writes the lines of one performance from left to right; `now` is where it has come to."""

    def __init__(self, trajectory: Trajectory, performance: Performance, plan: tuple[PlannedRepetition, ...]) -> None:
        first = plan[0].side if plan else "right"
        self.trajectory, self.performance, self.now = trajectory, performance, 0.0
        self.phases = _moving_part(trajectory)
        self.still = [_is_still(trajectory, phase) for phase in self.phases]
        self.signal = performance.signal or main_angle(trajectory)
        self.peak_s = _peak_s(trajectory, self.signal, self.phases)
        self.symmetric = is_symmetric(trajectory)
        self.first_knot = 0
        self.cycle = _Line(self.phases[0].start_s)
        self.left = _Line(float(first == "left"))
        self.size = _Line(plan[0].range if plan else 1.0)
        self.faults = [_Line(amount) for amount in (plan[0].faults if plan else ())]
        self.away, self.along, self.heading = _Line(0.0), _Line(0.0), _Line(0.0)
        self.turn = _Line(0.0)
        self.repetitions: list[Done] = []

    def enter(self, side: str | None, distance_m: float, settle_s: float) -> None:
        if side is not None:
            way = -distance_m if side == "left" else distance_m
            self.away, self.along, self.heading = _Line(1.0), _Line(way), _Line(-np.sign(way))
            self.now += WALK_IN_S
            self.along.go(self.now, 0.0)
            self.heading.hold(self.now - 0.5)
            self.away.hold(self.now)
            self.now += settle_s
            self.heading.go(self.now - settle_s / 2, 0.0)
            self.away.go(self.now, 0.0)
        self.now += self.performance.lead_in_s

    def leave(self, side: str | None, distance_m: float, settle_s: float) -> None:
        self.now += self.performance.lead_in_s
        if side is None:
            return
        way = -distance_m if side == "left" else distance_m
        self.away.hold(self.now)
        self.heading.hold(self.now + settle_s / 2)
        self.now += settle_s
        self.away.go(self.now, 1.0)
        self.heading.go(self.now + 0.5, np.sign(way))
        self.along.hold(self.now)
        self.now += WALK_IN_S
        self.along.go(self.now, way)

    def prepare(self, planned: PlannedRepetition) -> None:
        """Between two repetitions: wait, and change over to the next one's range, faults and side."""
        left = float(planned.side == "left")
        changes = self.left.values[-1] != left
        pause = max(planned.pause_s if self.repetitions else 0.0, BLEND_S if changes else 0.0)
        self._ready_by(self.now + pause, planned, left)
        self.now += pause

    def repeat(self, planned: PlannedRepetition) -> None:
        """One repetition: moving phases stretched by the tempo, holds as long as planned."""
        start = self.now
        self.cycle.hold(start)
        self.first_knot = len(self.cycle.times)
        self.cycle.go(start, self.phases[0].start_s)
        hold: tuple[float, float] | None = None
        hesitated = planned.hesitate_s == 0.0
        for phase, still in zip(self.phases, self.still, strict=True):
            length = phase.end_s - phase.start_s
            if still:
                begin = self.now
                self.now += length if planned.hold_s is None else planned.hold_s
                hold = (hold[0] if hold else begin, self.now)
            elif not hesitated:
                hesitated = True
                self.now += length / planned.tempo / 2
                self.cycle.go(self.now, phase.start_s + length / 2)
                self.now += planned.hesitate_s
                self.cycle.hold(self.now)
                self.now += length / planned.tempo / 2
            else:
                self.now += length / planned.tempo
            self.cycle.go(self.now, phase.end_s)
        self._note(planned, start, hold)
        if planned.turn_deg:
            self.turn.hold(self.now)
            self.now += TURN_S
            self.turn.go(self.now, self.turn.values[-1] + planned.turn_deg)

    def done(self) -> Timeline:
        return Timeline(
            self.cycle.done(),
            self.left.done(),
            self.size.done(),
            tuple(line.done() for line in self.faults),
            self.away.done(),
            self.along.done(),
            self.heading.done(),
            self.turn.done(),
            tuple(self.repetitions),
            self.now,
        )

    def _ready_by(self, end: float, planned: PlannedRepetition, left: float) -> None:
        for line, value in (
            (self.left, left),
            (self.size, planned.range),
            *zip(self.faults, planned.faults, strict=True),
        ):
            line.hold(self.now)
            line.go(end, value)

    def _note(self, planned: PlannedRepetition, start: float, hold: tuple[float, float] | None) -> None:
        times, values = self.cycle.times[self.first_knot :], self.cycle.values[self.first_knot :]
        peak_s = float(np.interp(self.peak_s, values, times))
        mirrored = planned.side != self.trajectory.working and not self.symmetric
        self.repetitions.append(
            Done(
                "both" if self.symmetric else planned.side,
                start,
                peak_s,
                self.now,
                hold,
                planned.complete,
                planned.faults,
                other_side(self.signal) if mirrored else self.signal,
            )
        )


def timeline_of(
    trajectory: Trajectory, performance: Performance, plan: tuple[PlannedRepetition, ...], walk_m: float
) -> Timeline:
    """Return the timeline of a plan; `walk_m` is how far away the person enters and leaves, in metres.

    A performance whose `signal` is no joint angle is an `InputError`.
    """
    if performance.signal is not None and performance.signal not in ANGLES:
        fault = Fault(f"signal {performance.signal!r}", "no such joint angle", f"use one of {', '.join(ANGLES)}")
        raise InputError((fault,))
    writer = _Writer(trajectory, performance, plan)
    settle_s = SETTLE_S["standing" if _is_upright(trajectory) else "lying"]
    writer.enter(performance.enter, walk_m, settle_s)
    for planned in plan:
        writer.prepare(planned)
        writer.repeat(planned)
    writer.leave(performance.leave, walk_m, settle_s)
    return writer.done()


def main_angle(trajectory: Trajectory) -> str:
    """Return the joint angle that tells the repetitions: of the first joint that moves, the angle that moves most.

    Asked are the working hip, the other hip, the knees, and all; 15 degrees is to move. Our design choice: Coxa is
    about hips.
    """
    spans = np.ptp(trajectory.angles, axis=0)
    sides = (trajectory.working, other_side(trajectory.working))
    for joint, side in (*(("hip", side) for side in sides), *(("knee", side) for side in sides), ("", "")):
        own = np.where([name.startswith(joint) and name.endswith(side) for name in ANGLES], spans, 0)
        if own.max() >= 15:
            return ANGLES[int(np.argmax(own))]
    return ANGLES[int(np.argmax(spans))]


@lru_cache(maxsize=64)
def working_on(trajectory: Trajectory, side: str) -> Trajectory:
    """Return the movement with `side` working: as it is, or mirrored."""
    return trajectory if trajectory.working == side else trajectory.mirrored()


def is_symmetric(trajectory: Trajectory) -> bool:
    """Tell whether left and right do the same, to within 2 degrees everywhere: then no side is the working one."""
    other = working_on(trajectory, other_side(trajectory.working))
    return bool(np.abs(other.angles - trajectory.angles).max() < 2)


def _moving_part(trajectory: Trajectory) -> tuple[Phase, ...]:
    phases = trajectory.phases or (Phase("out", float(trajectory.t[0]), float(trajectory.t[-1])),)
    while len(phases) > 1 and _is_rest(trajectory, phases[0]):
        phases = phases[1:]
    while len(phases) > 1 and _is_rest(trajectory, phases[-1]):
        phases = phases[:-1]
    return phases


def _is_rest(trajectory: Trajectory, phase: Phase) -> bool:
    return phase.name in RESTS or _is_still(trajectory, phase)


def _is_still(trajectory: Trajectory, phase: Phase) -> bool:
    inside = (trajectory.t >= phase.start_s - 1e-6) & (trajectory.t <= phase.end_s + 1e-6)
    return bool(np.ptp(trajectory.angles[inside], axis=0).max(initial=0.0) < STILL_DEG)


def _peak_s(trajectory: Trajectory, signal: str, phases: tuple[Phase, ...]) -> float:
    inside = (trajectory.t >= phases[0].start_s - 1e-6) & (trajectory.t <= phases[-1].end_s + 1e-6)
    times, values = trajectory.t[inside], trajectory.angle(signal)[inside]
    excursion = np.abs(values - values[0])
    far = times[excursion >= excursion.max() - 0.02 * np.ptp(values)]
    return float((far[0] + far[-1]) / 2)


def _is_upright(trajectory: Trajectory) -> bool:
    x, y = trajectory.rotation[0, 0, 1:3]
    return bool(1 - 2 * (x * x + y * y) > 0.7)
