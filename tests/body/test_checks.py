"""The checks find what they are there for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from body.movements import KINDS, MOVEMENTS, squat
from coxa.body.checks import Finding, check, faults
from coxa.body.collisions import distance
from coxa.body.posing import solve
from coxa.body.trajectory import SEGMENTS, Trajectory
from coxa.knowledge.movement import Movement


def findings(trajectory: Trajectory, movement: Movement) -> dict[str, Finding]:
    return {finding.check: finding for finding in check(trajectory, movement, KINDS)}


@pytest.fixture(scope="module")
def trajectory() -> Trajectory:
    return solve(squat(), KINDS)


def moved(trajectory: Trajectory, segment: str, by: tuple[float, float, float], frame: int = 30) -> Trajectory:
    position = trajectory.position.copy()
    position[frame, SEGMENTS.index(segment)] += by
    return replace(trajectory, position=position)


def test_a_good_movement_passes_everything(trajectory: Trajectory) -> None:
    assert all(finding.good for finding in findings(trajectory, squat()).values())


@pytest.mark.parametrize(
    ("by", "bad"),
    [
        ((0.02, 0, 0), {"stays"}),
        ((0, 0, 0.02), {"stays", "rests"}),
        ((0, 0, -0.02), {"stays", "rests", "above ground"}),
    ],
)
def test_a_foot_that_slips_floats_or_sinks_is_found(
    trajectory: Trajectory, by: tuple[float, float, float], bad: set[str]
) -> None:
    found = findings(moved(trajectory, "foot_left", by), squat())

    assert {name for name, finding in found.items() if not finding.good} == bad


def change_angle(name: str, to: Callable[[np.ndarray], np.ndarray]) -> Callable[[Trajectory], Trajectory]:
    def change(trajectory: Trajectory) -> Trajectory:
        from coxa.body.trajectory import ANGLES  # noqa: PLC0415

        angles = trajectory.angles.copy()
        angles[:, ANGLES.index(name)] = to(angles[:, ANGLES.index(name)])
        return replace(trajectory, angles=angles)

    return change


@pytest.mark.parametrize(
    ("change", "bad"),
    [
        (change_angle("hip_rotation_left", lambda values: values + 80), "ranges"),
        (change_angle("neck_rotation", lambda values: values + 30 * (np.arange(len(values)) == 20)), "smooth"),
    ],
)
def test_angles_no_body_can_keep_are_found(
    trajectory: Trajectory, change: Callable[[Trajectory], Trajectory], bad: str
) -> None:
    assert not findings(change(trajectory), squat())[bad].good


def test_weight_beside_the_feet_is_found(trajectory: Trajectory) -> None:
    leaning = moved(trajectory, "pelvis", (0.25, 0, 0))

    assert not findings(leaning, squat())["balance"].good


def test_a_hand_through_the_thigh_is_found(trajectory: Trajectory) -> None:
    into = (
        trajectory.position[30, SEGMENTS.index("thigh_right")] - trajectory.position[30, SEGMENTS.index("hand_right")]
    )

    assert not findings(moved(trajectory, "hand_right", tuple(into)), squat())["limbs"].good


def test_a_counter_in_the_way_is_found() -> None:
    movement = squat(props=[{"kind": "counter", "name": "counter", "at": [0.15, 0]}])

    assert not findings(solve(movement, KINDS), movement)["props"].good


def test_lying_on_the_working_side_is_found() -> None:
    movement = MOVEMENTS["G05"]
    solved = solve(movement, KINDS)
    upside_down = solved.mirrored()

    assert findings(solved, movement)["working hip is uppermost"].good
    assert not findings(replace(upside_down, position=upside_down.position * (1, 1, -1)), movement)["above ground"].good


def test_what_is_found_names_the_file_and_the_way_to_look(trajectory: Trajectory) -> None:
    found = check(moved(trajectory, "foot_left", (0.02, 0, 0)), squat(), KINDS)

    (fault,) = faults(found, squat())

    assert fault.where == "movements/q04.toml"
    assert "coxa body show Q04" in fault.advice


def test_the_distance_of_segments_is_that_of_their_nearest_points() -> None:
    rng = np.random.default_rng(3)
    ends: list[Any] = [rng.normal(size=(200, 3)) for _ in range(4)]
    parts = np.linspace(0, 1, 60)
    one = ends[0][:, None] + parts[None, :, None] * (ends[1] - ends[0])[:, None]
    other = ends[2][:, None] + parts[None, :, None] * (ends[3] - ends[2])[:, None]

    sampled = np.min(np.linalg.norm(one[:, :, None] - other[:, None], axis=-1), axis=(1, 2))

    assert np.all(distance(*ends) <= sampled + 1e-9)
    assert distance(*ends) == pytest.approx(sampled, abs=0.05)
