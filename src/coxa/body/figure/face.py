"""A friendly face: a small smile, lips, eyes, lashes and brows. Sizes are metres from between the eyes, by eye."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.interpolate import LinearNDInterpolator
from scipy.spatial.transform import Rotation

from coxa.body.figure.fitting import Fitted
from coxa.body.figure.masks import MUSCLES
from coxa.body.figure.mesh import Mesh, bare, joined, normals
from coxa.body.figure.skeleton import BONES
from coxa.body.figure.source import Floats

Colour = tuple[float, float, float]

MOUTH_M, LIP_HALF_M = -0.0702, 0.026
_LIPS, _BLUSH, _LASHES = (0.90, 0.70, 0.68), (0.99, 0.94, 0.925), (0.42, 0.32, 0.29)
_INNER_LIP = (0.50, 0.29, 0.27)
_WHITE, _PUPIL = (0.93, 0.92, 0.90), (0.07, 0.06, 0.06)


@dataclass(frozen=True, slots=True)
class Eyes:
    """Where the eyes are: centres (2, 3), right first, and their radius."""

    centres: Floats
    radius: float

    @property
    def middle(self) -> Floats:
        """The point between the eyes, (3,)."""
        between: Floats = self.centres.mean(0)
        return between


def eyes_of(body: Fitted) -> Eyes:
    """Find the eyeballs, which the skin does not use."""
    centres = []
    for letter in "RL":
        of_eye = body.source.part(f"eye.{letter}") > 0.5
        of_eye[body.faces] = False
        ball = body.vertices[of_eye]
        low, high = ball.min(0), ball.max(0)
        radius = float((high[2] - low[2]) / 2)
        centres.append([low[0] + radius, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2])
    return Eyes(np.array(centres), radius)


def smiling(body: Fitted, eyes: Eyes) -> Fitted:
    """Lift the corners of the mouth and the cheeks a little."""
    place = body.vertices.copy()
    off = place - eyes.middle
    front = np.clip((off[:, 0] + 0.03) / 0.03, 0, 1)
    for sign in (1, -1):
        corner = np.exp(-(((off[:, 1] - sign * 0.024) / 0.011) ** 2) - ((off[:, 2] - MOUTH_M) / 0.011) ** 2) * front
        cheek = np.exp(-(((off[:, 1] - sign * 0.036) / 0.016) ** 2) - ((off[:, 2] + 0.040) / 0.016) ** 2) * front
        place += corner[:, None] * [-0.0016, sign * 0.0020, 0.0068]
        place += cheek[:, None] * [0.0022, sign * 0.001, 0.0022]
    return replace(body, vertices=place)


def painted_face(skin: Mesh, eyes: Eyes) -> Mesh:
    """Skin with lips, rosy cheeks and dark rims of the upper lids."""
    off = skin.vertices - eyes.middle
    front = (off[:, 0] > -0.03) & (np.abs(off[:, 1]) < 0.07) & (np.abs(off[:, 2]) < 0.13)
    colour = np.tile([1.0, 1.0, 1.0, 1.0], (len(off), 1))
    side = np.clip(np.abs(off[:, 1]) / LIP_HALF_M, 0, 1)
    line = MOUTH_M + 0.0055 * side**2
    upper = 0.0115 * (1 - side**3.5) * (0.86 + 0.14 * np.clip(side / 0.25, 0, 1))
    lower = 0.0130 * (1 - side**3.0)
    above = off[:, 2] - line
    inside = np.where(above > 0, 1 - above / np.maximum(upper, 1e-5), 1 + above / np.maximum(lower, 1e-5))
    lips = np.clip(inside / 0.22, 0, 1) * front * (np.abs(off[:, 1]) < LIP_HALF_M)
    for sign in (1, -1):
        cheek = np.exp(-(((off[:, 1] - sign * 0.042) / 0.018) ** 2) - ((off[:, 2] + 0.036) / 0.016) ** 2) * front
        colour[:, :3] += cheek[:, None] * (np.array(_BLUSH) - 1)
    colour[:, :3] += lips[:, None] * (np.array(_LIPS) - colour[:, :3])
    for centre in eyes.centres:
        to_ball = np.linalg.norm(skin.vertices - centre, axis=1) - eyes.radius
        rim = np.clip(1 - to_ball / 0.0022, 0, 1) * (skin.vertices[:, 2] > centre[2] + 0.001) * front
        colour[:, :3] += rim[:, None] * (np.array(_LASHES) - colour[:, :3])
    return replace(skin, colour=colour)


def mouth(body: Fitted, eyes: Eyes) -> Mesh:
    """The dark line between the lips: a small strip just behind them."""
    off = body.vertices - eyes.middle
    near = (np.abs(off[:, 1]) < 0.006) & (np.abs(off[:, 2] - MOUTH_M) < 0.006)
    depth = off[near][:, 0].max() - 0.007
    along = np.linspace(-1.08, 1.08, 9) * LIP_HALF_M
    rows = [np.stack([depth - 16 * along**2, along, MOUTH_M + 8 * along**2 + high], 1) for high in (-0.004, 0.004)]
    points = np.concatenate(rows) + eyes.middle
    count = len(along)
    faces = [(k, k + 1, k + count) for k in range(count - 1)] + [
        (k + 1, k + count + 1, k + count) for k in range(count - 1)
    ]
    return _on_head(points, np.array(faces)).painted(_INNER_LIP)


def eyeballs(eyes: Eyes, iris: Colour) -> Mesh:
    """The visible half of each eye, with clean rings of pupil, iris and white."""
    rings = [
        (0.0, 0.17, _PUPIL),
        (0.17, 0.40, iris),
        (0.40, 0.46, tuple(0.55 * part for part in iris)),
        (0.46, 1.45, _WHITE),
    ]
    parts = []
    for number, centre in enumerate(eyes.centres):
        gaze = Rotation.from_euler("z", (3.0 if number == 0 else -3.0), degrees=True)
        for low, high, colour in rings:
            angles = [low, high] if high < 1 else [low, 0.75, 1.1, high]
            points, faces = _zone(angles, 14)
            parts.append(_on_head(centre + eyes.radius * gaze.apply(points), faces).painted(colour))  # type: ignore[arg-type]
        points, faces = _zone([0.0, 0.055], 8)
        glint = gaze * Rotation.from_euler("yz", [-0.26, 0.16])
        parts.append(_on_head(centre + eyes.radius * 1.012 * glint.apply(points), faces).painted((1, 1, 1)))
    return joined(*parts)


def brows(body: Fitted, eyes: Eyes, colour: Colour, thick_m: float) -> Mesh:
    """Two soft arches just above the skin."""
    near = np.linalg.norm(body.vertices - eyes.middle, axis=1) < 0.09
    facing = normals(body.vertices, body.faces)[:, 0] > 0.15
    used = np.zeros(len(near), dtype=bool)
    used[body.faces] = True
    chosen = body.vertices[near & facing & used & (body.vertices[:, 2] > eyes.middle[2] + 0.008)]
    depth = LinearNDInterpolator(chosen[:, 1:], chosen[:, 0])
    along = np.linspace(0, 1, 9)
    parts = []
    for sign in (1, -1):
        y = sign * (0.0125 + 0.034 * along)
        arch = 0.0215 + 0.0068 * np.sin(np.pi * np.clip(along * 0.72 + 0.06, 0, 1)) - 0.004 * along**2
        half = thick_m * np.sin(np.pi * np.clip(0.25 + 0.72 * along, 0, 1)) ** 0.6
        rows = []
        for share in (-1, -0.3, 0.4, 1):
            z = eyes.middle[2] + arch + share * half
            out = 0.0006 + 0.0012 * (1 - share**2)
            rows.append(np.stack([depth(y, z) + out, y, z], 1))
        points = np.concatenate(rows)
        count = len(along)
        faces = []
        for row in range(3):
            for k in range(count - 1):
                a = row * count + k
                faces += [(a, a + 1, a + count), (a + 1, a + count + 1, a + count)]
        triangles = np.array(faces) if sign < 0 else np.array(faces)[:, ::-1]
        parts.append(_on_head(points, triangles[:, ::-1]).painted(colour))
    return joined(*parts)


def _zone(angles: list[float], around: int) -> tuple[Floats, np.ndarray]:
    """Part of a unit sphere around +x, between the given angles from it."""
    turn = np.linspace(0, 2 * np.pi, around, endpoint=False)
    rings = [
        np.stack([np.full(around, np.cos(a)), np.sin(a) * np.cos(turn), np.sin(a) * np.sin(turn)], 1) for a in angles
    ]
    faces = []
    for row in range(len(angles) - 1):
        for k in range(around):
            a, b = row * around + k, row * around + (k + 1) % around
            faces += [(a, a + around, b), (b, a + around, b + around)]
    return np.concatenate(rings), np.array(faces)


def _on_head(points: Floats, faces: np.ndarray) -> Mesh:
    weights = np.zeros((len(points), len(BONES)))
    weights[:, BONES.index("head")] = 1
    return bare(points, faces, weights, len(MUSCLES))
