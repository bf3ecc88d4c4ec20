"""The forces in both hips over one cycle of a movement, under every set of assumptions."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coxa.body.load.allocation import Allocation, allocate
from coxa.body.load.contacts import Support, supports_of
from coxa.body.load.cycles import low_passed
from coxa.body.load.dynamics import Balance, balance
from coxa.body.load.model import LoadModel
from coxa.body.load.muscles import GROUPS, Floats
from coxa.body.load.variants import BASE, VARIANTS, Variant
from coxa.body.trajectory import SIDES, Trajectory
from coxa.knowledge.load import Flag

RESIDUAL_FORCE_N: Final = 2.0
RESIDUAL_MOMENT_NM: Final = 6.0
RESERVE_NM: Final = 1.0
"""A moment with more than this of what nothing can supply is not sound (our design choices: 0.3 % of body weight, 1
cm of it, and a hundredth of what the muscles of a hip can do)."""

UNSOUND_SHARE: Final = 0.1
"""Peaks are read from sound moments only. With a larger share of unsound ones the result is flagged (our design
choice: a tenth is a foot that is set down a little late)."""


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """One movement, solved.

    `trajectory` is the movement as it was solved. `hip` maps the name of each variant to the contact forces (F, 2) of
    the right and the left hip, as shares of body weight; `base`, `system` and `supports` are the whole solution of
    the base variant.
    """

    trajectory: Trajectory
    hip: dict[str, Floats]
    base: Allocation
    system: Balance
    supports: tuple[Support, ...]

    @property
    def out_of_balance(self) -> NDArray[np.bool_]:
        """Frames (F,) in which the supports cannot hold the body, by more than the bounds above."""
        residual = np.abs(self.base.residual)
        forces, moments = residual[:, :3].max(axis=1), residual[:, 3:].max(axis=1)
        return np.asarray((forces > RESIDUAL_FORCE_N) | (moments > RESIDUAL_MOMENT_NM))

    @property
    def beyond_strength(self) -> NDArray[np.bool_]:
        """Frames (F,) in which the muscles cannot hold a joint."""
        return np.asarray(np.abs(self.base.reserve).max(axis=1) > RESERVE_NM)

    @property
    def sound(self) -> NDArray[np.bool_]:
        """Frames (F,) that peaks are read from; all that were solved, if many are not sound."""
        good = self.base.solved & ~self.out_of_balance & ~self.beyond_strength
        return good if (~good).mean() <= UNSOUND_SHARE else self.base.solved

    def peak(self, side: str, variant: str = BASE.name) -> float:
        """The highest contact force of the hip on `side`, as a share of body weight; not-a-number if never solved."""
        course = self.hip[variant][self.sound, SIDES.index(side)]
        return float(np.nanmax(course)) if np.isfinite(course).any() else float("nan")

    def flags(self, deep_flexion_deg: float) -> tuple[Flag, ...]:
        """Why this result is not to be trusted."""
        flexion = max(float(self.trajectory.angle(f"hip_flexion_{side}").max()) for side in SIDES)
        checks: dict[Flag, bool] = {
            "residual": bool(self.out_of_balance.mean() > UNSOUND_SHARE),
            "reserve": bool(self.beyond_strength.mean() > UNSOUND_SHARE),
            "unsolved": bool((~self.base.solved).mean() > UNSOUND_SHARE),
            "deep_flexion": flexion > deep_flexion_deg,
        }
        return tuple(flag for flag, raised in checks.items() if raised)


def solve(trajectory: Trajectory, body: LoadModel, variants: tuple[Variant, ...] = VARIANTS) -> Solved:
    """Solve all frames of `trajectory` under all `variants`, of which the first is the base; loops are low-passed."""
    trajectory = low_passed(trajectory)
    supports = supports_of(trajectory)
    system = balance(body, trajectory, supports)
    found = {variant.name: allocate(body, system, supports, variant) for variant in variants}
    hip = {name: np.linalg.norm(one.hip_n, axis=2) / body.weight_n for name, one in found.items()}
    return Solved(trajectory, hip, found[variants[0].name], system, supports)


def activity(solved: Solved, body: LoadModel, side: str) -> dict[str, float]:
    """Activation of each muscle group on `side`, weighted by strength: the mean of the hold, or at the hip's peak."""
    level = np.nanmean(solved.base.activation[_telling_frames(solved, side)], axis=0)
    told = {}
    for group in GROUPS:
        members = [index for index, of in enumerate(body.groups) if of == group and body.sides[index] == side]
        told[group] = float(np.average(level[members], weights=body.curves.peak_n[members]))
    return told


def _telling_frames(solved: Solved, side: str) -> NDArray[np.intp]:
    """The frames of the hold; without one, the frame of the peak."""
    t = solved.trajectory.t
    held = np.zeros(len(t), dtype=bool)
    for phase in solved.trajectory.phases:
        if phase.name == "hold":
            held |= (t >= phase.start_s) & (t < phase.end_s)
    if (held & solved.sound).any():
        return np.flatnonzero(held & solved.sound)
    course = np.where(solved.sound, solved.hip[BASE.name][:, SIDES.index(side)], -1.0)
    return np.array([int(np.nanargmax(course))])
