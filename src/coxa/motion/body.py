"""One person over time: points and the frames of trunk and pelvis, each computed when first asked for."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from coxa.knowledge.vocabulary import Side
from coxa.motion.compiled import LEAST, PROCESS
from coxa.motion.frames import Frames
from coxa.motion.geometry import Series, Vector, between, cross, length, middle, minus_along
from coxa.motion.landmarks import Landmark

CAMERA_UP_IN_PICTURE = (0.0, -1.0, 0.0)

_TRUNK, _LEGS = slice(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER + 1), slice(Landmark.LEFT_HIP, Landmark.LEFT_HEEL)
_PLACES = {number: place for place, number in enumerate((*range(33)[_TRUNK], *range(33)[_LEGS]))}
_NUMBERS = np.array([*_PLACES], np.int64)
_LEFT_SHOULDER, _RIGHT_SHOULDER, _LEFT_HIP, _RIGHT_HIP, _LEFT_KNEE, _LEFT_ANKLE = (11, 12, 23, 24, 25, 27)
_LEFT, _RIGHT = Side.LEFT, Side.RIGHT

_AT_ONCE = 512
"""Frames that are turned from rows into columns at once: so many stay in a processor's nearest memory."""


_Value = TypeVar("_Value")


class _once(Generic[_Value]):  # noqa: N801  # stands for a decorator
    """A property that is computed once; without the lock of `functools.cached_property`, which a live frame feels."""

    def __init__(self, compute: Callable[[Any], _Value]) -> None:
        self._compute, self._name, self.__doc__ = compute, compute.__name__, compute.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> "_once[_Value]": ...
    @overload
    def __get__(self, owner: object, kind: type) -> _Value: ...
    def __get__(self, owner: object | None, kind: type) -> "_Value | _once[_Value]":
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._compute(owner)
        return value


class Body:
    """Points of one person: `points` (frames, 33, 2 or 3) in any unit of length, `up` the upward unit vector."""

    def __init__(self, points: NDArray[np.float64], up: tuple[float, float, float]) -> None:
        self._points = points
        self.up: Vector = up
        self._kept: dict[int, Vector] = {}
        self.single = len(points) == 1
        if self.single:
            trunk, legs = points[0, _TRUNK].tolist(), points[0, _LEGS].tolist()
            if points.shape[2] == 2:
                trunk, legs = [(x, y, 0.0) for x, y in trunk], [(x, y, 0.0) for x, y in legs]
            self.one: list[Vector] = trunk + legs
            self._kept = dict(zip(_PLACES, self.one, strict=True))

    @_once
    def main(self) -> NDArray[np.float64]:
        """Shoulders, hips, knees and ankles, left and right in turn: (axes, 8, frames)."""
        return columns_of(self._points)

    def at(self, landmark: int) -> Vector:
        """Where `landmark` is: (x, y, z), each (frames,), or plain numbers of a single frame."""
        kept = self._kept.get(landmark)
        if kept is None:
            point: list[Series]
            if self.single:
                point = self._points[0, landmark].tolist()
            elif landmark in _PLACES:
                point = list(self.main[:, _PLACES[landmark]])
            else:
                one = _compiled(self._points, np.array([landmark]))
                point = list(self._points[:, landmark].T.astype(float, order="C") if one is None else one[:, 0])
            kept = self._kept[landmark] = (point[0], point[1], point[2] if len(point) > 2 else 0.0)
        return kept

    def of(self, landmark: Landmark, side: Side) -> Vector:
        """Where the landmark is that `landmark` (named for the left) has on `side`."""
        return self.at(landmark + (side is _RIGHT))

    @_once
    def hips(self) -> Vector:
        """The middle between the hips."""
        return middle(self.at(_LEFT_HIP), self.at(_RIGHT_HIP))

    @_once
    def shoulders(self) -> Vector:
        """The middle between the shoulders."""
        return middle(self.at(_LEFT_SHOULDER), self.at(_RIGHT_SHOULDER))

    @_once
    def trunk(self) -> Vector:
        """From the hips to the shoulders: the long axis of the trunk."""
        return between(self.hips, self.shoulders)

    @_once
    def pelvis_left(self) -> Vector:
        """From the right hip to the left: the pelvis' side axis."""
        return between(self.at(_RIGHT_HIP), self.at(_LEFT_HIP))

    @_once
    def trunk_left(self) -> Vector:
        """The trunk's side axis: from the right hip to the left, made square to the trunk."""
        return minus_along(self.pelvis_left, self.trunk)

    @_once
    def trunk_front(self) -> Vector:
        """The way the trunk faces: square to its side and long axes."""
        return cross(self.trunk_left, self.trunk)

    @_once
    def pelvis_long(self) -> Vector:
        """The pelvis' long axis: the trunk's, made square to the line of the hips."""
        return minus_along(self.trunk, self.pelvis_left)

    @_once
    def pelvis_front(self) -> Vector:
        """The way the pelvis faces."""
        return cross(self.pelvis_left, self.pelvis_long)

    def thigh(self, side: Side) -> Vector:
        """From hip to knee."""
        return self._thighs[side is _RIGHT]

    def shank(self, side: Side) -> Vector:
        """From knee to ankle."""
        return self._shanks[side is _RIGHT]

    def leg(self, side: Side) -> Vector:
        """From hip to ankle."""
        return self._legs[side is _RIGHT]

    @_once
    def _thighs(self) -> tuple[Vector, Vector]:
        return self._bones(_LEFT_HIP, _LEFT_KNEE)

    @_once
    def _shanks(self) -> tuple[Vector, Vector]:
        return self._bones(_LEFT_KNEE, _LEFT_ANKLE)

    @_once
    def _legs(self) -> tuple[Vector, Vector]:
        return self._bones(_LEFT_HIP, _LEFT_ANKLE)

    def _bones(self, start: int, end: int) -> tuple[Vector, Vector]:
        """From one landmark to the other, left and right."""
        return between(self.at(start), self.at(end)), between(self.at(start + 1), self.at(end + 1))

    @_once
    def down(self) -> Vector:
        """Straight down."""
        return (-self.up[0], -self.up[1], -self.up[2])

    @_once
    def leg_length(self) -> Series:
        """Thigh and shank together, the mean of both legs."""
        legs = [length(self.thigh(side)) + length(self.shank(side)) for side in (_LEFT, _RIGHT)]
        return (legs[0] + legs[1]) * 0.5


