"""A movement that goes round, like walking: closed, and with its fastest parts taken out.

Feet that come down and lift off bend a solved pose for a frame or two. Speeds and accelerations make large forces of
that, so gait laboratories low-pass their measurements before inverse dynamics (Winter 2009, chapter 3, at 6 Hz); we
do so too.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from coxa.body.load.muscles import Floats
from coxa.body.trajectory import RATE, Trajectory

CUT_OFF_HZ: Final = 5.0
"""Nothing faster is kept (our design choice, below the 6 Hz of measured walking: what is faster in a solved movement is
the solver's). It keeps the five harmonics of `body.striding`."""

_ROOT_TURN = slice(3, 7)


def low_passed(trajectory: Trajectory) -> Trajectory:
    """The cycle in even steps from its beginning to its beginning again, low-passed; unchanged if it does not go
    round."""
    if not trajectory.loop or len(trajectory.t) < 3:
        return trajectory
    period = _period_s(trajectory)
    steps = round(period * RATE)
    at = np.arange(steps) * period / steps
    q = _smooth(_resampled(trajectory.q, trajectory.t, at), period)
    q[:, _ROOT_TURN] /= np.linalg.norm(q[:, _ROOT_TURN], axis=1, keepdims=True)
    rotation = _smooth(_resampled(trajectory.rotation, trajectory.t, at), period)
    nearest = np.abs(trajectory.t[None, :] - np.append(at, 0.0)[:, None]).argmin(axis=1)
    return replace(
        trajectory,
        t=np.append(at, period),
        angles=_smooth(_resampled(trajectory.angles, trajectory.t, at), period),
        q=q,
        position=_smooth(_resampled(trajectory.position, trajectory.t, at), period),
        rotation=rotation / np.linalg.norm(rotation, axis=-1, keepdims=True),
        contacts=tuple(replace(contact, active=contact.active[nearest]) for contact in trajectory.contacts),
    )


def _period_s(trajectory: Trajectory) -> float:
    """How long one round takes: to the end of the last phase, which may lie between the last two frames."""
    end = trajectory.phases[-1].end_s if trajectory.phases else float(trajectory.t[-1])
    return end if abs(end - trajectory.t[-1]) < 1.0 / RATE else float(trajectory.t[-1])


def _resampled(values: Floats, t: Floats, at: Floats) -> Floats:
    """Values (F, ...) at the times `t`, read at the times `at`, straight in between."""
    flat = values.reshape(len(t), -1)
    read = np.column_stack([np.interp(at, t, column) for column in flat.T])
    return read.reshape(len(at), *values.shape[1:])


def _smooth(values: Floats, period_s: float) -> Floats:
    """Keep what is slower than `CUT_OFF_HZ` of one round (P, ...), and add the first frame again at the end."""
    parts = np.fft.rfft(values, axis=0)
    parts[int(CUT_OFF_HZ * period_s) + 1 :] = 0.0
    slow = np.fft.irfft(parts, len(values), axis=0)
    return np.concatenate([slow, slow[:1]])
