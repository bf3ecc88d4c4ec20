"""Muscles: force as MuJoCo's own functions, levers as their source, resting pull as people were measured."""

from dataclasses import replace

import numpy as np
import pytest

mujoco = pytest.importorskip("mujoco")

from coxa.body.load.dynamics import balance  # noqa: E402  # after the extra was found
from coxa.body.load.model import load_model  # noqa: E402
from coxa.body.load.muscles import DEEP_ROTATORS, GROUPS, group_of  # noqa: E402
from coxa.body.load.passive import hip_moment_nm  # noqa: E402
from coxa.body.load.paths import WRAPS  # noqa: E402
from coxa.body.trajectory import result  # noqa: E402


def test_muscle_curves_are_those_of_mujoco() -> None:
    body = load_model()
    model, random = body.model, np.random.default_rng(7)
    muscles = np.flatnonzero(~body.curves.constant)
    length = random.uniform(0.4, 1.6, (40, model.nu)) * body.curves.tendon_high
    speed = random.normal(0.0, 0.4, (40, model.nu))
    active = body.curves.active_n(length, speed)
    for muscle in muscles:
        span, acceleration = model.actuator_lengthrange[muscle], model.actuator_acc0[muscle]
        gain = model.actuator_gainprm[muscle, :9]
        for frame in range(40):
            at, rate = length[frame, muscle], speed[frame, muscle]
            expected = -mujoco.mju_muscleGain(at, rate, span, acceleration, gain)
            assert active[frame, muscle] == pytest.approx(expected, abs=1e-6)


def test_added_rotators_pull_with_constant_strength() -> None:
    body = load_model()
    added = body.deep_rotators
    shape = (2, body.model.nu)
    pull = body.curves.active_n(np.full(shape, 0.3), np.full(shape, 1.0))
    assert added.sum() == 2 * len(DEEP_ROTATORS)
    assert pull[0, added].tolist() == [muscle.newtons for muscle in DEEP_ROTATORS] * 2


def test_every_muscle_of_a_group_is_in_the_model_on_both_sides() -> None:
    body = load_model()
    for members in GROUPS.values():
        for member in members:
            assert {f"{member}_r", f"{member}_l"} <= {*body.muscles}
    assert group_of("soleus_l") == "calf"
    assert group_of("tibant_r") is None


def levers_m(muscle: str, joint: str, hip_flexion_deg: float) -> float:
    """The lever arm of a right muscle at a joint, metres, positive as the joint's angle."""
    body = load_model()
    data = mujoco.MjData(body.model)
    data.qpos[body.model.joint("hip_flexion_r").qposadr[0]] = np.radians(hip_flexion_deg)
    mujoco.mj_forward(body.model, data)
    arms = np.zeros((body.model.nu, body.model.nv))
    mujoco.mju_sparse2dense(arms, data.actuator_moment, data.moment_rownnz, data.moment_rowadr, data.moment_colind)
    return float(-arms[body.muscles.index(f"{muscle}_r"), body.model.joint(f"{joint}_r").dofadr[0]])


def test_quadratus_femoris_turns_a_bent_hip_outwards() -> None:
    assert levers_m("quadratus_femoris", "hip_rotation", 80.0) < -0.01


# Rajagopal2015.osim by OpenSim 4.6, millimetres at 20 degrees of extension, neutral, 60 and 110 degrees of flexion.
OPENSIM_MM = {
    ("psoas", "hip_flexion"): (24, 24, 33, 22),
    ("iliacus", "hip_flexion"): (34, 35, 43, 25),
    ("glmax1", "hip_flexion"): (-51, -49, -39, -26),
    ("glmax1", "hip_rotation"): (-32, -22, 6, 26),
    ("glmax2", "hip_flexion"): (-66, -63, -42, -19),
    ("glmax2", "hip_adduction"): (0, -8, -23, -29),
}


@pytest.mark.parametrize(("muscle", "joint"), OPENSIM_MM)
def test_muscles_that_wrap_have_the_levers_of_their_source(muscle: str, joint: str) -> None:
    found = [1000.0 * levers_m(muscle, joint, angle) for angle in (-20.0, 0.0, 60.0, 110.0)]
    assert found == pytest.approx(OPENSIM_MM[muscle, joint], abs=2.5)


def test_wrapping_is_the_same_on_both_sides() -> None:
    body = load_model()
    data = mujoco.MjData(body.model)
    for side in "rl":
        data.qpos[body.model.joint(f"hip_flexion_{side}").qposadr[0]] = np.radians(75.0)
    mujoco.mj_forward(body.model, data)
    for wrap in WRAPS:
        right, left = (data.actuator_length[body.muscles.index(f"{wrap.muscle}_{side}")] for side in "rl")
        assert left == pytest.approx(right, abs=1e-4)


def test_resting_muscle_holds_a_bent_hip_back_when_the_knee_is_straight_only() -> None:
    straight, bent = hip_moment_nm(np.array(80.0), np.array(0.0)), hip_moment_nm(np.array(80.0), np.array(90.0))
    assert straight < -30.0
    assert abs(bent) < 10.0


def test_resting_muscles_together_give_the_moment_that_was_measured() -> None:
    body = load_model()
    sitting = replace(result("Q02"), contacts=())
    pull = balance(body, sitting, ()).passive
    hip = pull[:, body.rows.tolist().index(int(body.model.joint("hip_flexion_r").dofadr[0]))]
    measured = hip_moment_nm(sitting.angle("hip_flexion_right"), sitting.angle("knee_flexion_right"))
    assert hip == pytest.approx(measured, abs=4.0)