class Bodies:
    """The person of some frames in space, and in the picture; where there is no picture, space stands in for it."""

    def __init__(self, frames: Frames) -> None:
        self.space = Body(frames.space, frames.up)
        self.picture = self.space if frames.picture is None else Body(frames.picture, CAMERA_UP_IN_PICTURE)
        self._visibility = frames.visibility

    @_once
    def seen(self) -> list[float]:
        """How visible each landmark of a single frame is, in plain numbers (33,)."""
        seen: list[float] = self._visibility[0].tolist()
        return seen

    @_once
    def visible(self) -> NDArray[np.float64]:
        """How visible shoulders, hips, knees and ankles are, left and right in turn: (8, frames), 0..1."""
        return columns_of(self._visibility)


def columns_of(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shoulders, hips, knees and ankles of `points` (frames, 33, ...), one row of time for each: (..., 8, frames)."""
    compiled = _compiled(points, _NUMBERS)
    if compiled is not None:
        return compiled
    columns = np.empty((*points.shape[2:], len(_PLACES), len(points)))
    for start in range(0, len(points), _AT_ONCE):
        part = points[start : start + _AT_ONCE].T
        columns[..., :2, start : start + _AT_ONCE] = part[..., _TRUNK, :]
        columns[..., 2:, start : start + _AT_ONCE] = part[..., _LEGS, :]
    return columns


def _compiled(points: NDArray[np.float64], numbers: NDArray[np.int64]) -> NDArray[np.float64] | None:
    """The points with `numbers` as `columns_of`, by a compiled loop, where there is one."""
    kernels, flags = PROCESS.kernels, points.flags
    if kernels is None or len(points) < LEAST or not flags.c_contiguous or points.dtype != float:
        return None
    columns = np.empty((*points.shape[2:], len(numbers), len(points)))
    wanted = (
        numbers if points.ndim == 2 else np.add.outer(np.arange(points.shape[2]), points.shape[2] * numbers).ravel()
    )
    kernels.columns(points.reshape(len(points), -1), wanted, columns.reshape(-1, len(points)))
    return columns
