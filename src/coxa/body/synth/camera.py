"""A pinhole camera: from points in the room to BlazePose's picture and world coordinates, and back."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from coxa.body.synth.landmarks import INDEX, Floats
from coxa.errors import Fault, InputError

VIEWS = {
    "front": (0.0, 6.0),
    "side": (90.0, 4.0),
    "back": (180.0, 6.0),
    "other_side": (-90.0, 4.0),
    "above": (0.0, 75.0),
}
"""Azimuth and elevation in degrees of the named views; heights of a shelf, our design choice."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the camera stands, where it looks, and its picture.

    Azimuth 0 stands in front of the person (on +x), 90 on the person's left (+y), 180 behind. Elevation is above the
    horizon. `roll_deg` turns the picture clockwise. `field_of_view_deg` spans the longer side of the picture: 60 is a
    usual laptop, 70 a phone's front camera. `distance_m` and `look_at` None mean: so that the whole movement fits.
    `shift` moves the person in the picture (right, down; in picture widths and heights), which crops at the border.
    """

    azimuth_deg: float = 0.0
    elevation_deg: float = 6.0
    distance_m: float | None = None
    look_at: tuple[float, float, float] | None = None
    roll_deg: float = 0.0
    field_of_view_deg: float = 60.0
    width: int = 640
    height: int = 480
    shift: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def seen_from(cls, view: str) -> Self:
        """Return a camera at a named view of `VIEWS`; another name is an `InputError`."""
        if view not in VIEWS:
            fault = Fault(f"view {view!r}", "no such view", f"use one of {', '.join(VIEWS)}")
            raise InputError((fault,))
        azimuth, elevation = VIEWS[view]
        return cls(azimuth_deg=azimuth, elevation_deg=elevation)

    @property
    def focal_px(self) -> float:
        """The focal length in picture points."""
        return max(self.width, self.height) / 2 / float(np.tan(np.radians(self.field_of_view_deg) / 2))

    def axes(self) -> Floats:
        """Return the camera's right, down and away from it as rows (3, 3) in room coordinates."""
        azimuth, elevation, roll = np.radians((self.azimuth_deg, self.elevation_deg, self.roll_deg))
        away = -np.array([np.cos(elevation) * np.cos(azimuth), np.cos(elevation) * np.sin(azimuth), np.sin(elevation)])
        right = np.array([-np.sin(azimuth), np.cos(azimuth), 0.0])
        down = np.cross(away, right)
        cosine, sine = np.cos(roll), np.sin(roll)
        return np.asarray(np.stack((cosine * right - sine * down, sine * right + cosine * down, away)))

    def position(self) -> Floats:
        """Return where the camera stands (3,), in metres."""
        if self.distance_m is None or self.look_at is None:
            fault = Fault("camera", "distance or direction is open", "call fitted_to(points) first")
            raise InputError((fault,))
        return np.asarray(np.asarray(self.look_at) - self.distance_m * self.axes()[2])

    def view(self, points: Floats) -> Floats:
        """Return points (3, ...) in metres as right, down and away from the camera (3, ...)."""
        moved = points - self.position().reshape(3, *(1,) * (points.ndim - 1))
        return np.asarray(np.tensordot(self.axes(), moved, axes=1))

    def project(self, seen: Floats) -> Floats:
        """Return x and y (2, ...) in 0..1 of the picture of points (3, ...) in camera axes; outside is outside 0..1."""
        picture: Floats = seen[:2] * (self.focal_px / np.maximum(seen[2], 0.05))
        picture[0] = picture[0] / self.width + (0.5 + self.shift[0])
        picture[1] = picture[1] / self.height + (0.5 + self.shift[1])
        return picture

    def unproject(self, picture: Floats, depth: Floats) -> Floats:
        """Return the room coordinates (3, ...) of picture points (2, ...) that lie `depth` metres away."""
        right = (picture[0] - 0.5 - self.shift[0]) * self.width * depth / self.focal_px
        down = (picture[1] - 0.5 - self.shift[1]) * self.height * depth / self.focal_px
        seen = np.stack((right, down, depth))
        place = self.position().reshape(3, *(1,) * (seen.ndim - 1))
        return np.asarray(np.tensordot(self.axes().T, seen, axes=1) + place)

    def fitted_to(self, points: Floats, margin: float = 0.08) -> "Camera":
        """Return this camera, looking at the middle of `points` (3, ...) from where all of them fit in the picture.

        `margin` is kept free at each border. What is already given (distance, direction) stays.
        """
        flat = points.reshape(3, -1)
        middle = (flat.min(axis=1) + flat.max(axis=1)) / 2
        camera = replace(self, look_at=self.look_at or (float(middle[0]), float(middle[1]), float(middle[2])))
        if self.distance_m is not None:
            return camera
        seen = replace(camera, distance_m=0.0).view(flat)
        room = 0.5 - margin
        across = np.abs(seen[0]) * self.focal_px / self.width / room - seen[2]
        upright = np.abs(seen[1]) * self.focal_px / self.height / room - seen[2]
        distance = max(float(across.max()), float(upright.max()), float(0.3 - seen[2].min()))
        return replace(camera, distance_m=distance)

    def picture_error(self, error: NDArray[np.floating], depth: Floats) -> Floats:
        """Return by how much (3, 33, frames) x, y and z change for small errors (3, 33, frames) in camera axes.

        `depth` (33, frames) is how far away the landmarks are.
        """
        scale = self.focal_px / np.maximum(depth, 0.05)
        scaled = error * scale
        scaled[0] /= self.width
        scaled[1] /= self.height
        scaled[2] /= self.width
        return scaled

    def picture_of(self, seen: Floats) -> Floats:
        """Return x, y in 0..1 and the relative depth z (3, 33, frames) of landmarks (3, 33, frames) in camera axes.

        z is 0 at the middle of the hips, negative towards the camera, and of the same scale as x (BlazePose's rule).
        """
        middle = seen[2, [INDEX["left_hip"], INDEX["right_hip"]]].mean(axis=0)
        relative = (seen[2] - middle) * (self.focal_px / self.width) / np.maximum(middle, 0.05)
        return np.concatenate((self.project(seen), relative[None]))


def world_of(seen: Floats) -> Floats:
    """Return landmarks (3, 33, frames) in camera axes as BlazePose's world: metres from the middle of the hips."""
    return np.asarray(seen - seen[:, [INDEX["left_hip"], INDEX["right_hip"]]].mean(axis=1, keepdims=True))
