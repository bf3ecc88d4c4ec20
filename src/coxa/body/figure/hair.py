"""Hair as one soft shell around the head, with a clean hairline and locks of slightly different shades."""

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates
from scipy.spatial import cKDTree

from coxa.body.figure.face import Eyes
from coxa.body.figure.fitting import Fitted
from coxa.body.figure.masks import MUSCLES
from coxa.body.figure.mesh import Mesh, bare, cut, smooth
from coxa.body.figure.skeleton import BONES
from coxa.body.figure.source import Floats

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Cut:
    """A haircut: the hairline as (depth behind the face, height above the eyes) in decimetres, and its thickness."""

    line: tuple[tuple[float, float], ...]
    thick_m: float
    thick_low_m: float
    covers_ears: bool
    fringe: float = 0.0
    sweep: float = 0.0


SHORT = Cut(
    ((0.05, 0.70), (-0.30, 0.66), (-0.55, 0.46), (-0.68, 0.10), (-0.76, -0.22), (-0.86, -0.22), (-0.92, 0.16),
     (-1.14, 0.16), (-1.22, -0.30), (-1.42, -0.68), (-2.4, -0.68)),
    0.011, 0.003, covers_ears=False,
)  # fmt: skip
BOB = Cut(
    ((0.05, 0.58), (-0.22, 0.56), (-0.40, 0.42), (-0.50, 0.10), (-0.58, -0.42), (-0.70, -0.78), (-1.1, -0.88),
     (-1.5, -0.92), (-2.4, -0.92)),
    0.019, 0.016, covers_ears=True, fringe=0.35,
)  # fmt: skip
CROP = Cut(
    ((0.05, 0.56), (-0.25, 0.53), (-0.46, 0.38), (-0.60, 0.08), (-0.70, -0.20), (-0.80, -0.26), (-0.90, 0.02),
     (-1.10, -0.02), (-1.22, -0.40), (-1.42, -0.74), (-2.4, -0.74)),
    0.024, 0.008, covers_ears=False, fringe=0.5, sweep=0.16,
)  # fmt: skip


def hair(body: Fitted, eyes: Eyes, style: Cut, colour: Colour) -> Mesh:
    """The hair of one body."""
    top = body.vertices[body.weights[:, BONES.index("head")] > 0.5][:, 2].max()
    centre = np.array([eyes.middle[0] - 0.085, 0.0, eyes.middle[2] + 0.018])
    directions, faces = _sphere(5)
    reach = _reach(body, centre, directions, ears=style.covers_ears)
    points = centre + directions * reach[:, None]
    around = np.arctan2(directions[:, 1], -directions[:, 0] + 0.2)
    lock = (
        np.sin(around * 23 + 3.0 * np.sin(directions[:, 2] * 4)) * 0.5
        + np.sin(around * 41 + directions[:, 2] * 7) * 0.5
    )
    field = _above_line(points, eyes, style) + 0.012 * lock
    edge = np.clip(field / 0.16, 0, 1) ** 0.6
    high = np.clip((points[:, 2] - eyes.middle[2]) / (top - eyes.middle[2]), 0, 1)
    thick = style.thick_low_m + (style.thick_m - style.thick_low_m) * np.sqrt(high)
    front = np.clip((directions[:, 0] - 0.35) / 0.4, 0, 1) * np.clip((directions[:, 2] - 0.1) / 0.3, 0, 1)
    thick = thick * (0.22 + 0.78 * edge) + 0.0012 * lock * edge + style.fringe * 0.012 * front * edge
    base = points + _closeness(style, field)[:, None] * (_nearest_skin(body, centre, points, faces) - points)
    points = base + directions * thick[:, None]
    weights = np.zeros((len(points), len(BONES)))
    weights[:, BONES.index("head")] = 1
    shell = bare(points, faces, weights, len(MUSCLES)).painted(colour)
    shade = 1 + 0.12 * lock + 0.06 * (high - 0.5)
    shell.colour[:, :3] = np.clip(shell.colour[:, :3] * shade[:, None], 0, 1)
    return cut(shell, field)


def _closeness(style: Cut, field: Floats) -> Floats:
    """How tightly hair lies on the head: everywhere when it is cut short, near its edge when it covers the ears."""
    return np.ones(len(field)) if not style.covers_ears else 1 - np.clip(field / 0.45, 0, 1)


def _nearest_skin(body: Fitted, centre: Floats, points: Floats, faces: np.ndarray) -> Floats:
    """The place on the head, ears left out, that lies nearest to each point."""
    skin = body.vertices[np.unique(body.faces)]
    away = skin - centre
    far = np.linalg.norm(away, axis=1)
    skull = _reach(body, centre, away / far[:, None], ears=False)
    skin = skin[far < skull + 0.004]
    near = skin[cKDTree(skin).query(points, k=5)[1]].mean(1)
    return np.asarray(
        smooth(near, faces, 3) + 0.002 * (points - centre) / np.linalg.norm(points - centre, axis=1)[:, None]
    )


