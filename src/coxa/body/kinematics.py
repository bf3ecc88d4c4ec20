"""From joint angles to places and back: how our angles drive the model, and where its segments are.

The coordinates the solver works with are called *drives*: three metres of the root, the `ANGLES` in radians, and the
subtalar joints, which are left free so that a foot can stand flat beside the body. A drive may move several joints of
the model (both levels of the back); the knee carries the shank's glide and the kneecap along by the polynomials of the
model's joint equalities.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from coxa.body.human import human
from coxa.body.trajectory import ANGLES, SEGMENTS, SIDES, Array

try:
    import mujoco
except ImportError:
    mujoco = None

SUBTALAR = tuple(f"subtalar_{side}" for side in SIDES)
DRIVES = ("root_x", "root_y", "root_z", *ANGLES, *SUBTALAR)
ROOT = slice(0, 3)

_LEG_JOINTS = {
    "hip_flexion": ("hip_flexion", 1.0),
    "hip_abduction": ("hip_adduction", -1.0),
    "hip_rotation": ("hip_rotation", 1.0),
    "knee_flexion": ("knee_angle", 1.0),
    "ankle_dorsiflexion": ("ankle_angle", 1.0),
    "toe_extension": ("mtp_angle", -1.0),
    "subtalar": ("subtalar_angle", 1.0),
}
"""The model's joint behind each of our angles, and its sign."""

_BODIES = {
    "pelvis": "Full Body",
    "abdomen": "lumbar5",
    "thorax": "torso",
    "head": "neck",
    "upper_arm": "upper_arm",
    "forearm": "forearm",
    "hand": "hand",
    "thigh": "femur",
    "shank": "tibia",
    "foot": "calcn",
    "toes": "toes",
}

_KNEE_LEARNT_TO = np.radians(120.0)
"""The model's knee polynomials were fitted up to here; beyond, what they carry along stays where it is."""

_FORWARD = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
"""Turns the model's root (looking along -y) to look along +x."""


Index = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class _Links:
    """Which drive moves which coordinate of the model, and by how much; one row each."""

    drive: Index
    qpos: Index
    dof: Index
    factor: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Carried:
    """The joints the knees carry along, one row each: q = polynomial(q of the knee), coefficients (n, 5)."""

    qpos: Index
    dof: Index
    by_qpos: Index
    by_dof: Index
    coefficients: Array


