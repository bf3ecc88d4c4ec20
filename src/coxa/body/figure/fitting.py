"""Fit a body to the joints all bodies share: size, lengths of limbs, relaxed hands."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from coxa.body.figure.skeleton import BONES, JOINTS, bone_of
from coxa.body.figure.source import Floats, Ints, Source
from coxa.body.trajectory import SEGMENTS, SIDES

FINGER_CURL = (20.0, 28.0, 18.0)
"""Degrees at the three joints of a relaxed finger (our design choice, by eye)."""
THUMB_CURL = (0.0, 8.0, 15.0)

_CHAIN = {"upper_arm": "upperarm01", "forearm": "lowerarm01", "hand": "wrist", "shank": "lowerleg01", "foot": "foot"}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A body whose limbs have our lengths, arms still spread.

    `vertices` (V, 3), `faces` (F, 3), `weights` (V, B) by `BONES`; `joints` (S, 3) where each segment begins, and
    `align` (S, 4) the turn (w, x, y, z) from here to neutral standing, both by `SEGMENTS`.
    """

    source: Source
    vertices: Floats
    faces: Ints
    weights: Floats
    joints: Floats
    align: Floats

    def joint(self, name: str) -> Floats:
        """Where a segment begins, (3,)."""
        found: Floats = self.joints[SEGMENTS.index(name)]
        return found


def fitted(source: Source) -> Fitted:
    """Give the body our joints."""
    vertices = _relaxed_hands(source)
    joints = _joints(source)
    centre = joints["pelvis"].copy()
    leg = np.mean([np.linalg.norm(joints[f"foot_{s}"] - joints[f"shank_{s}"]) for s in SIDES])
    leg += np.mean([np.linalg.norm(joints[f"shank_{s}"] - joints[f"thigh_{s}"]) for s in SIDES])
    ours = np.linalg.norm(JOINTS["foot_left"] - JOINTS["shank_left"]) + np.linalg.norm(
        JOINTS["shank_left"] - JOINTS["thigh_left"]
    )
    size = ours / leg
    vertices = (vertices - centre) * size
    joints = {name: (place - centre) * size for name, place in joints.items()}
    vertices = _trunk_fitted(source, vertices, joints)
    for side, letter in (("right", "R"), ("left", "L")):
        for upper, lower, end in (("thigh", "shank", "foot"), ("upper_arm", "forearm", "hand")):
            vertices = _limb_fitted(
                source, vertices, joints, [f"{part}_{side}" for part in (upper, lower, end)], letter
            )
    weights = np.zeros((len(vertices), len(BONES)))
    for number, bone in enumerate(source.bones):
        weights[:, BONES.index(bone_of(bone))] += source.weights[:, number]
    _give_buttocks(weights, vertices, joints)
    align = _alignment(source, joints)
    return Fitted(
        source,
        vertices,
        source.faces,
        weights,
        np.array([joints[name] for name in SEGMENTS]),
        np.array([align.get(name, Rotation.identity()).as_quat(scalar_first=True) for name in SEGMENTS]),
    )


def _joints(source: Source) -> dict[str, Floats]:
    """Joint centres of the untouched body; hip centres lie deeper than where the source's leg bones begin."""
    found: dict[str, Floats] = {}
    for side, letter in (("right", "R"), ("left", "L")):
        sign = 1 if side == "left" else -1
        for part, bone in _CHAIN.items():
            found[f"{part}_{side}"] = source.head(f"{bone}.{letter}").copy()
        hip = source.head(f"upperleg01.{letter}") * 0.4 + source.head(f"upperleg02.{letter}") * 0.6
        hip[1] = sign * 0.82 * abs(hip[1])
        found[f"thigh_{side}"] = hip
        toes = [source.head(f"toe{number}-1.{letter}") for number in (1, 3, 5)]
        found[f"toes_{side}"] = np.mean(toes, axis=0)
    found["pelvis"] = (found["thigh_left"] + found["thigh_right"]) / 2
    found["pelvis"][1] = 0
    return found


