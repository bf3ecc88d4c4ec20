"""An average body moved by OpenSim's joint angles, to get landmarks from a file that holds angles only."""

import numpy as np
from numpy.typing import NDArray

from coxa.motion.landmarks import COUNT

HEIGHT_M = 1.7
"""Any height does: what the engine measures does not depend on it."""

# Segment lengths as shares of the height: Drillis and Contini, 1966 (in Winter, Biomechanics, 2009, figure 4.1).
THIGH, SHANK, TRUNK, FOOT, UPPER_ARM, FOREARM = (
    share * HEIGHT_M for share in (0.245, 0.246, 0.288, 0.152, 0.186, 0.146)
)
HIP_HALF, SHOULDER_HALF, ANKLE_HEIGHT = (share * HEIGHT_M for share in (0.0955 / 2, 0.259 / 2, 0.039))


def landmarks_of_angles(angles: dict[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    """Landmarks (frames, 33, 3) in metres from angles in radians by OpenSim's names (Rajagopal et al., 2016): x
    forward, y up, z right."""
    count = len(next(iter(angles.values())))

    def angle(name: str) -> NDArray[np.float64]:
        return angles.get(name, np.zeros(count))

    points = np.full((count, COUNT, 3), np.nan)
    pelvis = _turn("z", angle("pelvis_tilt")) @ _turn("x", angle("pelvis_list")) @ _turn("y", angle("pelvis_rotation"))
    origin = np.stack([angle(f"pelvis_t{axis}") for axis in "xyz"], axis=1)
    back = _turn("z", angle("lumbar_extension")) @ _turn("x", angle("lumbar_bending"))
    trunk = pelvis @ back @ _turn("y", angle("lumbar_rotation"))
    points[:, 0] = origin + trunk @ np.array([0.1, 1.35 * TRUNK, 0.0])
    for side, sign, offset in (("r", 1.0, 1), ("l", -1.0, 0)):
        hip = origin + pelvis @ np.array([0.0, 0.0, sign * HIP_HALF])
        thigh = pelvis @ _turn("z", angle(f"hip_flexion_{side}")) @ _turn("x", sign * angle(f"hip_adduction_{side}"))
        thigh = thigh @ _turn("y", sign * angle(f"hip_rotation_{side}"))
        knee = hip + thigh @ np.array([0.0, -THIGH, 0.0])
        shank = thigh @ _turn("z", -angle(f"knee_angle_{side}"))
        ankle = knee + shank @ np.array([0.0, -SHANK, 0.0])
        foot = shank @ _turn("z", angle(f"ankle_angle_{side}"))
        shoulder = origin + trunk @ np.array([0.0, TRUNK, sign * SHOULDER_HALF])
        arm = trunk @ _turn("z", angle(f"arm_flex_{side}")) @ _turn("x", sign * angle(f"arm_add_{side}"))
        elbow = shoulder + arm @ np.array([0.0, -UPPER_ARM, 0.0])
        wrist = elbow + arm @ _turn("z", angle(f"elbow_flex_{side}")) @ np.array([0.0, -FOREARM, 0.0])
        heel, toe = (ankle + foot @ np.array([along * FOOT, -ANKLE_HEIGHT, 0.0]) for along in (-0.25, 0.75))
        for number, point in (
            (11, shoulder),
            (13, elbow),
            (15, wrist),
            (23, hip),
            (25, knee),
            (27, ankle),
            (29, heel),
            (31, toe),
        ):
            points[:, number + offset] = point
    return points


def _turn(axis: str, angle: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rotations (frames, 3, 3) about one axis."""
    first, second = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    turn = np.zeros((len(angle), 3, 3))
    turn[:, [0, 1, 2], [0, 1, 2]] = 1.0
    turn[:, first, first] = turn[:, second, second] = np.cos(angle)
    turn[:, second, first] = np.sin(angle)
    turn[:, first, second] = -np.sin(angle)
    return turn
