import pytest

from coxa.knowledge.coaching import shipped_coaching
from coxa.motion.proposal import propose
from motion.people import MOVES, captured, filmed, perform

COACHING = shipped_coaching()
ALIKE = {"I02": {"I02", "I06"}, "X02": {"X02", "X11"}}
"""Movements that one camera cannot tell apart."""


@pytest.mark.parametrize("name", ["X02", "G03", "Q02", "Q04", "squat", "X10", "I03", "X07", "I04", "G07"])
def test_a_textbook_movement_is_recognised(name):
    found = propose(filmed(perform(name), azimuth=MOVES[name].azimuth, noise=0.005, seed=1), COACHING)
    assert found[0].exercise in ALIKE.get(name, {name})
    assert 0 < found[0].confidence <= 1


def test_standing_still_is_none_of_ours():
    assert propose(captured(perform("G03", repetitions=0)), COACHING) == ()
