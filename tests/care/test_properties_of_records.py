"""The course is a pure function of a record: order, doubles, corrections and repetition change nothing."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from coxa.care.course import Course, course
from coxa.care.entries import Corrected, Entry, ExerciseDone, Fact, MorningChecked, ScreeningAnswered
from coxa.knowledge.vocabulary import Action, Answer, Level
from strategies.histories import calm_starts, corrected_records, days, records, sore_days, stretches, things_told
from strategies.record import ALL_NO, CONTENT, DAY_0, GOOD, Day, Record, lived, ready
from strategies.tries import tries


def seen_on(entries: list[Entry], day: int) -> Course:
    return course(entries, CONTENT, DAY_0 + timedelta(days=day))


@tries(20)
@given(corrected_records(), st.randoms(use_true_random=False))
def test_order_of_arrival_and_doubles_change_nothing(told: tuple[Record, int], random: object) -> None:
    record, day = told
    arrived = [*record.entries, *record.entries[::3]]
    random.shuffle(arrived)  # type: ignore[attr-defined]
    assert seen_on(arrived, day) == seen_on(record.entries, day)


@tries(10)
@given(records(most=16))
def test_the_same_record_gives_the_same_course(told: tuple[Record, int]) -> None:
    record, day = told
    assert record.on(day) == record.on(day)
    assert record.copy().on(day + 3) == record.on(day + 3)


@tries(20)
@given(records(most=12), st.integers(0, 11))
def test_a_past_day_is_not_changed_by_what_came_later(told: tuple[Record, int], day: int) -> None:
    record, _ = told
    known_then = [entry for entry in record.entries if entry.day <= DAY_0 + timedelta(days=day)]
    assert seen_on(known_then, day) == seen_on(record.entries, day)


def harmless(fact: Fact) -> bool:
    """Whether a correction may replace it in full: an emergency that was told stays."""
    return not isinstance(fact, ScreeningAnswered)


@tries(20)
@given(records(most=12), things_told().filter(harmless), things_told().filter(harmless), st.integers(0, 12))
def test_correcting_is_the_same_as_having_told_it_right(
    told: tuple[Record, int], wrong: Fact, right: Fact, place: int
) -> None:
    record, day = told
    corrected, told_right = record.copy(), record.copy()
    mistaken = corrected.tell(wrong, min(place, day), 21)
    told_right.tell(right, min(place, day), 21)
    corrected.tell(Corrected(corrects=mistaken.id, replacement=right), day, 22)
    assert corrected.on(day) == told_right.on(day)


@tries(20)
@given(records(most=12), st.integers(0, 400))
def test_withdrawing_an_entry_is_the_same_as_never_having_told_it(told: tuple[Record, int], place: int) -> None:
    record, day = told
    wrong = record.entries[place % len(record.entries)]
    if isinstance(wrong.body, ScreeningAnswered | Corrected):
        return
    without = [entry for entry in record.entries if entry.id != wrong.id]
    withdrawn = record.copy()
    withdrawn.tell(Corrected(corrects=wrong.id), day)
    assert withdrawn.on(day) == seen_on(without, day)


def test_the_last_of_two_corrections_counts() -> None:
    record = ready()
    session = record.session(0, record.on(0).due)
    wrong = record.tell(MorningChecked(session=session, morning="much_worse"), 1, 6)
    calm = MorningChecked(session=session, morning="same", night_worse=False)
    record.tell(Corrected(corrects=wrong.id), 1, 7)
    record.tell(Corrected(corrects=wrong.id, replacement=calm), 1, 8)
    assert Action.REGRESS not in {one.decision.action for one in record.on(1).decisions}


def test_an_emergency_that_was_told_is_never_corrected_away() -> None:
    record = ready()
    alarm = record.tell(ScreeningAnswered(scope="full", answers=ALL_NO | {"RF03": Answer.YES}), 1)
    record.tell(Corrected(corrects=alarm.id, replacement=ScreeningAnswered(scope="full", answers=ALL_NO)), 1, 10)
    assert record.on(1).triage is Level.EMERGENCY
    withdrawn = ready()
    alarm = withdrawn.tell(ScreeningAnswered(scope="full", answers=ALL_NO | {"RF03": Answer.YES}), 1)
    withdrawn.tell(Corrected(corrects=alarm.id), 1, 10)
    assert withdrawn.on(1).triage is Level.EMERGENCY


@tries(20)
@given(calm_starts(), st.lists(days(told=False) | sore_days(), min_size=1, max_size=8), st.data())
def test_telling_an_exercise_twice_never_lowers_its_pain(start: Record, lives: list[Day], data: st.DataObject) -> None:
    record = lived(start.copy(), lives)
    done = [entry for entry in record.entries if isinstance(entry.body, ExerciseDone) and entry.body.worst_pain]
    if not done:
        return
    one = data.draw(st.sampled_from(done))
    body = one.body.model_copy(update={"worst_pain": 0})
    again = replace(one, id=UUID(int=7), body=body, occurred_at=one.occurred_at + timedelta(minutes=1))
    assert seen_on([*record.entries, again], len(lives)).lines == record.on(len(lives)).lines


@tries(15)
@given(calm_starts(), stretches(most=10))
def test_reading_a_record_leaves_it_as_it_was(start: Record, lives: list[Day]) -> None:
    record = lived(start.copy(), lives)
    before = [repr(entry) for entry in record.entries]
    record.on(len(lives))
    assert [repr(entry) for entry in record.entries] == before


def test_entries_after_today_are_not_read() -> None:
    record = lived(ready(), [GOOD] * 6)
    assert {one.day for one in record.on(0).decisions} == {DAY_0}
    assert [session.day for session in record.on(0).sessions] == [DAY_0]