class Body:
    """The model with our names: set drives, then read points, segments, and how they change.

    One instance holds one pose at a time; make your own for another thread.
    """

    def __init__(self) -> None:
        self.model = human()
        self.data = mujoco.MjData(self.model)
        self._links = _links(self.model)
        self._carried = _carried(self.model)
        self._bodies = np.array([self.model.body(name).id for name in _body_names()])
        self._drives = np.zeros(len(DRIVES))
        self._orientation = np.eye(3)
        self._jacobian = np.zeros((self.model.nv, len(DRIVES)))
        self.least, self.most = _limits(self.model)
        self._offsets = np.zeros((len(SEGMENTS), 3))
        self._turns = np.tile(np.eye(3), (len(SEGMENTS), 1, 1))
        self.set(self._drives)
        self._turns = np.array([self.data.xmat[body].reshape(3, 3) for body in self._bodies])
        for number, centre in enumerate(self._neutral_centres()):
            body = self._bodies[number]
            self._offsets[number] = self._turns[number].T @ (centre - self.data.xpos[body])
        self.set(self._drives)
        self.neutral = self.centres.copy()

    @property
    def coordinates(self) -> tuple[str, ...]:
        """The names of the columns of `Trajectory.q`."""
        root = tuple(f"root_{part}" for part in ("x", "y", "z", "qw", "qx", "qy", "qz"))
        return root + tuple(self.model.joint(number).name for number in range(1, self.model.njnt))

    def set(self, drives: Array, orientation: Array | None = None) -> None:
        """Take the pose of `drives` (metres, radians); `orientation` (3, 3) is the declared direction of the pelvis."""
        self._drives = drives
        if orientation is not None:
            self._orientation = orientation
        q, jacobian = self.data.qpos, self._jacobian
        jacobian[:] = 0.0
        q[:3] = drives[ROOT]
        jacobian[[0, 1, 2], [0, 1, 2]] = 1.0
        self._turn_root()
        links, carried = self._links, self._carried
        q[links.qpos] = links.factor * drives[links.drive]
        jacobian[links.dof, links.drive] = links.factor
        knee = q[carried.by_qpos]
        powers = np.minimum(knee, _KNEE_LEARNT_TO)[:, None] ** np.arange(5)
        q[carried.qpos] = np.sum(carried.coefficients * powers, axis=1)
        slope = np.sum(carried.coefficients[:, 1:] * np.arange(1, 5) * powers[:, :4], axis=1) * (knee < _KNEE_LEARNT_TO)
        jacobian[carried.dof] = slope[:, None] * jacobian[carried.by_dof]
        mujoco.mj_kinematics(self.model, self.data)
        mujoco.mj_comPos(self.model, self.data)
        frames = self.data.xmat[self._bodies].reshape(-1, 3, 3)
        self.turns = frames @ self._turns.transpose(0, 2, 1)
        self.centres = self.data.xpos[self._bodies] + np.einsum("sij,sj->si", frames, self._offsets)

    @property
    def drives(self) -> Array:
        """The drives of this pose, (D,)."""
        return self._drives

    @property
    def q(self) -> Array:
        """The model's coordinates in this pose, (nq,)."""
        return np.array(self.data.qpos)

    @property
    def spread(self) -> Array:
        """How the model's velocities follow from the drives', (nv, drives)."""
        return self._jacobian

    def joint_centre(self, segment: str) -> Array:
        """Where a segment's proximal joint is, (3,) metres."""
        place: Array = self.centres[SEGMENTS.index(segment)]
        return place

    def turn(self, segment: str) -> Array:
        """A segment's rotation from neutral standing, (3, 3)."""
        turn: Array = self.turns[SEGMENTS.index(segment)]
        return turn

    def point(self, segment: str, offset: Array) -> Array:
        """Where the point lies that is `offset` (3,) from the segment's joint in neutral standing."""
        return self.joint_centre(segment) + self.turn(segment) @ offset

    def point_slope(self, segment: str, place: Array) -> Array:
        """How a point of a segment, now at `place` (3,), moves with the drives: (3, drives)."""
        full = np.zeros((3, self.model.nv))
        mujoco.mj_jac(self.model, self.data, full, None, place, self._bodies[SEGMENTS.index(segment)])
        slope: Array = full @ self._jacobian
        return slope

    def centre_of_mass(self) -> Array:
        """The whole body's centre of mass, (3,) metres."""
        return np.array(self.data.subtree_com[0])

    def centre_of_mass_slope(self) -> Array:
        """How the centre of mass moves with the drives: (3, drives)."""
        full = np.zeros((3, self.model.nv))
        mujoco.mj_jacSubtreeCom(self.model, self.data, full, 0)
        slope: Array = full @ self._jacobian
        return slope

    def segments(self) -> tuple[Array, Array]:
        """Joint centres (S, 3) and unit quaternions (S, 4) of all segments."""
        rotation = np.zeros((len(SEGMENTS), 4))
        for number, turn in enumerate(self.turns):
            mujoco.mju_mat2Quat(rotation[number], turn.ravel())
        return self.centres.copy(), rotation

    def _turn_root(self) -> None:
        """Set the root's quaternion from tilt, list and rotation, and its part of the slope."""
        tilt, list_, rotation = (self._drives[_drive(f"pelvis_{name}")] for name in ("tilt", "list", "rotation"))
        turned = self._orientation @ _about(2, rotation)
        listed = turned @ _about(0, -list_)
        root = listed @ _about(1, tilt) @ _FORWARD
        mujoco.mju_mat2Quat(self.data.qpos[3:7], np.ascontiguousarray(root).ravel())
        axes = {"tilt": listed[:, 1], "list": -turned[:, 0], "rotation": self._orientation[:, 2]}
        for name, axis in axes.items():
            self._jacobian[3:6, _drive(f"pelvis_{name}")] = root.T @ axis

    def _neutral_centres(self) -> list[Array]:
        """The joint centres in neutral standing: the bodies' own, but for pelvis, foot, and the joints we added."""
        places = {name: self.data.xpos[body].copy() for name, body in zip(SEGMENTS, self._bodies, strict=True)}
        anchors = {self.model.joint(number).name: self.data.xanchor[number] for number in range(self.model.njnt)}
        mujoco.mj_kinematics(self.model, self.data)
        hips = [self.data.body(f"femur_{side}").xpos for side in "rl"]
        places["pelvis"] = np.mean(hips, axis=0)
        places["abdomen"] = anchors["lumbar_flexion"].copy()
        places["thorax"] = anchors["thorax_flexion"].copy()
        places["head"] = anchors["neck_flexion"].copy()
        for side in SIDES:
            places[f"foot_{side}"] = self.data.body(f"talus_{side[0]}").xpos.copy()
        return [places[name] for name in SEGMENTS]


