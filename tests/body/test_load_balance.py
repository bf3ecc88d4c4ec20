"""What the hips carry in still poses whose answer is known, and what must hold whatever the pose."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

pytest.importorskip("mujoco")
pytest.importorskip("daqp")

from body.still_poses import SOLE, leg_raised, one_leg, still, two_legs  # after the extra was found
from coxa.body.load.model import load_model
from coxa.body.load.solving import activity, solve
from coxa.body.load.variants import BASE, VARIANTS, Variant

DEEP = 90.0
LOOSE = Variant("base", tone=0.0)


def test_two_leg_stance_splits_evenly_and_each_hip_carries_a_plausible_force() -> None:
    found = solve(two_legs(), load_model())
    right, left = found.hip["base"][0]
    assert right == pytest.approx(left, rel=0.02)
    assert 0.5 < right < 1.2, "instrumented hips carry somewhat less than body weight in stance"
    assert found.flags(DEEP) == ()


def test_without_tone_two_leg_stance_leaves_little_but_the_weight_above_the_hips() -> None:
    body = load_model()
    legs = sum(body.model.body(f"{part}_{side}").mass[0] for part in ("femur", "tibia", "calcn") for side in "rl")
    above = 1.0 - legs / body.model.body_mass.sum()
    right, left = solve(two_legs(), body, (LOOSE,)).hip["base"][0]
    assert above / 2 <= min(right, left)
    assert max(right, left) < above


def test_one_leg_stance_loads_the_standing_hip_several_times_more_than_the_lifted_one() -> None:
    found = solve(one_leg(), load_model())
    right, left = found.hip["base"][0]
    assert found.flags(DEEP) == ()
    assert left > 3.0 * right
    assert 2.0 < left < 4.5, "models give 2.5 to 4 times body weight, implants about 2.3"
    busy = activity(found, load_model(), "left")
    assert busy["gluteus_medius"] > 5 * activity(found, load_model(), "right")["gluteus_medius"]


def test_lifted_leg_is_balanced_by_the_muscles_that_bend_the_hip() -> None:
    busy = activity(solve(leg_raised(30.0), load_model()), load_model(), "right")
    assert max(busy, key=lambda group: busy[group]) == "iliopsoas"


def test_longer_lever_loads_the_hip_more() -> None:
    body = load_model()
    flat, raised = (solve(leg_raised(angle), body).hip["base"][0, 0] for angle in (5.0, 60.0))
    assert flat > 1.3 * raised


@pytest.mark.parametrize(
    "make", [two_legs, one_leg, lambda: leg_raised(20.0)], ids=["two legs", "one leg", "leg raised"]
)
def test_equilibrium_holds_and_supports_carry_the_weight(make: object) -> None:
    body = load_model()
    found = solve(make(), body)  # type: ignore[operator]
    assert np.abs(found.base.residual).max() < 2.0
    assert np.abs(found.base.reserve).max() < 0.1
    assert found.base.support_n[0, :, 0].sum() == pytest.approx(body.weight_n, rel=0.002)
    assert (found.base.support_n[:, :, 0] >= -1e-6).all()


@pytest.mark.parametrize("make", [one_leg, lambda: leg_raised(25.0)], ids=["one leg", "leg raised"])
def test_mirrored_movement_swaps_the_hips(make: object) -> None:
    pose = make()  # type: ignore[operator]
    body = load_model()
    here, there = solve(pose, body), solve(pose.mirrored(), body)
    for name, hips in here.hip.items():
        assert hips[:, ::-1] == pytest.approx(there.hip[name], rel=2e-3), name
    assert activity(here, body, "right") == pytest.approx(activity(there, body, "left"), abs=2e-3)


def test_pose_that_falls_over_is_flagged() -> None:
    leaning = still({"lumbar_flexion": 40.0, "hip_flexion_right": 60.0}, [("foot_left", name) for name in SOLE])
    assert "residual" in solve(leaning, load_model()).flags(DEEP)


def test_pose_beyond_the_strength_of_the_muscles_is_flagged() -> None:
    weak = (Variant("base", strength=0.05),)
    assert {"reserve"} <= {*solve(leg_raised(5.0), load_model(), weak).flags(DEEP)}


def test_deep_hip_flexion_is_flagged() -> None:
    assert "deep_flexion" in solve(leg_raised(100.0), load_model()).flags(DEEP)


def test_same_movement_gives_the_same_numbers_every_time() -> None:
    first, second = (solve(leg_raised(15.0), load_model()) for _ in range(2))
    for name in first.hip:
        assert np.array_equal(first.hip[name], second.hip[name])
    assert np.array_equal(first.base.activation, second.base.activation)


@pytest.mark.parametrize("times", [0.4, 0.8, 1.3])
def test_half_the_gravity_and_half_the_mass_load_a_still_body_alike(times: float) -> None:
    pose = leg_raised(20.0)
    light = solve(pose, load_model(gravity=9.81 * times))
    small = solve(pose, load_model(mass_scale=times))
    newtons = [one.base.hip_n for one in (light, small)]
    assert newtons[0] == pytest.approx(newtons[1], abs=0.5)


@pytest.mark.parametrize("times", [0.4, 1.3])
def test_without_tone_hip_force_grows_with_the_weight(times: float) -> None:
    """Least squares are proportional while no muscle is at its limit: the share of body weight stays."""
    pose = one_leg()
    usual = solve(pose, load_model(), (LOOSE,)).peak("left")
    assert solve(pose, load_model(mass_scale=times), (LOOSE,)).peak("left") == pytest.approx(usual, rel=0.03)


def test_more_tone_never_unloads_a_hip() -> None:
    body = load_model()
    tones = tuple(Variant(f"{tone}", tone=tone) for tone in (0.0, 0.01, 0.03, 0.06))
    hips = [found[0] for found in solve(two_legs(), body, tones).hip.values()]
    assert all((after > before).all() for before, after in pairwise(hips))


def test_every_variant_is_solved_and_base_comes_first() -> None:
    found = solve(one_leg(), load_model())
    assert [*found.hip] == [variant.name for variant in VARIANTS]
    assert VARIANTS[0] is BASE
    assert all(np.isfinite(hips).all() for hips in found.hip.values())


def test_inert_frames_of_a_held_pose_load_like_one_frame() -> None:
    legs = [(f"foot_{side}", name) for side in ("right", "left") for name in SOLE]
    one, many = (solve(still({}, legs, over="both", frames=frames), load_model()) for frames in (1, 12))
    assert many.hip["base"] == pytest.approx(np.tile(one.hip["base"], (12, 1)), rel=1e-9)


def test_leg_that_lies_rests_and_leg_that_is_lifted_does_not() -> None:
    body = load_model()
    lying = leg_raised(0.0)
    raised = replace(lying, contacts=(*leg_raised(0.0).contacts[:-1],))
    rest = solve(raised, body).hip["base"][0]
    assert max(rest) < 0.8, "both legs lie on the mat, by heel, calf or thigh"
    assert solve(leg_raised(30.0), body).hip["base"][0, 0] > 2 * rest[0]
