"""Whether a solved movement could be done by a body: what stays, stays; nothing sinks, floats or passes through.

Tolerances are our design choice: 1 cm for contacts, as the eye sees it on a figure of a phone's size, and more for
parts of the body that press into each other, because skin gives way.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from coxa.body import collisions
from coxa.body.kinematics import DRIVES, Body
from coxa.body.scene import Scene
from coxa.body.shape import Ball, balls, resting_points
from coxa.body.targets import active, orientation
from coxa.body.trajectory import ANGLES, SEGMENTS, Array, Flags, Trajectory
from coxa.errors import Fault
from coxa.knowledge.movement import Movement, PropKind, Support

try:
    from scipy.spatial import ConvexHull, QhullError
except ImportError:
    ConvexHull = None

KEPT_M = 0.010
"""How far a pinned point may wander, and how far a contact may sink or float."""

PRESSED_M = 0.030
"""How far two parts of the body may overlap: skin and muscle give way."""

INTO_PROP_M = 0.020
RANGE_DEG = 2.0
OVER_M, HELD_OVER_M = 0.02, 0.25
"""How far the centre of mass may be outside the standing feet: free, and with a hand on something."""

JUMP_DEG = 25.0
"""The most an angle may change in one frame of 0.04 s, which no exercise reaches."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of one movement: what was looked at, the worst that was found, and whether it will do."""

    check: str
    worst: str
    good: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """One round point of a support, and when it rests there."""

    support: Support
    ball: Ball
    active: Flags


def check(trajectory: Trajectory, movement: Movement, kinds: dict[str, PropKind]) -> tuple[Finding, ...]:
    """Every finding, in a steady order."""
    scene = Scene(movement, kinds)
    places = _places(trajectory, movement)
    touching = {frozenset((contact.segment, contact.on)) for contact in trajectory.contacts}
    touching |= {
        frozenset((_arm(segment), on)) for segment, on in map(tuple, map(sorted, touching)) if "hand" in segment
    }
    body = Body()
    overlap, into = collisions.of_body(trajectory, touching), collisions.with_props(trajectory, scene, touching)
    return (
        _stays(trajectory, movement, places),
        _rests(trajectory, scene, places),
        _above_ground(trajectory, movement),
        Finding("limbs", str(overlap), overlap.depth_m <= PRESSED_M),
        Finding("props", str(into), into.depth_m <= INTO_PROP_M),
        _ranges(trajectory, body),
        _jumps(trajectory),
        *_uppermost(trajectory, movement),
        *_balanced(trajectory, movement, places, body),
    )


def faults(findings: tuple[Finding, ...], movement: Movement) -> Iterator[Fault]:
    """The findings that will not do, as faults of the movement's file."""
    for finding in findings:
        if not finding.good:
            where = f"movements/{movement.exercise.lower()}.toml"
            advice = f"look at it with: coxa body show {movement.exercise} --picture poses.png"
            yield Fault(where, f"{finding.check}: {finding.worst}", advice)


def _places(trajectory: Trajectory, movement: Movement) -> list[_Place]:
    return [
        _Place(support, balls()[support.segment, name], active(movement, support.since, support.until, trajectory.t))
        for support in movement.supports
        for name in support.points or resting_points(support.segment, movement.orientation)
    ]


def _arm(name: str) -> str:
    return name.replace("hand", "forearm")


def _stays(trajectory: Trajectory, movement: Movement, places: list[_Place]) -> Finding:
    """Pinned points keep their place, on the ground or on the other segment."""
    moved = {"nothing": 0.0}
    for place in places:
        if place.support.kind == "pin":
            way = trajectory.point(place.ball.segment, place.ball.centre)[place.active]
            if place.support.on in SEGMENTS:
                way = way - trajectory.point(place.support.on)[place.active]
                way = np.linalg.norm(way, axis=1, keepdims=True) if len(way) else way
            moved[f"{place.ball.segment} {place.ball.name}"] = _wander(way)
    for hand in movement.hands:
        if hand.on not in SEGMENTS:
            ball = balls()[hand.hand, "palm"]
            way = trajectory.point(ball.segment, ball.centre)[active(movement, hand.since, hand.until, trajectory.t)]
            moved[hand.hand] = _wander(way)
    worst = max(moved, key=lambda name: moved[name])
    return Finding("stays", f"{worst} moves {moved[worst] * 100:.1f} cm", moved[worst] <= KEPT_M)


def _wander(way: Array) -> float:
    return float(np.max(np.linalg.norm(way - np.median(way, axis=0), axis=1))) if len(way) else 0.0


def _rests(trajectory: Trajectory, scene: Scene, places: list[_Place]) -> Finding:
    """Declared contacts neither sink nor float."""
    worst, name = 0.0, "nothing rests"
    for place in places:
        centre = trajectory.point(place.ball.segment, place.ball.centre)[place.active]
        if place.support.on in SEGMENTS:
            on = place.support.on
            other = balls()[on, place.support.on_point or resting_points(on, "")[0]]
            apart = np.linalg.norm(centre - trajectory.point(on, other.centre)[place.active], axis=1)
            gap = apart - place.ball.radius - other.radius
            if place.support.kind == "pin":
                gap = gap[:1]
        else:
            surface = scene.surface(place.support.on)
            gap = (centre - surface.point) @ surface.normal - place.ball.radius
        far = float(np.max(np.abs(gap), initial=0.0))
        if far >= worst:
            worst, name = far, f"{place.ball.segment} {place.ball.name} is {far * 100:.1f} cm off {place.support.on}"
    return Finding("rests", name, worst <= KEPT_M)