def _above_line(points: Floats, eyes: Eyes, style: Cut) -> Floats:
    """How far (decimetres) a place lies on the hair's side of the hairline."""
    depth = (points[:, 0] - (eyes.middle[0] + 0.025)) / 0.1
    height = (points[:, 2] - eyes.middle[2]) / 0.1
    line = np.array(sorted(style.line))
    swept = style.sweep * points[:, 1] / 0.06 * np.clip((depth + 0.7) / 0.3, 0, 1)
    return np.asarray(height - np.interp(depth, line[:, 0], line[:, 1]) + swept)


def _reach(body: Fitted, centre: Floats, directions: Floats, *, ears: bool) -> Floats:
    """How far the head reaches from its centre in each direction, smoothed."""
    used = np.zeros(len(body.vertices), dtype=bool)
    used[body.faces] = True
    head = body.weights[:, BONES.index("head")] + body.weights[:, BONES.index("neck")]
    off = body.vertices[used & (head > 0.5)] - centre
    far = np.linalg.norm(off, axis=1)
    rows, columns = 24, 48
    row = np.clip((off[:, 2] / far + 1) / 2 * rows, 0, rows - 1).astype(int)
    column = ((np.arctan2(off[:, 1], off[:, 0]) + np.pi) / (2 * np.pi) * columns).astype(int) % columns
    grid = np.full((rows, columns), np.nan)
    for r in range(rows):
        for c in range(columns):
            here = far[(row == r) & (column == c)]
            if len(here):
                grid[r, c] = np.percentile(here, 92 if ears else 60)
    for r in range(rows):
        for _ in range(columns):
            if not np.isnan(grid[r]).any():
                break
            near = np.nanmax(np.stack([np.roll(grid[r], 1), np.roll(grid[r], -1), np.full(columns, -1.0)]), axis=0)
            grid[r] = np.where(np.isnan(grid[r]) & (near > 0), near, grid[r])
    for r in range(rows - 2, -1, -1):
        grid[r] = np.where(np.isnan(grid[r]), grid[r + 1], grid[r])
    for r in range(1, rows):
        grid[r] = np.where(np.isnan(grid[r]), grid[r - 1], grid[r])
    if not ears:
        grid = np.minimum(grid, gaussian_filter(grid, (1, 2.5), mode=("nearest", "wrap")) + 0.003)
    grid = gaussian_filter(grid, (0.8, 1.0), mode=("nearest", "wrap"))
    at_row = (directions[:, 2] + 1) / 2 * rows - 0.5
    at_column = (np.arctan2(directions[:, 1], directions[:, 0]) + np.pi) / (2 * np.pi) * columns - 0.5
    wide = np.pad(np.pad(grid, ((0, 0), (2, 2)), mode="wrap"), ((2, 2), (0, 0)), mode="edge")
    found: Floats = map_coordinates(wide, [at_row + 2, at_column + 2], order=1, mode="nearest")
    return found


def _sphere(times: int) -> tuple[Floats, np.ndarray]:
    """An icosahedron whose triangles were divided `times` - 1 times into four: unit points and faces."""
    golden = (1 + 5**0.5) / 2
    points = [np.array(p, dtype=float) for p in (
        (-1, golden, 0), (1, golden, 0), (-1, -golden, 0), (1, -golden, 0), (0, -1, golden), (0, 1, golden),
        (0, -1, -golden), (0, 1, -golden), (golden, 0, -1), (golden, 0, 1), (-golden, 0, -1), (-golden, 0, 1),
    )]  # fmt: skip
    points = [p / np.linalg.norm(p) for p in points]
    faces = [(0, 11, 5), (0, 5, 1), (0, 1, 7), (0, 7, 10), (0, 10, 11), (1, 5, 9), (5, 11, 4), (11, 10, 2), (10, 7, 6),
             (7, 1, 8), (3, 9, 4), (3, 4, 2), (3, 2, 6), (3, 6, 8), (3, 8, 9), (4, 9, 5), (2, 4, 11), (6, 2, 10),
             (8, 6, 7), (9, 8, 1)]  # fmt: skip
    for _ in range(times - 1):
        between: dict[tuple[int, int], int] = {}
        finer = []
        for a, b, c in faces:
            ab, bc, ca = (_between(points, between, *pair) for pair in ((a, b), (b, c), (c, a)))
            finer += [(a, ab, ca), (b, bc, ab), (c, ca, bc), (ab, bc, ca)]
        faces = finer
    return np.array(points), np.array(faces)


def _between(points: list[Floats], known: dict[tuple[int, int], int], one: int, other: int) -> int:
    key = (min(one, other), max(one, other))
    if key not in known:
        middle = points[one] + points[other]
        points.append(middle / np.linalg.norm(middle))
        known[key] = len(points) - 1
    return known[key]
