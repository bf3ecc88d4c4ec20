"""When a synthetic person visibly moves, told from the truth alone."""

import numpy as np
import pytest

from coxa.body.synth import CLEAN, Performance, Scene, record
from coxa.body.synth.moving import Moving, moving
from coxa.body.trajectory import result


def done(name: str, **how: float) -> tuple[Moving, ...]:
    scene = Scene(result(name), performance=Performance(repetitions=3, spread=0.0, **how), disturbances=CLEAN)
    truth = record(scene, np.random.default_rng(1)).truth
    assert truth is not None
    return moving(truth)


@pytest.mark.parametrize("name", ["X02", "G05", "Q04"])
def test_a_repetition_is_seen_within_its_plan_and_a_hold_within_the_repetition(name):
    for one in done(name):
        assert one.repetition.start_s <= one.start_s < one.repetition.peak_s < one.end_s <= one.repetition.end_s
        (hold,) = one.holds
        assert one.start_s < hold.start_s < hold.end_s < one.end_s


def test_a_longer_still_phase_is_a_longer_hold_by_just_as_much():
    short, long = done("X02", hold_s=1.0)[1].holds[0], done("X02", hold_s=3.0)[1].holds[0]
    assert (long.end_s - long.start_s) - (short.end_s - short.start_s) == pytest.approx(2.0, abs=0.05)


def test_each_leg_of_a_march_is_held():
    assert [len(one.holds) for one in done("I01")] == [2, 2, 2]


def test_a_circle_is_not_held():
    assert [one.holds for one in done("M01")] == [(), (), ()]
