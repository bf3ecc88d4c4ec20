"""The model of the body: its mass, its neutral posture, what each angle does, and that slopes are true."""

import numpy as np
import pytest

from coxa.body.human import compiled, human, human_spec, with_reaction_slides
from coxa.body.kinematics import DRIVES, Body
from coxa.body.trajectory import SEGMENTS
from coxa.knowledge.anatomy import other_side

NEUTRAL = np.zeros(len(DRIVES))


@pytest.fixture(scope="module")
def body() -> Body:
    return Body()


def pose(**degrees: float) -> np.ndarray:
    drives = NEUTRAL.copy()
    for name, value in degrees.items():
        drives[DRIVES.index(name)] = np.radians(value)
    return drives


def test_arms_come_out_of_the_trunk_so_the_mass_stays_75_kg() -> None:
    assert human().body_mass.sum() == pytest.approx(75.0, abs=0.1)


def test_neutral_standing_turns_nothing_and_is_symmetric(body: Body) -> None:
    body.set(NEUTRAL, np.eye(3))

    assert np.allclose(body.turns, np.eye(3), atol=1e-12)
    for name in SEGMENTS:
        assert body.joint_centre(name) == pytest.approx(body.joint_centre(other_side(name)) * (1, -1, 1), abs=1e-4)


@pytest.mark.parametrize(
    ("angle", "segment", "offset", "moves"),
    [
        ("hip_flexion_right", "shank_right", (0, 0, -0.1), (+1, 0, +1)),
        ("hip_abduction_right", "shank_right", (0, 0, -0.1), (0, -1, +1)),
        ("hip_abduction_left", "shank_left", (0, 0, -0.1), (0, +1, +1)),
        ("hip_rotation_right", "foot_right", (0.2, 0, 0), (0, +1, 0)),
        ("hip_rotation_left", "foot_left", (0.2, 0, 0), (0, -1, 0)),
        ("knee_flexion_right", "foot_right", (0, 0, 0), (-1, 0, +1)),
        ("ankle_dorsiflexion_left", "foot_left", (0.2, 0, 0), (0, 0, +1)),
        ("toe_extension_right", "toes_right", (0.1, 0, 0), (0, 0, +1)),
        ("shoulder_flexion_left", "hand_left", (0, 0, 0), (+1, 0, +1)),
        ("shoulder_abduction_right", "hand_right", (0, 0, 0), (0, -1, +1)),
        ("shoulder_rotation_right", "hand_right", (0.1, 0, 0), (0, +1, 0)),
        ("elbow_flexion_right", "hand_right", (0, 0, 0), (+1, 0, +1)),
        ("lumbar_flexion", "head", (0.2, 0, 0), (+1, 0, -1)),
        ("lumbar_lean", "head", (0, 0, 0), (0, -1, -1)),
        ("lumbar_rotation", "head", (0.1, 0, 0), (0, +1, 0)),
        ("pelvis_tilt", "head", (0, 0, 0), (+1, 0, 0)),
        ("pelvis_list", "thigh_right", (0, 0, 0), (0, 0, +1)),
        ("pelvis_rotation", "thigh_right", (0, 0, 0), (+1, 0, 0)),
    ],
)
def test_a_positive_angle_moves_the_segment_the_declared_way(
    body: Body, angle: str, segment: str, offset: tuple[float, ...], moves: tuple[int, ...]
) -> None:
    body.set(NEUTRAL, np.eye(3))
    before = body.point(segment, np.array(offset))
    body.set(pose(**{angle: 15}))

    way = body.point(segment, np.array(offset)) - before

    assert [int(np.sign(part)) if abs(part) > 0.004 else 0 for part in way * np.abs(moves)] == list(moves)


def test_the_lumbar_angle_is_shared_by_two_levels(body: Body) -> None:
    body.set(pose(lumbar_flexion=40), np.eye(3))

    tilt = {name: np.degrees(np.arcsin(body.turn(name)[0, 2])) for name in ("abdomen", "thorax", "head")}

    assert tilt == pytest.approx({"abdomen": 20, "thorax": 40, "head": 40})


@pytest.mark.parametrize("segment", ["toes_right", "hand_left", "head"])
def test_slopes_are_the_differences_of_places(body: Body, segment: str) -> None:
    drives = np.random.default_rng(7).normal(0, 0.2, len(DRIVES))
    drives[DRIVES.index("knee_flexion_right")], drives[DRIVES.index("knee_flexion_left")] = 0.5, 1.4
    offset, step = np.array([0.1, 0.05, -0.03]), 1e-6
    lying = np.array([[0.0, 0.0, -1.0], [1.0, 0.0, 0.0], [0.0, -1.0, 0.0]])
    body.set(drives, lying)
    before = body.point(segment, offset)
    slope = body.point_slope(segment, before)

    differences = np.empty_like(slope)
    for number in range(len(DRIVES)):
        moved = drives.copy()
        moved[number] += step
        body.set(moved)
        differences[:, number] = (body.point(segment, offset) - before) / step
    body.set(NEUTRAL, np.eye(3))

    assert slope == pytest.approx(differences, abs=1e-5)


def test_reaction_slides_change_neither_mass_nor_places() -> None:
    model = compiled(with_reaction_slides(human_spec()))

    slides = [name for number in range(model.njnt) if "reaction" in (name := model.joint(number).name)]

    assert (len(slides), model.nv) == (6, human().nv + 6)
    assert model.body_mass.sum() == pytest.approx(human().body_mass.sum())
