"""Turn a solved movement and our contact forces into what OpenSim reads: its coordinates, its axes, external forces."""

import mujoco
import numpy as np

from coxa.body.load.allocation import Allocation
from coxa.body.load.contacts import Support
from coxa.body.load.dynamics import Balance
from coxa.body.load.model import LEG_JOINTS, LoadModel
from coxa.body.trajectory import Trajectory

GROUND = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])
"""From our world (z up, y left) to OpenSim's ground (y up, z right)."""

ARMS = {
    "shoulder_flexion": ("arm_flex", 1.0),
    "shoulder_abduction": ("arm_add", -1.0),
    "shoulder_rotation": ("arm_rot", 1.0),
    "elbow_flexion": ("elbow_flex", 1.0),
}
TRUNK = {
    "flexion": ("lumbar_extension", -1.0),
    "lean": ("lumbar_bending", 1.0),
    "rotation": ("lumbar_rotation", 1.0),
}
BODIES = {"upper_arm": "humerus", "forearm": "ulna", "lumbar5": "torso", "neck": "torso"}


def for_opensim(
    body: LoadModel, movement: Trajectory, supports: tuple[Support, ...], system: Balance, found: Allocation
) -> dict[str, np.ndarray]:
    """Times, coordinates (radians, metres), and for each support the body, force (F, n, 3) and point (F, n, 3)."""
    columns = {**_pelvis(body, movement), **_joints(movement)}
    force, place, bodies = [], [], []
    for number, support in enumerate(supports):
        world = np.einsum("fkj,fk->fj", system.axes[:, number], found.support_n[:, number])
        for on, sign in ((support.body, 1.0), (support.against, -1.0)):
            if on is not None:
                part, _, side = on.rpartition("_")
                bodies.append(f"{BODIES.get(part, part)}_{side}" if part else BODIES.get(on, on))
                force.append(sign * world @ GROUND.T)
                place.append(support.place @ GROUND.T)
    return {
        "t": movement.t,
        "names": np.array(list(columns)),
        "values": np.column_stack(list(columns.values())),
        "bodies": np.array(bodies),
        "force": np.stack(force, axis=1),
        "place": np.stack(place, axis=1),
    }


def _pelvis(body: LoadModel, movement: Trajectory) -> dict[str, np.ndarray]:
    data, rows = mujoco.MjData(body.model), []
    for q in body.coordinates(movement.q, movement.coordinates):
        data.qpos[:] = q
        mujoco.mj_kinematics(body.model, data)
        pelvis = data.body("pelvis")
        rows.append([*_zxy(GROUND @ pelvis.xmat.reshape(3, 3)), *(GROUND @ pelvis.xpos)])
    tilt, side, turn, *place = np.array(rows).T
    names = ("pelvis_tilt", "pelvis_list", "pelvis_rotation", "pelvis_tx", "pelvis_ty", "pelvis_tz")
    return dict(zip(names, (*(np.unwrap(angle) for angle in (tilt, side, turn)), *place), strict=True))


def _joints(movement: Trajectory) -> dict[str, np.ndarray]:
    ours = {name: movement.q[:, index] for index, name in enumerate(movement.coordinates)}
    theirs = {}
    for side in "rl":
        theirs |= {f"{name}_{side}": ours[f"{name}_{side}"] for name in (*LEG_JOINTS, "mtp_angle")}
        theirs[f"knee_angle_{side}_beta"] = ours[f"knee_angle_{side}"]
        theirs |= {f"{name}_{side}": sign * ours[f"{own}_{side}"] for own, (name, sign) in ARMS.items()}
    for motion, (name, sign) in TRUNK.items():
        theirs[name] = sign * (ours[f"lumbar_{motion}"] + ours[f"thorax_{motion}"])
    return theirs


def _zxy(turn: np.ndarray) -> tuple[float, float, float]:
    """Turns about z, then the new x, then the new y (radians): tilt, list and rotation."""
    return (
        float(np.arctan2(-turn[0, 1], turn[1, 1])),
        float(np.arcsin(np.clip(turn[2, 1], -1.0, 1.0))),
        float(np.arctan2(-turn[2, 0], turn[2, 2])),
    )
