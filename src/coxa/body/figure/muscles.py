"""Write the paths of the model's muscles, which the viewer draws as bands for a look inside.

A band is a line through points of segments, thick as the muscle is strong; the viewer leads it through the pose of
every frame. Only the right side is written, the left is its mirror image.
"""

import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from coxa.body.figure.masks import GROUP_OF
from coxa.body.figure.skeleton import JOINTS
from coxa.body.figure.source import Floats
from coxa.body.load.muscles import DEEP_ROTATORS, HIP_CENTRE_SHIFT, group_of

NAME: Final = "muscles"

RADIUS_M: Final = 0.00035
"""Metres of radius for each square root of a newton of strength (our design choice: a quarter of the real thickness, so
that neighbours can be told apart)."""

_SEGMENTS = {
    "pelvis": "pelvis",
    "femur": "thigh",
    "patella": "thigh",
    "tibia": "shank",
    "talus": "foot",
    "calcn": "foot",
    "toes": "toes",
}


def bake_muscles(target: Path) -> int:
    """Write `target`/muscles.json and return its size in bytes; needs the extra `body`."""
    text = json.dumps({"copyright": "Muscle paths: Rajagopal 2016, by MyoLegs (Apache-2.0)", "bands": _bands()})
    (target / f"{NAME}.json").write_text(text + "\n", encoding="utf-8")
    return len(text) + 1


def _bands() -> list[dict[str, Any]]:
    """Of every muscle: group, radius in metres, and points (segment, and offset from its joint in neutral standing)."""
    import mujoco  # noqa: PLC0415  # the extra is needed only here

    from coxa.body.human import human  # noqa: PLC0415

    model = human()
    data = mujoco.MjData(model)
    mujoco.mj_kinematics(model, data)
    found = []
    for muscle in range(model.nu):
        name = model.actuator(muscle).name
        group = GROUP_OF.get(group_of(name) or "")
        if group is None or not name.endswith("_r"):
            continue
        tendon = model.actuator_trnid[muscle, 0]
        parts = slice(model.tendon_adr[tendon], model.tendon_adr[tendon] + model.tendon_num[tendon])
        sites = model.wrap_objid[parts][model.wrap_type[parts] == mujoco.mjtWrap.mjWRAP_SITE]
        bodies = [model.body(model.site_bodyid[site]).name.removesuffix("_r") for site in sites]
        path = [(body, data.site_xpos[site]) for body, site in zip(bodies, sites, strict=True)]
        if group == "quadriceps":
            path = [step for step in path if step[0] != "tibia"]
        found.append(_band(group, float(model.actuator_gainprm[muscle, 2]), path, data))
    pelvis, femur = data.body("pelvis"), data.body("femur_r")
    for rotator in DEEP_ROTATORS:
        start = pelvis.xpos + pelvis.xmat.reshape(3, 3) @ np.add(rotator.pelvis, HIP_CENTRE_SHIFT)
        end = femur.xpos + femur.xmat.reshape(3, 3) @ np.array(rotator.femur)
        group = GROUP_OF[group_of(f"{rotator.name}_r") or ""]
        found.append(_band(group, rotator.newtons, [("pelvis", start), ("femur", end)], data))
    return found


def _band(group: str, newtons: float, path: list[tuple[str, Floats]], data: Any) -> dict[str, Any]:
    hips = (data.body("femur_r").xpos + data.body("femur_l").xpos) / 2
    points = []
    for body, place in path:
        segment = _SEGMENTS[body] if body == "pelvis" else f"{_SEGMENTS[body]}_right"
        off = place - hips
        ours = np.array([-off[1], off[0], off[2]]) - JOINTS[segment]
        points.append([segment, *(round(float(part), 4) for part in ours)])
    return {"group": group, "radius": round(RADIUS_M * newtons**0.5, 4), "points": points}
