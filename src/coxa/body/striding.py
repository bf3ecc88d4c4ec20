"""Walking whose forces balance: textbook angles, changed as little as needed for feet that push only where they stand.

A keyframed walk asks for forces that no foot can give. So the cycle is written as few harmonics of each angle, the left
side half a cycle behind the right, and one damped Gauss-Newton finds the cycle nearest to the keyframes in which feet
rest on ground that passes below them (as on a treadmill), swing clear of it, and carry by pushing alone what inverse
dynamics asks for, with hips that work no harder than they must. Tracking with dynamic consistency is usual in
predicting gait (De Groote and Falisse 2021, doi:10.1098/rspb.2020.2432 [B]).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from coxa.body.kinematics import DRIVES, Body
from coxa.body.shape import Ball
from coxa.body.trajectory import Array, Flags, other_side

try:
    import daqp
    import mujoco
except ImportError:
    daqp = mujoco = None

SPEED_M_S: Final = 1.0
"""How fast the ground passes: an easy pace (our design choice; four people with implants walked at about 1.1 [B])."""

STEP_WIDTH_M: Final = 0.09
"""Between the heels (our design choice, of the 8 to 10 cm of textbooks)."""

HARMONICS: Final = 5
"""Of the cycle: gait needs five or six (Winter 2009, chapter 3)."""

GIVE_M: Final = {"root_x": 0.05, "root_y": 0.02, "root_z": 0.03}
GIVE_DEG: Final = {
    "pelvis_tilt": 1.0,
    "pelvis_list": 1.0,
    "pelvis_rotation": 3.0,
    "lumbar_flexion": 1.0,
    "lumbar_lean": 1.5,
    "lumbar_rotation": 3.0,
    "hip_flexion": 5.0,
    "hip_abduction": 3.0,
    "hip_rotation": 2.0,
    "knee_flexion": 5.0,
    "ankle_dorsiflexion": 5.0,
    "toe_extension": 8.0,
    "subtalar": 5.0,
}
"""How far the cycle may leave the keyframes: what changes here, and by how much (our design choices, as all that
follow)."""

RIPPLE: Final = 0.15
"""How much less an angle may change with each squared harmonic."""

REST_M, SLIDE_M_S, WIDTH_M, CLEAR_M = 0.002, 0.03, 0.003, 0.002
"""How exactly feet rest, keep pace with the ground, and keep their width; swinging, they stay twice `CLEAR_M` above."""

LEFT_N, LEFT_NM = 2.0, 1.0
"""What may be left of the forces and moments that feet cannot give."""

BOUNCE: Final = 0.1
"""How far the push of the ground may leave the body's weight, as a share of it."""

HIP_NM: Final = {"hip_flexion": 8.0, "hip_abduction": 15.0, "hip_rotation": 8.0}
"""What hips may work; less for bending, since people save it."""

_HEEL_HALF_WIDTH_M = 0.02
_SHEAR, _FORCE_UNIT_N = 0.05, 10.0
_ROOT = ("root_x", "root_y", "root_z", "pelvis_tilt", "pelvis_list", "pelvis_rotation")
_EVERY_STEP = ("root_x", "root_z", "pelvis_tilt", "lumbar_flexion")
_STEPS, _CHANGE, _ENOUGH = 25, 1e-4, 1e-3
_NO_BOUND = 1e30


@dataclass(frozen=True, slots=True, eq=False)
class Foothold:
    """A round point of a foot, and the frames (F,) at which it may carry."""

    ball: Ball
    active: Flags


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """One unknown: a wave of some harmonic, and what it adds to the drives it moves, (F,) each."""

    harmonic: int
    waves: tuple[tuple[int, Array], ...]


