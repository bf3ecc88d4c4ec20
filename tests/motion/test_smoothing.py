import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coxa.knowledge.coaching import shipped_coaching
from coxa.motion.smoothing import Smoothing
from motion.people import MOVES, filmed, perform
from motion.test_engine import ARTICLE, run, spoiled

COACHING = shipped_coaching()


@given(cuts=st.lists(st.integers(1, 699), unique=True, max_size=60).map(sorted), seed=st.integers(0, 1000))
def test_any_chunking_smooths_to_the_same_bits(cuts, seed):
    values = np.random.default_rng(seed).normal(size=(3, 700))
    whole, cut = Smoothing(), Smoothing()
    together = whole.feed(values)
    parts = [cut.feed(part) for part in np.split(values, cuts, axis=1)]
    assert np.concatenate(parts, axis=1).tolist() == together.tolist()
    last, other = whole.rest(), cut.rest()
    assert last is not None
    assert other is not None
    assert last.tolist() == other.tolist()


@pytest.mark.parametrize("name", ARTICLE)
def test_one_spoiled_frame_a_call_gives_the_same_events(name):
    frames = spoiled(filmed(perform(name), azimuth=MOVES[name].azimuth + 25, noise=0.012, seed=6)).part(0, 500)
    assert run(frames, name, list(range(1, len(frames)))) == run(frames, name, [])
