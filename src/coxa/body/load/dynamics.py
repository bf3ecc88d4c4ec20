"""What each frame asks for: the forces that motion and gravity require, and what every muscle and contact could give.

Inverse dynamics and moment arms are MuJoCo's. Everything is projected on the rows of `LoadModel`: a joint tied to the
knee hands its share to the knee (virtual work), so the quadriceps pull through the kneecap as they should. The force in
a hip is the generalised force of three slides that never move (the reaction of the joint itself).
"""

from dataclasses import dataclass

import mujoco
import numpy as np
from scipy.signal import savgol_filter

from coxa.body.load.contacts import Support, reach
from coxa.body.load.model import LoadModel
from coxa.body.load.muscles import Floats
from coxa.body.load.passive import resting_n
from coxa.body.trajectory import RATE, Trajectory

SMOOTHING_FRAMES, SMOOTHING_ORDER = 5, 3
"""Savitzky-Golay window for speeds and accelerations: 0.2 s at 25 frames/s (our design choice; of the accelerations of
walking it keeps 99 % of the first harmonic, 96 % of the second and 90 % of the third)."""

KNEE_LEARNT_TO = np.radians(120.0)
"""The polynomials of the knee were fitted up to here; beyond, tied joints stay where they are."""


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """The linear system of every frame, rows as in `LoadModel.rows` (R).

    `required` (F, R) newtons and newton metres; `muscle` (F, R, M) per unit of activation; `passive` (F, R) of resting
    muscle; `support` (F, R, C, 3) per newton along the three `axes` (F, C, 3, 3) of each support: the line it pushes
    along and two tangents, world directions.
    """

    required: Floats
    muscle: Floats
    passive: Floats
    support: Floats
    axes: Floats


def balance(body: LoadModel, trajectory: Trajectory, supports: tuple[Support, ...]) -> Balance:
    """Build the system for all frames of `trajectory` (F frames, M muscles, C supports)."""
    q = body.coordinates(trajectory.q, trajectory.coordinates)
    speed, acceleration = motion(body, q, _step_s(trajectory), loop=trajectory.loop)
    frames, model, data = len(q), body.model, mujoco.MjData(body.model)
    required = np.empty((frames, model.nv))
    arms = np.empty((frames, model.nu, model.nv))
    length = np.empty((frames, model.nu))
    axes = np.zeros((frames, len(supports), 3, 3))
    touch = np.zeros((frames, len(supports), 3, model.nv))
    for frame in range(frames):
        data.qpos[:], data.qvel[:], data.qacc[:] = q[frame], speed[frame], acceleration[frame]
        mujoco.mj_inverse(model, data)
        required[frame] = data.qfrc_inverse
        length[frame] = data.actuator_length
        mujoco.mju_sparse2dense(
            arms[frame], data.actuator_moment, data.moment_rownnz, data.moment_rowadr, data.moment_colind
        )
        for number, support in enumerate(supports):
            if support.active[frame]:
                axes[frame, number] = support.leaning(required[frame, :3])
                touch[frame, number] = axes[frame, number] @ reach(model, data, support, frame)
    slope = _slopes(body, q)
    pull = -np.swapaxes(_projected(body, arms, slope), 1, 2)
    rate = np.einsum("fmv,fv->fm", arms, speed)
    return Balance(
        required=_projected(body, required, slope),
        muscle=pull * body.curves.active_n(length, rate)[:, None, :],
        passive=np.einsum("frm,fm->fr", pull, resting_n(body, trajectory, pull)),
        support=np.moveaxis(_projected(body, touch, slope), 3, 1),
        axes=axes,
    )


def _step_s(trajectory: Trajectory) -> float:
    return float(np.mean(np.diff(trajectory.t))) if len(trajectory.t) > 1 else 1.0 / RATE


def motion(body: LoadModel, q: Floats, step_s: float, *, loop: bool) -> tuple[Floats, Floats]:
    """Speeds and accelerations (F, nv) from coordinates (F, nq) that are `step_s` seconds apart.

    A still pose (fewer frames than the window) has neither. In a loop the last frame is the first again.
    """
    frames, model = len(q), body.model
    if frames <= SMOOTHING_FRAMES:
        return np.zeros((frames, model.nv)), np.zeros((frames, model.nv))
    change = np.zeros((frames, model.nv))
    for frame in range(frames):
        before, after = frame - 1, frame + 1
        if loop:
            before, after = before % (frames - 1), after % (frames - 1)
        before, after = max(before, 0), min(after, frames - 1)
        span = 2.0 if loop or 0 < frame < frames - 1 else 1.0
        mujoco.mj_differentiatePos(model, change[frame], span * step_s, q[before], q[after])
    return _smooth(change, 0, step_s, loop=loop), _smooth(change, 1, step_s, loop=loop)


def _smooth(change: Floats, derivative: int, step_s: float, *, loop: bool) -> Floats:
    """Savitzky-Golay along the frames (F, nv), round the cycle in a loop."""
    once = change[:-1] if loop else change
    mode = "wrap" if loop else "nearest"
    smooth = savgol_filter(once, SMOOTHING_FRAMES, SMOOTHING_ORDER, deriv=derivative, delta=step_s, axis=0, mode=mode)
    return np.concatenate([smooth, smooth[:1]]) if loop else np.asarray(smooth)


def _slopes(body: LoadModel, q: Floats) -> Floats:
    """How fast each tied joint moves as its knee moves, (F, T)."""
    from_zero = q[:, body.leaders] - body.model.qpos0[body.leaders]
    powers = np.arange(1, body.polynomials.shape[1])
    terms = body.polynomials[:, 1:] * powers * from_zero[..., None] ** (powers - 1)
    return np.where(from_zero < KNEE_LEARNT_TO, terms.sum(axis=-1), 0.0)


def _projected(body: LoadModel, forces: Floats, slopes: Floats) -> Floats:
    """Generalised forces (F, ..., nv) on the rows of `body`, (F, ..., R): tied joints add to the row of their knee."""
    rows = forces[..., body.rows].copy()
    for number, (tied, leader) in enumerate(zip(body.tied, body.leader_rows, strict=True)):
        slope = slopes[:, number].reshape(-1, *[1] * (forces.ndim - 2))
        rows[..., leader] += slope * forces[..., tied]
    return rows
