"""Share the required forces among muscles and supports: static optimisation, one small quadratic programme per frame.

Least sum of squared activations (Crowninshield and Brand 1981, doi:10.1016/0021-9290(81)90035-X), plus small costs for
support forces, and large ones for what nothing can supply (the residual of the root, the reserves of the joints).
Solved by DAQP (Arnström et al. 2022, doi:10.1109/TAC.2022.3176430).
"""

from dataclasses import dataclass
from typing import Final

import daqp
import numpy as np
from numpy.typing import NDArray

from coxa.body.load.contacts import Support
from coxa.body.load.dynamics import Balance
from coxa.body.load.model import BALANCED, ROOT_ROWS, LoadModel
from coxa.body.load.muscles import Floats
from coxa.body.load.variants import Variant

RESIDUAL_UNIT: Final = 10.0
"""Newtons or newton metres of root residual that cost as much as one fully active muscle (our design choice)."""

RESERVE_UNIT: Final = 1.0
"""Newton metres of joint reserve that cost as much as one fully active muscle (our design choice)."""

SUPPORT_UNIT: Final = 10.0
"""Body weights on one support that cost as much as one fully active muscle: so little that muscles rest before supports
share evenly (our design choice)."""

ROW_SCALE: Final = 0.01
"""Rows are scaled to be near one for the solver's tolerance."""

_EQUALITY, _NO_BOUND = 5, 1e30


@dataclass(frozen=True, slots=True, eq=False)
class Allocation:
    """Who carries what, over F frames.

    `activation` (F, M) from 0 to 1; `support_n` (F, C, 3) along the axes of each support; `residual` (F, 6) newtons and
    newton metres; `reserve` (F, 12) newton metres; `hip_n` (F, 2, 3) newtons on the right and the left thigh;
    `solved` (F,).
    """

    activation: Floats
    support_n: Floats
    residual: Floats
    reserve: Floats
    hip_n: Floats
    solved: NDArray[np.bool_]


def allocate(body: LoadModel, system: Balance, supports: tuple[Support, ...], variant: Variant) -> Allocation:
    """Solve every frame of `system` under the assumptions of `variant`.

    A frame that the solver cannot solve is left as not-a-number and `solved` is false there.
    """
    strength = np.full(len(body.muscles), variant.strength)
    if not variant.deep_rotators:
        strength[body.deep_rotators] = 0.0
    muscle = system.muscle * strength
    required = system.required - system.passive * variant.passive
    frames, muscles = len(required), len(body.muscles)
    found = np.full((frames, muscles), np.nan)
    forces = np.zeros((frames, len(supports), 3))
    missing = np.full((frames, BALANCED), np.nan)
    solved = np.zeros(frames, dtype=bool)
    programmes: dict[tuple[int, ...], _Programme] = {}
    for frame in range(frames):
        active = [index for index, support in enumerate(supports) if support.active[frame]]
        shares = [supports[index].most_share for index in active]
        programme = programmes.get(tuple(active)) or _programme(muscles, variant, shares)
        programmes[tuple(active)] = programme
        touch = system.support[frame][:BALANCED, active].reshape(BALANCED, -1) * body.weight_n
        answer = programme.solve(muscle[frame, :BALANCED], touch, required[frame, :BALANCED])
        if answer is None:
            continue
        solved[frame] = True
        found[frame] = answer[:muscles]
        forces[frame, active] = answer[muscles : muscles + 3 * len(active)].reshape(-1, 3) * body.weight_n
        missing[frame] = answer[-BALANCED:] * _UNITS
    hip = (
        required[:, BALANCED:]
        - np.einsum("frm,fm->fr", muscle[:, BALANCED:], found)
        - np.einsum("frck,fck->fr", system.support[:, BALANCED:], forces)
    )
    return Allocation(found, forces, missing[:, :ROOT_ROWS], missing[:, ROOT_ROWS:], hip.reshape(frames, 2, 3), solved)


_UNITS: Final = np.array([RESIDUAL_UNIT] * ROOT_ROWS + [RESERVE_UNIT] * (BALANCED - ROOT_ROWS))


@dataclass(frozen=True, slots=True, eq=False)
class _Programme:
    """What is the same for all frames with the same supports: costs, bounds and the friction pyramid."""

    cost: Floats
    constraints: Floats
    lower: Floats
    upper: Floats
    sense: NDArray[np.int32]
    variables: int

    def solve(self, muscle: Floats, touch: Floats, required: Floats) -> Floats | None:
        """The cheapest activations, support forces (share of weight) and shortfalls (in their units), or `None`."""
        rows, columns = self.constraints[:BALANCED], muscle.shape[1]
        rows[:, :columns] = muscle * ROW_SCALE
        rows[:, columns : columns + touch.shape[1]] = touch * ROW_SCALE
        rows[:, -BALANCED:] = np.diag(_UNITS * ROW_SCALE)
        equal = slice(self.variables, self.variables + BALANCED)
        self.lower[equal] = self.upper[equal] = required * ROW_SCALE
        answer, _, flag, _ = daqp.solve(
            self.cost, np.zeros(self.variables), self.constraints, self.upper, self.lower, self.sense
        )
        return np.asarray(answer) if flag > 0 else None


def _programme(muscles: int, variant: Variant, most_shares: list[float]) -> _Programme:
    """Variables: activations, then normal and two tangents of each support, then the shortfall of each balanced row."""
    touching = len(most_shares)
    variables = muscles + 3 * touching + BALANCED
    cost = np.ones(variables)
    cost[muscles : muscles + 3 * touching] = np.tile([SUPPORT_UNIT**-2, *[variant.shear_unit**-2] * 2], touching)
    lower, upper = np.full(variables, -_NO_BOUND), np.full(variables, _NO_BOUND)
    lower[:muscles], upper[:muscles] = variant.tone, 1.0
    lower[muscles : muscles + 3 * touching : 3] = 0.0
    upper[muscles : muscles + 3 * touching : 3] = np.minimum(most_shares, _NO_BOUND)
    pyramid = np.zeros((4 * touching, variables))
    for number in range(touching):
        normal = muscles + 3 * number
        for row, (tangent, sign) in enumerate(((1, 1.0), (1, -1.0), (2, 1.0), (2, -1.0))):
            pyramid[4 * number + row, normal] = -variant.friction
            pyramid[4 * number + row, normal + tangent] = sign
    return _Programme(
        cost=np.diag(cost),
        constraints=np.concatenate([np.zeros((BALANCED, variables)), pyramid]),
        lower=np.concatenate([lower, np.zeros(BALANCED), np.full(len(pyramid), -_NO_BOUND)]),
        upper=np.concatenate([upper, np.zeros(BALANCED), np.zeros(len(pyramid))]),
        sense=np.array([0] * variables + [_EQUALITY] * BALANCED + [0] * len(pyramid), dtype=np.int32),
        variables=variables,
    )
