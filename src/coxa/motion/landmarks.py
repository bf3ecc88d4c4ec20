"""Where the points of a body stand in an array: BlazePose's 33 numbers, and how other sets map onto them."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

COUNT = 33
"""How many landmarks BlazePose has."""


class Landmark(IntEnum):
    """The landmarks the engine uses, at BlazePose's numbers (Bazarevsky et al., BlazePose, 2020)."""

    NOSE = 0
    LEFT_EAR = 7
    RIGHT_EAR = 8
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_TOE = 31
    RIGHT_TOE = 32


MIRROR: NDArray[np.intp] = np.array(
    [0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9, *(number + (1 if number % 2 else -1) for number in range(11, COUNT))]
)
"""For each landmark the number of the same one on the other side."""

COCO_17: tuple[int, ...] = (0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28)
"""The BlazePose number of each of COCO's 17 keypoints, in COCO's order (Lin et al., Microsoft COCO, 2014)."""

_KINECT = {
    3: 0,
    4: 11,
    5: 13,
    6: 15,
    8: 12,
    9: 14,
    10: 16,
    12: 23,
    13: 25,
    14: 27,
    15: 31,
    16: 24,
    17: 26,
    18: 28,
    19: 32,
}
KINECT_25: tuple[int, ...] = tuple(_KINECT.get(joint, -1) for joint in range(25))
"""The BlazePose number of each of Kinect v2's 25 joints in its order; -1 has no counterpart. The feet become the
toes."""

MAPPINGS: dict[str, tuple[int, ...]] = {
    "blazepose-33": tuple(range(COUNT)),
    "coco-17": COCO_17,
    "kinect-25": KINECT_25,
}
"""Every set of points with a name."""

BY_COUNT: dict[int, str] = {33: "blazepose-33", 17: "coco-17", 25: "kinect-25"}
"""Which set an unnamed array of so many points is."""


def spread(points: NDArray[np.float64], numbers: tuple[int, ...] | NDArray[np.intp]) -> NDArray[np.float64]:
    """Put `points` (frames, n, k) of any set at BlazePose's numbers: (frames, 33, k), NaN where there is none."""
    spread_out = np.full((points.shape[0], COUNT, points.shape[2]), np.nan)
    for column, number in enumerate(numbers):
        if 0 <= number < COUNT:
            spread_out[:, number] = points[:, column]
    return spread_out


MARKERS: dict[int, tuple[str, ...]] = {
    0: ("nose", "head", "c_head"),
    11: ("lshoulder", "l_shoulder", "lsho", "l.shoulder", "lsjc", "l.acromium", "lacr", "l_acromion", "leftshoulder"),
    12: ("rshoulder", "r_shoulder", "rsho", "r.shoulder", "rsjc", "r.acromium", "racr", "r_acromion", "rightshoulder"),
    13: ("lelbow", "l_elbow", "lelb", "l_lelbow_study", "lejc", "leftelbow"),
    14: ("relbow", "r_elbow", "relb", "r_lelbow_study", "rejc", "rightelbow"),
    15: ("lwrist", "l_wrist", "lwra", "l_lwrist_study", "lwjc", "leftwrist"),
    16: ("rwrist", "r_wrist", "rwra", "r_lwrist_study", "rwjc", "rightwrist"),
    23: ("lhip", "l_hip", "lhjc", "l_hjc", "lhjc_study", "lasi", "l.asis", "l_asis", "lefthip"),
    24: ("rhip", "r_hip", "rhjc", "r_hjc", "rhjc_study", "rasi", "r.asis", "r_asis", "righthip"),
    25: ("lknee", "l_knee", "lkjc", "lkne", "l_knee_study", "l_lknee", "leftknee"),
    26: ("rknee", "r_knee", "rkjc", "rkne", "r_knee_study", "r_lknee", "rightknee"),
    27: ("lankle", "l_ankle", "lajc", "lank", "l_ankle_study", "l_lankle", "leftankle"),
    28: ("rankle", "r_ankle", "rajc", "rank", "r_ankle_study", "r_lankle", "rightankle"),
    29: ("lheel", "l_heel", "lhee", "l_calc", "l_calc_study", "lcal"),
    30: ("rheel", "r_heel", "rhee", "r_calc", "r_calc_study", "rcal"),
    31: ("lbigtoe", "l_big_toe", "ltoe", "l_toe", "l_toe_study", "lbtoe"),
    32: ("rbigtoe", "r_big_toe", "rtoe", "r_toe", "r_toe_study", "rbtoe"),
}
"""Names of motion capture markers (lower case, best first) for each landmark: OpenPose, OpenCap, Plug-in-Gait,
Kinect."""


def marker_columns(names: list[str]) -> dict[int, int]:
    """For each landmark that a marker stands for, the column of the best marker among `names`."""
    columns = {name.strip().lower().split(":")[-1]: column for column, name in reversed(list(enumerate(names)))}
    return {
        number: columns[next(name for name in known if name in columns)]
        for number, known in MARKERS.items()
        if any(name in columns for name in known)
    }
