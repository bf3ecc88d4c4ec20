"""Film a synthetic person: the figure's body, posed and drawn by Pillow as a camera would see it.

For a small set of clips that real pose estimation is run on. The pictures need no browser and no graphics card; the
figure people see is drawn better, by the viewer.
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from coxa.body.synth.camera import Camera
from coxa.body.synth.landmarks import Floats
from coxa.body.synth.rotations import inverse, multiply, power, turned

WALL, FLOOR = (226, 220, 210), (178, 160, 140)
"""Colours of a plain room; our design choice."""
TONE = (0.87, 0.68, 0.55)
"""Red, green and blue of the skin, as shares; one of many, our design choice."""
DIMMEST = 0.5
"""How bright a surface is that is seen from the edge; our design choice."""
_KINDS = {5120: np.int8, 5121: np.uint8, 5122: np.int16, 5123: np.uint16}


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A body of the viewer: `points` (V, 3) metres at rest, `faces` (T, 3), `colour` (V, 3) to 255, `weights` (V, B).

    `bones` are what the viewer knows of them: which segments, where at rest, and which share of a turn helpers take.
    """

    points: Floats
    faces: NDArray[np.intp]
    colour: Floats
    weights: Floats
    bones: dict[str, Any]

    def posed(self, rotation: Floats, position: Floats) -> Floats:
        """Return the points (V, 3) for segments turned by `rotation` (18, 4) with joints at `position` (18, 3)."""
        turns, places, rests = self._bones_at(rotation[:, :, None], position)
        result = np.zeros_like(self.points)
        for number, (turn, place, rest) in enumerate(zip(turns, places, rests, strict=True)):
            some = np.flatnonzero(self.weights[:, number])
            if len(some):
                moved = turned(turn, (self.points[some] - rest).T).T + place
                result[some] += self.weights[some, number, None] * moved
        return result

    def _bones_at(self, rotation: Floats, position: Floats) -> tuple[list[Floats], list[Floats], Floats]:
        align = np.array(self.bones["align"])[:, :, None]
        turns = [multiply(rotation[number], align[number]) for number in range(len(rotation))]
        places = list(position)
        one = np.ones(1)
        for segment, swing, twist in self.bones["helpers"]:
            parent = rotation[self.bones["parents"][segment]]
            bend = multiply(inverse(parent), rotation[segment])
            roll = _twist(bend)
            lean = multiply(bend, inverse(roll))
            turn = multiply(parent, multiply(power(lean, swing * one), power(roll, twist * one)))
            turns.append(multiply(turn, power(align[segment], swing * one)))
            places.append(position[segment])
        return turns, places, np.array(self.bones["rest"])[[*range(len(rotation)), *self._helped()]]

    def _helped(self) -> list[int]:
        return [int(segment) for segment, _, _ in self.bones["helpers"]]


def read_figure(file: Path) -> Figure:
    """Return one of the bodies that the viewer shows, from its GLB file."""
    data = file.read_bytes()
    (length,) = struct.unpack_from("<I", data, 12)
    head = json.loads(data[20 : 20 + length])
    extras = head["extras"]
    primitive = head["meshes"][0]["primitives"][0]

    def values(number: int) -> NDArray[Any]:
        accessor = head["accessors"][number]
        view = head["bufferViews"][accessor["bufferView"]]
        kind = np.dtype(_KINDS[accessor["componentType"]])
        start = 28 + length + view["byteOffset"]
        flat = np.frombuffer(data, kind, view["byteLength"] // kind.itemsize, start)
        return flat.reshape(accessor["count"], -1)

    attributes = primitive["attributes"]
    points = values(attributes["POSITION"])[:, :3] / 32767 * extras["half"] + np.array(extras["centre"])
    bones, shares = values(attributes["JOINTS_0"]), values(attributes["WEIGHTS_0"]) / 255
    weights = np.zeros((len(points), len(extras["bones"])))
    np.add.at(weights, (np.arange(len(points))[:, None], bones), shares)
    faces = values(primitive["indices"]).reshape(-1, 3).astype(np.intp)
    paint = values(attributes["COLOR_0"]).astype(float)
    colour = paint[:, :3] * (1 - paint[:, 3:] / 255 * (1 - np.array(TONE)))
    return Figure(points, faces, colour, weights, extras)


def drawn(figure: Figure, rotation: Floats, position: Floats, camera: Camera) -> Image.Image:
    """Return the picture of a figure in a pose (18, 4) and (18, 3), on a floor before a wall, far faces first."""
    seen = camera.view(figure.posed(rotation, position).T)
    flat = camera.project(seen) * np.array([[camera.width], [camera.height]])
    corners = seen[:, figure.faces]
    normal = np.cross(corners[:, :, 1] - corners[:, :, 0], corners[:, :, 2] - corners[:, :, 0], axis=0)
    middle = corners.mean(axis=2)
    facing = -(normal * middle).sum(axis=0) / np.maximum(
        np.linalg.norm(normal, axis=0) * np.linalg.norm(middle, axis=0), 1e-12
    )
    shade = DIMMEST + (1 - DIMMEST) * np.clip(facing, 0, 1)
    colours = np.clip(figure.colour[figure.faces].mean(axis=1) * shade[:, None], 0, 255).astype(int)
    picture = _room(camera)
    pen = ImageDraw.Draw(picture)
    front = np.flatnonzero(facing > 0)
    for face in front[np.argsort(-middle[2, front])]:
        shape = flat[:, figure.faces[face]].T.ravel().tolist()
        red, green, blue = colours[face]
        pen.polygon(shape, fill=(int(red), int(green), int(blue)))
    return picture


def filmed(figure: Figure, rotation: Floats, position: Floats, camera: Camera) -> Iterator[Image.Image]:
    """Yield pictures of segments' `rotation` (18, 4, frames) and `position` (18, 3, frames)."""
    for frame in range(rotation.shape[2]):
        yield drawn(figure, rotation[:, :, frame], position[:, :, frame], camera)


def _room(camera: Camera) -> Image.Image:
    picture = Image.new("RGB", (camera.width, camera.height), WALL)
    far = 3.0 * np.array([[-1, -1, 1, 1], [-1, 1, 1, -1], [0, 0, 0, 0]])
    corners = camera.view(far)
    if corners[2].min() > 0.1:
        outline = camera.project(corners) * np.array([[camera.width], [camera.height]])
        ImageDraw.Draw(picture).polygon(outline.T.ravel().tolist(), fill=FLOOR)
    else:
        horizon = int(
            camera.height * (0.5 + np.tan(np.radians(-camera.elevation_deg)) * camera.focal_px / camera.height)
        )
        ImageDraw.Draw(picture).rectangle((0, max(horizon, 0) + 40, camera.width, camera.height), fill=FLOOR)
    return picture


def _twist(turn: Floats) -> Floats:
    length = np.hypot(turn[0], turn[3])
    upright = np.array([turn[0], np.zeros(1), np.zeros(1), turn[3]]) / np.maximum(length, 1e-9)
    return upright if length[0] > 1e-6 else np.array([[1.0], [0.0], [0.0], [0.0]])
