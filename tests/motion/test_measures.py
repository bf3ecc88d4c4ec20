import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coxa.knowledge.vocabulary import Side
from coxa.motion.body import Body
from coxa.motion.frames import from_camera
from coxa.motion.measures import (
    MEASURES,
    hip_abduction,
    hip_bend,
    hip_flexion,
    knee_flexion,
    leg_spread,
    thigh_raise,
    trunk_front_lean,
    trunk_side_lean,
)
from coxa.motion.skeleton import landmarks_of_angles

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

UP = (0.0, 1.0, 0.0)


def body_with(**angles: float) -> Body:
    return Body(landmarks_of_angles({name: np.radians([value] * 2) for name, value in angles.items()}), UP)


@given(st.floats(0, 150))
def test_knee_flexion_is_the_angle_the_knee_was_bent_by(bent):
    assert knee_flexion(body_with(knee_angle_r=bent), Side.RIGHT) == pytest.approx(bent, abs=1e-4)


@given(st.floats(-40, 130))
def test_hip_flexion_is_signed_in_the_frame_of_the_trunk(flexed):
    assert hip_flexion(body_with(hip_flexion_l=flexed), Side.LEFT) == pytest.approx(flexed, abs=1e-4)


@given(st.floats(0, 60), st.floats(-80, 80), st.floats(-30, 30))
def test_abduction_does_not_depend_on_how_the_whole_body_stands(abducted, turned, leaning):
    body = body_with(hip_adduction_l=-abducted, pelvis_rotation=turned, pelvis_tilt=leaning)
    assert hip_abduction(body, Side.LEFT) == pytest.approx(abducted, abs=1e-4)


def test_abduction_is_positive_away_from_the_midline_on_both_sides():
    body = body_with(hip_adduction_l=-20, hip_adduction_r=-30)
    assert hip_abduction(body, Side.LEFT) == pytest.approx(20, abs=1e-4)
    assert hip_abduction(body, Side.RIGHT) == pytest.approx(30, abs=1e-4)
    assert leg_spread(body, Side.BOTH) == pytest.approx(50, abs=1e-4)


@given(st.floats(5, 60))
def test_leaning_forward_is_positive_and_leaning_back_negative(leaning):
    assert trunk_front_lean(body_with(lumbar_extension=-leaning), Side.BOTH) == pytest.approx(leaning, abs=1e-4)
    assert trunk_front_lean(body_with(lumbar_extension=leaning), Side.BOTH) == pytest.approx(-leaning, abs=1e-4)


def test_leaning_to_the_right_is_told_of_the_right():
    body = body_with(lumbar_bending=15)
    assert trunk_side_lean(body, Side.RIGHT) == pytest.approx(15, abs=0.1)
    assert trunk_side_lean(body, Side.LEFT) == pytest.approx(-15, abs=0.1)


def test_a_level_thigh_is_raised_by_ninety_degrees():
    assert thigh_raise(body_with(hip_flexion_r=90), Side.RIGHT) == pytest.approx(90, abs=1e-4)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_one_frame_gives_the_same_bits_as_many(name):
    random = np.random.default_rng(3)
    points = random.normal(size=(64, 33, 3))
    with np.errstate(all="ignore"):
        together = MEASURES[name](Body(points, UP), Side.LEFT)
    alone = [float(MEASURES[name](Body(points[place : place + 1], UP), Side.LEFT)) for place in range(64)]
    assert alone == together.tolist()


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_size_and_place_do_not_matter(name):
    points = landmarks_of_angles({"hip_flexion_r": np.radians([50.0] * 2), "hip_adduction_l": np.radians([-20.0] * 2)})
    here = MEASURES[name](Body(points, UP), Side.RIGHT)
    there = MEASURES[name](Body(points * 1.7 + [3.0, -1.0, 2.0], UP), Side.RIGHT)
    assert there == pytest.approx(here, abs=1e-3)


def test_angles_in_the_picture_do_not_depend_on_its_shape():
    points = np.full((1, 33, 4), 0.5)
    points[0, 12, :2], points[0, 24, :2], points[0, 26, :2] = (0.3, 0.5), (0.5, 0.5), (0.5, 0.7)
    wide = from_camera(np.zeros(1), points, (1600, 900))
    assert wide.picture is not None
    assert hip_bend(Body(wide.picture, (0.0, -1.0, 0.0)), Side.RIGHT) == pytest.approx(90, abs=1e-4)
