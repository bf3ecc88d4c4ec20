"""Walking: a closed cycle whose feet keep pace with the ground and whose forces balance."""

import numpy as np
import pytest

pytest.importorskip("mujoco")

from coxa.body.load.model import load_model  # after the extra was found
from coxa.body.load.solving import Solved, solve
from coxa.body.load.variants import BASE
from coxa.body.striding import SPEED_M_S, STEP_WIDTH_M
from coxa.body.trajectory import RATE, Trajectory, other_side, result

WALK = result("WALK")


@pytest.fixture(scope="module")
def solved() -> Solved:
    return solve(WALK, load_model(), (BASE,))


def heel(trajectory: Trajectory, side: str) -> np.ndarray:
    return trajectory.point(f"foot_{side}", (-0.035, 0.0, -0.036))


def test_the_last_frame_is_the_first_again() -> None:
    assert WALK.t[-1] == pytest.approx(1.12)
    assert np.abs(WALK.q[-1] - WALK.q[0]).max() < 1e-5


def test_the_left_side_does_what_the_right_did_half_a_cycle_before() -> None:
    half = (len(WALK.t) - 1) // 2
    for angle in ("hip_flexion_right", "knee_flexion_right", "ankle_dorsiflexion_right"):
        later = np.roll(WALK.angle(angle)[:-1], half)
        assert WALK.angle(other_side(angle))[:-1] == pytest.approx(later, abs=0.02)


def test_feet_roll_from_heel_to_toes_and_keep_pace_with_the_ground() -> None:
    lowest = {}
    for name, segment, place, radius in (
        ("heel", "foot_right", (-0.035, 0.0, -0.036), 0.027),
        ("ball", "foot_right", (0.125, 0.028, -0.045), 0.018),
        ("tip", "toes_right", (0.050, 0.005, -0.003), 0.016),
    ):
        lowest[name] = WALK.point(segment, place)[:, 2] - radius
    struck, flat, pushing = 0, round(0.25 * len(WALK.t)), round(0.55 * len(WALK.t))
    assert lowest["heel"][struck] < 0.01 < lowest["ball"][struck]
    assert max(lowest["heel"][flat], lowest["ball"][flat]) < 0.01
    assert lowest["tip"][pushing] < 0.01 < lowest["heel"][pushing]
    standing = heel(WALK, "right")[1 : round(0.35 * len(WALK.t)), 0]
    assert np.diff(standing).mean() * RATE == pytest.approx(-SPEED_M_S, rel=0.1)


def test_steps_are_as_wide_as_people_walk() -> None:
    right = heel(WALK, "right")[1:10, 1].mean()
    left = heel(WALK, "left")[15:24, 1].mean()
    assert left - right == pytest.approx(STEP_WIDTH_M, abs=0.02)


def test_what_the_feet_cannot_give_is_far_below_a_twentieth_of_body_weight(solved: Solved) -> None:
    weight_n = load_model().weight_n
    assert np.abs(solved.base.residual[:, :3]).max() < 0.03 * weight_n
    assert solved.out_of_balance.mean() < 0.1
    assert solved.flags(90.0) == ()


def test_the_ground_pushes_as_under_people_who_walk(solved: Solved) -> None:
    push = solved.system.required[:, :3] / load_model().weight_n
    assert 0.7 < push[:, 2].min() < 0.95
    assert 1.05 < push[:, 2].max() < 1.3
    assert 0.1 < np.abs(push[:, 0]).max() < 0.3


def test_the_hip_carries_two_peaks_and_little_while_the_leg_swings(solved: Solved) -> None:
    course = solved.hip[BASE.name][:, 0]
    count = len(course)
    early, late = course[: count // 3].max(), course[count // 3 : round(0.6 * count)].max()
    between = course[count // 5 : round(0.4 * count)].min()
    swinging = course[round(0.68 * count) : round(0.92 * count)].max()
    assert min(early, late) > between
    assert swinging < 0.5 * early
