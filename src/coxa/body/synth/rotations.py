"""Unit quaternions with time as the last axis: (..., 4, frames), ordered w, x, y, z.

Time last keeps each component of each segment in one run of memory, which makes numpy several times faster on long
recordings than frames first. Formulas are the standard ones (Diebel 2006, Representing Attitude).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


_OPPOSITE = np.array([1.0, -1.0, -1.0, -1.0])[:, None]


def multiply(first: Floats, second: Floats) -> Floats:
    """Return the rotation `second` followed by `first`; shapes (..., 4, frames) that broadcast."""
    a, b, c, d = (first[..., part, :] for part in range(4))
    e, f, g, h = (second[..., part, :] for part in range(4))
    product = np.empty(np.broadcast_shapes(first.shape, second.shape))
    product[..., 0, :] = a * e - b * f - c * g - d * h
    product[..., 1, :] = a * f + b * e + c * h - d * g
    product[..., 2, :] = a * g - b * h + c * e + d * f
    product[..., 3, :] = a * h + b * g - c * f + d * e
    return product


def inverse(rotation: Floats) -> Floats:
    """Return the opposite rotation of unit quaternions (..., 4, frames)."""
    return np.asarray(rotation * _OPPOSITE)


def turned(rotation: Floats, vector: Floats) -> Floats:
    """Return `vector` (..., 3, frames) turned by `rotation` (..., 4, frames); shapes broadcast."""
    w, x, y, z = (rotation[..., part, :] for part in range(4))
    a, b, c = (vector[..., part, :] for part in range(3))
    p, q, r = 2 * (y * c - z * b), 2 * (z * a - x * c), 2 * (x * b - y * a)
    result = np.empty((*np.broadcast_shapes(w.shape, a.shape)[:-1], 3, max(w.shape[-1], a.shape[-1])))
    result[..., 0, :] = a + w * p + y * r - z * q
    result[..., 1, :] = b + w * q + z * p - x * r
    result[..., 2, :] = c + w * r + x * q - y * p
    return result


def power(rotation: Floats, exponent: Floats) -> Floats:
    """Return the rotation done by a fraction: 0 gives none, 1 all of it, on the shorter way round.

    `rotation` is (..., 4, frames) and `exponent` broadcasts to (..., frames).
    """
    w, imaginary = rotation[..., 0, :], rotation[..., 1:, :]
    sine = np.sqrt(np.einsum("...if,...if->...f", imaginary, imaginary))
    half = np.arctan2(sine, np.abs(w)) * exponent
    along = np.where(sine > 1e-12, np.sin(half) / np.maximum(sine, 1e-12), exponent) * np.sign(w + (w == 0))
    return np.concatenate((np.cos(half)[..., None, :], imaginary * along[..., None, :]), axis=-2)


def blended(start: Floats, end: Floats, weight: Floats) -> Floats:
    """Return the rotation at `weight` (..., frames) of the shorter way from `start` to `end` (..., 4, frames)."""
    return multiply(start, power(multiply(inverse(start), end), weight))


def about(axis: tuple[float, float, float], angle_deg: Floats) -> Floats:
    """Return the rotations (4, frames) about a unit axis by `angle_deg` (frames,) degrees."""
    half = np.radians(angle_deg) / 2
    return np.stack((np.cos(half), *(component * np.sin(half) for component in axis)))
