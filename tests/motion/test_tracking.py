"""Out of rest and back: what counts as a movement, and when it began."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coxa.motion.bounds import bounds_of
from coxa.motion.tracking import Excursion, Tracker


def reach(out: int, back: int, held: int, height: float, rest: int = 60) -> np.ndarray:
    """Out, held and back in so many moments, by minimum jerk, with rest before and after."""

    def ramp(moments: int) -> np.ndarray:
        share = np.arange(moments) / moments
        return height * share**3 * (10 - 15 * share + 6 * share**2)

    flat = np.zeros(rest)
    return np.concatenate([flat, ramp(out), np.full(held, height), ramp(back)[::-1], flat])


def told(signal: np.ndarray, tracker: Tracker) -> list[Excursion]:
    return [*tracker.feed(signal), *tracker.finish(0.5)]


def test_fidgeting_before_the_first_repetition_is_forgotten():
    signal = np.concatenate([reach(15, 15, 5, 12), reach(45, 45, 30, 50), reach(45, 45, 30, 48)])
    assert [round(one.top_value) for one in told(signal, Tracker(8.0, usual=25.0))] == [50, 48]


def test_a_small_person_is_counted_from_the_first_repetition():
    signal = np.concatenate([reach(45, 45, 30, height) for height in (12, 13, 12)])
    found = told(signal, Tracker(8.0, usual=25.0))
    assert [round(one.top_value) for one in found] == [12, 13, 12]
    assert [one.told >= one.known for one in found] == [True] * 3


def test_a_small_first_repetition_waits_twenty_seconds_at_most():
    (found,) = [*Tracker(8.0, usual=25.0).feed(reach(45, 45, 30, 12, rest=800))]
    assert found.told == found.known + 600


def test_a_single_small_repetition_is_told_at_the_end():
    assert len(told(reach(45, 45, 30, 12), Tracker(8.0, usual=25.0))) == 1


@pytest.mark.parametrize(("sign", "way"), [(1, 1.0), (-1, -1.0), (0, 1.0), (0, -1.0)])
@given(cuts=st.lists(st.integers(0, 700), max_size=30).map(sorted), seed=st.integers(0, 1000))
def test_any_chunking_tells_the_same(sign, way, cuts, seed):
    noise = np.random.default_rng(seed).normal(0, 1.5, 780)
    signal = way * np.concatenate([reach(30, 40, 20, 40, 50), reach(25, 30, 10, 35, 50), reach(35, 30, 20, 15, 50)])
    signal = signal + noise[: len(signal)]
    whole = told(signal, Tracker(8.0, sign, 20.0))
    tracker = Tracker(8.0, sign, 20.0)
    parts = [one for part in np.split(signal, [cut for cut in cuts if cut < len(signal)]) for one in tracker.feed(part)]
    assert [*parts, *tracker.finish(0.5)] == whole


@given(out=st.integers(15, 90), back=st.integers(15, 90), held=st.integers(10, 90), height=st.floats(20, 100))
def test_the_bounds_of_a_smooth_movement_are_found(out, back, held, height):
    signal = reach(out, back, held, height)
    (found,) = told(signal, Tracker(8.0))
    bounds = bounds_of(signal[: found.known + 1], 0, found)
    assert bounds.start == pytest.approx(60 + 0.087 * out, abs=2.5)
    assert bounds.arrived == pytest.approx(60 + 0.753 * out, abs=2.5)
    assert bounds.left == pytest.approx(60 + out + held + 0.247 * back, abs=2.5)
    assert bounds.whole == pytest.approx(out + back, abs=8.0)
    assert bounds.end == pytest.approx(60 + out + held + (1 - 0.087) * back, abs=3.0)
