"""Facts to record: a few by hand, and any number by hypothesis."""

from datetime import date
from uuid import UUID

from hypothesis import strategies as st

from coxa.care.entries import (
    BarrierNamed,
    Corrected,
    Entry,
    ExerciseDone,
    Goal,
    HipDescribed,
    LeftOut,
    MorningChecked,
    PainReported,
    PlanMade,
    PlannedLine,
    ScreeningAnswered,
    Swapped,
)
from coxa.knowledge.vocabulary import Side

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
    st.builds(
        PlanMade,
        goal=st.none() | st.builds(Goal, activity=st.just("Tanzen, 跳舞"), rating=st.none() | zero_to_ten),
        days=st.sampled_from([(), ("mon",), ("sun", "tue")]),
        at=st.none() | st.times().map(lambda at: f"{at:%H:%M}"),
        reminders=st.booleans(),
    ),
    st.builds(BarrierNamed, barrier=st.just("no_time"), tried=st.sampled_from([None, "plan"])),
    st.builds(
        Swapped,
        session=st.uuids(),
        exercise=st.just("X02"),
        planned=st.just((PlannedLine(slot="bridge", exercise="X01", side=Side.BOTH, sets=1, repetitions=5),)),
        from_now_on=st.booleans(),
    ),
    st.builds(LeftOut, exercise=st.just("G01"), reason=st.sampled_from(["hurts", "equipment"])),
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
