import pytest

from coxa.motion.baseline import compare

USUAL = ([40, 41, 39], [42, 40, 41], [39, 40, 40])


def test_a_large_change_is_real_and_a_small_one_is_noise():
    large, small = compare([60, 61, 62], USUAL), compare([42, 43, 42], USUAL)
    assert large is not None
    assert small is not None
    assert large.is_real
    assert large.difference_deg == pytest.approx(21)
    assert not small.is_real


def test_without_three_sessions_there_is_no_baseline():
    assert compare([40], USUAL[:2]) is None
    assert compare([], USUAL) is None


def test_a_person_whose_sessions_differ_needs_a_larger_change():
    steady, unsteady = compare([50], USUAL), compare([50], ([30], [40], [50]))
    assert steady is not None
    assert unsteady is not None
    assert unsteady.smallest_detectable_deg > steady.smallest_detectable_deg
