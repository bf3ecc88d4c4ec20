"""Whole records: weeks of sessions with pain, silence, gaps, stops, corrections and clearances."""

from datetime import timedelta
from typing import get_args

from hypothesis import strategies as st

from coxa.care.entries import (
    BarrierNamed,
    BroughtBack,
    ClearanceStated,
    Corrected,
    Fact,
    HealthEvent,
    LeftOut,
    LifeDescribed,
    ScreeningAnswered,
)
from coxa.knowledge.keeping_on import LeftOutReason
from strategies.answers import cautions, short_answers, with_holes
from strategies.people import MAYBE_PAIN, calm_hips, hips, lives
from strategies.record import CONTENT, DAY_0, GOOD, OFF, SHORT_NO, Day, Record, lived, pain_told, ready

MORNINGS = st.sampled_from((None, "better", "same", "little_worse", "much_worse"))


def rough_days() -> st.SearchStrategy[Day]:
    """Days on which anything may hurt, be missing, or go wrong."""
    return st.builds(
        Day,
        before=MAYBE_PAIN,
        worst=MAYBE_PAIN,
        after=MAYBE_PAIN,
        morning=MORNINGS,
        night_worse=st.none() | st.booleans(),
        swelling=st.none() | st.booleans(),
        hours=st.none() | st.sampled_from((1.0, 24.0, 25.0)),
        tells_morning=st.booleans(),
        effort=st.none() | st.integers(-3, 3),
        in_control=st.none() | st.booleans(),
        done_percent=st.none() | st.sampled_from((0, 50, 90, 100)),
        sharp=st.sampled_from((None, None, False, True)),
        hurts=st.none() | st.integers(0, 12),
    )


def sore_days() -> st.SearchStrategy[Day]:
    """Days with some pain that does not end the programme."""
    return st.builds(
        Day,
        worst=st.integers(0, 7),
        after=st.integers(0, 6),
        morning=st.sampled_from(("same", "same", "little_worse", "much_worse")),
        effort=st.integers(-3, 2),
        hurts=st.none() | st.integers(0, 12),
    )


def silent_days() -> st.SearchStrategy[Day]:
    """Good days on which one needed answer is left out."""
    left_out = ("before", "worst", "after", "morning", "night_worse", "effort", "in_control", "done_percent")
    missing = st.sampled_from(left_out).map(lambda name: Day(**{name: None}))
    return missing | st.just(Day(tells_morning=False))


def things_told() -> st.SearchStrategy[Fact]:
    """What may be told between sessions."""
    day = st.integers(-10, 40).map(lambda n: DAY_0 + timedelta(days=n))
    who = st.sampled_from(("doctor", "physiotherapist", "operating_team"))
    return st.one_of(
        st.builds(ClearanceStated, on=day, who=who),
        st.builds(HealthEvent, what=st.sampled_from(("fall", "illness", "surgery", "new_medicine")), on=day),
        st.builds(pain_told, st.integers(0, 10), flare=st.booleans()),
        st.builds(ScreeningAnswered, scope=st.just("short"), answers=short_answers()),
        st.builds(ScreeningAnswered, scope=st.just("short"), answers=st.just(SHORT_NO)),
        st.builds(ScreeningAnswered, scope=st.just("full"), answers=with_holes()),
        hips(),
        lives(),
        left_out(),
        st.builds(BroughtBack, exercise=st.sampled_from(sorted(CONTENT.exercises))),
        st.builds(BarrierNamed, barrier=st.sampled_from([one.id for one in CONTENT.barriers.barrier])),
    )


def left_out() -> st.SearchStrategy[LeftOut]:
    """Any exercise, for any reason."""
    exercises = st.sampled_from(sorted(CONTENT.exercises))
    return st.builds(LeftOut, exercise=exercises, reason=st.sampled_from(get_args(LeftOutReason)))


def days(*, told: bool = True) -> st.SearchStrategy[Day]:
    """One day: mostly a good one or none at all, sometimes sore, silent, rough, or with news."""
    news = st.builds(lambda fact: Day(first=fact), things_told())
    stops = st.builds(lambda symptom: Day(stops=symptom), st.sampled_from(sorted(CONTENT.stop_symptoms)))
    common = st.one_of(st.just(GOOD), st.just(GOOD), st.just(OFF), sore_days(), sore_days(), silent_days())
    return st.one_of(common, common, common, news, stops, rough_days()) if told else common


def stretches(*, most: int = 24, told: bool = True) -> st.SearchStrategy[list[Day]]:
    """Days in a row, with gaps of up to three weeks."""
    gap = st.integers(7, 20).map(lambda n: [OFF] * n)
    week = st.lists(days(told=told), min_size=5, max_size=9)
    good_week = st.just([GOOD] * 7)
    part = st.one_of(week, week, good_week, gap)
    return st.lists(part, min_size=2, max_size=4).map(lambda parts: [day for one in parts for day in one][:most])


def starts() -> st.SearchStrategy[Record]:
    """Records on their first day, of people who may start or may not."""
    return st.builds(
        lambda hip, life, yes, seen: ready(hip, life, seen=seen, **yes), hips(), lives(), cautions(), st.booleans()
    )


def calm_starts(life: st.SearchStrategy[LifeDescribed] | None = None) -> st.SearchStrategy[Record]:
    """Records on their first day, of people who get going."""
    return st.builds(lambda hip, one, yes: ready(hip, one, **yes), calm_hips(), life or lives(), cautions())


def records(*, most: int = 24) -> st.SearchStrategy[tuple[Record, int]]:
    """A whole record and the day after its last."""
    return st.builds(
        lambda start, days: (lived(start.copy(), days), len(days)), calm_starts() | starts(), stretches(most=most)
    )


@st.composite
def corrected_records(draw: st.DrawFn) -> tuple[Record, int]:
    """A whole record in which some entries are corrected later."""
    record, day = draw(records(most=12))
    record = record.copy()
    for place in draw(st.lists(st.integers(0, len(record.entries) - 1), max_size=3)):
        wrong, right = record.entries[place], record.entries[draw(st.integers(0, len(record.entries) - 1))]
        if isinstance(wrong.body, Corrected) or isinstance(right.body, Corrected):
            continue
        record.tell(Corrected(corrects=wrong.id, replacement=draw(st.sampled_from((None, right.body)))), day)
    return record, day
