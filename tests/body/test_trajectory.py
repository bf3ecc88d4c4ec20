"""Trajectories are kept, read back and mirrored without loss."""

from pathlib import Path

import numpy as np
import pytest

from body.movements import MOVEMENTS, shipped_trajectory
from coxa.body.kinematics import DRIVES, Body
from coxa.body.trajectory import ANGLES, SEGMENTS, load, result, results
from coxa.errors import InputError


def test_saved_and_read_back_it_is_the_same_within_its_units(tmp_path: Path) -> None:
    before = shipped_trajectory("G05")
    before.save(tmp_path / "G05.npz")

    after = load(tmp_path / "G05.npz")

    assert (after.exercise, after.digest, after.phases, after.coordinates, after.loop) == (
        before.exercise,
        before.digest,
        before.phases,
        before.coordinates,
        before.loop,
    )
    assert after.t == pytest.approx(before.t)
    assert np.allclose(after.angles, before.angles, atol=0.006)
    assert np.allclose(after.position, before.position, atol=6e-6)
    assert np.allclose(after.rotation, before.rotation, atol=5e-5)
    assert np.allclose(after.q, before.q, atol=1e-6)
    assert [c.on for c in after.contacts] == [c.on for c in before.contacts]
    assert all(np.array_equal(a.active, b.active) for a, b in zip(after.contacts, before.contacts, strict=True))


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        shipped_trajectory("X02").save(tmp_path / name)

    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_mirrored_twice_is_where_it_was() -> None:
    once = shipped_trajectory("G03")
    twice = once.mirrored().mirrored()

    for name in ("angles", "q", "position", "rotation"):
        assert np.allclose(getattr(twice, name), getattr(once, name), atol=1e-12)
    assert [contact.segment for contact in twice.contacts] == [contact.segment for contact in once.contacts]


def test_the_mirror_image_has_the_other_side_working() -> None:
    right = shipped_trajectory("G03")
    left = right.mirrored()

    assert left.working == "left"
    assert np.allclose(left.angle("hip_abduction_left"), right.angle("hip_abduction_right"))
    assert np.allclose(left.point("foot_left"), right.point("foot_right") * (1, -1, 1))


def test_mirrored_coordinates_of_the_model_pose_the_mirrored_body() -> None:
    mirrored = shipped_trajectory("G03").mirrored()
    frame = len(mirrored.t) // 2
    body = Body()
    body.data.qpos[:] = mirrored.q[frame]
    from mujoco import mj_kinematics  # noqa: PLC0415

    mj_kinematics(body.model, body.data)

    for side in ("right", "left"):
        there = body.data.body(f"tibia_{side[0]}").xpos
        assert mirrored.position[frame, SEGMENTS.index(f"shank_{side}")] == pytest.approx(there, abs=2e-3)


def test_angles_and_places_belong_together() -> None:
    trajectory = shipped_trajectory("WALK")
    body = Body()
    drives = np.zeros(len(DRIVES))
    drives[3 : 3 + len(ANGLES)] = np.radians(trajectory.angles[5])
    body.set(drives, np.eye(3))

    thigh = body.joint_centre("shank_right") - body.joint_centre("thigh_right")

    assert thigh == pytest.approx(trajectory.point("shank_right")[5] - trajectory.point("thigh_right")[5], abs=1e-6)


def test_something_else_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "X.npz").write_text("no trajectory")

    with pytest.raises(InputError, match="coxa body build"):
        load(tmp_path / "X.npz")


def test_an_exercise_without_a_result_is_told() -> None:
    with pytest.raises(InputError, match="coxa body build Z99"):
        result("Z99")


def test_every_kept_result_belongs_to_a_movement() -> None:
    assert set(results()) <= set(MOVEMENTS)
