"""People: their hips, their lives, and the cautions they carry."""

from typing import get_args

from hypothesis import strategies as st

from coxa.care.entries import Goal, HipDescribed, Hips, LifeDescribed, Trouble
from coxa.knowledge.vocabulary import Equipment, Phase, Place, Tag, Track
from strategies.record import CONTENT

PAIN = st.integers(0, 10)
MAYBE_PAIN = st.none() | PAIN


def told() -> st.SearchStrategy[str | None]:
    """What the person was told about the hip."""
    return st.none() | st.sampled_from(sorted(CONTENT.conditions))


def hips() -> st.SearchStrategy[HipDescribed]:
    """Any hip of an adult, described in full or with holes."""
    return st.builds(
        HipDescribed,
        age=st.none() | st.integers(18, 99),
        painful=st.none() | st.sampled_from(get_args(Hips)),
        places=st.lists(st.sampled_from(Place), max_size=2, unique=True).map(tuple),
        told=told(),
        told_by_professional=st.none() | st.booleans(),
        average_pain=MAYBE_PAIN,
        pain_at_rest=MAYBE_PAIN,
        night_pain=st.none() | st.booleans(),
        settle_h=st.none() | st.sampled_from((0.0, 1.0, 2.0, 3.0, 24.0, 25.0, 48.0)),
        fear=MAYBE_PAIN,
        waiting_for_surgery=st.none() | st.booleans(),
        troubles=st.lists(st.sampled_from(get_args(Trouble)), max_size=2, unique=True).map(tuple),
    )


def calm_hips() -> st.SearchStrategy[HipDescribed]:
    """Hips whose programme gets going: told what it is, not irritable, nobody's team in charge."""
    return st.builds(
        HipDescribed,
        age=st.integers(30, 85),
        painful=st.sampled_from(("left", "right", "both")),
        places=st.sampled_from(((Place.GROIN,), (Place.SIDE,), (Place.BUTTOCK,), ())),
        told=st.sampled_from(("osteoarthritis", "lateral_hip_pain", "impingement", "non_specific", "prevention")),
        told_by_professional=st.sampled_from((True,)),
        average_pain=st.integers(2, 6),
        pain_at_rest=st.integers(0, 3),
        night_pain=st.booleans(),
        settle_h=st.sampled_from((0.0, 1.0, 6.0)),
        fear=st.integers(0, 8),
        troubles=st.lists(st.sampled_from(get_args(Trouble)), max_size=1).map(tuple),
    )


def lives() -> st.SearchStrategy[LifeDescribed]:
    """What fits into a life, what is at hand, what is liked and what is not."""
    exercises = st.lists(st.sampled_from(sorted(CONTENT.exercises)), max_size=3, unique=True).map(tuple)
    return st.builds(
        LifeDescribed,
        goals=st.lists(st.builds(Goal, activity=st.just("Walk to the market"), rating=MAYBE_PAIN), max_size=2).map(
            tuple
        ),
        equipment=st.lists(st.sampled_from(Equipment), max_size=5, unique=True).map(tuple),
        days_per_week=st.integers(1, 7),
        minutes=st.sampled_from((5, 8, 10, 15, 20, 30, 45, 90)),
        track=st.none() | st.sampled_from(Track),
        likes=exercises,
        dislikes=exercises,
    )


def tags() -> st.SearchStrategy[frozenset[Tag]]:
    """Any cautions at once."""
    return st.frozensets(st.sampled_from(Tag), max_size=4)


def phases() -> st.SearchStrategy[Phase]:
    """Any phase."""
    return st.sampled_from(Phase)
