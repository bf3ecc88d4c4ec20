"""Bake the bodies: from the CC0 source to one dressed figure per file, ready for the viewer."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from coxa.body.figure import clothes, face, hair, light
from coxa.body.figure.fitting import Fitted, fitted
from coxa.body.figure.glb import write
from coxa.body.figure.hair import Cut
from coxa.body.figure.masks import CHANNELS, channels, masks
from coxa.body.figure.mesh import Mesh, compact, hemmed, joined, thinned
from coxa.body.figure.skeleton import BONES, HELPERS, JOINTS, PARENTS, SOLE_M
from coxa.body.figure.source import read
from coxa.body.trajectory import SEGMENTS

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """The colours and the hair of one figure (our design choice)."""

    shirt: Colour
    trousers: Colour
    shoes: Colour
    hair: Colour
    style: Cut
    iris: Colour
    brows: Colour
    brow_m: float


LOOKS = {
    "woman_older": Look((0.60, 0.67, 0.86), (0.25, 0.40, 0.47), (0.80, 0.45, 0.35), (0.83, 0.80, 0.76), hair.CROP,
                        (0.36, 0.48, 0.56), (0.56, 0.53, 0.50), 0.0019),
    "man": Look((0.62, 0.76, 0.70), (0.30, 0.36, 0.45), (0.36, 0.45, 0.53), (0.40, 0.36, 0.33), hair.SHORT,
                (0.36, 0.27, 0.18), (0.30, 0.25, 0.22), 0.0028),
    "woman": Look((0.70, 0.50, 0.64), (0.27, 0.35, 0.44), (0.42, 0.58, 0.56), (0.33, 0.22, 0.16), hair.BOB,
                  (0.33, 0.25, 0.15), (0.30, 0.21, 0.16), 0.0021),
}  # fmt: skip
_SOLE = (0.96, 0.94, 0.90)
_FACES = {"head": 3500, "hands": 1700, "shirt": 1500, "trousers": 2200, "hair": 800}


def dressed(body: Fitted, look: Look) -> Mesh:
    """The whole figure of one body as one surface."""
    eyes = face.eyes_of(body)
    body = face.smiling(body, eyes)
    bare_skin = face.painted_face(clothes.skin(body), eyes)
    inner = light.openness(bare_skin)
    bare_skin = compact(bare_skin, bare_skin.faces[(inner[bare_skin.faces] > 0.003).any(1)])
    of_head = bare_skin.weights[:, BONES.index("head")] + bare_skin.weights[:, BONES.index("neck")]
    is_head = (of_head[bare_skin.faces] > 0.3).any(1)
    parts = [
        thinned(compact(bare_skin, bare_skin.faces[is_head]), _FACES["head"]),
        thinned(compact(bare_skin, bare_skin.faces[~is_head]), _FACES["hands"]),
        _tailored(body, clothes.shirt(body, look.shirt), _FACES["shirt"], 0.012),
        _tailored(body, clothes.trousers(body, look.trousers), _FACES["trousers"], 0.01),
        _tailored(body, hair.hair(body, eyes, look.style, look.hair), _FACES["hair"], 0.022),
        clothes.shoes(body, look.shoes, _SOLE),
        face.mouth(body, eyes),
        face.eyeballs(eyes, look.iris),
        face.brows(body, eyes, look.brows, look.brow_m),
    ]
    whole = joined(*parts)
    shade = 0.45 + 0.55 * np.clip(light.openness(whole) / 0.85, 0, 1)
    start = sum(len(part.vertices) for part in parts[:-3])
    shade[start:] = np.maximum(shade[start:], 0.85)
    colour = whole.colour.copy()
    colour[:, :3] *= shade[:, None]
    return replace(whole, colour=colour, masks=channels(masks(body, whole.vertices, whole.weights)))


def _tailored(body: Fitted, cloth: Mesh, faces: int, hem_m: float) -> Mesh:
    """Cloth with fewer triangles and a hem; thinned with its masks, so that their borders stay smooth."""
    marked = replace(cloth, masks=masks(body, cloth.vertices, cloth.weights))
    return hemmed(thinned(marked, faces, keep_border=True), hem_m)


def bake(source: Path, target: Path, name: str) -> int:
    """Write `target`/<name>.glb and return its size in bytes."""
    body = fitted(read(source, name))
    mesh = dressed(body, LOOKS[name])
    extras = {
        "name": name,
        "copyright": "Body shape: MakeHuman (CC0). Clothes, hair and face: Coxa (Apache-2.0).",
        "bones": BONES,
        "segments": SEGMENTS,
        "parents": [SEGMENTS.index(PARENTS[s]) if s in PARENTS else -1 for s in SEGMENTS],
        "joints": [JOINTS[s].round(5).tolist() for s in SEGMENTS],
        "rest": body.joints.round(5).tolist(),
        "align": body.align.round(6).tolist(),
        "helpers": [[SEGMENTS.index(helper.segment), helper.swing, helper.twist] for helper in HELPERS],
        "sole": round(float(SOLE_M - JOINTS["foot_left"][2]), 5),
        "channels": CHANNELS,
    }
    return write(target / f"{name}.glb", mesh, extras)
