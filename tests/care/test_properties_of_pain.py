"""More pain never gives a harder dose, and silence never progresses: whole records, told twice."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, reject
from hypothesis import strategies as st

from care.hardness import compare, line_no_harder
from coxa.care.course import Course, NextStep
from coxa.care.programme import Prescription
from coxa.knowledge.vocabulary import Action
from strategies.histories import calm_starts, silent_days, sore_days, stretches
from strategies.record import GOOD, OFF, Day, Record, live, lived, ready
from strategies.tries import tries

MORNINGS = ("better", "same", "little_worse", "much_worse")


def told(record: Record, day: int, due: tuple[Prescription, ...], how: Day) -> Course:
    """The course on the day after a session that went as `how` says."""
    record = record.copy()
    session = record.session(day, due, how)
    if how.tells_morning:
        record.next_morning(session, day + 1, how)
    return record.on(day + 1)


def before_a_session(record: Record, days: list[Day]) -> tuple[Record, int, tuple[Prescription, ...]]:
    """The record up to the next session after `days`, that day, and what is due."""
    record = record.copy()
    for day, now in enumerate(live(record, [*days, *[OFF] * 8])):
        if day >= len(days) and now.next_step is NextStep.SESSION:
            return record, day, now.due
    return reject()


@st.composite
def worse(draw: st.DrawFn, how: Day) -> Day:
    """The same day with more pain in one way or several."""
    raised = how
    if draw(st.booleans()):
        raised = replace(raised, worst=draw(st.integers(how.worst or 0, 10)))
    if draw(st.booleans()):
        raised = replace(raised, after=draw(st.integers(how.after or 0, 10)))
    if draw(st.booleans()):
        raised = replace(raised, morning=draw(st.sampled_from(MORNINGS[MORNINGS.index(how.morning or "better") :])))
    return replace(
        raised,
        night_worse=how.night_worse or draw(st.booleans()),
        swelling=how.swelling or draw(st.booleans()),
        sharp=how.sharp or draw(st.sampled_from((None, None, True))),
    )


DAYS_BEFORE = st.one_of(
    stretches(most=14, told=False),
    st.just([GOOD] * 3),
    st.just([GOOD] * 9),
    st.lists(sore_days(), max_size=8),
)
LAST_DAY = st.one_of(st.just(GOOD), st.just(replace(GOOD, effort=-3)), sore_days())


@tries(120)
@given(calm_starts(), DAYS_BEFORE, LAST_DAY, st.data())
def test_more_pain_in_a_session_never_gives_a_harder_dose_the_next_day(
    start: Record, days: list[Day], last: Day, data: st.DataObject
) -> None:
    record, day, due = before_a_session(start, days)
    calmer, sorer = told(record, day, due, last), told(record, day, due, data.draw(worse(last)))
    for line, than in compare(sorer, calmer):
        assert line_no_harder(line, than), (line, than)


@tries(40)
@given(calm_starts(), DAYS_BEFORE, silent_days())
def test_a_session_with_a_missing_answer_progresses_nothing(start: Record, days: list[Day], silent: Day) -> None:
    record, day, due = before_a_session(start, days)
    after = told(record, day, due, silent)
    decided = [one for one in after.decisions if one.day == after.today - timedelta(days=1)]
    assert decided
    assert not [one for one in decided if one.decision.action is Action.PROGRESS]
    before = record.on(day)
    for line, than in compare(after, before):
        assert line_no_harder(line, than), (line, than)


@tries(20)
@given(calm_starts(), st.lists(silent_days() | st.just(OFF), min_size=6, max_size=16))
def test_weeks_of_sessions_with_missing_answers_progress_nothing(start: Record, days: list[Day]) -> None:
    record = lived(start.copy(), days)
    actions = {one.decision.action for one in record.on(len(days)).decisions}
    assert Action.PROGRESS not in actions


def test_two_good_sessions_do_progress_so_that_the_properties_are_not_empty() -> None:
    record = lived(ready(), [GOOD] * 5)
    assert Action.PROGRESS in {one.decision.action for one in record.on(5).decisions}
