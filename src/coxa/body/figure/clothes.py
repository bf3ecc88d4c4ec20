"""Dress a body: T-shirt, trousers and soft shoes, cut from its own skin, moved outwards and smoothed."""

from dataclasses import replace

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates, maximum_filter1d
from scipy.spatial import ConvexHull

from coxa.body.figure.fitting import Fitted
from coxa.body.figure.masks import MUSCLES
from coxa.body.figure.mesh import Mesh, bare, cut, evened, joined, largest, normals, smooth
from coxa.body.figure.skeleton import BONES, SOLE_M
from coxa.body.figure.source import Floats
from coxa.body.trajectory import SIDES

Colour = tuple[float, float, float]

SLEEVE, HEM_M, WAIST_M, CUFF = 0.66, 0.065, 0.088, 0.90
"""Where sleeves end (share of the upper arm), the T-shirt, the trousers (above the hips), their legs (of the shank)."""
_NECK_CENTRE, _NECK_HALF = np.array([-0.064, 0.0, 0.606]), np.array([0.086, 0.090, 0.086])
_TOE_CAP_M, _SOLE_THICK_M, _SUNK_M = 0.034, 0.014, 0.008
_TUCKED_M = 0.008
_FALL = 0.22
"""How steeply cloth may come back to the body below a bulge: metres inwards a metre down (by eye)."""


def skin(body: Fitted) -> Mesh:
    """What the clothes leave bare, and a little under their edges: head, forearms with hands, ankles."""
    under = np.clip(np.maximum(_shirt_field(body), _trousers_field(body)) / 0.010 + 0.6, 0, 1)
    sunk = body.vertices - (_SUNK_M * under)[:, None] * normals(body.vertices, body.faces)
    whole = bare(sunk, body.faces, body.weights, len(MUSCLES))
    hidden = np.maximum(_shirt_field(body) - 0.016, _trousers_field(body) - 0.016)
    belt = 0.06 - np.abs(body.vertices[:, 2] - (HEM_M + WAIST_M) / 2)
    shown = cut(whole, -np.where(_arms(body) > 0.3, hidden, np.maximum(hidden, belt)))
    feet = _part(shown.weights, "foot", "toes")
    ankle = min(body.joint(f"foot_{side}")[2] for side in SIDES)
    return cut(shown, np.where(feet > 0.5, shown.vertices[:, 2] - (ankle - 0.028), 0.1))


def shirt(body: Fitted, colour: Colour) -> Mesh:
    """A T-shirt that hangs from chest and shoulders."""
    whole = bare(body.vertices, body.faces, body.weights, len(MUSCLES))
    trunk = _part(body.weights, "abdomen", "thorax", "pelvis")
    place = body.vertices + (0.008 + 0.004 * trunk)[:, None] * normals(body.vertices, body.faces)
    place = smooth(place, body.faces, 10, 0.1 + 0.4 * trunk)
    place = _outside(body, _hanging(place, trunk), 0.007)
    place = _outside(body, smooth(place, body.faces, 8), 0.005)
    loose = replace(whole, vertices=place, weights=_hanging_weights(body.weights))
    cloth = largest(cut(loose, _shirt_field(replace(body, vertices=place))))
    return evened(replace(cloth, vertices=smooth(cloth.vertices, cloth.faces, 5)).painted(colour), 6)


def trousers(body: Fitted, colour: Colour) -> Mesh:
    """Soft trousers, straight below the knee."""
    whole = bare(body.vertices, body.faces, body.weights, len(MUSCLES))
    loose = np.clip((HEM_M - 0.01 - body.vertices[:, 2]) / 0.05, 0, 1)[:, None]
    place = smooth(body.vertices + (0.006 * loose - 0.002) * normals(body.vertices, body.faces), body.faces, 10)
    for side in SIDES:
        leg = _part(body.weights, f"shank_{side}", f"thigh_{side}")
        place = _straight(place, body.joint(f"shank_{side}"), body.joint(f"foot_{side}"), leg)
    place = _outside(body, smooth(place, body.faces, 8), 0.005 * loose[:, 0])
    upper = np.clip((place[:, 2] - HEM_M) / 0.04 + 1, 0, 1)[:, None]
    place = place - _TUCKED_M * upper * normals(place, body.faces)
    weights = body.weights + upper * (_hanging_weights(body.weights) - body.weights)
    cloth = cut(replace(whole, vertices=place, weights=weights), _trousers_field(replace(body, vertices=place)))
    return evened(replace(cloth, vertices=smooth(cloth.vertices, cloth.faces, 6)).painted(colour), 12)


