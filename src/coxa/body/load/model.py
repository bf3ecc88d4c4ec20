"""The body as the load model sees it: its muscles, the joints they must balance, and the two hips.

Trunk, neck, arms and toes are held by ideal torques: their rows are left out of the balance, so nothing is asked of
muscles that the model does not have.
"""

import re
import warnings
from dataclasses import dataclass
from functools import cache
from typing import Final

import mujoco
import numpy as np
from numpy.typing import NDArray

from coxa.body.human import human_spec, with_reaction_slides
from coxa.body.load.muscles import DEEP_ROTATORS, Curves, Floats, add_deep_rotators, group_of
from coxa.body.load.paths import add_wraps
from coxa.body.trajectory import SIDES

Indices = NDArray[np.intp]

ROOT_ROWS: Final = 6
LEG_JOINTS: Final = (
    "hip_flexion", "hip_adduction", "hip_rotation", "knee_angle", "ankle_angle", "subtalar_angle",
)  # fmt: skip
"""The joints of a leg whose moments muscles must supply. The toes are left to the tissue of the sole, which stops them
as the heel lifts (windlass; our design choice)."""

BALANCED: Final = ROOT_ROWS + 2 * len(LEG_JOINTS)
"""Rows that must balance: six of the root, six of each leg. The six rows after them are the two hip reactions."""

_POLYNOMIAL: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class LoadModel:
    """A compiled model with what the balance needs to know of it.

    `rows` are the velocity coordinates of the root, the right leg, the left leg, then the reactions of the right and of
    the left hip. A joint that is tied to the knee (`tied`) follows the polynomial of its row (`polynomials`, lowest
    power first) of the knee in column `leader_rows` of `rows`.
    """

    model: mujoco.MjModel
    curves: Curves
    muscles: tuple[str, ...]
    groups: tuple[str | None, ...]
    sides: tuple[str, ...]
    rows: Indices
    tied: Indices
    leader_rows: Indices
    leaders: Indices
    polynomials: Floats

    @property
    def weight_n(self) -> float:
        """The weight of the whole body, newtons."""
        return float(np.sum(self.model.body_mass) * np.linalg.norm(self.model.opt.gravity))

    @property
    def deep_rotators(self) -> NDArray[np.bool_]:
        """Which muscles are the ones we added, (M,)."""
        added = {muscle.name for muscle in DEEP_ROTATORS}
        return np.array([name.rsplit("_", 1)[0] in added for name in self.muscles])

    def coordinates(self, q: Floats, names: tuple[str, ...]) -> Floats:
        """Coordinates of this model (F, nq) from those of a trajectory (F, n), whose columns `names` tell."""
        full = np.tile(self.model.qpos0, (len(q), 1))
        full[:, :7] = q[:, :7]
        for column, name in enumerate(names):
            if not name.startswith("root"):
                full[:, self.model.joint(name).qposadr[0]] = q[:, column]
        return full


@cache
def load_model(gravity: float = 9.81, mass_scale: float = 1.0) -> LoadModel:
    """The human model with added deep rotators and hip reactions.

    `gravity` in m/s²; `mass_scale` multiplies every mass and inertia (the muscles stay as they are).
    """
    spec = with_reaction_slides(human_spec())
    add_deep_rotators(spec)
    add_wraps(spec)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Attaching a spec with an empty prefix")
        model = spec.compile()
    model.opt.gravity[:] = (0.0, 0.0, -gravity)
    model.body_mass[:] *= mass_scale
    model.body_inertia[:] *= mass_scale
    _leave_only_bodies(model)
    names = tuple(model.actuator(index).name for index in range(model.nu))
    rows = [*range(ROOT_ROWS), *(_dof(model, f"{name}_{side}") for side in "rl" for name in LEG_JOINTS)]
    rows += [_dof(model, f"hip_reaction_{axis}_{side}") for side in "rl" for axis in "xyz"]
    ties = [index for index in range(model.neq) if model.eq_type[index] == mujoco.mjtEq.mjEQ_JOINT]
    leaders = [int(model.eq_obj2id[index]) for index in ties]
    return LoadModel(
        model=model,
        curves=Curves.of(model),
        muscles=names,
        groups=tuple(group_of(name) for name in names),
        sides=tuple(SIDES[name.endswith("_l")] for name in names),
        rows=np.array(rows),
        tied=np.array([model.jnt_dofadr[model.eq_obj1id[index]] for index in ties]),
        leader_rows=np.array([rows.index(int(model.jnt_dofadr[leader])) for leader in leaders]),
        leaders=np.array([model.jnt_qposadr[leader] for leader in leaders]),
        polynomials=np.array([model.eq_data[index][:_POLYNOMIAL] for index in ties]),
    )


def _dof(model: mujoco.MjModel, joint: str) -> int:
    return int(model.joint(joint).dofadr[0])


def _leave_only_bodies(model: mujoco.MjModel) -> None:
    """No contact, constraint, actuation, spring or damper: what remains is mass, gravity and motion."""
    flags = mujoco.mjtDisableBit
    model.opt.disableflags |= flags.mjDSBL_CONSTRAINT | flags.mjDSBL_ACTUATION | flags.mjDSBL_CONTACT
    model.dof_damping[:] = 0.0
    model.dof_armature[:] = 0.0
    model.jnt_stiffness[:] = 0.0
    model.tendon_stiffness[:] = 0.0
    model.tendon_damping[:] = 0.0


_SEGMENT_BODIES: Final = {
    "pelvis": "pelvis", "abdomen": "lumbar5", "thorax": "torso", "head": "neck",
    "upper_arm": "upper_arm", "forearm": "forearm", "hand": "hand",
    "thigh": "femur", "shank": "tibia", "foot": "calcn", "toes": "toes",
}  # fmt: skip


def body_of(segment: str) -> str:
    """The body of the model that carries `segment` of a trajectory."""
    sided = re.fullmatch(r"(.+)_(right|left)", segment)
    return f"{_SEGMENT_BODIES[sided[1]]}_{sided[2][0]}" if sided else _SEGMENT_BODIES[segment]
