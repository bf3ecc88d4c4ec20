"""Correct or incorrect: numbers that mean what they say, judged without the person who is scored."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coxa.motion.landmarks import MIRROR, Landmark
from coxa.motion.skeleton import landmarks_of_angles

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from motion_form import Repetitions, left_out
from motion_posture import Features, features_of

FRAMES = 81
GONE = np.sin(np.linspace(0, np.pi, FRAMES)) ** 2


def squat(**turn: float) -> np.ndarray:
    """One squat in metres, x ahead, y left, z up."""
    deepest = {"hip_flexion_l": 80, "hip_flexion_r": 80, "knee_angle_l": 85, "knee_angle_r": 85, "pelvis_tilt": -15}
    angles = {name: np.radians(GONE * value) for name, value in (deepest | turn).items()}
    points = landmarks_of_angles(angles)[..., [0, 2, 1]] * (1, -1, 1)
    shoulders, hips = points[:, [11, 12]], points[:, [23, 24]]
    points[:, [Landmark.LEFT_EAR, Landmark.RIGHT_EAR]] = 1.4 * shoulders - 0.4 * hips
    points[:, Landmark.NOSE] = points[:, [7, 8]].mean(axis=1) + np.array([0.1, 0, -0.02])
    return points


def numbers(points: np.ndarray) -> tuple[Features, Features]:
    return features_of(points, np.array([[0, FRAMES]]), spread_feet=False)


def number(points: np.ndarray, subject: str, moment: str) -> float:
    plain, _ = numbers(points)
    return float(plain.values[0, list(zip(plain.subjects, plain.moments, strict=True)).index((subject, moment))])


def test_a_deeper_squat_raises_the_thigh_more_and_a_bent_trunk_leans_more():
    shallow = squat(hip_flexion_l=40, hip_flexion_r=40, knee_angle_l=45, knee_angle_r=45)
    moment = ("thigh raised, smaller side", "at the turn")
    assert number(squat(), *moment) > number(shallow, *moment) + 20
    lean = ("trunk leaning forward", "at the turn")
    assert number(squat(pelvis_tilt=-40), *lean) == pytest.approx(number(squat(), *lean) + 25, abs=3)


def test_knees_that_fall_in_are_nearer_together_than_the_ankles():
    moment = ("knees apart over ankles apart", "at the turn")
    inwards = squat()
    inwards[:, Landmark.LEFT_KNEE, 1] -= 0.04 * GONE
    inwards[:, Landmark.RIGHT_KNEE, 1] += 0.04 * GONE
    assert number(inwards, *moment) < number(squat(), *moment) - 0.1


def test_numbers_are_the_same_for_a_mirrored_turned_larger_person_elsewhere():
    points = squat(hip_flexion_l=60, lumbar_bending=10)
    mirrored = points[:, MIRROR] * (1, -1, 1)
    turn = np.array([[0.6, 0.8, 0], [-0.8, 0.6, 0], [0, 0, 1]])
    for same in (mirrored, 1.2 * points @ turn + (3, -2, 0)):
        for one, other in zip(numbers(points), numbers(same), strict=True):
            assert other.values == pytest.approx(one.values, abs=1e-6)


def test_missing_frames_at_the_turn_leave_the_numbers_finite():
    points = squat()
    points[FRAMES // 2 - 1 : FRAMES // 2 + 2, 25:29] = np.nan
    for one in numbers(points):
        assert np.isfinite(one.values).all()


def people() -> Repetitions:
    """Five people, six correct and six incorrect repetitions each; the incorrect ones lean forward."""
    random = np.random.default_rng(3)
    person, correct = np.repeat(np.arange(5), 12), np.tile(np.repeat([1.0, 0.0], 6), 5)
    values = random.normal(size=(60, 3))
    values[:, 1] += np.where(correct == 1, 0, 6)
    plain = Features(values, ("knees", "trunk", "head"), ("at the turn",) * 3)
    return Repetitions(plain, replace(plain, values=values - values[:, :1]), correct, person, np.ones(60, bool))


def test_a_person_who_is_left_out_is_judged_without_their_labels():
    one = people()
    away = one.person == 2
    other = replace(one, correct=np.where(away, 1 - one.correct, one.correct))
    before, after = left_out({1: one})[1], left_out({1: other})[1]
    assert np.array_equal(before.score[away], after.score[away])
    assert not np.allclose(before.score[~away], after.score[~away])


def test_what_is_wrong_is_told_in_words():
    one = people()
    judged = left_out({1: one})[1]
    assert ((judged.score > 0) == (one.correct == 1)).mean() > 0.95
    told = [reason for reason, score in zip(judged.reasons, judged.score, strict=True) if score < -1]
    assert told
    assert set(told) == {"trunk: more"}


def test_an_approved_repetition_is_not_scored_and_takes_the_persons_own_away():
    one = people()
    plain = replace(one.plain, values=one.plain.values + 10.0 * one.person[:, None])
    approved = replace(one, plain=plain).with_approved()
    assert (~approved.scored).sum() == 5
    assert approved.plain.values == pytest.approx(one.with_approved().plain.values)