def shoes(body: Fitted, colour: Colour, sole: Colour) -> Mesh:
    """Low soft shoes with a flat sole."""
    return joined(*(part for side in SIDES for part in _shoe(body, side, colour, sole)))


def _shirt_field(body: Fitted) -> Floats:
    place = body.vertices
    neck = (np.linalg.norm((place - _NECK_CENTRE) / _NECK_HALF, axis=1) - 1) * _NECK_HALF[0]
    neck = np.minimum(neck, 0.5 * (0.55 - _part(body.weights, "neck", "head")))
    field = np.minimum(neck, place[:, 2] - HEM_M)
    arms = _arms(body)
    for side in SIDES:
        start, end = body.joint(f"upper_arm_{side}"), body.joint(f"forearm_{side}")
        axis = (end - start) / np.linalg.norm(end - start)
        sleeve = SLEEVE * np.linalg.norm(end - start) - (place - start) @ axis
        mine = (arms > 0.3) & (place[:, 1] * start[1] > 0)
        field = np.where(mine, sleeve, field)
    return np.asarray(field)


def _trousers_field(body: Fitted) -> Floats:
    place = body.vertices
    field = WAIST_M - place[:, 2]
    for side in SIDES:
        start, end = body.joint(f"shank_{side}"), body.joint(f"foot_{side}")
        axis = (end - start) / np.linalg.norm(end - start)
        cuff = CUFF * np.linalg.norm(end - start) - (place - start) @ axis
        field = np.where(place[:, 1] * start[1] > 0, np.minimum(field, cuff), field)
    return np.where(_arms(body) > 0.3, -0.1, field)


def _hanging_weights(weights: Floats) -> Floats:
    """A shirt's hem follows the thighs only half."""
    moved = weights.copy()
    for side in SIDES:
        half = BONES.index(f"buttock_{side}")
        for name in (f"thigh_{side}", f"thigh_root_{side}"):
            moved[:, half] += moved[:, BONES.index(name)]
            moved[:, BONES.index(name)] = 0
    return moved


def _outside(body: Fitted, place: Floats, least: Floats | float) -> Floats:
    """Push cloth out of the (gently smoothed) body where it came too near: at least `least` metres off."""
    calm = smooth(body.vertices, body.faces, 6)
    facing = normals(calm, body.faces)
    missing = np.maximum(least - ((place - calm) * facing).sum(1), 0)
    # Far from every edge of the T-shirt there is no skin left below, and the cloth may stay smooth.
    missing *= np.clip((0.16 - _shirt_field(body)) / 0.06, 0, 1)
    return np.asarray(place + missing[:, None] * facing)


def _hanging(place: Floats, trunk: Floats) -> Floats:
    """Let cloth fall from the bulges above it: no radius may shrink faster downwards than `_FALL`."""
    centre = np.array([-0.04, 0.0])
    flat = place[:, :2] - centre
    angle, radius = np.arctan2(flat[:, 1], flat[:, 0]), np.linalg.norm(flat, axis=1)
    columns, rows, low, high = 64, 60, 0.0, 0.5
    across = (angle + np.pi) / (2 * np.pi) * columns
    row = (place[:, 2] - low) / (high - low) * (rows - 1)
    of_trunk = (trunk > 0.6) & (row >= 0) & (row <= rows - 1)
    cells = (row[of_trunk].round().astype(int), across[of_trunk].astype(int) % columns)
    grid, found = np.zeros((rows, columns)), np.zeros((rows, columns))
    np.add.at(grid, cells, radius[of_trunk])
    np.add.at(found, cells, 1)
    grid = gaussian_filter(_filled(grid / np.maximum(found, 1)), (4.0, 3.0), mode=("nearest", "wrap"))
    step = (high - low) / (rows - 1)
    for number in range(rows - 2, -1, -1):
        grid[number] = np.maximum(grid[number], grid[number + 1] - _FALL * step)
    grid = gaussian_filter(grid, (1.5, 1.5), mode=("nearest", "wrap"))
    hung = map_coordinates(grid, [row, across - 0.5], order=1, mode="grid-wrap")
    much = np.clip((trunk - 0.7) / 0.3, 0, 1) * np.clip((0.46 - place[:, 2]) / 0.08, 0, 1)
    front = np.clip(flat[:, 0] / 0.04, 0, 1) * np.clip((place[:, 2] - 0.12) / 0.06, 0, 1)
    target = np.where(row >= 0, np.maximum(radius, hung) * (1 - front) + hung * front, radius)
    grown = 1 + much * (target / np.maximum(radius, 1e-6) - 1)
    moved = place.copy()
    moved[:, :2] = centre + flat * grown[:, None]
    return moved


