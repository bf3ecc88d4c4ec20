"""Frames of landmarks with their time stamps: what every part of the engine reads."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coxa.errors import Fault, InputError
from coxa.motion.compiled import LEAST, PROCESS
from coxa.motion.landmarks import COUNT, MIRROR

CAMERA_UP = (0.0, -1.0, 0.0)
"""Up in camera coordinates, whose y points down; the camera is taken to stand level."""


CHUNK = 4000
"""Frames worked on at once, so that memory stays flat. The result does not depend on it. Not a power of two: rows that
far apart would all want the same place in a processor's nearest memory."""


@dataclass(frozen=True, slots=True)
class Frames:
    """Some frames of one person.

    `t` (frames,) seconds. `space` (frames, 33, 3): metres, or picture heights when `metric` is false.
    `picture` (frames, 33, 2): x right, y down, both in picture heights, or `None` for motion capture.
    `visibility` (frames, 33) in 0..1. Points that are missing are NaN. `up` is the upward unit vector of `space`;
    `aspect` is the picture's width over its height; `flat` says that nothing is known about depth.
    """

    t: NDArray[np.float64]
    space: NDArray[np.float64]
    visibility: NDArray[np.float64]
    picture: NDArray[np.float64] | None = None
    up: tuple[float, float, float] = CAMERA_UP
    aspect: float = 1.0
    metric: bool = True
    flat: bool = False

    def __len__(self) -> int:
        return len(self.t)

    def part(self, start: int, stop: int) -> "Frames":
        """Frames `start` to `stop`, as views."""
        return self.at(slice(start, stop))

    def at(self, places: "slice | NDArray[np.intp]") -> "Frames":
        """The frames at `places`."""
        picture = None if self.picture is None else self.picture[places]
        return Frames(
            self.t[places],
            self.space[places],
            self.visibility[places],
            picture,
            self.up,
            self.aspect,
            self.metric,
            self.flat,
        )

    def mirrored(self) -> "Frames":
        """The same person seen in a mirror: left is right, x runs the other way."""
        space = self.space[:, MIRROR] * _across(self.up)
        picture = None
        if self.picture is not None:
            picture = self.picture[:, MIRROR] * [-1.0, 1.0] + [self.aspect, 0.0]
        return replace(self, space=space, picture=picture, visibility=self.visibility[:, MIRROR])


def _across(up: tuple[float, float, float]) -> NDArray[np.float64]:
    signs = np.ones(3)
    signs[next(axis for axis in range(3) if abs(up[axis]) < 0.5)] = -1.0
    return signs


def from_camera(
    t: NDArray[np.float64],
    img: NDArray[np.float64],
    size: tuple[float, float] | None,
    world: NDArray[np.float64] | None = None,
) -> Frames:
    """Frames from a pose model: `img` (frames, 33, n): x, y in 0..1 of the picture, then z and visibility (n >= 4), or
    visibility only (n = 3), or nothing. `world` (frames, 33, 3) in metres.

    Raises:
        InputError: when the size is missing (angles on 0..1 coordinates are wrong by up to 32 degrees) or a shape is
        wrong.

    """
    faults = []
    if img.ndim != 3 or img.shape[1] != COUNT or img.shape[2] < 2:
        faults.append(Fault("img", f"has the shape {img.shape}", "give (frames, 33, at least 2)"))
    elif len(t) != len(img):
        faults.append(Fault("t", f"has {len(t)} time stamps for {len(img)} frames", "give one for each frame"))
    if size is None or not all(np.isfinite(size)) or min(size) <= 0:
        faults.append(Fault("size", "is missing or not positive", "give the picture's width and height in pixels"))
    if world is not None and (world.ndim != 3 or world.shape != (len(img), COUNT, 3)):
        faults.append(Fault("world", f"has the shape {world.shape}", "give (frames, 33, 3), in metres"))
    if faults or size is None:
        raise InputError(tuple(faults))
    aspect = float(size[0]) / float(size[1])
    picture, visibility = _of_picture(img, aspect)
    flat = world is None and img.shape[2] < 4
    if world is None:
        # BlazePose gives z at about the scale of x; without it the body is taken as flat.
        depth = img[:, :, 2] * aspect if img.shape[2] >= 4 else np.zeros(img.shape[:2])
        space = np.concatenate([picture, depth[:, :, None]], axis=2)
    else:
        space = world
    return Frames(t, space, visibility, picture, aspect=aspect, metric=world is not None, flat=flat)


def pieces_from_camera(
    t: NDArray[np.float64],
    img: NDArray[np.float64],
    size: tuple[float, float] | None,
    world: NDArray[np.float64] | None = None,
) -> Iterator[Frames]:
    """As `from_camera`, in pieces of `CHUNK` frames made when they are asked for: what was just made is still in the
    processor's nearest memory when the engine reads it, and a long recording needs no second copy.

    Raises:
        InputError: as `from_camera`, with the first piece.

    """
    for start in range(0, max(len(img), 1), CHUNK):
        piece = slice(start, start + CHUNK)
        yield from_camera(t[piece], img[piece], size, None if world is None else world[piece])


def _of_picture(img: NDArray[np.float64], aspect: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points in picture heights (frames, 33, 2), and how visible each is (frames, 33)."""
    picture, seen = np.empty((*img.shape[:2], 2)), min(img.shape[2] - 1, 3)
    kernels = PROCESS.kernels
    if kernels is not None and len(img) >= LEAST and seen > 1 and img.dtype == float:
        visibility = np.empty(img.shape[:2])
        finite = kernels.camera(img, aspect, seen, picture, visibility)
        return picture, visibility if finite else np.nan_to_num(visibility)
    np.multiply(img[:, :, 0], aspect, out=picture[:, :, 0])
    picture[:, :, 1] = img[:, :, 1]
    if seen == 1:
        return picture, np.isfinite(picture).all(axis=2).astype(float)
    visibility = img[:, :, seen]
    return picture, visibility if np.isfinite(visibility.sum()) else np.nan_to_num(visibility)


def from_markers(
    t: NDArray[np.float64], space: NDArray[np.float64], up: tuple[float, float, float] | None = None
) -> Frames:
    """Frames from motion capture at BlazePose's numbers: `space` (frames, 33, 3) in metres, NaN where missing."""
    visibility = np.isfinite(space).all(axis=2).astype(float)
    return Frames(t, space, visibility, up=up or up_of(space))


def up_of(space: NDArray[np.float64]) -> tuple[float, float, float]:
    """The axis along which heads stand above feet most often; z when lying people leave it open."""
    with np.errstate(invalid="ignore"):
        heights = space[:, [11, 12]].mean(axis=1) - space[:, [25, 26]].mean(axis=1)
    heights = heights[np.isfinite(heights).all(axis=1)]
    if not len(heights):
        return (0.0, 0.0, 1.0)
    middle = np.median(heights, axis=0)
    axis = int(np.argmax(np.abs(middle)))
    if abs(middle[axis]) < 0.8 * float(np.linalg.norm(middle)):
        axis = 2
    up = [0.0, 0.0, 0.0]
    up[axis] = 1.0 if axis == 2 or middle[axis] > 0 else -1.0
    return (up[0], up[1], up[2])