class Stride:
    """One cycle on the spot: F frames (even), the first not repeated at the end."""

    def __init__(self, body: Body, target: Array, holds: tuple[Foothold, ...], period_s: float) -> None:
        """`target` (F, drives) is what the keyframes ask for, metres and radians."""
        self.body, self.target, self.holds = body, target, holds
        self.half = len(target) // 2
        self.pulse: Array = np.asarray(2.0 * np.pi * np.fft.rfftfreq(len(target), period_s / len(target)), dtype=float)
        self.columns = tuple(_columns(len(target)))
        self.weight_n = float(np.sum(body.model.body_mass) * np.linalg.norm(body.model.opt.gravity))

    def balanced(self) -> Array:
        """The nearest cycle whose forces balance, drives (F, D)."""
        x = np.zeros(len(self.columns))
        rows, damping = self._rows(x), 1e-2
        for _ in range(_STEPS):
            slope = np.stack([self._rows(x + step) - rows for step in np.eye(len(x)) * _CHANGE], axis=1) / _CHANGE
            normal, downhill = slope.T @ slope, -slope.T @ rows
            before = rows @ rows
            while damping < 1e6:
                new = x + np.linalg.solve(normal + damping * np.diag(np.diag(normal)), downhill)
                new_rows = self._rows(new)
                if new_rows @ new_rows < before:
                    x, rows, damping = new, new_rows, damping / 5
                    break
                damping *= 5
            if before - rows @ rows < _ENOUGH * before:
                break
        return self._drives(x)

    def _drives(self, x: Array) -> Array:
        drives = self.target.copy()
        for value, column in zip(x, self.columns, strict=True):
            for number, wave in column.waves:
                drives[:, number] += value * wave
        return drives

    def _rows(self, x: Array) -> Array:
        """All that is wrong with a cycle, in units of what gives way; half a cycle tells, the other is its mirror."""
        q, place = self._poses(self._drives(x))
        first, second = _rate(q, self.pulse), _rate(_rate(q, self.pulse), self.pulse)
        speed, acceleration = _velocity(q, first), _velocity(q, second)
        ripple = np.array([1.0 + RIPPLE * column.harmonic**2 for column in self.columns])
        rows = [x * ripple * np.sqrt(self.half / 2), *self._feet(place, _rate(place, self.pulse))]
        drives = self._drives(x)
        for frame in range(self.half):
            rows += self._forces(frame, drives[frame], speed[frame], acceleration[frame])
        return np.concatenate(rows)

    def _poses(self, drives: Array) -> tuple[Array, Array]:
        """Coordinates of the model (F, nq) and the places of all footholds (F, n, 3)."""
        q = np.empty((len(drives), self.body.model.nq))
        place = np.empty((len(drives), len(self.holds), 3))
        for frame, row in enumerate(drives):
            self.body.set(row)
            q[frame] = self.body.q
            place[frame] = [self.body.point(hold.ball.segment, hold.ball.centre) for hold in self.holds]
        return q, place

    def _feet(self, place: Array, moving: Array) -> list[Array]:
        """Feet rest, keep pace and width where they carry, and are clear of the ground elsewhere."""
        rows, span = [], slice(0, self.half)
        for number, hold in enumerate(self.holds):
            on = hold.active[span]
            height = place[span, number, 2] - hold.ball.radius
            rows.append(np.where(on, height / REST_M, np.minimum(height / CLEAR_M - 2.0, 0.0)))
            if hold.ball.name != "ball_outer":
                rows.append(on * (moving[span, number, 0] + SPEED_M_S) / SLIDE_M_S)
                rows.append(on * moving[span, number, 1] / SLIDE_M_S)
            if hold.ball.name == "heel":
                out = -0.5 if hold.ball.segment.endswith("right") else 0.5
                rows.append(on * (place[span, number, 1] - out * STEP_WIDTH_M) / WIDTH_M)
        return rows

    def _forces(self, frame: int, drives: Array, speed: Array, acceleration: Array) -> list[Array]:
        body, data = self.body, self.body.data
        body.set(drives)
        data.qvel[:], data.qacc[:] = speed, acceleration
        mujoco.mj_comVel(body.model, data)
        needed = np.zeros(body.model.nv)
        mujoco.mj_rne(body.model, data, 1, needed)
        asked = body.spread.T @ needed
        left = asked - self._pushed(frame, asked)
        bounce = asked[_index("root_z")] / self.weight_n - 1.0
        return [
            left[[_index(name) for name in _ROOT[:3]]] / LEFT_N,
            left[[_index(name) for name in _ROOT[3:]]] / LEFT_NM,
            np.concatenate([left[self._hips[name]] / give for name, give in HIP_NM.items()]),
            np.array([bounce / BOUNCE]),
        ]

    def _pushed(self, frame: int, asked: Array) -> Array:
        """What the feet give at best to every drive (D,): pushes along the line of the whole force, and some shear."""
        way = asked[:3] / max(asked[2], 1.0)
        axes = np.array([way, [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
        places = [place for hold in self.holds if hold.active[frame] for place in self._pressed(hold.ball)]
        touch = np.concatenate([axes @ self.body.point_slope(segment, place) for segment, place in places])
        touch *= self.weight_n
        root = touch[:, [_index(name) for name in _ROOT]] / _FORCE_UNIT_N
        normal = np.arange(len(touch)) % 3 == 0
        cost = root @ root.T + np.diag(np.where(normal, 0.01, _SHEAR**-2))
        downhill = -root @ asked[[_index(name) for name in _ROOT]] / _FORCE_UNIT_N
        lower = np.where(normal, 0.0, -_NO_BOUND)
        free, sense = np.full(len(touch), _NO_BOUND), np.zeros(len(touch), dtype=np.int32)
        answer, _, _, _ = daqp.solve(cost, downhill, np.zeros((0, len(touch))), free, lower, sense)
        return np.asarray(touch.T @ answer)

    def _pressed(self, ball: Ball) -> list[tuple[str, Array]]:
        """The places where a foothold presses on the ground; a heel has two edges."""
        widths = (-_HEEL_HALF_WIDTH_M, _HEEL_HALF_WIDTH_M) if ball.name == "heel" else (0.0,)
        below = np.array([0.0, 0.0, ball.radius])
        return [
            (ball.segment, self.body.point(ball.segment, ball.centre + np.array([0.0, width, 0.0])) - below)
            for width in widths
        ]

    @cached_property
    def _hips(self) -> dict[str, list[int]]:
        return {name: [_index(f"{name}_{side}") for side in ("right", "left")] for name in HIP_NM}


def _columns(frames: int) -> list[_Column]:
    """Waves for the right side (the left follows half a cycle later), and for the middle of the body.

    What happens at every step alike has even harmonics only; what turns about from step to step has odd ones.
    """
    columns = []
    turn = 2.0 * np.pi * np.arange(frames) / frames
    gives = {**GIVE_M, **{name: np.radians(give) for name, give in GIVE_DEG.items()}}
    for name, give in gives.items():
        sided = name not in DRIVES
        for harmonic in range(HARMONICS + 1):
            if not sided and harmonic % 2 != (0 if name in _EVERY_STEP else 1):
                continue
            for wave in (np.cos(harmonic * turn), np.sin(harmonic * turn))[: 2 if harmonic else 1]:
                if not sided:
                    columns.append(_Column(harmonic, ((_index(name), wave * give),)))
                    continue
                right = f"{name}_right"
                later = np.roll(wave, frames // 2)
                columns.append(
                    _Column(harmonic, ((_index(right), wave * give), (_index(other_side(right)), later * give)))
                )
    return columns


def _index(name: str) -> int:
    return DRIVES.index(name)


def _rate(values: Array, pulse: Array) -> Array:
    """How fast values (F, ...) that go round change, by their harmonics of angular frequencies `pulse`."""
    parts = np.fft.rfft(values, axis=0)
    return np.fft.irfft(parts * (1j * pulse).reshape(-1, *[1] * (values.ndim - 1)), len(values), axis=0)


def _velocity(q: Array, rate: Array) -> Array:
    """Velocities of the model (F, nv) from rates of its coordinates; likewise accelerations from second rates."""
    w, axis = q[:, 3:4], q[:, 4:7]
    spin = 2.0 * (w * rate[:, 4:7] - axis * rate[:, 3:4] - np.cross(axis, rate[:, 4:7]))
    return np.concatenate([rate[:, :3], spin, rate[:, 7:]], axis=1)