def _straight(place: Floats, knee: Floats, ankle: Floats, leg: Floats) -> Floats:
    """Let a trouser leg fall from the calf, round and without taper."""
    axis = ankle - knee
    length = np.linalg.norm(axis)
    axis = axis / length
    centre = np.array([-0.018, 0.0, 0.0])
    along = (place - knee) @ axis / length
    line = knee + centre + np.outer(along * length, axis)
    off = place - line
    radius = np.linalg.norm(off, axis=1)
    much = leg * np.clip((along - 0.1) / 0.3, 0, 1)
    wanted = np.maximum(radius, 0.062 - 0.008 * along)
    return np.asarray(place + off * (much * (wanted / np.maximum(radius, 1e-6) - 1))[:, None])


def _filled(grid: Floats) -> Floats:
    """Empty cells get the largest value near them around the body."""
    filled = grid.copy()
    for size in (3, 5, 9, 17):
        near = maximum_filter1d(filled, size, axis=1, mode="wrap")
        filled = np.where(filled > 0, filled, near)
    return filled


def _shoe(body: Fitted, side: str, colour: Colour, sole_colour: Colour) -> tuple[Mesh, Mesh]:
    ankle, toes = body.joint(f"foot_{side}"), body.joint(f"toes_{side}")
    forward = (toes - ankle) * [1, 1, 0]
    forward /= np.linalg.norm(forward)
    left = np.array([-forward[1], forward[0], 0])
    mine = _part(body.weights, f"foot_{side}", f"toes_{side}") > 0.5
    local = (body.vertices[mine] - ankle) @ np.stack([forward, left, [0, 0, 1]], 1)
    top, floor = -0.012, -SOLE_M
    local = local[local[:, 2] < top + 0.012]
    stations = np.linspace(local[:, 0].min() + 0.004, local[:, 0].max() - 0.004, 13)
    directions = np.linspace(0, 2 * np.pi, 18, endpoint=False)
    rings = [_ring(local, station, directions, top) for station in stations]
    rings = [_end(rings[0], -0.008), *rings, _end(rings[-1], 0.009)]
    points = np.concatenate(rings)
    count, around = len(rings), len(directions)
    index = np.arange(count * around).reshape(count, around)
    a, b = index[:-1], index[1:]
    after_a, after_b = np.roll(a, -1, 1), np.roll(b, -1, 1)
    quads = np.stack([a, after_a, b, after_a, after_b, b], -1).reshape(-1, 3)
    caps = [(index[0, 0], index[0, k + 1], index[0, k]) for k in range(1, around - 1)]
    caps += [(index[-1, 0], index[-1, k], index[-1, k + 1]) for k in range(1, around - 1)]
    faces = np.concatenate([quads, np.array(caps)])
    points = smooth(points, faces, 2, 0.3)
    points[:, 2] = np.maximum(points[:, 2], floor + 0.012)
    outline = _outline(points)
    bottom, wall = _prism(outline, floor, floor + _SOLE_THICK_M)
    world = np.stack([forward, left, [0, 0, 1]])
    meshes = []
    for shape, triangles, paint in ((points, faces, colour), (bottom, wall, sole_colour)):
        weights = _shoe_weights(shape, float((toes - ankle) @ forward), side)
        meshes.append(bare(ankle + shape @ world, triangles, weights, len(MUSCLES)).painted(paint))
    return meshes[0], meshes[1]


