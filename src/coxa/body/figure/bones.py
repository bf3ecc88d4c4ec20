"""Bake the bones for a look inside: simplified OpenSim geometry from the package myo-sim, and plain bones of the arms.

The geometry is by the OpenSim project, CC BY 3.0; the attribution stands beside the served file.
"""

from pathlib import Path
from typing import Any

import numpy as np

from coxa.body.figure.glb import write
from coxa.body.figure.mesh import Mesh, bare, joined, thinned
from coxa.body.figure.skeleton import BONES, JOINTS
from coxa.body.figure.source import Floats, Ints
from coxa.body.trajectory import SEGMENTS, SIDES

NAME = "inside"
_COLOUR = (0.94, 0.90, 0.80)
_SHARE, _LEAST = 0.10, 60
"""How much of each bone's triangles is kept, and at least how many."""
_MIDDLE = {"pelvis": "pelvis", "sacrum": "pelvis", "lumbar": "abdomen", "torso": "thorax", "hat": "head"}
_SIDED = {
    "femur": "thigh",
    "patella": "thigh",
    "tibia": "shank",
    "fibula": "shank",
    "talus": "foot",
    "foot": "foot",
    "bofoot": "toes",
}
_ARMS = (("upper_arm", "forearm", 0.011, 0.0), ("forearm", "hand", 0.007, 0.012), ("forearm", "hand", 0.006, -0.012))


def bake_inside(target: Path) -> int:
    """Write `target`/inside.glb and return its size in bytes; needs the extra `body`."""
    parts: dict[str, list[Mesh]] = {}
    for segment, vertices, faces in [*_bones(), *_arms()]:
        shape = bare(vertices, faces, np.zeros((len(vertices), len(BONES))), 8).painted(_COLOUR)
        shape.weights[:, BONES.index(segment)] = 1
        parts.setdefault(segment, []).append(thinned(shape, max(int(_SHARE * len(faces)), _LEAST)))
    whole = {segment: joined(*shapes) for segment, shapes in parts.items()}
    ranges, start = [], 0
    for segment, mesh in whole.items():
        ranges.append([segment, start, mesh.faces.size])
        start += mesh.faces.size
    extras = {
        "name": NAME,
        "copyright": "Bones: OpenSim project (CC BY 3.0), simplified; arms: Coxa (Apache-2.0)",
        "segments": SEGMENTS,
        "ranges": ranges,
    }
    return write(target / f"{NAME}.glb", joined(*whole.values()), extras, plain=True)


def _bones() -> list[tuple[str, Floats, Ints]]:
    """Each bone of the model: its segment, and its shape from that segment's joint in neutral standing."""
    import mujoco  # noqa: PLC0415  # the extra is needed only here

    from coxa.body.human import human  # noqa: PLC0415

    model = human()
    data = mujoco.MjData(model)
    mujoco.mj_kinematics(model, data)
    hips = (data.body("femur_r").xpos + data.body("femur_l").xpos) / 2
    found = []
    for geom in range(model.ngeom):
        if model.geom_type[geom] != mujoco.mjtGeom.mjGEOM_MESH:
            continue
        mesh = model.geom_dataid[geom]
        segment = _segment(model.mesh(mesh).name)
        if segment is None:
            continue
        turn = data.geom_xmat[geom].reshape(3, 3)
        place = (
            _part(model.mesh_vert, model.mesh_vertadr[mesh], model.mesh_vertnum[mesh]) @ turn.T
            + data.geom_xpos[geom]
            - hips
        )
        ours = np.stack([-place[:, 1], place[:, 0], place[:, 2]], 1) - JOINTS[segment]
        faces = _part(model.mesh_face, model.mesh_faceadr[mesh], model.mesh_facenum[mesh]).astype(np.int64)
        found.append((segment, *_welded(ours, faces)))
    return found


def _segment(mesh: str) -> str | None:
    for start, segment in _MIDDLE.items():
        if mesh.startswith(start):
            return segment
    side = {"r": "right", "l": "left"}.get(mesh[:1])
    bone = mesh[2:]
    if side is None or mesh[1:2] != "_":
        return None
    return "pelvis" if bone == "pelvis" else f"{_SIDED[bone]}_{side}" if bone in _SIDED else None


def _part(values: Any, start: int, count: int) -> Any:
    return values[start : start + count]


def _welded(vertices: Floats, faces: Ints) -> tuple[Floats, Ints]:
    """Vertices at the same place become one, so that the surface can be simplified and shaded smoothly."""
    _, first, index = np.unique(np.round(vertices, 5), axis=0, return_index=True, return_inverse=True)
    welded: Ints = index.reshape(-1)[faces]
    real = (welded[:, 0] != welded[:, 1]) & (welded[:, 1] != welded[:, 2]) & (welded[:, 2] != welded[:, 0])
    return vertices[first], welded[real]


def _arms() -> list[tuple[str, Floats, Ints]]:
    """Humerus, radius and ulna as slim spindles, and a flat hand."""
    found = []
    for side in SIDES:
        for segment, following, radius, forward in _ARMS:
            length = JOINTS[f"{segment}_{side}"][2] - JOINTS[f"{following}_{side}"][2]
            found.append((f"{segment}_{side}", *_spindle(length, radius, forward)))
        for finger in range(5):
            at = 0.012 * (finger - 2)
            found.append((f"hand_{side}", *_spindle(0.105 if finger == 4 else 0.165, 0.0045, at)))
    return found


def _spindle(length: float, radius: float, forward: float) -> tuple[Floats, Ints]:
    along = np.array([0.0, 0.04, 0.14, 0.5, 0.86, 0.96, 1.0])
    thick = np.array([0.1, 1.5, 1.05, 0.85, 1.05, 1.5, 0.1]) * radius
    turn = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    points = np.concatenate([
        np.stack([forward + size * np.cos(turn), size * np.sin(turn), np.full(8, -part * length)], 1)
        for part, size in zip(along, thick, strict=True)
    ])  # fmt: skip
    faces = []
    for row in range(len(along) - 1):
        for k in range(8):
            a, b = row * 8 + k, row * 8 + (k + 1) % 8
            faces += [(a, a + 8, b), (b, a + 8, b + 8)]
    return points, np.array(faces)
