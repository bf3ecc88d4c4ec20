"""A person who walks in and out of the picture: a plain gait, for that alone."""

import numpy as np

from coxa.body.synth.landmarks import Floats
from coxa.body.synth.rotations import about, multiply
from coxa.body.synth.tracks import Pose, Track, assemble, segments_of
from coxa.body.trajectory import ANGLES, SEGMENTS

STRIDE_S = 1.1
"""Duration of two steps at a usual pace (Perry and Burnfield: about 113 steps a minute, slower at home)."""
SAMPLES = 45
SOLE_M = 0.045
"""How far the sole lies under the toe joint and the heel's landmark; our design choice."""

_SIDEWAYS = (0.0, 1.0, 0.0)


def walking_track(offsets: Floats) -> Track:
    """Return a track of walking on the spot, facing forward, for limb lengths `offsets` (18, 3) of one body.

    Hip flexion swings by 20 degrees about 5, the knee bends to 60 in swing, arms swing by 15: normal gait (Winter)
    drawn with sines, for walking in and out of the picture only.
    """
    t = np.linspace(0.0, STRIDE_S, SAMPLES)
    phase = 2 * np.pi * t / STRIDE_S
    joints = np.zeros((len(SEGMENTS), 4, SAMPLES))
    joints[:, 0] = 1.0
    table = np.zeros((len(ANGLES), SAMPLES))
    for side, start in (("right", 0.0), ("left", np.pi)):
        swing = phase + start
        hip = 5 + 20 * np.cos(swing)
        knee = 8 + 52 * np.clip(-np.sin(swing), 0, None) ** 2
        arm = -15 * np.cos(swing)
        for segment, name, angle, sign in (
            ("thigh", "hip_flexion", hip, -1),
            ("shank", "knee_flexion", knee, 1),
            ("upper_arm", "shoulder_flexion", arm, -1),
            ("foot", "ankle_dorsiflexion", (knee - hip) * 0.3, -1),
        ):
            joints[SEGMENTS.index(f"{segment}_{side}")] = about(_SIDEWAYS, sign * angle)
            table[ANGLES.index(f"{name}_{side}")] = angle
    pose = Pose(joints, np.repeat(offsets[:, :, None], SAMPLES, axis=2), np.zeros((3, SAMPLES)))
    _, position = segments_of(pose)
    feet = [number for number, name in enumerate(SEGMENTS) if name.startswith(("foot", "toes"))]
    root = np.zeros((3, SAMPLES))
    root[2] = SOLE_M - position[feet, 2].min(axis=0)
    return assemble(t, pose._replace(root=root), table)


def facing(angle_deg: Floats) -> Floats:
    """Return the turns (4, frames) about the upright by `angle_deg` (frames,) to the left."""
    return about((0.0, 0.0, 1.0), angle_deg)


def turned_about(pose: Pose, turn: Floats, pivot: Floats, shift: Floats) -> Pose:
    """Return poses turned by `turn` (4, frames) about an upright axis through `pivot` (3,), then moved by `shift`."""
    joints = pose.joints.copy()
    joints[0] = multiply(turn, joints[0])
    from_pivot = pose.root - pivot[:, None]
    cosine = turn[0] ** 2 - turn[3] ** 2
    sine = 2 * turn[0] * turn[3]
    root = np.stack(
        (
            cosine * from_pivot[0] - sine * from_pivot[1],
            sine * from_pivot[0] + cosine * from_pivot[1],
            from_pivot[2],
        )
    )
    return Pose(joints, pose.offsets, root + pivot[:, None] + shift)
