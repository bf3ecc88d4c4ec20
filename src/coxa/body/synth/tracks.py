"""A trajectory made ready for one body: joint rotations and limb lengths that can be sampled at any time."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coxa.body.synth.bodies import PARENTS, Body
from coxa.body.synth.landmarks import Floats
from coxa.body.synth.rotations import inverse, multiply, power, turned
from coxa.body.trajectory import SEGMENTS, Contact, Trajectory

STILL_RAD = 1e-7
"""A joint that turns less than this over a whole movement is taken as still, which saves work."""
EASE_FRAMES = 5
"""Over so many frames (0.2 s) a contact comes and goes when a body of other build is put on it; our design choice."""


class Pose(NamedTuple):
    """Poses over time: joint rotations (18, 4, frames), joint distances (18, 3, frames), the pelvis (3, frames)."""

    joints: Floats
    offsets: Floats
    root: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Touch:
    """A point of a segment that should stay where it is: offset (3,), weight (samples,) and target (3, samples)."""

    segment: int
    point: Floats
    weight: Floats
    target: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One cycle of a movement on one body; samples lie at times `t` (samples,)."""

    t: Floats
    pose: Pose
    steps: Floats
    moving: NDArray[np.intp]
    angles: Floats
    touches: tuple[Touch, ...]

    def sample(self, at: Floats) -> Pose:
        """Return the poses at times `at` (frames,): joints turn on the shortest way between samples."""
        early, share = self._between(at)
        joints = np.repeat(self.pose.joints[:, :, :1], len(at), axis=2)
        partly = _turn_of(self.steps[:, :, early], share)
        joints[self.moving] = multiply(self.pose.joints[self.moving][:, :, early], partly)
        return Pose(joints, _mixed(self.pose.offsets, early, share), _mixed(self.pose.root, early, share))

    def angles_at(self, at: Floats) -> Floats:
        """Return the joint angles (angles, frames) in degrees at times `at` (frames,)."""
        return _mixed(self.angles, *self._between(at))

    def touches_at(self, at: Floats) -> list[tuple[int, Floats, Floats, Floats]]:
        """Return segment, point (3,), weight (frames,) and target (3, frames) of each touch at times `at`."""
        early, share = self._between(at)
        return [
            (touch.segment, touch.point, _mixed(touch.weight, early, share), _mixed(touch.target, early, share))
            for touch in self.touches
        ]

    def _between(self, at: Floats) -> tuple[NDArray[np.intp], Floats]:
        at = np.clip(at, self.t[0], self.t[-1])
        early = np.clip(np.searchsorted(self.t, at, side="right") - 1, 0, len(self.t) - 2)
        return early, (at - self.t[early]) / (self.t[early + 1] - self.t[early])


@lru_cache(maxsize=64)
def track_of(trajectory: Trajectory, body: Body) -> Track:
    """Return `trajectory` done by `body`: the same joint angles on other lengths, touching at the same places."""
    turns = np.moveaxis(trajectory.rotation, 0, 2)
    places = np.moveaxis(trajectory.position, 0, 2)
    joints, offsets = turns.copy(), np.zeros_like(places)
    for number, parent in enumerate(PARENTS):
        if parent >= 0:
            joints[number] = multiply(inverse(turns[parent]), turns[number])
            offsets[number] = turned(inverse(turns[parent]), places[number] - places[parent])
    pose = Pose(joints, offsets * body.joint_scale()[:, :, None], places[0] * body.leg_scale())
    touches = _touches_of(trajectory, body)
    if touches:
        now = [(touch.segment, touch.point, touch.weight, touch.target) for touch in touches]
        pose = pose._replace(root=pose.root + misplaced(pose, now))
    return assemble(trajectory.t, pose, trajectory.angles.T, touches)


def assemble(t: Floats, pose: Pose, angles: Floats, touches: tuple[Touch, ...] = ()) -> Track:
    """Return a track of samples at `t` (samples,), with the turns between samples worked out once."""
    steps = _turn_vector(multiply(inverse(pose.joints[:, :, :-1]), pose.joints[:, :, 1:]))
    moving = np.flatnonzero(np.abs(steps).max(axis=(1, 2)) > STILL_RAD)
    return Track(t, pose, steps[moving], moving, angles, touches)


