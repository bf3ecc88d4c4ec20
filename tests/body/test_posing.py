"""The solver: what is pinned stays, what is named is reached, and the same text gives the same movement."""

import numpy as np
import pytest

from body.movements import KINDS, SQUAT, shipped_trajectory, squat
from coxa.body.posing import digest, solve
from coxa.body.targets import minimum_jerk
from coxa.body.trajectory import SEGMENTS, Trajectory
from coxa.errors import InputError
from coxa.knowledge.loader import load_movements


def test_a_squat_goes_as_deep_as_it_says_with_flat_feet() -> None:
    trajectory = solve(squat(), KINDS)
    middle = round(1.8 * 25)

    assert trajectory.angle("knee_flexion_right")[middle] == pytest.approx(60, abs=4)
    assert trajectory.angle("hip_flexion_left")[middle] == pytest.approx(70, abs=4)
    for side in ("right", "left"):
        foot = trajectory.point(f"foot_{side}")
        assert np.max(np.linalg.norm(foot - foot[0], axis=1)) < 0.002


def test_a_movement_without_sides_is_symmetric() -> None:
    trajectory = solve(squat(), KINDS)

    assert np.allclose(trajectory.angles, trajectory.mirrored().angles, atol=0.5)


def test_the_cycle_closes() -> None:
    trajectory = shipped_trajectory("G03")

    assert np.allclose(trajectory.position[-1], trajectory.position[0], atol=0.002)


def test_solving_twice_gives_the_same_numbers() -> None:
    one, two = (solve(squat(), KINDS) for _ in range(2))

    assert np.array_equal(one.angles, two.angles)
    assert np.array_equal(one.position, two.position)


def test_a_fault_changes_its_keyframe_and_no_other() -> None:
    good, bad = solve(squat(), KINDS), solve(squat(), KINDS, "bends_to_the_side")

    lean = bad.angle("lumbar_lean") - good.angle("lumbar_lean")

    assert lean[round(1.8 * 25)] == pytest.approx(20, abs=4)
    assert abs(lean[0]) < 0.5
    assert abs(lean[-1]) < 0.5


def test_the_digest_follows_the_movement_but_not_its_review() -> None:
    kinds = KINDS
    deeper = [*SQUAT["keyframes"][:1], SQUAT["keyframes"][1] | {"both": {"hip_flexion": 75}}, *SQUAT["keyframes"][2:]]

    assert digest(squat(version=2), kinds) == digest(squat(), kinds)
    assert digest(squat(keyframes=deeper), kinds) != digest(squat(), kinds)


def test_phases_follow_one_another_to_the_end() -> None:
    trajectory = shipped_trajectory("X02")

    assert [phase.name for phase in trajectory.phases] == ["start", "out", "hold", "back", "rest"]
    assert trajectory.phases[-1].end_s == pytest.approx(trajectory.t[-1])


def test_in_the_bridge_the_shoulders_stay_down_and_the_hips_come_up() -> None:
    trajectory = shipped_trajectory("X02")
    hold = round(3.0 * 25)
    shoulder, hip, knee = (trajectory.point(name)[hold] for name in ("upper_arm_right", "thigh_right", "shank_right"))

    line = shoulder[2] + (knee[2] - shoulder[2]) * (hip[0] - shoulder[0]) / (knee[0] - shoulder[0])

    assert shoulder[2] < 0.15
    assert hip[2] == pytest.approx(line, abs=0.06)


def test_in_the_clamshell_the_feet_stay_together_and_the_right_hip_is_up() -> None:
    trajectory = shipped_trajectory("G05")
    feet = np.linalg.norm(trajectory.point("foot_right") - trajectory.point("foot_left"), axis=1)

    assert np.ptp(feet) < 0.03
    assert np.all(trajectory.point("thigh_right")[:, 2] > trajectory.point("thigh_left")[:, 2] + 0.1)


def test_in_the_figure_4_the_ankle_lies_on_the_other_thigh() -> None:
    trajectory = shipped_trajectory("S01")
    hold = round(4.6 * 25)
    ankle, knee = trajectory.point("foot_right")[hold], trajectory.point("shank_left")[hold]

    assert np.linalg.norm(ankle - knee) < 0.20
    assert ankle[2] > knee[2]


def test_walking_is_a_loop_with_each_foot_down_half_the_time() -> None:
    trajectory = shipped_trajectory("WALK")

    assert trajectory.loop
    assert np.allclose(trajectory.position[-1], trajectory.position[0], atol=0.02)
    for side in ("right", "left"):
        down = np.any([c.active for c in trajectory.contacts if c.segment.endswith(side)], axis=0)
        assert 0.5 < down.mean() < 0.75


def test_quaternions_are_of_length_one_and_do_not_jump() -> None:
    rotation = shipped_trajectory("M01").rotation

    assert np.allclose(np.linalg.norm(rotation, axis=-1), 1.0)
    assert np.min(np.sum(rotation[1:] * rotation[:-1], axis=-1)) > 0.95
    assert rotation.shape[1] == len(SEGMENTS)


def test_resting_on_what_is_not_there_is_told() -> None:
    supports = [*SQUAT["supports"], {"segment": "hand_right", "on": "table"}]

    with pytest.raises(InputError, match=r"movements/q04.toml supports: rests on table, which is not there"):
        solve(squat(supports=supports), KINDS)


def test_minimum_jerk_starts_and_ends_at_rest() -> None:
    part = np.linspace(0, 1, 1001)
    way = minimum_jerk(part)

    assert (way[0], way[500], way[-1]) == pytest.approx((0, 0.5, 1))
    assert np.gradient(way, part)[[0, -1]] == pytest.approx([0, 0], abs=1e-2)
    assert np.all(np.diff(way) >= 0)


@pytest.mark.parametrize(
    ("exercise", "fault"),
    [("X02", "knees_fall_in"), ("X11", "knees_fall_inward"), ("Q04", "knees_fall_inward"), ("B10", "knees_fall_in")],
)
def test_knees_that_fall_inward_are_seen_to(exercise: str, fault: str) -> None:
    movements, kinds = load_movements([exercise])
    good, bad = (solve(movements[exercise], kinds, name) for name in (None, fault))

    def inside_the_ankles(trajectory: Trajectory) -> float:
        knees, ankles = (
            np.linalg.norm(trajectory.point(f"{segment}_left") - trajectory.point(f"{segment}_right"), axis=1)
            for segment in ("shank", "foot")
        )
        return float((ankles - knees).max())

    assert inside_the_ankles(bad) > inside_the_ankles(good) + 0.05
