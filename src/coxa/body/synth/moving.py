"""When a body visibly moves and when it is held, told from its true joint angles alone.

A repetition is planned from rest to rest, but nobody can see its first and last moments: people move smoothly, and of
a reach of two seconds the first 0.1 s turn a joint by less than half a degree. Studies of movement therefore let it
begin and end where its speed passes 5 to 10 % of its highest. The joint asked is the one that tells the repetition,
and that of the other side where it goes at least half as far: to shift one's weight before and after is preparation,
and no camera at the side sees it. A hold is the time in which the posture is right: no farther from the furthest
posture of the repetition than a tenth of the way to it, as a rise time is taken from 10 to 90 %. A still phase of the
plan would be too short: nobody sees the last tenth of a slow movement. Camera, noise and engine play no part in it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coxa.body.synth.landmarks import Floats
from coxa.body.synth.recording import TrueHold, TrueRepetition, Truth
from coxa.body.trajectory import other_side

SHARE = 0.1
"""The share of a repetition's highest speed from which a joint moves: the upper of the usual conventions (5 and 10 %),
because the body sways."""
BOTH = 0.5
AWAY = 0.9
"""The share of the way from rest to the furthest posture from which the posture counts as held."""
SHORTEST_HOLD_S = 0.3
"""A posture without a standstill of this length is a turn, not a hold. Our design choice."""
JOINTS = ("hip_", "knee_", "lumbar_", "pelvis_")
STEP_S = 0.01


@dataclass(frozen=True, slots=True)
class Moving:
    """One repetition as it can be seen: when the body begins and ceases to move, and where in between it is held."""

    repetition: TrueRepetition
    start_s: float
    end_s: float
    holds: tuple[TrueHold, ...]


def moving(truth: Truth) -> tuple[Moving, ...]:
    """Return how each repetition of a recording can be seen: its bounds from the angle that tells it, its holds from
    the angles of hips, knees, back and pelvis."""
    used = [number for number, name in enumerate(truth.angle_names) if name.startswith(JOINTS)]
    return tuple(_moving(one, truth, truth.angles[:, used]) for one in truth.repetitions)


def _moving(one: TrueRepetition, truth: Truth, angles: Floats) -> Moving:
    at = np.arange(one.start_s, one.end_s + STEP_S, STEP_S)
    course = np.array([np.interp(at, truth.t, angle) for angle in angles.T])
    names = {one.signal, other_side(one.signal)} & set(truth.angle_names)
    telling = np.array([np.interp(at, truth.t, truth.angle(name)) for name in sorted(names)])
    far = np.ptp(telling, axis=1)
    moves = np.flatnonzero(~_slow(telling[far >= BOTH * far.max()]))
    away = np.sqrt(((course - course[:, :1]) ** 2).sum(axis=0))
    still = _slow(course)
    edges = np.flatnonzero(np.diff((away >= AWAY * away.max()).astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
    spans = [(float(at[start]), float(at[end - 1])) for start, end in edges.tolist() if _stays(still[start:end])]
    holds = tuple(TrueHold(one.side, *span) for span in spans)
    return Moving(one, float(at[moves[0]]), float(at[moves[-1]]), holds)


def _slow(course: Floats) -> NDArray[np.bool_]:
    """Where some angles (angles, moments) together turn at less than a share of their highest speed."""
    rate = np.gradient(course, STEP_S, axis=1)
    speed = np.convolve(np.sqrt((rate**2).sum(axis=0)), np.ones(5) / 5, mode="same")
    return np.asarray(speed < SHARE * speed.max())


def _stays(still: NDArray[np.bool_]) -> bool:
    """Whether the body stands still for the shortest hold at a stretch."""
    edges = np.flatnonzero(np.diff(still.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
    return bool((np.diff(edges, axis=1) * STEP_S >= SHORTEST_HOLD_S).any())
