"""How open to the sky each place of a surface is, so that folds look soft and deep without shadows."""

import numpy as np

from coxa.body.figure.mesh import Mesh, normals
from coxa.body.figure.source import Floats

_DIRECTIONS, _CELL_M, _SAMPLES = 64, 0.008, 6


def openness(mesh: Mesh, blockers: Mesh | None = None) -> Floats:
    """Share of directions (V,), weighted by the cosine, in which nothing of `blockers` (or itself) is in the way."""
    blockers = blockers or mesh
    samples = _scattered(blockers)
    facing = normals(mesh.vertices, mesh.faces)
    start = mesh.vertices + facing * 0.004
    seen, total = np.zeros(len(start)), np.zeros(len(start))
    for direction in _spread(_DIRECTIONS):
        weight = np.maximum(facing @ direction, 0)
        across = np.cross(direction, [0.3, 0.9, 0.1])
        across /= np.linalg.norm(across)
        basis = np.stack([across, np.cross(direction, across)], 1)
        low = (samples @ basis).min(0)
        cell = ((samples @ basis - low) / _CELL_M).astype(int)
        mine = np.clip(((start @ basis - low) / _CELL_M).astype(int), 0, cell.max(0))
        depth = np.full(cell.max(0) + 1, -np.inf)
        np.maximum.at(depth, tuple(cell.T), samples @ direction)
        free = start @ direction > depth[tuple(mine.T)] - 0.012
        seen += weight * free
        total += weight
    return seen / np.maximum(total, 1e-9)


def _scattered(mesh: Mesh) -> Floats:
    """Points all over the surface, (N, 3)."""
    a, b, c = (mesh.vertices[mesh.faces[:, corner]] for corner in range(3))
    points = [mesh.vertices]
    random = np.random.default_rng(7)
    for _ in range(_SAMPLES):
        one, two = random.random((2, len(a), 1))
        flip = one + two > 1
        one, two = np.where(flip, 1 - one, one), np.where(flip, 1 - two, two)
        points.append(a + one * (b - a) + two * (c - a))
    return np.concatenate(points)


def _spread(count: int) -> Floats:
    """Directions spread evenly over the sphere, (N, 3)."""
    number = np.arange(count) + 0.5
    height, turn = 1 - 2 * number / count, np.pi * (1 + 5**0.5) * number
    flat = np.sqrt(1 - height**2)
    return np.stack([flat * np.cos(turn), flat * np.sin(turn), height], 1)