def _above_ground(trajectory: Trajectory, movement: Movement) -> Finding:
    if movement.ground == "water":
        return Finding("above ground", "swims", good=True)
    lowest = {
        f"{ball.segment} {ball.name}": float(np.min(trajectory.point(ball.segment, ball.centre)[:, 2] - ball.radius))
        for ball in balls().values()
    }
    name = min(lowest, key=lambda one: lowest[one])
    return Finding("above ground", f"{name} at {lowest[name] * 100:.1f} cm", lowest[name] >= -KEPT_M)


def _ranges(trajectory: Trajectory, body: Body) -> Finding:
    numbers = [DRIVES.index(name) for name in ANGLES]
    least, most = np.degrees(body.least[numbers]), np.degrees(body.most[numbers])
    halves = np.array([2.0 if name.startswith("lumbar") else 1.0 for name in ANGLES])
    beyond = np.maximum(trajectory.angles - most * halves, least * halves - trajectory.angles)
    frame, number = np.unravel_index(int(np.argmax(beyond)), beyond.shape)
    worst = float(beyond[frame, number])
    name = f"{ANGLES[number]} {trajectory.angles[frame, number]:.0f}°"
    return Finding("ranges", f"{name} is {max(worst, 0.0):.1f}° beyond", worst <= RANGE_DEG)


def _jumps(trajectory: Trajectory) -> Finding:
    steps = np.abs(np.diff(trajectory.angles, axis=0))
    frame, number = np.unravel_index(int(np.argmax(steps)), steps.shape)
    worst = float(steps[frame, number])
    return Finding(
        "smooth", f"{ANGLES[number]} {worst:.1f}° in a frame at {trajectory.t[frame]:.1f} s", worst <= JUMP_DEG
    )


def _uppermost(trajectory: Trajectory, movement: Movement) -> Iterator[Finding]:
    """Lying on the side, the working hip is the upper one; turned over by the first keyframe, it is the lower one."""
    if movement.orientation == "side_lying":
        turned = abs(movement.keyframes[0].pelvis.get("rotation", 0.0)) > 90
        over = trajectory.point("thigh_right")[:, 2] - trajectory.point("thigh_left")[:, 2]
        least = float(np.min(-over if turned else over))
        name, than = ("lowermost", "below") if turned else ("uppermost", "above")
        yield Finding(f"working hip is {name}", f"{least * 100:.0f} cm {than} the other", least > 0)


def _balanced(trajectory: Trajectory, movement: Movement, places: list[_Place], body: Body) -> Iterator[Finding]:
    """Standing, the centre of mass is over the feet that stand; further out when holding on; anywhere when sitting."""
    if movement.orientation != "standing" or movement.balance is not True:
        return
    masses = centres_of_mass(trajectory, movement, body)[:, :2]
    worst, at = -1.0, 0.0
    held = np.zeros(len(trajectory.t), dtype=bool)
    for hand in movement.hands:
        held |= active(movement, hand.since, hand.until, trajectory.t)
    for frame, mass in enumerate(masses):
        feet = [one for one in places if one.active[frame] and one.ball.segment.startswith(("foot", "toes"))]
        sits = any(one.active[frame] and one.ball.segment == "pelvis" for one in places)
        if not feet or sits:
            continue
        points = np.array([trajectory.point(one.ball.segment, one.ball.centre)[frame, :2] for one in feet])
        out = _outside(mass, points) - (HELD_OVER_M if held[frame] else OVER_M)
        if out > worst:
            worst, at = out, float(trajectory.t[frame])
    allowed = HELD_OVER_M if held.any() else OVER_M
    yield Finding("balance", f"{max(worst + allowed, 0.0) * 100:.0f} cm outside the feet at {at:.1f} s", worst <= 0.0)


def centres_of_mass(trajectory: Trajectory, movement: Movement, body: Body) -> Array:
    """The centre of mass over time, (F, 3) metres."""
    out = np.empty((len(trajectory.t), 3))
    for frame, angles in enumerate(trajectory.angles):
        drives = np.zeros(len(DRIVES))
        drives[3 : 3 + len(ANGLES)] = np.radians(angles)
        body.set(drives, orientation(movement))
        out[frame] = body.centre_of_mass() - body.joint_centre("pelvis") + trajectory.position[frame, 0]
    return out


def _outside(point: Array, corners: Array) -> float:
    """How far a point (2,) lies outside the hull of corners (n, 2), metres; negative inside."""
    try:
        hull = ConvexHull(corners)
    except QhullError:  # all feet on one line
        return float(np.min(np.linalg.norm(corners - point, axis=1)))
    return float(np.max(hull.equations[:, :2] @ point + hull.equations[:, 2]))
