"""The surfaces that muscles wrap around and MyoLegs leaves out.

MyoLegs (myo-sim 0.2.4) follows Rajagopal et al. 2016 (doi:10.1109/TBME.2016.2586891), but without four cylinders of the
pelvis: the upper gluteus maximus then loses its lever in a bent hip, and the psoas in a straight one. With them lengths
and lever arms are those of Rajagopal2015.osim within 2 mm, from 20 degrees of extension to 110 of flexion.
"""

from dataclasses import dataclass
from typing import Final

import mujoco
import numpy as np

from coxa.body.load.muscles import Floats

Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Wrap:
    """A cylinder of the right half of the pelvis that a muscle passes on the side of `side`.

    `centre` metres and `turns` radians (about x, then y, then z of the turned frame) in the frame of the pelvis;
    `side` is a direction there.
    """

    muscle: str
    centre: Point
    turns: Point
    radius_m: float
    side: Point


_FRONT, _BACK = (0.08, -0.03, 0.0), (-0.08, -0.04, 0.0)

WRAPS: Final = (
    Wrap("psoas", (-0.074, -0.060, 0.0656), (-0.25, -0.27, 0.1), 0.0500, _FRONT),
    Wrap("iliacus", (-0.071, -0.065, 0.0756), (-0.32, -0.24, 0.9), 0.0549, _FRONT),
    Wrap("glmax1", (-0.077, -0.099, 0.0610), (-0.60, 0.45, 0.0), 0.0400, _BACK),
    Wrap("glmax2", (-0.080, -0.083, 0.0680), (-0.75, 0.39, 0.0), 0.0400, _BACK),
)
"""The surfaces that MyoLegs leaves out, each between the second and the third point of its muscle."""

_BESIDE_M = 0.02


def add_wraps(spec: mujoco.MjSpec) -> None:
    """Lead the muscles of `WRAPS` on both sides of `spec` around their surfaces."""
    pelvis = spec.body("pelvis")
    for wrap in WRAPS:
        axes = _turned(wrap.turns)
        aside = np.array(wrap.side) - axes[:, 2] * (axes[:, 2] @ wrap.side)
        beside = np.array(wrap.centre) + aside / np.linalg.norm(aside) * (wrap.radius_m + _BESIDE_M)
        for side, mirror in (("r", 1.0), ("l", -1.0)):
            flip = np.array([1.0, 1.0, mirror])
            direction = np.zeros(4)
            mujoco.mju_mat2Quat(direction, (np.diag(flip) @ axes @ np.diag(flip)).ravel())
            name = f"{wrap.muscle}_wrap_{side}"
            pelvis.add_geom(
                name=name,
                type=mujoco.mjtGeom.mjGEOM_CYLINDER,
                pos=wrap.centre * flip,
                quat=direction,
                size=[wrap.radius_m, 0.1, 0.0],
                mass=0.0,
                contype=0,
                conaffinity=0,
            )
            pelvis.add_site(name=f"{name}_side", pos=beside * flip)
            tendon = spec.add_tendon(name=f"{name}_path")
            points = [f"{wrap.muscle}-P{number}_{side}" for number in (1, 2, 3, 4)]
            for point in points[:2]:
                tendon.wrap_site(point)
            tendon.wrap_geom(name, f"{name}_side")
            for point in points[2:]:
                tendon.wrap_site(point)
            spec.actuator(f"{wrap.muscle}_{side}").target = tendon.name


def _turned(turns: Point) -> Floats:
    """The axes (3, 3, as columns) of a frame that is turned about its own x, y and z in that order."""
    axes = np.eye(3)
    for axis, angle in enumerate(turns):
        one, two = (axis + 1) % 3, (axis + 2) % 3
        turn = np.eye(3)
        turn[one, one] = turn[two, two] = np.cos(angle)
        turn[two, one], turn[one, two] = np.sin(angle), -np.sin(angle)
        axes = axes @ turn
    return axes
