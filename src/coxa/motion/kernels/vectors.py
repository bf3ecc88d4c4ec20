"""Loops over landmarks and vectors, a frame after the other."""

import math

import numpy as np
from numpy.typing import NDArray

from coxa.motion.kernels.compiling import LINE, ROWS, VECTOR, Array, compiled

LINE_OF_MEMORY = 8
"""Numbers that a processor reads at once."""


@compiled("boolean(float64[:, :, :], float64, int64, float64[:, :, ::1], float64[:, ::1])")
def camera(img: Array, aspect: float, seen: int, picture: Array, visibility: Array) -> bool:
    """Put the first two coordinates of `img` (frames, points, n) into `picture`, the first of them times `aspect`, and
    the coordinate `seen` into `visibility`; whether that is finite everywhere."""
    finite = True
    for frame in range(img.shape[0]):
        for point in range(img.shape[1]):
            picture[frame, point, 0] = img[frame, point, 0] * aspect
            picture[frame, point, 1] = img[frame, point, 1]
            value = visibility[frame, point] = img[frame, point, seen]
            finite &= abs(value) < np.inf
    return finite


@compiled(f"float64({ROWS}, int64[::1], {ROWS})")
def columns(rows: Array, wanted: NDArray[np.int64], out: Array) -> float:
    """Turn the columns `wanted` of `rows` (frames, n) into rows of time (wanted, frames).

    All of a frame is read, and the sum of what was read given, because memory that is read in order comes sooner.
    """
    total = 0.0
    for frame in range(rows.shape[0]):
        part = 0.0
        for column in range(0, rows.shape[1], LINE_OF_MEMORY):
            part += rows[frame, column]
        total += part
        for place in range(wanted.shape[0]):
            out[place, frame] = rows[frame, wanted[place]]
    return total


@compiled(f"void({VECTOR}, {VECTOR}, {LINE})")
def cosine(ax: Array, ay: Array, az: Array, bx: Array, by: Array, bz: Array, out: Array) -> None:
    """The cosine of the angle between two vectors, within -1..1."""
    for i in range(out.shape[0]):
        x, y, z, u, v, w = ax[i], ay[i], az[i], bx[i], by[i], bz[i]
        share = (x * u + y * v + z * w) / math.sqrt((x * x + y * y + z * z) * (u * u + v * v + w * w))
        out[i] = -1.0 if share < -1.0 else (1.0 if share > 1.0 else share)


@compiled(f"void({VECTOR}, {VECTOR}, {LINE})")
def along(ax: Array, ay: Array, az: Array, bx: Array, by: Array, bz: Array, out: Array) -> None:
    """The length of one vector along another."""
    for i in range(out.shape[0]):
        u, v, w = bx[i], by[i], bz[i]
        out[i] = (ax[i] * u + ay[i] * v + az[i] * w) / math.sqrt(u * u + v * v + w * w)


@compiled(f"void({VECTOR}, {VECTOR}, {VECTOR})")
def minus_along(ax: Array, ay: Array, az: Array, bx: Array, by: Array, bz: Array, x: Array, y: Array, z: Array) -> None:
    """What is left of a vector across another."""
    for i in range(x.shape[0]):
        u, v, w = bx[i], by[i], bz[i]
        share = (ax[i] * u + ay[i] * v + az[i] * w) / (u * u + v * v + w * w)
        x[i], y[i], z[i] = ax[i] - share * u, ay[i] - share * v, az[i] - share * w


@compiled(f"void({VECTOR}, {VECTOR}, {VECTOR})")
def cross(ax: Array, ay: Array, az: Array, bx: Array, by: Array, bz: Array, x: Array, y: Array, z: Array) -> None:
    """The vector product."""
    for i in range(x.shape[0]):
        x[i] = ay[i] * bz[i] - az[i] * by[i]
        y[i] = az[i] * bx[i] - ax[i] * bz[i]
        z[i] = ax[i] * by[i] - ay[i] * bx[i]
