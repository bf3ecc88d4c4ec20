"""Doses: where they start, how they grow by one thing at a time, and how they shrink."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coxa.care import limits
from coxa.care.dose import Dose, DoseCeiling, capped, grown, shrunk, starting_dose
from strategies.record import CONTENT
from strategies.tries import tries

TOP = DoseCeiling()
EXERCISES = st.sampled_from(sorted(CONTENT.exercises)).map(CONTENT.exercises.__getitem__)
DOSES = st.one_of(
    st.builds(Dose, sets=st.integers(1, 6), repetitions=st.integers(1, 30), hold_s=st.none() | st.integers(1, 90)),
    st.builds(Dose, sets=st.integers(1, 2), minutes=st.integers(1, 90)),
)


def test_volume_counts_sets_repetitions_and_seconds_held() -> None:
    assert Dose(sets=2, repetitions=8).volume == 16
    assert Dose(sets=2, repetitions=3, hold_s=10).volume == 60
    assert Dose(sets=1, minutes=12).volume == 12


@pytest.mark.parametrize("exercise", CONTENT.exercises.values(), ids=lambda exercise: exercise.id)
def test_every_exercise_starts_at_its_gentlest_and_within_the_limits(exercise: object) -> None:
    dose_range = exercise.dose  # type: ignore[attr-defined]
    dose = starting_dose(dose_range, 7)
    assert dose == capped(dose, TOP)
    assert dose.sets == dose_range.sets.start
    assert dose.days_per_week == dose_range.days_per_week.most


def test_nothing_is_capped_above_the_hard_limits() -> None:
    huge = Dose(sets=9, repetitions=60, hold_s=300)
    assert capped(huge, DoseCeiling(sets=99, repetitions=99, hold_s=999)) == Dose(sets=4, repetitions=15, hold_s=60)
    assert capped(Dose(sets=1, minutes=90), DoseCeiling(minutes=999)).minutes == limits.MOST_MINUTES


def test_repetitions_grow_first() -> None:
    bridge = CONTENT.exercises["X02"].dose
    assert grown(Dose(sets=1, repetitions=8, hold_s=3), bridge, TOP, 1000) == (
        Dose(sets=1, repetitions=9, hold_s=3),
        "repetitions",
    )


def test_then_sets_grow_with_fewer_repetitions_so_that_the_volume_stays_below_its_most() -> None:
    lift = CONTENT.exercises["G03"].dose
    assert grown(Dose(sets=1, repetitions=12), lift, TOP, 14.4) == (Dose(sets=2, repetitions=7), "sets")


def test_then_the_hold_grows() -> None:
    clam = CONTENT.exercises["G05"].dose
    full = Dose(sets=3, repetitions=12, hold_s=2)
    assert grown(full, clam, TOP, 1000) == (Dose(sets=3, repetitions=12, hold_s=3), "hold")


def test_cardio_grows_by_a_minute() -> None:
    walk = CONTENT.exercises["C01"].dose
    assert grown(Dose(sets=1, minutes=10), walk, TOP, 11) == (Dose(sets=1, minutes=11), "minutes")


def test_at_the_end_of_its_range_nothing_grows() -> None:
    walk = CONTENT.exercises["C01"].dose
    assert grown(Dose(sets=1, minutes=30), walk, TOP, 1000) is None


@tries(300)
@given(EXERCISES, st.floats(1, 2))
def test_growing_raises_one_thing_within_every_bound(exercise: object, share: float) -> None:
    dose_range = exercise.dose  # type: ignore[attr-defined]
    dose = starting_dose(dose_range, 3)
    for _ in range(40):
        most = dose.volume * share
        step = grown(dose, dose_range, TOP, most)
        if step is None:
            break
        bigger, _ = step
        assert dose.volume < bigger.volume <= most
        assert bigger == capped(bigger, TOP)
        raised = [
            name
            for name in ("sets", "repetitions", "hold_s", "minutes")
            if (getattr(bigger, name) or 0) > (getattr(dose, name) or 0)
        ]
        assert len(raised) == 1
        assert getattr(bigger, raised[0]) <= getattr(dose_range, raised[0]).most
        dose = bigger


@tries(300)
@given(DOSES, st.floats(0.01, 1))
def test_shrinking_keeps_at_most_the_share_but_never_less_than_makes_sense(dose: Dose, share: float) -> None:
    smaller = shrunk(dose, share)
    least = Dose(
        sets=1 if dose.minutes is None else dose.sets,
        repetitions=dose.repetitions and min(dose.repetitions, limits.LEAST_REPETITIONS),
        hold_s=dose.hold_s and min(dose.hold_s, limits.LEAST_HOLD_S),
        minutes=dose.minutes and 1,
    )
    assert smaller.volume <= max(dose.volume * share, least.volume)
    assert (smaller.repetitions or 0) >= (least.repetitions or 0)
    assert (smaller.hold_s or 0) >= (least.hold_s or 0)
    assert (smaller.repetitions is None, smaller.hold_s is None, smaller.minutes is None) == (
        dose.repetitions is None,
        dose.hold_s is None,
        dose.minutes is None,
    )


def test_half_of_a_dose_is_half() -> None:
    assert shrunk(Dose(sets=2, repetitions=8), 0.5) == Dose(sets=1, repetitions=8)
    assert shrunk(Dose(sets=1, repetitions=8, hold_s=3), 0.5) == Dose(sets=1, repetitions=4, hold_s=3)
    assert shrunk(Dose(sets=1, minutes=15), 0.5).minutes == 7
