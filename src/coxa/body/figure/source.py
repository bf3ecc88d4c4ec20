"""Read the bodies we start from: MakeHuman shapes (CC0), turned to our axes."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coxa.errors import Fault, InputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BODIES = {"woman": "avg", "woman_older": "older_f", "man": "man"}
"""Our names of the bodies, and what the source calls them."""


@dataclass(frozen=True, slots=True)
class Source:
    """One body at rest, arms spread: metres, x forward, y left, z up.

    `vertices` (V, 3), `faces` (F, 3), `weights` (V, 104), `heads` (104, 3): where each bone of `bones` begins.
    """

    name: str
    vertices: Floats
    faces: Ints
    weights: Floats
    bones: tuple[str, ...]
    parents: tuple[int, ...]
    heads: Floats

    def head(self, bone: str) -> Floats:
        """Where a bone begins, (3,)."""
        found: Floats = self.heads[self.bones.index(bone)]
        return found

    def part(self, *bones: str) -> Floats:
        """The summed weights (V,) of all bones whose names begin with one of `bones`."""
        chosen = [number for number, name in enumerate(self.bones) if name.startswith(bones)]
        total: Floats = self.weights[:, chosen].sum(1)
        return total


def read(path: Path, name: str) -> Source:
    """Read one body; the mouth's inside is left out.

    Raises:
        InputError: the file or the body is not there.
    """
    if name not in BODIES or not path.is_file():
        advice = f"choose one of {', '.join(BODIES)}, in a checkout of Coxa"
        raise InputError((Fault(path.name, f"has no body {name!r}", advice),))
    with np.load(path) as data:
        vertices = _turned(data[f"{BODIES[name]}_v"])
        weights = np.zeros((len(vertices), len(data["labels"])))
        rows = np.arange(len(vertices))
        for place, weight in zip(data["vi"].T, data["vw"].T, strict=True):
            np.add.at(weights, (rows, place), weight)
        return Source(
            name=name,
            vertices=vertices,
            faces=_without_tongue(data["F"], vertices),
            weights=weights / weights.sum(1, keepdims=True),
            bones=tuple(str(label) for label in data["labels"]),
            parents=tuple(int(parent) for parent in data["parents"]),
            heads=_turned(data[f"{BODIES[name]}_h"]),
        )


def _turned(points: Floats) -> Floats:
    """The source looks along -y with its left at +x."""
    return np.stack([-points[:, 1], points[:, 0], points[:, 2]], 1).astype(float)


def _without_tongue(faces: Ints, vertices: Floats) -> Ints:
    """Keep the skin: the tongue and the eyeballs are pieces of their own."""
    from scipy.sparse import coo_matrix  # noqa: PLC0415  # developers only
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    ends = np.concatenate([faces[:, :2], faces[:, 1:]])
    links = coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(vertices), len(vertices)))
    _, piece = connected_components(links, directed=False)
    largest = np.bincount(piece).argmax()
    kept: Ints = faces[piece[faces[:, 0]] == largest].astype(np.int64)
    return kept
