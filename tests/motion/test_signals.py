"""Several measures as one signal: what counts how much, and what is not seen."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from coxa.knowledge.coaching import Coaching, Share, Signal, Which, shipped_coaching
from coxa.motion import analyse
from coxa.motion.landmarks import Landmark
from coxa.motion.signals import Signals
from motion.people import filmed, perform

THIGH = Signal(measure="thigh_raise", weight=0.5, also=(Share(measure="knee_flexion", weight=-0.25),))
FRAMES = filmed(perform("Q04", repetitions=2), azimuth=60, noise=0.01, seed=4)


def following(signal: Signal) -> Signals:
    spec = shipped_coaching()["Q04"]
    assert spec.repetition is not None
    return Signals(spec.model_copy(update={"repetition": spec.repetition.model_copy(update={"signal": signal})}))


def test_a_signal_of_several_measures_is_their_weighed_sum():
    signals = following(THIGH)
    rows = signals.compute(FRAMES)
    thigh, knee = (signals.one(rows, Signal(measure=name)) for name in ("thigh_raise", "knee_flexion"))
    assert signals.one(rows, THIGH) == pytest.approx(0.5 * thigh - 0.25 * knee)


def test_where_one_measure_is_not_seen_there_is_no_sum():
    space = FRAMES.space.copy()
    space[10:20, [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE]] = np.nan
    signals = following(THIGH)
    thigh, both = (
        signals.one(signals.compute(replace(FRAMES, space=space)), one)
        for one in (Signal(measure="thigh_raise"), THIGH)
    )
    assert np.isfinite(thigh).all()
    assert np.flatnonzero(np.isnan(both)).tolist() == list(range(10, 20))


@given(place=st.integers(0, len(FRAMES) - 1), which=st.sampled_from(Which), hidden=st.floats(0, 1))
def test_a_single_moment_gives_the_same_number_as_a_recording(place, which, hidden):
    signal = Signal(
        measure="hip_bend",
        which=which,
        weight=0.7,
        also=(Share(measure="knee_gap", weight=3.0), Share(measure="facing")),
    )
    signals = following(signal)
    rows = signals.compute(FRAMES)
    rows[-1] *= hidden
    assert signals.now(rows[:, place : place + 1], signal) == signals.one(rows, signal)[place : place + 1].tolist()


def test_a_weight_needs_something_to_weigh_against():
    with pytest.raises(ValidationError, match="weight"):
        Signal(measure="thigh_raise", weight=0.5)


def test_sides_are_told_apart_by_one_measure():
    spec = shipped_coaching()["G03"].model_dump(mode="json")
    spec["side_by"]["also"] = [{"measure": "knee_flexion"}]
    with pytest.raises(ValidationError, match="side_by"):
        Coaching.model_validate(spec)


def test_the_range_is_that_of_one_angle_where_the_signal_is_made_of_several():
    bridge = shipped_coaching()["X02"]
    assert bridge.repetition is not None
    assert bridge.repetition.signal.also
    told = {one.range_deg for one in analyse(filmed(perform("X02"), azimuth=90), bridge).repetitions}
    assert min(told) >= 35  # the hips open by 50 degrees
