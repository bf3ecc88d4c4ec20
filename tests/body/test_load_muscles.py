"""Force, length and speed of muscles agree with MuJoCo's own functions."""

import numpy as np
import pytest

mujoco = pytest.importorskip("mujoco")

from coxa.body.load.model import load_model  # noqa: E402  # after the extra was found
from coxa.body.load.muscles import DEEP_ROTATORS, GROUPS, group_of  # noqa: E402


def test_muscle_curves_are_those_of_mujoco() -> None:
    body = load_model()
    model, random = body.model, np.random.default_rng(7)
    muscles = np.flatnonzero(~body.curves.constant)
    length = random.uniform(0.4, 1.6, (40, model.nu)) * body.curves.tendon_high
    speed = random.normal(0.0, 0.4, (40, model.nu))
    active, passive = body.curves.active_n(length, speed), body.curves.passive_n(length)
    for muscle in muscles:
        span, acceleration = model.actuator_lengthrange[muscle], model.actuator_acc0[muscle]
        gain, bias = model.actuator_gainprm[muscle, :9], model.actuator_biasprm[muscle, :9]
        for frame in range(40):
            at, rate = length[frame, muscle], speed[frame, muscle]
            expected = -mujoco.mju_muscleGain(at, rate, span, acceleration, gain)
            assert active[frame, muscle] == pytest.approx(expected, abs=1e-6)
            resting = -mujoco.mju_muscleBias(at, span, acceleration, bias)
            assert passive[frame, muscle] == pytest.approx(resting, rel=1e-9, abs=1e-6)


def test_added_rotators_pull_with_constant_strength_and_no_passive_force() -> None:
    body = load_model()
    added = body.deep_rotators
    shape = (2, body.model.nu)
    pull = body.curves.active_n(np.full(shape, 0.3), np.full(shape, 1.0))
    assert added.sum() == 2 * len(DEEP_ROTATORS)
    assert pull[0, added].tolist() == [muscle.newtons for muscle in DEEP_ROTATORS] * 2
    assert not body.curves.passive_n(np.full(shape, 5.0))[:, added].any()


def test_every_muscle_of_a_group_is_in_the_model_on_both_sides() -> None:
    body = load_model()
    for members in GROUPS.values():
        for member in members:
            assert {f"{member}_r", f"{member}_l"} <= {*body.muscles}
    assert group_of("soleus_l") == "calf"
    assert group_of("tibant_r") is None


def test_quadratus_femoris_turns_a_bent_hip_outwards() -> None:
    body = load_model()
    data = mujoco.MjData(body.model)
    data.qpos[body.model.joint("hip_flexion_r").qposadr[0]] = np.radians(80.0)
    mujoco.mj_forward(body.model, data)
    arms = np.zeros((body.model.nu, body.model.nv))
    mujoco.mju_sparse2dense(arms, data.actuator_moment, data.moment_rownnz, data.moment_rowadr, data.moment_colind)
    dof = body.model.joint("hip_rotation_r").dofadr[0]
    assert -arms[body.muscles.index("quadratus_femoris_r"), dof] < -0.01
