"""Surfaces with everything that is painted on them, and the few operations a tailor needs."""

from ctypes import c_float, c_size_t
from dataclasses import dataclass, replace

import numpy as np

from coxa.body.figure.source import Floats, Ints

_PAINT_MATTERS = 0.02
"""How much a full change of paint counts against shape when a surface is thinned (by eye)."""


@dataclass(frozen=True, slots=True)
class Mesh:
    """`vertices` (V, 3), `faces` (F, 3), `weights` (V, B) of the bones, `colour` (V, 4) 0 to 1, `masks` (V, M) 0 to 1.

    The fourth colour says how much the surface is skin (1) whose tone people choose.
    """

    vertices: Floats
    faces: Ints
    weights: Floats
    colour: Floats
    masks: Floats

    def painted(self, colour: tuple[float, float, float], skin: float = 0.0) -> "Mesh":
        """The same surface in one colour."""
        return replace(self, colour=np.tile([*colour, skin], (len(self.vertices), 1)))


def bare(vertices: Floats, faces: Ints, weights: Floats, masks: int) -> Mesh:
    """A surface without paint."""
    count = len(vertices)
    return Mesh(vertices, faces, weights, np.ones((count, 4)), np.zeros((count, masks)))


def joined(*meshes: Mesh) -> Mesh:
    """All surfaces as one."""
    starts = np.cumsum([0, *(len(mesh.vertices) for mesh in meshes[:-1])])
    return Mesh(
        np.concatenate([mesh.vertices for mesh in meshes]),
        np.concatenate([mesh.faces + start for mesh, start in zip(meshes, starts, strict=True)]),
        np.concatenate([mesh.weights for mesh in meshes]),
        np.concatenate([mesh.colour for mesh in meshes]),
        np.concatenate([mesh.masks for mesh in meshes]),
    )


def normals(vertices: Floats, faces: Ints) -> Floats:
    """Unit normals of the vertices, (V, 3), weighted by area."""
    a, b, c = (vertices[faces[:, corner]] for corner in range(3))
    across = np.cross(b - a, c - a)
    total = np.zeros_like(vertices)
    for corner in range(3):
        np.add.at(total, faces[:, corner], across)
    unit: Floats = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)
    return unit


def compact(mesh: Mesh, faces: Ints) -> Mesh:
    """Only the given faces, and the vertices they use."""
    used, index = np.unique(faces, return_inverse=True)
    return Mesh(
        mesh.vertices[used],
        index.reshape(-1, 3),
        mesh.weights[used],
        mesh.colour[used],
        mesh.masks[used],
    )


def cut(mesh: Mesh, field: Floats) -> Mesh:
    """The part where `field` (V,) is positive; triangles on the border are cut, so the edge is clean."""
    inside = field > 0
    count = inside[mesh.faces].sum(1)
    faces = [mesh.faces[count == 3]]
    new: list[tuple[int, int, float]] = []
    at: dict[tuple[int, int], int] = {}

    def border(one: int, other: int) -> int:
        key = (min(one, other), max(one, other))
        if key not in at:
            share = field[key[0]] / (field[key[0]] - field[key[1]])
            at[key] = len(mesh.vertices) + len(new)
            new.append((*key, float(share)))
        return at[key]

    extra = []
    for face in mesh.faces[(count == 1) | (count == 2)]:
        alone = int(np.flatnonzero(inside[face] == (inside[face].sum() == 1))[0])
        a, b, c = (int(face[(alone + turn) % 3]) for turn in range(3))
        if inside[a]:
            extra.append((a, border(a, b), border(a, c)))
        else:
            extra += [(border(a, b), b, c), (border(a, b), c, border(a, c))]
    faces.append(np.array(extra, dtype=np.int64).reshape(-1, 3))
    if not new:
        return compact(mesh, faces[0])
    one, other, share = np.array(new).T
    pairs = one.astype(int), other.astype(int), share[:, None]

    def grown(values: Floats) -> Floats:
        return np.concatenate([values, values[pairs[0]] * (1 - pairs[2]) + values[pairs[1]] * pairs[2]])

    whole = Mesh(
        grown(mesh.vertices), np.concatenate(faces), grown(mesh.weights), grown(mesh.colour), grown(mesh.masks)
    )
    return compact(whole, whole.faces)


def largest(mesh: Mesh) -> Mesh:
    """Only the largest piece of a surface."""
    from scipy.sparse import coo_matrix  # noqa: PLC0415  # developers only
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    ends = np.concatenate([mesh.faces[:, :2], mesh.faces[:, 1:]])
    size = len(mesh.vertices)
    links = coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    _, piece = connected_components(links, directed=False)
    return compact(mesh, mesh.faces[piece[mesh.faces[:, 0]] == np.bincount(piece).argmax()])