def _body_names() -> list[str]:
    names = []
    for segment in SEGMENTS:
        for side in SIDES:
            if segment.endswith(f"_{side}"):
                names.append(f"{_BODIES[segment.removesuffix(f'_{side}')]}_{side[0]}")
                break
        else:
            names.append(_BODIES[segment])
    return names


def _links(model: Any) -> _Links:
    rows = []
    for number, name in enumerate(DRIVES):
        for joint, factor in _joints_of(name):
            found = model.joint(joint)
            rows.append((number, int(found.qposadr[0]), int(found.dofadr[0]), factor))
    drive, qpos, dof, factors = zip(*rows, strict=True)
    return _Links(np.array(drive), np.array(qpos), np.array(dof), np.array(factors))


def _joints_of(drive: str) -> list[tuple[str, float]]:
    """The model's joints a drive moves, each with its share and sign; none for the root."""
    if drive.startswith(("root", "pelvis")):
        return []
    if drive.startswith("lumbar"):
        motion = drive.removeprefix("lumbar_")
        return [(f"lumbar_{motion}", 0.5), (f"thorax_{motion}", 0.5)]
    if drive.startswith("neck"):
        return [(drive, 1.0)]
    name, side = drive.rsplit("_", 1)
    joint, sign = _LEG_JOINTS.get(name, (name, 1.0))
    return [(f"{joint}_{side[0]}", sign)]


def _carried(model: Any) -> _Carried:
    carried, by = model.eq_obj1id, model.eq_obj2id
    return _Carried(
        model.jnt_qposadr[carried],
        model.jnt_dofadr[carried],
        model.jnt_qposadr[by],
        model.jnt_dofadr[by],
        model.eq_data[:, :5].copy(),
    )


def _limits(model: Any) -> tuple[Array, Array]:
    """The least and most of every drive, metres and radians; the root is free."""
    least, most = np.full(len(DRIVES), -np.inf), np.full(len(DRIVES), np.inf)
    for number, name in enumerate(DRIVES):
        joints = _joints_of(name)
        if joints:
            joint, factor = joints[0]
            ends = sorted(model.joint(joint).range / factor)
            least[number], most[number] = ends
    return least, most


def _about(axis: int, angle: float) -> Array:
    one, two = (axis + 1) % 3, (axis + 2) % 3
    turn = np.eye(3)
    turn[one, one] = turn[two, two] = np.cos(angle)
    turn[two, one] = np.sin(angle)
    turn[one, two] = -np.sin(angle)
    return turn


@cache
def _drive(name: str) -> int:
    return DRIVES.index(name)
