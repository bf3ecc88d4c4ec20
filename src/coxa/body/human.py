"""The model of a human body that all movements share: 75 kg, legs and pelvis of MyoLegs, our own trunk and arms.

Legs, pelvis and the shape of the trunk come from MyoLegs (package myo-sim, Apache-2.0), which follows Rajagopal et al.
2016 (doi:10.1109/TBME.2016.2586891). We add joints at L5/S1 and T12/L1 (each bends half of the lumbar angles, so that
the back curves), at the neck, and two arms of capsules. Arm masses are fractions of the body after Winter 2009
(Biomechanics and Motor Control of Human Movement, table 4.1); shoulder centres and lengths follow Rajagopal's arms. The
mass of the arms is taken out of the trunk, so the whole stays 75 kg.
"""

import math
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from coxa.body.trajectory import Array
from coxa.errors import CoxaError

try:
    import mujoco
except ImportError:  # the extra is not installed
    mujoco = None

BODY_MASS_KG = 75.0
LUMBAR_JOINT = np.array([0.0, 0.098, 1.071])
THORAX_JOINT = np.array([0.0, 0.125, 1.230])
NECK_JOINT = np.array([0.0, 0.140, 1.510])
SHOULDER_JOINT = np.array([-0.170, 0.0975, 1.453])
"""Joint centres in the frame of the untouched MyoLegs model (x left, y back, z up); the shoulder is the right one."""

UPPER_ARM_M, FOREARM_M, HAND_M = 0.286, 0.249, 0.180


class ArmPart(NamedTuple):
    """One part of an arm: length and radius in metres, mass as a fraction of the body."""

    name: str
    length_m: float
    radius_m: float
    fraction: float


ARM = (
    ArmPart("upper_arm", UPPER_ARM_M, 0.042, 0.028),
    ArmPart("forearm", FOREARM_M, 0.034, 0.016),
    ArmPart("hand", HAND_M, 0.022, 0.006),
)


class Hinge(NamedTuple):
    """A hinge we add: its axis (x forward, y up, z right) on the right side, its range in degrees (AAOS norms [B])."""

    name: str
    axis: tuple[float, float, float]
    least: float
    most: float


SPINE = (
    Hinge("flexion", (0, 0, -1), -25, 45),
    Hinge("lean", (1, 0, 0), -25, 25),
    Hinge("rotation", (0, 1, 0), -25, 25),
)
"""Range of each of the two levels of the trunk."""

NECK = (Hinge("flexion", (0, 0, -1), -60, 60), Hinge("lean", (1, 0, 0), -45, 45), Hinge("rotation", (0, 1, 0), -80, 80))

ARM_HINGES = {
    "upper_arm": (
        Hinge("shoulder_flexion", (0, 0, 1), -60, 180),
        Hinge("shoulder_abduction", (-1, 0, 0), -50, 180),
        Hinge("shoulder_rotation", (0, 1, 0), -90, 90),
    ),
    "forearm": (Hinge("elbow_flexion", (0, 0, 1), 0, 150), Hinge("forearm_pronation", (0, 1, 0), -90, 90)),
    "hand": (Hinge("wrist_flexion", (1, 0, 0), -85, 85),),
}

WIDENED = {
    "hip_flexion": (-30, 135),
    "hip_adduction": (-55, 40),
    "hip_rotation": (-70, 55),
    "knee_angle": (0, 150),
    "ankle_angle": (-50, 40),
    "mtp_angle": (-70, 30),
}
"""Ranges of our copy, degrees, in the model's own signs; the untouched one stops short of child's pose and cycling.

Turning outwards includes what the bent knee adds in life, since the model's shank does not turn.
"""

_PELVIS_EULER = (math.pi / 2, -math.pi / 2, 0.0)
"""The model says 1.57, a little off, so that its two sides would not be mirror images."""


class BodyPackagesMissing(CoxaError):
    """The packages that solve movements are not installed."""


def need_packages() -> None:
    """Raise `BodyPackagesMissing` unless MuJoCo is there."""
    if mujoco is None:
        message = "Solving movements needs packages that are not installed → run: pip install 'coxa[body]'"
        raise BodyPackagesMissing(message)