def segments_of(pose: Pose, wanted: Collection[int] = tuple(range(len(PARENTS)))) -> tuple[Floats, Floats]:
    """Return the rotations (18, 4, frames) and joint centres (18, 3, frames) of segments, down the chain.

    Segments that are not `wanted`, and on which none that is wanted hangs, are left undefined.
    """
    needed = _with_parents(wanted)
    rotation, position = np.empty_like(pose.joints), np.empty_like(pose.offsets)
    for number, parent in enumerate(PARENTS):
        if number not in needed:
            continue
        if parent < 0:
            rotation[number], position[number] = pose.joints[number], pose.root
        else:
            rotation[number] = multiply(rotation[parent], pose.joints[number])
            position[number] = position[parent] + turned(rotation[parent], pose.offsets[number])
    return rotation, position


def part_of_the_way(start: Pose, pose: Pose, amount: Floats, moving: NDArray[np.intp]) -> Pose:
    """Return `amount` (frames,) of the way from `start` (of one frame) to `pose`; only joints `moving` may differ."""
    joints = pose.joints.copy()
    first, last = start.joints[moving], pose.joints[moving]
    joints[moving] = multiply(first, power(multiply(inverse(first), last), amount))
    return Pose(
        joints,
        start.offsets + (pose.offsets - start.offsets) * amount,
        start.root + (pose.root - start.root) * amount,
    )


def misplaced(pose: Pose, touches: list[tuple[int, Floats, Floats, Floats]]) -> Floats:
    """Return how far (3, frames) the body must be moved so that what touches lies on its targets, on average."""
    rotation, position = segments_of(pose, {segment for segment, _, _, _ in touches})
    weights = np.full(pose.root.shape[1], 1e-9)
    way = np.zeros_like(pose.root)
    for segment, point, weight, target in touches:
        place = position[segment] + turned(rotation[segment], point[:, None])
        way += weight * (target - place)
        weights = weights + weight
    return np.asarray(way / weights)


def carrying(trajectory: Trajectory) -> list[Contact]:
    """Return the contacts that carry the body; only if there are none, those of hands, forearms and head."""
    outer = [contact for contact in trajectory.contacts if contact.on not in SEGMENTS]
    body = [contact for contact in outer if not contact.segment.startswith(("hand", "forearm", "head"))]
    return body or outer


@cache
def _parents_of(segment: int) -> frozenset[int]:
    parent = PARENTS[segment]
    return frozenset({segment}) if parent < 0 else _parents_of(parent) | {segment}


def _with_parents(segments: Collection[int]) -> frozenset[int]:
    return frozenset[int]().union(*(_parents_of(segment) for segment in segments))


def _touches_of(trajectory: Trajectory, body: Body) -> tuple[Touch, ...]:
    legs, scale = body.leg_scale(), body.joint_scale()
    touches = []
    for contact in carrying(trajectory):
        segment = SEGMENTS.index(contact.segment)
        place = trajectory.point(contact.segment, contact.point).T
        point = contact.point * _thickness(segment, scale)
        weight = _eased(contact.active.astype(float))
        touches.append(Touch(segment, point, weight, place * legs))
    return tuple(touches)


def _thickness(segment: int, scale: Floats) -> Floats:
    children = [number for number, parent in enumerate(PARENTS) if parent == segment]
    return np.asarray(scale[children[0] if children else segment])


def _eased(active: Floats) -> Floats:
    padded = np.pad(active, EASE_FRAMES, mode="edge")
    kernel = np.ones(2 * EASE_FRAMES + 1) / (2 * EASE_FRAMES + 1)
    return np.convolve(padded, kernel, mode="valid")


def _turn_vector(rotation: Floats) -> Floats:
    sign = np.where(rotation[:, :1] < 0, -1.0, 1.0)
    w, imaginary = rotation[:, 0] * sign[:, 0], rotation[:, 1:] * sign
    sine = np.linalg.norm(imaginary, axis=1)
    angle = 2 * np.arctan2(sine, w)
    return imaginary * np.where(sine > 1e-12, angle / np.maximum(sine, 1e-12), 2.0)[:, None]


def _turn_of(vector: Floats, share: Floats) -> Floats:
    half = np.sqrt(np.einsum("scf,scf->sf", vector, vector)) * (share / 2)
    along = np.sinc(half / np.pi) * (share / 2)
    return np.concatenate((np.cos(half)[:, None], vector * along[:, None]), axis=1)


def _mixed(values: Floats, early: NDArray[np.intp], share: Floats) -> Floats:
    first = values[..., early]
    return first + (values[..., early + 1] - first) * share
