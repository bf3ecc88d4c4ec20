"""Walking goes round: closed, smooth, and with ground forces like those of people."""

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("mujoco")
pytest.importorskip("daqp")

from body.still_poses import two_legs  # after the extra was found
from coxa.body.load.cycles import low_passed
from coxa.body.load.dynamics import motion
from coxa.body.load.model import load_model
from coxa.body.load.result import walking_peak
from coxa.body.load.solving import Solved, solve
from coxa.body.trajectory import RATE, Trajectory, result


@pytest.fixture(scope="module")
def walking() -> Solved:
    return solve(result("WALK"), load_model())


def rocking(frames: int = 41, metres: float = 0.01) -> Trajectory:
    """Standing that goes up and down once a round, with a jump of one frame on top."""
    pose = two_legs()
    many = {name: np.repeat(getattr(pose, name), frames, axis=0) for name in ("angles", "q", "position", "rotation")}
    many["q"][:, 2] += metres * np.sin(2 * np.pi * np.arange(frames) / (frames - 1))
    many["q"][20, 2] += metres
    t = np.arange(frames) / RATE
    return replace(pose, t=t, contacts=(), phases=(), loop=True, **many)


def test_loop_is_closed_and_a_jump_of_one_frame_is_taken_out() -> None:
    slow = low_passed(rocking())
    assert slow.q[0] == pytest.approx(slow.q[-1])
    height = slow.q[:, 2] - slow.q[:, 2].mean()
    assert np.abs(height).max() < 0.0135, "the jump alone would reach 0.02 m"
    assert np.abs(height).max() > 0.0095, "the slow movement stays"


def test_movement_that_stops_is_left_as_it_is() -> None:
    once = replace(rocking(), loop=False)
    assert low_passed(once) is once


def test_acceleration_of_a_sine_is_that_of_the_sine() -> None:
    body = load_model()
    smooth = rocking()
    smooth.q[20, 2] -= 0.01
    q = body.coordinates(smooth.q, smooth.coordinates)
    speed, acceleration = motion(body, q, 1 / RATE, loop=True)
    turn = 2 * np.pi / (40 / RATE)
    phase = turn * smooth.t
    assert speed[:, 2] == pytest.approx(0.01 * turn * np.cos(phase), abs=0.01 * turn * 0.02)
    assert acceleration[:, 2] == pytest.approx(-0.01 * turn**2 * np.sin(phase), abs=0.01 * turn**2 * 0.03)


def test_ground_pushes_back_in_walking_as_it_does_with_people(walking: Solved) -> None:
    share = walking.system.required[:, 2] / load_model().weight_n
    assert share.mean() == pytest.approx(1.0, abs=0.02)
    assert 1.0 < share.max() < 1.3
    assert 0.6 < share.min() < 1.0


def test_both_hips_carry_the_same_in_walking_and_more_than_in_standing(walking: Solved) -> None:
    right, left = (walking.peak(side) for side in ("right", "left"))
    assert right == pytest.approx(left, rel=0.1)
    assert 3.0 < walking_peak(walking) < 6.0, "models of this kind give 3.5 to 5 times body weight"
    assert walking_peak(walking) > 3 * solve(two_legs(), load_model()).peak("right")


def test_swinging_leg_is_carried_lightly(walking: Solved) -> None:
    right = walking.hip["base"][:, 0]
    swing = slice(round(0.7 * len(right)), round(0.95 * len(right)))
    assert right[swing].max() < 0.5 * right.max()