def human_spec() -> Any:
    """A fresh, editable specification (`mujoco.MjSpec`) of the model; compile it after your own additions."""
    need_packages()
    with _quiet():
        from myo_sim.build.compose import build_spec  # noqa: PLC0415  # slow, and part of the extra

        spec = build_spec("myolegs")
        spec.body("pelvis").alt.euler = _PELVIS_EULER
        frames = _neutral_frames(spec)
        for name, degrees in WIDENED.items():
            for side in "rl":
                spec.joint(f"{name}_{side}").range = [math.radians(value) for value in degrees]
        for level, body in (("lumbar", "lumbar5"), ("thorax", "torso")):
            centre = LUMBAR_JOINT if level == "lumbar" else THORAX_JOINT
            _add_hinges(spec.body(body), level, SPINE, frames[body], centre)
        _add_hinges(spec.body("neck"), "neck", NECK, frames["neck"], NECK_JOINT)
        _add_arms(spec, frames["torso"])
    return spec


@cache
def human() -> Any:
    """The compiled model (`mujoco.MjModel`) whose coordinates `Trajectory.q` holds."""
    return compiled(human_spec())


def compiled(spec: Any) -> Any:
    """Compile a specification (`mujoco.MjSpec`) into a model, without the harmless warnings of its builder."""
    with _quiet():
        return spec.compile()


def with_reaction_slides(spec: Any) -> Any:
    """Add three slides, never moved, to each hip: their generalised force is the force in that joint.

    They stand after the hip's hinges (`hip_reaction_x_r` and so on, along the axes of the thigh: forward, up, right).
    """
    for side in "rl":
        femur = spec.body(f"femur_{side}")
        for name, axis in (("x", [1, 0, 0]), ("y", [0, 1, 0]), ("z", [0, 0, 1])):
            femur.add_joint(
                name=f"hip_reaction_{name}_{side}",
                type=mujoco.mjtJoint.mjJNT_SLIDE,
                axis=axis,
                limited=mujoco.mjtLimited.mjLIMITED_FALSE,
                range=[-1, 1],
            )
    return spec


def _neutral_frames(spec: Any) -> dict[str, tuple[Array, Array]]:
    """Place and direction of the bodies we attach to, in the untouched model."""
    model = spec.compile()
    data = mujoco.MjData(model)
    mujoco.mj_kinematics(model, data)
    return {
        name: (data.body(name).xpos.copy(), data.body(name).xmat.reshape(3, 3).copy())
        for name in ("lumbar5", "torso", "neck")
    }


def _add_hinges(body: Any, prefix: str, hinges: tuple[Hinge, ...], frame: tuple[Array, Array], centre: Array) -> None:
    place, turn = frame
    for hinge in hinges:
        _add_hinge(body, f"{prefix}_{hinge.name}", hinge, turn.T @ (centre - place), 1.0)


def _add_hinge(body: Any, name: str, hinge: Hinge, place: Array, outwards: float) -> None:
    """One hinge; `outwards` is -1 on the left, where axes along x and y turn about."""
    x, y, z = hinge.axis
    body.add_joint(
        name=name,
        type=mujoco.mjtJoint.mjJNT_HINGE,
        pos=place,
        axis=[x * outwards, y * outwards, z],
        limited=mujoco.mjtLimited.mjLIMITED_TRUE,
        range=[math.radians(hinge.least), math.radians(hinge.most)],
    )


def _add_arms(spec: Any, torso_frame: tuple[Array, Array]) -> None:
    place, turn = torso_frame
    torso = spec.body("torso")
    taken = 2 * sum(part.fraction for part in ARM) * BODY_MASS_KG
    kept = 1.0 - taken / torso.mass
    torso.mass *= kept
    torso.fullinertia = np.asarray(torso.fullinertia) * kept
    torso.inertia = np.asarray(torso.inertia) * kept
    for side, outwards in (("r", 1.0), ("l", -1.0)):
        parent, at = torso, turn.T @ (SHOULDER_JOINT * (outwards, 1, 1) - place)
        for part in ARM:
            body = parent.add_body(name=f"{part.name}_{side}", pos=at)
            for hinge in ARM_HINGES[part.name]:
                _add_hinge(body, f"{hinge.name}_{side}", hinge, np.zeros(3), outwards)
            inset = min(part.radius_m, part.length_m / 2)
            body.add_geom(
                name=f"{part.name}_{side}",
                type=mujoco.mjtGeom.mjGEOM_CAPSULE,
                fromto=[0, -inset, 0, 0, inset - part.length_m, 0],
                size=[part.radius_m, 0, 0],
                mass=part.fraction * BODY_MASS_KG,
                contype=0,
                conaffinity=0,
            )
            parent, at = body, np.array([0.0, -part.length_m, 0.0])


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep harmless warnings of the model's builder off the screen; they are written past Python."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        with warnings.catch_warnings(action="ignore", category=UserWarning):
            yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
