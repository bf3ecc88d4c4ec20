"""Vectors over time, one array per coordinate, so that a million frames cost little.

A single live frame may come as plain numbers instead of arrays, which is faster then; both give the same bits: sums and
products are IEEE's, and arcs are numpy's in both.
"""

import math
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from coxa.motion.compiled import LEAST, PROCESS

Series: TypeAlias = Any
"""One number per frame, (frames,) float64; a plain float for a single live frame."""

Vector: TypeAlias = tuple[Series, Series, Series]
"""Three coordinates, each (frames,)."""


DEGREES = 180.0 / math.pi


def between(start: Vector, end: Vector) -> Vector:
    """The vector from `start` to `end`."""
    return (end[0] - start[0], end[1] - start[1], end[2] - start[2])


def middle(one: Vector, other: Vector) -> Vector:
    """The point halfway."""
    return ((one[0] + other[0]) * 0.5, (one[1] + other[1]) * 0.5, (one[2] + other[2]) * 0.5)


def dot(one: Vector, other: Vector) -> Series:
    """The scalar product."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def cross(one: Vector, other: Vector) -> Vector:
    """The vector product (right-handed)."""
    given = None if isinstance(one[0], float) else _for_kernels(one, other)
    if given is not None:
        made = np.empty((3, given[0].size))
        PROCESS.kernels.cross(*given, *made)
        return (made[0], made[1], made[2])
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )


def minus_along(vector: Vector, axis: Vector) -> Vector:
    """What is left of `vector` across `axis` (of any length)."""
    given = None if isinstance(vector[0], float) else _for_kernels(vector, axis)
    if given is not None:
        made = np.empty((3, given[0].size))
        PROCESS.kernels.minus_along(*given, *made)
        return (made[0], made[1], made[2])
    share = dot(vector, axis) / dot(axis, axis)
    return (vector[0] - share * axis[0], vector[1] - share * axis[1], vector[2] - share * axis[2])


def root(value: Series) -> Series:
    """The square root."""
    return math.sqrt(value) if isinstance(value, float) else np.sqrt(value)


def length(vector: Vector) -> Series:
    """How long the vector is."""
    x, y, z = vector
    square = x * x + y * y + z * z
    return math.sqrt(square) if isinstance(square, float) else np.sqrt(square)


def cosine(one: Vector, other: Vector) -> Series:
    """The cosine of the angle between two vectors, within -1..1, NaN for a vector without length."""
    x, y, z = one
    u, v, w = other
    if isinstance(x, float):
        share = (x * u + y * v + z * w) / math.sqrt((x * x + y * y + z * z) * (u * u + v * v + w * w))
        return -1.0 if share < -1.0 else 1.0 if share > 1.0 else share
    given = _for_kernels(one, other)
    if given is not None:
        made = np.empty(given[0].size)
        PROCESS.kernels.cosine(*given, made)
        return made
    return np.minimum(np.maximum(dot(one, other) / root(dot(one, one) * dot(other, other)), -1.0), 1.0)


def angle_deg(one: Vector, other: Vector) -> Series:
    """The angle between two vectors, 0..180 degrees, NaN for a vector without length; error below 1e-5 degrees."""
    return _degrees(np.arccos, cosine(one, other))


def elevation_deg(vector: Vector, axis: Vector) -> Series:
    """The angle of `vector` out of the plane square to `axis`, towards it: -90..90 degrees."""
    return _degrees(np.arcsin, cosine(vector, axis))


def signed_deg(vector: Vector, zero: Vector, positive: Vector) -> Series:
    """The angle of `vector` from `zero` towards `positive`, in their plane, -180..180 degrees."""
    return _degrees(np.arctan2, _along(vector, positive), _along(vector, zero))


def _along(vector: Vector, axis: Vector) -> Series:
    """How long `vector` is along `axis`."""
    given = None if isinstance(vector[0], float) else _for_kernels(vector, axis)
    if given is not None:
        made = np.empty(given[0].size)
        PROCESS.kernels.along(*given, made)
        return made
    return dot(vector, axis) / length(axis)


def _degrees(arc: np.ufunc, value: Series, *across: Series) -> Series:
    if isinstance(value, float):
        return float(arc(value, *across)) * DEGREES
    arc(value, *across, out=value)
    value *= DEGREES
    return value


def _for_kernels(one: Vector, other: Vector) -> Any:
    """The six coordinates of a vector over time and another as a compiled loop takes them, (frames,) each; `None` where
    there is none, or too little to do."""
    x = one[0]
    if PROCESS.kernels is None or isinstance(x, float) or x.size < LEAST:
        return None
    if isinstance(one[2], float):
        one = (x, one[1], _constant(one[2], x.size))
    if isinstance(other[0], float):
        return (*one, *(_constant(value, x.size) for value in other))
    return (
        (*one, *other) if not isinstance(other[2], float) else (*one, other[0], other[1], _constant(other[2], x.size))
    )


@lru_cache(maxsize=16)
def _constant(value: float, count: int) -> NDArray[np.float64]:
    return np.full(count, value)
