"""How far parts of a body pass into each other and into props, over a whole trajectory."""

from dataclasses import dataclass

import numpy as np

from coxa.body.scene import Scene
from coxa.body.shape import capsules
from coxa.body.trajectory import SIDES, Array, Trajectory

_JOINED = {
    frozenset(pair)
    for pair in (
        ("pelvis", "abdomen"),
        ("pelvis", "thorax"),
        ("abdomen", "thorax"),
        ("thorax", "head"),
        ("thigh_right", "thigh_left"),
        *(
            (f"{one}_{side}", f"{other}_{side}")
            for side in SIDES
            for one, other in (
                ("upper_arm", "forearm"),
                ("upper_arm", "hand"),
                ("forearm", "hand"),
                ("thigh", "shank"),
                ("thigh", "foot"),
                ("thigh", "toes"),
                ("shank", "foot"),
                ("shank", "toes"),
                ("foot", "toes"),
            )
        ),
        *((part, f"upper_arm_{side}") for side in SIDES for part in ("thorax", "head", "abdomen")),
        *((part, f"thigh_{side}") for side in SIDES for part in ("pelvis", "abdomen", "thorax")),
    )
}
"""Pairs that may overlap: joined, or soft and lying on each other (thigh on belly or thigh, shank folded on thigh)."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """The deepest that two things pass into each other, metres, and when."""

    one: str
    other: str
    depth_m: float
    at_s: float

    def __str__(self) -> str:
        return f"{self.one} and {self.other} {max(self.depth_m, 0) * 100:.1f} cm at {self.at_s:.1f} s"


def of_body(trajectory: Trajectory, touching: set[frozenset[str]]) -> Overlap:
    """The deepest overlap of two segments that neither are joined nor are meant to touch."""
    ends = [
        (one.segment, trajectory.point(one.segment, one.start), trajectory.point(one.segment, one.end), one.radius)
        for one in capsules()
    ]
    worst = Overlap("nothing", "nothing", -1.0, 0.0)
    for number, (segment, start, end, radius) in enumerate(ends):
        for other, other_start, other_end, other_radius in ends[number + 1 :]:
            pair = frozenset((segment, other))
            if segment == other or pair in _JOINED or pair in touching:
                continue
            depth = radius + other_radius - distance(start, end, other_start, other_end)
            frame = int(np.argmax(depth))
            if depth[frame] > worst.depth_m:
                worst = Overlap(segment, other, float(depth[frame]), float(trajectory.t[frame]))
    return worst


def with_props(trajectory: Trajectory, scene: Scene, touching: set[frozenset[str]]) -> Overlap:
    """The deepest any segment passes into a solid prop it is not meant to touch, beyond what the prop gives way."""
    worst = Overlap("nothing", "nothing", -1.0, 0.0)
    for capsule in capsules():
        start, end = (trajectory.point(capsule.segment, end) for end in (capsule.start, capsule.end))
        for block in scene.blocks:
            if frozenset((capsule.segment, block.prop)) in touching:
                continue
            for part in np.linspace(0.0, 1.0, 5):
                depth = block.depth(start + part * (end - start)) + capsule.radius - block.soft
                frame = int(np.argmax(depth))
                if depth[frame] > worst.depth_m:
                    worst = Overlap(capsule.segment, block.prop, float(depth[frame]), float(trajectory.t[frame]))
    return worst


def distance(start: Array, end: Array, other_start: Array, other_end: Array) -> Array:
    """The shortest distance between two line segments at every frame (F,), after Ericson 2005, section 5.1.9."""
    one, other, gap = end - start, other_end - other_start, start - other_start
    a, e, f = _dot(one, one), _dot(other, other), _dot(other, gap)
    b, c = _dot(one, other), _dot(one, gap)
    scale = np.maximum(a * e - b * b, 1e-12)
    s = np.clip((b * f - c * e) / scale, 0.0, 1.0)
    t = np.clip((b * s + f) / e, 0.0, 1.0)
    s = np.clip((b * t - c) / a, 0.0, 1.0)
    return np.asarray(np.linalg.norm(gap + s[:, None] * one - t[:, None] * other, axis=1))


def _dot(one: Array, other: Array) -> Array:
    return np.asarray(np.einsum("fi,fi->f", one, other))
