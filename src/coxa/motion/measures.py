"""Every measure of posture: its definition, unit and source. All are vectorised over time.

Conventions (Wu et al., ISB recommendation, J Biomech 2002;35:543): flexion forward and abduction away from the midline
are
positive. A pose model gives joint points only, so a segment's frame is made of points: the trunk's long axis runs from
the middle of the hips to the middle of the shoulders, its side axis is the line of the hips made square to it. Numbers
are therefore *not* those of a full marker set: clinical hip flexion (Plug-in-Gait) has a range 8 to 17 degrees other
than
the shoulder-hip-knee angle; thigh-in-trunk abduction agrees within 2 to 5 degrees. Given exact points each angle is
exact to 0.001 degrees.
"""

from collections.abc import Callable
from types import MappingProxyType
from typing import TypeAlias

from coxa.knowledge.vocabulary import Side
from coxa.motion.body import Body
from coxa.motion.geometry import Series, angle_deg, between, dot, elevation_deg, length, minus_along, signed_deg
from coxa.motion.landmarks import Landmark

Measure: TypeAlias = Callable[[Body, Side], Series]

_LEFT, _RIGHT = Side.LEFT, Side.RIGHT
_LEFT_ANKLE = Landmark.LEFT_ANKLE
_LEFT_ELBOW = Landmark.LEFT_ELBOW
_LEFT_HEEL = Landmark.LEFT_HEEL
_LEFT_HIP = Landmark.LEFT_HIP
_LEFT_KNEE = Landmark.LEFT_KNEE
_LEFT_SHOULDER = Landmark.LEFT_SHOULDER
_LEFT_TOE = Landmark.LEFT_TOE
_LEFT_WRIST = Landmark.LEFT_WRIST
_RIGHT_ANKLE = Landmark.RIGHT_ANKLE
_RIGHT_KNEE = Landmark.RIGHT_KNEE
_RIGHT_SHOULDER = Landmark.RIGHT_SHOULDER


def knee_flexion(body: Body, side: Side) -> Series:
    """Degrees the knee is bent, 0 when straight: 180 minus the angle hip-knee-ankle. Never negative."""
    return angle_deg(body.thigh(side), body.shank(side))


def hip_bend(body: Body, side: Side) -> Series:
    """Degrees between the thigh and the line of the trunk: 180 minus shoulder-hip-knee. Never negative, also in a
    picture."""
    trunk = between(body.of(_LEFT_SHOULDER, side), body.of(_LEFT_HIP, side))
    return angle_deg(trunk, body.thigh(side))


def hip_flexion(body: Body, side: Side) -> Series:
    """Degrees of the thigh forward in the trunk's frame; negative behind the line of the trunk."""
    return signed_deg(body.thigh(side), _down(body.trunk), body.trunk_front)


def hip_flexion_in_pelvis(body: Body, side: Side) -> Series:
    """Degrees of the thigh forward in the frame of the pelvis, as far as two hips and the trunk give one."""
    return signed_deg(body.thigh(side), _down(body.pelvis_long), body.pelvis_front)


def hip_abduction(body: Body, side: Side) -> Series:
    """Degrees of the thigh away from the midline: its elevation out of the trunk's sagittal plane."""
    return _out_of_plane(body, side, body.trunk_left)


def hip_abduction_in_pelvis(body: Body, side: Side) -> Series:
    """Degrees of the thigh away from the midline, out of the plane square to the line of the hips."""
    return _out_of_plane(body, side, body.pelvis_left)


def thigh_raise(body: Body, side: Side) -> Series:
    """Degrees between thigh and straight down: 0 standing, 90 level."""
    return angle_deg(body.thigh(side), body.down)


def leg_raise(body: Body, side: Side) -> Series:
    """Degrees between the line hip-ankle and straight down."""
    return angle_deg(body.leg(side), body.down)


def leg_bend(body: Body, side: Side) -> Series:
    """Degrees between the line hip-ankle and the line of the trunk, 0 when straight; as `hip_bend`, for a straight
    leg."""
    return angle_deg(body.leg(side), _down(body.trunk))


def leg_spread(body: Body, _side: Side) -> Series:
    """Degrees between the two lines hip-ankle."""
    return angle_deg(body.leg(_LEFT), body.leg(_RIGHT))


def thigh_spread(body: Body, _side: Side) -> Series:
    """Degrees between the two thighs."""
    return angle_deg(body.thigh(_LEFT), body.thigh(_RIGHT))


def shank_lean(body: Body, side: Side) -> Series:
    """Degrees between shank and straight down."""
    return angle_deg(body.shank(side), body.down)


def shank_out(body: Body, side: Side) -> Series:
    """Degrees of the shank away from the midline, out of the trunk's sagittal plane: the seated or prone hip's
    rotation, roughly."""
    way = body.trunk_left if side is _LEFT else _down(body.trunk_left)
    return elevation_deg(body.shank(side), way)


def trunk_lean(body: Body, _side: Side) -> Series:
    """Degrees between the trunk and straight up, in any direction."""
    return angle_deg(body.trunk, body.up)


def trunk_side_lean(body: Body, side: Side) -> Series:
    """Degrees the trunk leans towards `side`, across the line of the hips."""
    way = body.pelvis_left if side is _LEFT else _down(body.pelvis_left)
    return elevation_deg(body.trunk, minus_along(way, body.up))


def trunk_front_lean(body: Body, _side: Side) -> Series:
    """Degrees the trunk leans forward, negative backward, in its own sagittal plane."""
    return signed_deg(body.trunk, body.up, minus_along(body.pelvis_front, body.up))