def edges_once(faces: Ints) -> Ints:
    """The directed edges (E, 2) that belong to one face only: the border."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    _, index, count = np.unique(np.sort(edges, 1), axis=0, return_index=True, return_counts=True)
    border: Ints = edges[index[count == 1]]
    return border


def smooth(vertices: Floats, faces: Ints, rounds: int, strength: Floats | float = 0.5) -> Floats:
    """Move each vertex `rounds` times towards its neighbours' mean; border vertices only along the border."""
    from scipy.sparse import coo_matrix, diags  # noqa: PLC0415  # developers only

    size = len(vertices)
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    border = edges_once(faces)
    on_border = np.zeros(size, dtype=bool)
    on_border[border] = True
    both = np.concatenate([edges, edges[:, ::-1]])
    both = np.concatenate([both[~on_border[both[:, 0]]], border, border[:, ::-1]])
    links = coo_matrix((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(size, size)).tocsr()
    links.data[:] = 1
    mean = diags(1 / np.maximum(np.asarray(links.sum(1)).ravel(), 1)) @ links
    much = np.broadcast_to(np.asarray(strength, dtype=float), (size,))[:, None]
    moved = vertices.copy()
    for _ in range(rounds):
        moved += much * (mean @ moved - moved)
    return moved


def hemmed(mesh: Mesh, inwards_m: float, shade: float = 0.8) -> Mesh:
    """The same cloth with its border folded inwards, so that it looks thick."""
    border = edges_once(mesh.faces)
    around = np.unique(border)
    index = np.full(len(mesh.vertices), -1)
    index[around] = len(mesh.vertices) + np.arange(len(around))
    facing = smooth(normals(mesh.vertices, mesh.faces), mesh.faces, 4)[around]
    facing /= np.linalg.norm(facing, axis=1, keepdims=True)
    inner = mesh.vertices[around] - facing * inwards_m
    edge_start = len(mesh.vertices) + len(around)
    outer = np.full(len(mesh.vertices), -1)
    outer[around] = edge_start + np.arange(len(around))
    a, b = border.T
    strip = np.concatenate([np.stack([outer[b], outer[a], index[a]], 1), np.stack([outer[b], index[a], index[b]], 1)])
    dark = mesh.colour[around] * [shade, shade, shade, 1]
    return Mesh(
        np.concatenate([mesh.vertices, inner, mesh.vertices[around]]),
        np.concatenate([mesh.faces, strip]),
        np.concatenate([mesh.weights, mesh.weights[around], mesh.weights[around]]),
        np.concatenate([mesh.colour, dark, dark]),
        np.concatenate([mesh.masks, mesh.masks[around] * 0, mesh.masks[around] * 0]),
    )


def thinned(mesh: Mesh, faces: int, *, keep_border: bool = False) -> Mesh:
    """About `faces` triangles of the same shape; paint and masks count too, the border stays if asked."""
    import meshoptimizer  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415  # developers only

    if faces >= len(mesh.faces):
        return mesh
    places = np.ascontiguousarray(mesh.vertices, dtype=np.float32)
    painted = np.ascontiguousarray(np.concatenate([mesh.colour, mesh.masks], 1), dtype=np.float32)
    indices = np.ascontiguousarray(mesh.faces.ravel(), dtype=np.uint32)
    kept = np.zeros_like(indices)
    count = meshoptimizer.simplify_with_attributes(
        kept,
        indices,
        places,
        painted,
        np.full(painted.shape[1], _PAINT_MATTERS, dtype=np.float32),
        index_count=c_size_t(len(indices)),
        vertex_count=c_size_t(len(places)),
        vertex_positions_stride=c_size_t(places.strides[0]),
        vertex_attributes_stride=c_size_t(painted.strides[0]),
        attribute_count=c_size_t(painted.shape[1]),
        target_index_count=c_size_t(3 * faces),
        target_error=c_float(1.0),
        options=meshoptimizer.SIMPLIFY_LOCK_BORDER if keep_border else 0,
    )
    return compact(mesh, kept[:count].reshape(-1, 3).astype(np.int64))


def evened(mesh: Mesh, rounds: int) -> Mesh:
    """The same surface with bone weights that change more gently from place to place."""
    return replace(mesh, weights=smooth(mesh.weights, mesh.faces, rounds))
