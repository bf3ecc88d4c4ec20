"""The words for a body in motion: its segments, joint angles, the points it rests on, ready positions of the arms."""

SIDES = ("right", "left")

_ARM = ("upper_arm", "forearm", "hand")
_LEG = ("thigh", "shank", "foot", "toes")

SEGMENTS: tuple[str, ...] = (
    "pelvis",
    "abdomen",
    "thorax",
    "head",
    *(f"{part}_{side}" for side in SIDES for part in _ARM),
    *(f"{part}_{side}" for side in SIDES for part in _LEG),
)
"""All segments, in the order every array of segments keeps."""

SIDED_ANGLES = (
    "hip_flexion",
    "hip_abduction",
    "hip_rotation",
    "knee_flexion",
    "ankle_dorsiflexion",
    "toe_extension",
    "shoulder_flexion",
    "shoulder_abduction",
    "shoulder_rotation",
    "elbow_flexion",
    "forearm_pronation",
    "wrist_flexion",
)
"""Angles each side has; positive as the name says, rotation inwards, abduction away from the midline."""

TRUNK_ANGLES = ("lumbar_flexion", "lumbar_lean", "lumbar_rotation", "neck_flexion", "neck_lean", "neck_rotation")
"""Bending forward, leaning to the right and turning to the left are positive."""

PELVIS_ANGLES = ("pelvis_tilt", "pelvis_list", "pelvis_rotation")
"""Forward tilt, right side up and turning to the left are positive, from the declared orientation of the body."""

ANGLES: tuple[str, ...] = (
    *(f"{name}_{side}" for side in SIDES for name in SIDED_ANGLES),
    *TRUNK_ANGLES,
    *PELVIS_ANGLES,
)
"""All joint angles, in the order every array of angles keeps."""

ARM_PRESETS: dict[str, dict[str, float]] = {
    "hanging": {"shoulder_abduction": 6, "elbow_flexion": 8},
    "by_sides": {"shoulder_abduction": 16, "elbow_flexion": 8, "forearm_pronation": 80, "shoulder_flexion": -4},
    "forward": {"shoulder_flexion": 85, "elbow_flexion": 5, "forearm_pronation": 60},
    "reaching": {"shoulder_flexion": 12, "shoulder_abduction": 10, "elbow_flexion": 60, "forearm_pronation": 80},
    "on_hips": {
        "shoulder_flexion": -20,
        "shoulder_abduction": 37,
        "shoulder_rotation": 56,
        "elbow_flexion": 98,
        "forearm_pronation": -45,
        "wrist_flexion": -49,
    },
    "on_thighs": {"shoulder_flexion": 22, "shoulder_abduction": 2, "elbow_flexion": 32, "forearm_pronation": 80},
    "crossed": {
        "shoulder_flexion": 28,
        "shoulder_abduction": -4,
        "shoulder_rotation": 74,
        "elbow_flexion": 119,
        "forearm_pronation": -30,
    },
    "on_all_fours": {"shoulder_flexion": 90, "elbow_flexion": 4, "forearm_pronation": 80, "wrist_flexion": 0},
    "overhead": {"shoulder_flexion": 165, "elbow_flexion": 10},
    "folded_under_head": {
        "shoulder_flexion": 175,
        "shoulder_abduction": 37,
        "shoulder_rotation": 61,
        "elbow_flexion": 125,
        "forearm_pronation": -17,
        "wrist_flexion": 16,
    },
    "under_forehead": {
        "shoulder_flexion": 153,
        "shoulder_abduction": 48,
        "shoulder_rotation": 82,
        "elbow_flexion": 122,
        "forearm_pronation": 21,
    },
    "out_to_sides": {"shoulder_abduction": 80, "elbow_flexion": 10},
    "marching": {"shoulder_flexion": 0, "elbow_flexion": 75},
}
"""Angles of both arms by name, degrees; what is left out is zero."""

POINTS: dict[str, tuple[str, ...]] = {
    "pelvis": ("buttock_right", "buttock_left", "ischium_right", "ischium_left", "trochanter_right", "trochanter_left",
               "front_right", "front_left"),
    "abdomen": ("waist",),
    "thorax": ("scapula_right", "scapula_left", "shoulder_right", "shoulder_left", "chest_right", "chest_left"),
    "head": ("head",),
    "upper_arm": ("middle",),
    "forearm": ("elbow", "middle", "wrist"),
    "hand": ("palm",),
    "thigh": ("back", "front", "above_knee", "inner_knee"),
    "shank": ("knee", "calf", "shin", "ankle"),
    "foot": ("heel", "ball_inner", "ball_outer", "top", "inner"),
    "toes": ("tip",),
}  # fmt: skip
"""The named points of each segment that may touch something; those of limbs are the same on both sides."""


def points_of(segment: str) -> tuple[str, ...]:
    """The named points of a segment, with or without its side."""
    for side in SIDES:
        segment = segment.removesuffix(f"_{side}")
    return POINTS[segment]


def other_side(name: str) -> str:
    """The name with right and left exchanged; unchanged where it has no side."""
    for one, other in (("right", "left"), ("left", "right")):
        if name == one or name.endswith(f"_{one}"):
            return name[: -len(one)] + other
    return name