def _trunk_fitted(source: Source, vertices: Floats, joints: dict[str, Floats]) -> Floats:
    """Stretch the trunk so that the shoulders have our height and width; set the joints of the spine."""
    up = np.mean([joints[f"upper_arm_{side}"][2] for side in SIDES])
    ratio = JOINTS["upper_arm_left"][2] / up
    depth = JOINTS["upper_arm_left"][0] - np.mean([joints[f"upper_arm_{side}"][0] for side in SIDES])
    wide = JOINTS["upper_arm_left"][1] - abs(joints["upper_arm_left"][1])
    arms = source.part("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
    legs = source.part("upperleg", "lowerleg", "foot", "toe")
    near = np.clip(np.abs(vertices[:, 1]) / abs(joints["upper_arm_left"][1]), 0, 1) ** 2
    near *= np.clip((vertices[:, 2] - 0.5 * up) / (0.4 * up), 0, 1)
    sideways = np.maximum(arms, near * (1 - source.part("head", "neck")))
    height = np.clip(vertices[:, 2], 0, up)
    lifted = vertices.copy()
    lifted[:, 2] += (ratio - 1) * (np.where(arms > 0.5, up, height) * (1 - legs))
    lifted[:, 1] += np.sign(vertices[:, 1]) * wide * sideways
    lifted[:, 0] += depth * np.clip(height / up, 0, 1) * (1 - legs)
    for side in SIDES:
        sign = 1 if side == "left" else -1
        shift = np.array([depth, sign * wide, (ratio - 1) * up])
        for part in ("upper_arm", "forearm", "hand"):
            joints[f"{part}_{side}"] = joints[f"{part}_{side}"] + shift
        joints[f"upper_arm_{side}"] = JOINTS[f"upper_arm_{side}"].copy()
    for name in ("abdomen", "thorax", "head", "thigh_left", "thigh_right"):
        joints[name] = JOINTS[name].copy()
    return lifted


def _limb_fitted(source: Source, vertices: Floats, joints: dict[str, Floats], names: list[str], letter: str) -> Floats:
    """Stretch both parts of a limb along their own directions."""
    bones = {
        "upper_arm": ("upperarm",), "forearm": ("lowerarm",), "hand": ("wrist", "finger", "metacarpal"),
        "thigh": ("upperleg",), "shank": ("lowerleg",), "foot": ("foot", "toe"),
    }  # fmt: skip
    stretched, carried = vertices.copy(), np.zeros(3)
    for name, following in zip(names, [*names[1:], None], strict=True):
        mine = [b for b in source.bones if b.startswith(bones[name.rsplit("_", 1)[0]]) and b.endswith(letter)]
        share = source.weights[:, [source.bones.index(b) for b in mine]].sum(1)[:, None]
        start = joints[name].copy()
        if following is None:
            stretched += share * carried
            break
        along = joints[following] - start
        length = np.linalg.norm(along)
        more = np.linalg.norm(JOINTS[following] - JOINTS[name]) - length
        along /= length
        part = np.clip(((vertices - start) @ along) / length, 0, 1)[:, None]
        stretched += share * (carried + part * more * along)
        joints[name] = start + carried
        carried = carried + more * along
    joints[names[2]] = joints[names[2]] + carried
    if names[0].startswith("thigh"):
        toes = names[2].replace("foot", "toes")
        joints[toes] = joints[toes] + carried
    return stretched


def _give_buttocks(weights: Floats, vertices: Floats, joints: dict[str, Floats]) -> None:
    """Between pelvis and thigh the skin takes half of the turn, at the back more than in front."""
    for side in SIDES:
        sign = 1 if side == "left" else -1
        root, half = BONES.index(f"thigh_root_{side}"), BONES.index(f"buttock_{side}")
        pelvis = BONES.index("pelvis")
        between = 2 * np.minimum(weights[:, root], weights[:, pelvis])
        between *= np.clip(sign * vertices[:, 1] / 0.03, 0, 1)
        weights[:, half] += between
        weights[:, root] -= between / 2
        weights[:, pelvis] -= between / 2


def _alignment(source: Source, joints: dict[str, Floats]) -> dict[str, Rotation]:
    """The turn of each limb from the body at rest to neutral standing."""
    found: dict[str, Rotation] = {}
    down, back = np.array([0.0, 0, -1]), np.array([0.0, -1, 0])
    for side, letter in (("right", "R"), ("left", "L")):
        arm, fore, hand = (joints[f"{part}_{side}"] for part in ("upper_arm", "forearm", "hand"))
        knee, ankle, hip = (joints[f"{part}_{side}"] for part in ("shank", "foot", "thigh"))
        elbow_axis = np.cross(fore - arm, hand - fore)
        found[f"upper_arm_{side}"] = _turn(fore - arm, elbow_axis, down, back)
        found[f"forearm_{side}"] = _turn(hand - fore, elbow_axis, down, back)
        index, middle, little = (source.head(f"finger{number}-1.{letter}") for number in (2, 3, 5))
        found[f"hand_{side}"] = _turn(
            middle - source.head(f"wrist.{letter}"), index - little, down, np.array([1.0, 0, 0])
        )
        neutral = [JOINTS[f"{part}_{side}"] for part in ("thigh", "shank", "foot")]
        forward = np.array([1.0, 0, 0])
        foot = joints[f"toes_{side}"] - ankle
        flat = np.array([foot[0], foot[1], 0])
        found[f"thigh_{side}"] = _turn(knee - hip, flat, neutral[1] - neutral[0], forward)
        found[f"shank_{side}"] = _turn(ankle - knee, flat, neutral[2] - neutral[1], forward)
        turned_out = np.array([1.0, (0.08 if side == "left" else -0.08), 0])
        found[f"foot_{side}"] = found[f"toes_{side}"] = _turn(flat, down, turned_out, down)
    return found


def _turn(first: Floats, second: Floats, first_to: Floats, second_to: Floats) -> Rotation:
    """The rotation that brings `first` to `first_to`, and `second` as near as may be to `second_to`."""
    return Rotation.from_matrix(_frame(first_to, second_to) @ _frame(first, second).T)


def _frame(first: Floats, second: Floats) -> Floats:
    one = first / np.linalg.norm(first)
    two = second - one * (second @ one)
    two = two / np.linalg.norm(two)
    return np.stack([one, two, np.cross(one, two)], 1)


def _relaxed_hands(source: Source) -> Floats:
    """Curl the fingers a little, as a hand at rest does."""
    turns: dict[int, tuple[Rotation, Floats]] = {}
    for letter, palm_sign in (("R", -1), ("L", 1)):
        along = source.head(f"finger3-1.{letter}") - source.head(f"wrist.{letter}")
        thumbwards = source.head(f"finger2-1.{letter}") - source.head(f"finger5-1.{letter}")
        palm = palm_sign * np.cross(along, thumbwards)
        palm /= np.linalg.norm(palm)
        for finger in range(1, 6):
            _curl_finger(source, turns, finger, letter, palm)
    curled = np.zeros_like(source.vertices)
    for number in range(len(source.bones)):
        share = source.weights[:, number : number + 1]
        if number in turns:
            turn, shift = turns[number]
            curled += share * (turn.apply(source.vertices) + shift)
        else:
            curled += share * source.vertices
    return curled


def _curl_finger(
    source: Source, turns: dict[int, tuple[Rotation, Floats]], finger: int, letter: str, palm: Floats
) -> None:
    angles = THUMB_CURL if finger == 1 else FINGER_CURL
    turn, shift = Rotation.identity(), np.zeros(3)
    start, end = source.head(f"finger{finger}-1.{letter}"), source.head(f"finger{finger}-3.{letter}")
    axis = np.cross(end - start, palm)
    axis /= np.linalg.norm(axis)
    for joint, angle in enumerate(angles, 1):
        place = source.head(f"finger{finger}-{joint}.{letter}")
        bend = Rotation.from_rotvec(np.radians(angle) * axis)
        moved = turn.apply(place) + shift
        turn = bend * turn
        shift = moved - turn.apply(place)
        turns[source.bones.index(f"finger{finger}-{joint}.{letter}")] = (turn, shift)
