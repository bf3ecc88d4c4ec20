"""One person over time: points and the frames of trunk and pelvis, each computed when first asked for."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coxa.knowledge.vocabulary import Side
from coxa.motion.geometry import Series, Vector, between, cross, length, middle, minus_along
from coxa.motion.landmarks import Landmark


class Body:
    """Points of one person: `points` (frames, 33, 2 or 3) in any unit of length, `up` the upward unit vector."""

    def __init__(self, points: NDArray[np.float64], up: tuple[float, float, float]) -> None:
        self._points = points
        self.up: Vector = up
        self._kept: dict[int, Vector] = {}
        self._one = points[0].tolist() if len(points) == 1 else None

    def at(self, landmark: int) -> Vector:
        """Where `landmark` is: (x, y, z), each (frames,), or plain numbers of a single frame."""
        if landmark not in self._kept:
            if self._one is not None:
                point = self._one[landmark]
            else:
                point = [np.ascontiguousarray(self._points[:, landmark, axis]) for axis in range(self._points.shape[2])]
            self._kept[landmark] = (point[0], point[1], point[2] if len(point) > 2 else 0.0)
        return self._kept[landmark]

    def of(self, landmark: Landmark, side: Side) -> Vector:
        """Where the landmark is that `landmark` (named for the left) has on `side`."""
        return self.at(landmark + (side is Side.RIGHT))

    @cached_property
    def hips(self) -> Vector:
        """The middle between the hips."""
        return middle(self.at(Landmark.LEFT_HIP), self.at(Landmark.RIGHT_HIP))

    @cached_property
    def shoulders(self) -> Vector:
        """The middle between the shoulders."""
        return middle(self.at(Landmark.LEFT_SHOULDER), self.at(Landmark.RIGHT_SHOULDER))

    @cached_property
    def trunk(self) -> Vector:
        """From the hips to the shoulders: the long axis of the trunk."""
        return between(self.hips, self.shoulders)

    @cached_property
    def pelvis_left(self) -> Vector:
        """From the right hip to the left: the pelvis' side axis."""
        return between(self.at(Landmark.RIGHT_HIP), self.at(Landmark.LEFT_HIP))

    @cached_property
    def trunk_left(self) -> Vector:
        """The trunk's side axis: from the right hip to the left, made square to the trunk."""
        return minus_along(self.pelvis_left, self.trunk)

    @cached_property
    def trunk_front(self) -> Vector:
        """The way the trunk faces: square to its side and long axes."""
        return cross(self.trunk_left, self.trunk)

    @cached_property
    def pelvis_long(self) -> Vector:
        """The pelvis' long axis: the trunk's, made square to the line of the hips."""
        return minus_along(self.trunk, self.pelvis_left)

    @cached_property
    def pelvis_front(self) -> Vector:
        """The way the pelvis faces."""
        return cross(self.pelvis_left, self.pelvis_long)

    def thigh(self, side: Side) -> Vector:
        """From hip to knee."""
        return between(self.of(Landmark.LEFT_HIP, side), self.of(Landmark.LEFT_KNEE, side))

    def shank(self, side: Side) -> Vector:
        """From knee to ankle."""
        return between(self.of(Landmark.LEFT_KNEE, side), self.of(Landmark.LEFT_ANKLE, side))

    @cached_property
    def leg_length(self) -> Series:
        """Thigh and shank together, the mean of both legs."""
        legs = [length(self.thigh(side)) + length(self.shank(side)) for side in (Side.LEFT, Side.RIGHT)]
        return (legs[0] + legs[1]) * 0.5
