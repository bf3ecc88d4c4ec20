"""Draw a trajectory as plain shaded capsules, to look at poses while writing them; pillow and numpy only."""

from typing import TYPE_CHECKING, Any

import numpy as np

from coxa.body.human import need_packages
from coxa.body.scene import Scene
from coxa.body.shape import Capsule, capsules
from coxa.body.trajectory import Array, Trajectory

if TYPE_CHECKING:
    from PIL.Image import Image

SIZE = 300
_METRES = 2.0
"""Pixels of one picture, and the metres they show."""

_COLOURS = {
    "right": (214, 120, 80),
    "left": (90, 140, 190),
    "": (170, 170, 165),
}
_LIGHT = 0.55


def row(trajectory: Trajectory, scene: Scene, frames: int, azimuth: float, elevation: float) -> "Image":
    """Pictures of evenly spaced frames side by side: the camera's view above, one a quarter turn on below."""
    from PIL import Image  # noqa: PLC0415  # only to look at poses

    need_packages()
    chosen = np.linspace(0, len(trajectory.t) - 1, frames).round().astype(int)
    sheet = Image.new("RGB", (SIZE * frames, SIZE * 2), (245, 243, 238))
    for column, frame in enumerate(chosen):
        for line, turn in enumerate((azimuth, azimuth + 90.0)):
            tile = _picture(trajectory, scene, int(frame), turn, elevation)
            sheet.paste(tile, (column * SIZE, line * SIZE))
    return sheet


def _picture(trajectory: Trajectory, scene: Scene, frame: int, azimuth: float, elevation: float) -> "Image":
    from PIL import Image, ImageDraw  # noqa: PLC0415

    tile = Image.new("RGB", (SIZE, SIZE), (245, 243, 238))
    draw = ImageDraw.Draw(tile)
    view = _view(azimuth, elevation)
    middle = trajectory.position[:, :, :].reshape(-1, 3)
    centre = (middle.min(axis=0) + middle.max(axis=0)) / 2
    shapes: list[tuple[float, Any]] = []
    for block in scene.blocks:
        shapes.extend(_box(block.centre, block.half, block.turn))
    for capsule in capsules():
        shapes.extend(_discs(trajectory, frame, capsule))
    _ground(draw, view, centre)
    for _, (place, radius, colour) in sorted(
        ((float(place @ view[2]), (place, radius, colour)) for place, radius, colour in (s[1] for s in shapes)),
        key=lambda s: s[0],
    ):
        x, y = _pixel(view, centre, place)
        size = radius * SIZE / _METRES
        near = float(np.clip(0.5 + (place - centre) @ view[2] * 0.6, 0.0, 1.0))
        shade = tuple(int(part * (_LIGHT + (1 - _LIGHT) * near)) for part in colour)
        draw.ellipse((x - size, y - size, x + size, y + size), fill=shade, outline=None)
    return tile


def _view(azimuth: float, elevation: float) -> Array:
    """Rows: right, up and towards the camera."""
    a, e = np.radians(azimuth), np.radians(elevation)
    towards = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
    right = np.array([-np.sin(a), np.cos(a), 0.0])
    return np.array([right, np.cross(towards, right), towards])


def _pixel(view: Array, centre: Array, place: Array) -> tuple[float, float]:
    right, up = view[0] @ (place - centre), view[1] @ (place - centre)
    return SIZE / 2 + right * SIZE / _METRES, SIZE / 2 - up * SIZE / _METRES


def _discs(trajectory: Trajectory, frame: int, capsule: Capsule) -> list[tuple[float, Any]]:
    side = capsule.segment.rsplit("_", 1)[-1]
    colour = _COLOURS.get(side, _COLOURS[""])
    ends = [trajectory.point(capsule.segment, end)[frame] for end in (capsule.start, capsule.end)]
    steps = max(2, int(np.linalg.norm(ends[1] - ends[0]) / 0.008))
    return [(0.0, (ends[0] + part * (ends[1] - ends[0]), capsule.radius, colour)) for part in np.linspace(0, 1, steps)]


def _box(centre: Array, half: Array, turn: Array) -> list[tuple[float, Any]]:
    """A box as its edges."""
    out: list[tuple[float, Any]] = []
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], dtype=float) * half
    for one in range(8):
        for other in range(one + 1, 8):
            if bin(one ^ other).count("1") == 1:
                out.extend(
                    (
                        0.0,
                        (
                            centre + turn @ (corners[one] + part * (corners[other] - corners[one])),
                            0.006,
                            (140, 120, 90),
                        ),
                    )
                    for part in np.linspace(0, 1, 60)
                )
    return out


def _ground(draw: Any, view: Array, centre: Array) -> None:
    middle = round(centre[0] * 4) / 4
    for x in np.arange(-1.0, 1.01, 0.25):
        for one, other in (((x, -1.0), (x, 1.0)), ((-1.0, x), (1.0, x))):
            ends = [_pixel(view, centre, np.array([end[0] + middle, end[1], 0.0])) for end in (one, other)]
            draw.line([*ends[0], *ends[1]], fill=(225, 222, 214))