def facing(body: Body, _side: Side) -> Series:
    """Degrees between where the trunk faces and straight up: 0 lying on the back, 90 standing or on the side, 180
    prone."""
    return angle_deg(body.trunk_front, body.up)


def pelvis_roll(body: Body, _side: Side) -> Series:
    """Degrees of the line of the hips against the line of the shoulders: the pelvis turned or tilted on the trunk."""
    shoulders = between(body.at(_RIGHT_SHOULDER), body.at(_LEFT_SHOULDER))
    return angle_deg(body.pelvis_left, shoulders)


def pelvis_turn(body: Body, side: Side) -> Series:
    """Degrees of the line of the hips from level towards `side` up. One camera errs by up to 8 degrees: no coaching on
    it."""
    way = body.pelvis_left if side is _LEFT else _down(body.pelvis_left)
    return elevation_deg(way, body.up)


def knee_gap(body: Body, _side: Side) -> Series:
    """How far the knees are apart, in thigh lengths (mean of both)."""
    apart = length(between(body.at(_LEFT_KNEE), body.at(_RIGHT_KNEE)))
    return apart / ((length(body.thigh(_LEFT)) + length(body.thigh(_RIGHT))) * 0.5)


def knees_apart(body: Body, _side: Side) -> Series:
    """How far the knees are apart, in trunk lengths: steadier than an angle where the thighs point at the camera."""
    apart = length(between(body.at(_LEFT_KNEE), body.at(_RIGHT_KNEE)))
    return apart / length(body.trunk)


def foot_gap(body: Body, _side: Side) -> Series:
    """How far the ankles are apart, in leg lengths."""
    return length(between(body.at(_LEFT_ANKLE), body.at(_RIGHT_ANKLE))) / body.leg_length


def knees_in(body: Body, _side: Side) -> Series:
    """How much nearer the knees are to each other than the ankles, in leg lengths: knees falling inwards, seen from
    the front."""
    knees = length(between(body.at(_LEFT_KNEE), body.at(_RIGHT_KNEE)))
    return foot_gap(body, Side.BOTH) - knees / body.leg_length


def hip_height(body: Body, _side: Side) -> Series:
    """How high the hips are above the middle of the ankles, in leg lengths: about 1 standing."""
    ankles = between(body.at(_LEFT_ANKLE), body.hips), between(body.at(_RIGHT_ANKLE), body.hips)
    return (dot(ankles[0], body.up) + dot(ankles[1], body.up)) * 0.5 / body.leg_length


def foot_height(body: Body, side: Side) -> Series:
    """How high this ankle is above the other one, in leg lengths."""
    other = body.of(_LEFT_ANKLE, side.other)
    return dot(between(other, body.of(_LEFT_ANKLE, side)), body.up) / body.leg_length


def knee_height(body: Body, side: Side) -> Series:
    """How high this knee is above the other one, in trunk lengths."""
    other = body.of(_LEFT_KNEE, side.other)
    return dot(between(other, body.of(_LEFT_KNEE, side)), body.up) / length(body.trunk)


def heel_reach(body: Body, side: Side) -> Series:
    """How far the ankle is from its hip, in leg lengths: 1 with the leg straight."""
    return length(body.leg(side)) / body.leg_length


def foot_turn(body: Body, side: Side) -> Series:
    """Degrees the foot points out (positive) from where the pelvis faces, seen from above."""
    foot = between(body.of(_LEFT_HEEL, side), body.of(_LEFT_TOE, side))
    way = body.pelvis_left if side is _LEFT else _down(body.pelvis_left)
    return signed_deg(minus_along(foot, body.up), minus_along(body.pelvis_front, body.up), minus_along(way, body.up))


def elbow_flexion(body: Body, side: Side) -> Series:
    """Degrees the elbow is bent, 0 when straight."""
    return angle_deg(_upper_arm(body, side), between(body.of(_LEFT_ELBOW, side), body.of(_LEFT_WRIST, side)))


def arm_raise(body: Body, side: Side) -> Series:
    """Degrees of the upper arm from the trunk, 0 hanging, 180 overhead."""
    return angle_deg(_upper_arm(body, side), _down(body.trunk))


def _upper_arm(body: Body, side: Side) -> tuple[Series, Series, Series]:
    return between(body.of(_LEFT_SHOULDER, side), body.of(_LEFT_ELBOW, side))


def _down(vector: tuple[Series, Series, Series]) -> tuple[Series, Series, Series]:
    return (-vector[0], -vector[1], -vector[2])


def _out_of_plane(body: Body, side: Side, left: tuple[Series, Series, Series]) -> Series:
    way = left if side is _LEFT else _down(left)
    return elevation_deg(body.thigh(side), way)


MEASURES = MappingProxyType(
    {
        measure.__name__: measure
        for measure in (
            knee_flexion, hip_bend, hip_flexion, hip_flexion_in_pelvis, hip_abduction, hip_abduction_in_pelvis,
            thigh_raise, leg_raise, leg_bend, leg_spread, thigh_spread, shank_lean, shank_out, trunk_lean,
            trunk_side_lean, trunk_front_lean, facing, pelvis_roll, pelvis_turn, knee_gap, knees_apart, foot_gap,
            knees_in,
            hip_height,
            foot_height, knee_height, heel_reach, foot_turn, elbow_flexion, arm_raise,
        )
    }
)  # fmt: skip
"""Every measure by its name, as coaching content names it."""

ONE_FOR_BOTH = frozenset(
    {
        "leg_spread",
        "thigh_spread",
        "trunk_lean",
        "trunk_front_lean",
        "facing",
        "pelvis_roll",
        "knee_gap",
        "knees_apart",
        "foot_gap",
        "knees_in",
        "hip_height",
    }
)
"""The measures that do not ask for a side."""
