"""Facts to record: a few by hand, and any number by hypothesis."""

from datetime import date
from uuid import UUID

from hypothesis import strategies as st

from coxa.care.entries import (
    Corrected,
    Entry,
    ExerciseDone,
    HipDescribed,
    MorningChecked,
    PainReported,
    ScreeningAnswered,
)

zero_to_ten = st.integers(0, 10)
bodies = st.one_of(
    st.builds(PainReported, average=zero_to_ten, flare=st.booleans()),
    st.builds(
        HipDescribed,
        told=st.none() | st.text(max_size=40),
        settle_h=st.none() | st.floats(0, 720),
        fear=st.none() | zero_to_ten,
    ),
    st.builds(
        MorningChecked,
        session=st.uuids(),
        morning=st.sampled_from(["better", "much_worse", None]),
        hours_to_settle=st.none() | st.floats(0, 168),
    ),
    st.builds(
        ExerciseDone,
        session=st.uuids(),
        exercise=st.sampled_from(["G01", "M04"]),
        side=st.sampled_from(["left", "right"]),
        worst_pain=st.none() | zero_to_ten,
    ),
    st.builds(ScreeningAnswered, scope=st.just("short"), answers=st.just({})),
    st.builds(Corrected, corrects=st.uuids(), replacement=st.builds(PainReported, average=zero_to_ten)),
)
moments = st.datetimes(timezones=st.timezones())


def entries(person: UUID) -> st.SearchStrategy[Entry]:
    """Any entry of this person."""
    return st.builds(
        Entry,
        id=st.uuids(),
        person=st.just(person),
        body=bodies,
        day=st.dates(min_value=date(1000, 1, 1)),
        occurred_at=moments,
        recorded_at=moments,
        actor=st.sampled_from(["self", "Priya Nair"]),
        content=st.sampled_from(["", "3f2a"]),
    )


def records(person: UUID, *, most: int = 8) -> st.SearchStrategy[list[Entry]]:
    """Any short record of this person."""
    return st.lists(entries(person), max_size=most, unique_by=lambda entry: entry.id)