def _ring(local: Floats, station: float, directions: Floats, top: float) -> Floats:
    """The rounded outline of the foot around one place along it, (D, 3)."""
    near = local[np.abs(local[:, 0] - station) < 0.014][:, 1:]
    low, high = near[:, 0].min(), near[:, 0].max()
    inner = (low + high) / 2 + (high - low) * np.array([-0.28, 0.0, 0.28])
    cap = [[y, -SOLE_M + _TOE_CAP_M] for y in inner]
    near = np.concatenate([near, [[y, -SOLE_M + 0.006] for y in inner], cap])
    hull = near[ConvexHull(near).vertices]
    middle = np.array([(hull[:, 0].min() + hull[:, 0].max()) / 2, (hull[:, 1].min() + min(hull[:, 1].max(), top)) / 2])
    rays = np.stack([np.cos(directions), np.sin(directions)], 1)
    edge = np.roll(hull, -1, 0) - hull
    outwards = np.stack([edge[:, 1], -edge[:, 0]], 1)
    outwards /= np.linalg.norm(outwards, axis=1, keepdims=True)
    reach = ((hull - middle) * outwards).sum(1) + 0.0075
    rate = rays @ outwards.T
    distance = np.where(rate > 1e-6, reach / np.maximum(rate, 1e-6), np.inf).min(1)
    ring = middle + rays * distance[:, None]
    ring[:, 1] = np.minimum(ring[:, 1], top)
    return np.column_stack([np.full(len(ring), station), ring])


def _end(ring: Floats, further: float) -> Floats:
    """A smaller ring that rounds heel or tip."""
    middle = ring.mean(0)
    return np.asarray(middle + (ring - middle) * 0.62 + [further, 0, 0])


def _outline(local: Floats) -> Floats:
    """The shoe seen from above, a little larger, (24, 2)."""
    flat = local[:, :2]
    hull = flat[ConvexHull(flat).vertices]
    middle = hull.mean(0)
    directions = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    rays = np.stack([np.cos(directions), np.sin(directions)], 1)
    edge = np.roll(hull, -1, 0) - hull
    outwards = np.stack([edge[:, 1], -edge[:, 0]], 1)
    outwards /= np.linalg.norm(outwards, axis=1, keepdims=True)
    reach = ((hull - middle) * outwards).sum(1) + 0.003
    rate = rays @ outwards.T
    return np.asarray(middle + rays * np.where(rate > 1e-6, reach / np.maximum(rate, 1e-6), np.inf).min(1)[:, None])


def _prism(outline: Floats, low: float, high: float) -> tuple[Floats, np.ndarray]:
    """A flat plate: wall, bottom and top."""
    count = len(outline)
    middle = outline.mean(0)
    inner = middle + (outline - middle) * 0.93
    levels = [(inner, low), (outline, low + 0.005), (outline, high - 0.003), (inner, high)]
    points = np.concatenate([np.column_stack([ring, np.full(count, z)]) for ring, z in levels])
    faces = []
    for level in range(len(levels) - 1):
        for k in range(count):
            a, b = level * count + k, level * count + (k + 1) % count
            faces += [(a, b, a + count), (b, b + count, a + count)]
    # Bottom and top in strips across the foot, so that they bend with the toes.
    last = (len(levels) - 1) * count
    for k in range(count // 2):
        a, b, c, d = k, k + 1, -k % count, (-k - 1) % count
        faces += [face for face in ((c, b, a), (c, d, b)) if len(set(face)) == 3]
        faces += [(last + one, last + two, last + three) for one, two, three in ((c, a, b), (c, b, d))]
    return points, np.array(faces)


def _shoe_weights(points: Floats, ball: float, side: str) -> Floats:
    weights = np.zeros((len(points), len(BONES)))
    toes = np.clip((points[:, 0] - ball + 0.015) / 0.03, 0, 1)
    weights[:, BONES.index(f"toes_{side}")] = toes
    weights[:, BONES.index(f"foot_{side}")] = 1 - toes
    return weights


def _arms(body: Fitted) -> Floats:
    return _part(body.weights, "upper_arm", "upper_arm_root", "forearm", "forearm_root", "hand")


def _part(weights: Floats, *names: str) -> Floats:
    chosen = [number for number, bone in enumerate(BONES) if bone in names or bone.rsplit("_", 1)[0] in names]
    total: Floats = weights[:, chosen].sum(1)
    return total
