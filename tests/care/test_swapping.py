"""Another exercise on the spot: never a forbidden one, never harder, never more; pain counts for what was done."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.hardness import no_harder
from coxa.care.allowing import allowed, load_on
from coxa.care.course import Course
from coxa.care.entries import (
    ExerciseDone,
    LeftOut,
    MorningChecked,
    PlannedLine,
    SessionFinished,
    SetDone,
    Swapped,
)
from coxa.care.response import SessionRecord
from coxa.care.session import sets_left
from coxa.care.swapping import MOST_OFFERED, Swap, swaps
from coxa.knowledge.vocabulary import Action, Side, Sides
from strategies.histories import calm_starts, left_out, stretches
from strategies.record import ANA_HIP, CONTENT, GOOD, LIFE, Day, Record, lived, pain_told, ready, session_id
from strategies.tries import tries


def record_of(course: Course, session: UUID) -> SessionRecord:
    found = course.session(session)
    assert found
    return found


def begun(record: Record, day: int) -> SessionRecord:
    """The session of `day` with all that is due, begun."""
    session = record.begin(day, record.on(day).due)
    return record_of(record.on(day), session)


def offered(record: Record, day: int, exercise: str) -> tuple[Swap, ...]:
    course = record.on(day)
    return swaps(exercise, record_of(course, session_id(record.person, day)), course, CONTENT)


def swap_in(record: Record, day: int, exercise: str, *, from_now_on: bool = False) -> Swap:
    """Take the first that is offered in the place of `exercise`."""
    first = offered(record, day, exercise)[0]
    session = session_id(record.person, day)
    fact = Swapped(session=session, exercise=exercise, planned=first.planned, from_now_on=from_now_on)
    record.tell(fact, day, 10, 5)
    return first


def done(record: Record, day: int, line: PlannedLine, **changed: object) -> None:
    told = {"worst_pain": 2, "effort": line.effort, "in_control": True, "done_percent": 100, **changed}
    fact = {"session": session_id(record.person, day), "exercise": line.exercise, "side": line.side, **told}
    record.tell(ExerciseDone.model_validate(fact), day, 10, 30)


def ended(record: Record, day: int) -> None:
    """The session is over, and the next morning is calm."""
    session = session_id(record.person, day)
    record.tell(SessionFinished(session=session, pain_after=2), day, 11)
    calm = MorningChecked(session=session, morning="same", night_worse=False, pain_now=2, pain_after=2)
    record.tell(calm, day + 1, 6)


def peak(exercise: str, sides: list[Side], hip: Side) -> int:
    return max(load_on(hip, CONTENT.exercises[exercise], side).rank for side in sides)


def seconds(line: PlannedLine) -> float:
    one = CONTENT.thresholds.seconds_per_repetition.value + (line.hold_s or 0)
    return 60.0 * line.minutes if line.minutes else (line.repetitions or 1) * one


def check(exercise: str, session: SessionRecord, course: Course) -> None:
    """Whatever is offered is allowed, of its kind, for the same sides, and no harder in anything."""
    left = sets_left(exercise, session)
    gone = CONTENT.exercises[exercise]
    found = swaps(exercise, session, course, CONTENT)
    assert len(found) <= MOST_OFFERED
    assert len({swap.exercise for swap in found}) == len(found)
    for swap in found:
        other = CONTENT.exercises[swap.exercise]
        assert allowed(other, course.situation, CONTENT)
        assert other.purpose is gone.purpose
        assert no_harder(other.id, gone.id)
        assert not any(other.id == name for name, _side in (*session.planned, *session.exercises))
        here, before = [line.side for line in swap.planned], [line.side for line in left]
        assert here == before or (other.sides is Sides.BOTH and len(before) == 2)
        for hip in (Side.LEFT, Side.RIGHT):
            assert peak(other.id, here, hip) <= peak(gone.id, before, hip)
        assert sum(line.sets for line in swap.planned) <= sum(left.values())
        assert max(line.sets for line in swap.planned) <= max(left.values())
        for line in swap.planned:
            most = next((one for one in left if one.side is line.side), next(iter(left)))
            assert (line.slot, line.exercise) == (most.slot, swap.exercise)
            assert line.effort <= most.effort
            if (line.hold_s is None) == (most.hold_s is None):
                assert (line.hold_s or 0, line.minutes or 0) <= (most.hold_s or 0, most.minutes or 0)
                assert (line.repetitions or 0) <= (most.repetitions or line.repetitions or 0)
            elif line.repetitions != 1:
                assert seconds(line) <= seconds(most)


@tries(30)
@given(calm_starts(), stretches(most=14), st.lists(left_out(), max_size=4), st.data())
def test_what_is_offered_is_allowed_and_no_harder(
    start: Record, days: list[Day], unwanted: list[LeftOut], data: st.DataObject
) -> None:
    record = lived(start.copy(), days)
    for fact in unwanted:
        record.tell(fact, len(days), 4)
    course = record.on(len(days))
    if not course.due:
        return
    session = begun(record, len(days))
    names = list(dict.fromkeys(line.exercise for line in session.planned.values()))
    first = data.draw(st.sampled_from(names))
    for number, line in enumerate(session.planned.values()):
        if line.exercise == first and data.draw(st.booleans()):
            fact = SetDone(session=session.id, exercise=line.exercise, side=line.side, number=1)
            record.tell(fact, len(days), 10, number % 60)
    course = record.on(len(days))
    session = record_of(course, session.id)
    for name in names:
        check(name, session, course)


@tries(20)
@given(calm_starts(), stretches(most=10), st.data())
def test_swapped_session_is_the_same_in_any_order_and_on_any_day(
    start: Record, days: list[Day], data: st.DataObject
) -> None:
    record = lived(start.copy(), days)
    today = len(days)
    if not record.on(today).due:
        return
    session = begun(record, today)
    for name in dict.fromkeys(line.exercise for line in session.planned.values()):
        if offered(record, today, name) and data.draw(st.booleans()):
            came = swap_in(record, today, name, from_now_on=data.draw(st.booleans()))
            for line in came.planned:
                done(record, today, line, worst_pain=data.draw(st.integers(0, 6)))
    ended(record, today)
    arrived = [*record.entries, *record.entries[-4:]]
    data.draw(st.randoms(use_true_random=False)).shuffle(arrived)
    assert Record(record.person, arrived).on(today + 1) == record.on(today + 1)


def bridge_swapped(*, from_now_on: bool = False, **told: object) -> tuple[Record, Swap]:
    """Ana's first session, in which the bridge gave its place and all that came was done."""
    record = ready()
    begun(record, 0)
    came = swap_in(record, 0, "X02", from_now_on=from_now_on)
    for line in came.planned:
        done(record, 0, line, **told)
    return record, came


def test_the_one_that_was_done_is_judged_and_the_other_neither_missed_nor_moved() -> None:
    record, came = bridge_swapped(worst_pain=6)
    before = {line.key: line.standing for line in ready().on(0).lines}
    ended(record, 0)
    course = record.on(1)
    assert [(one.exercise, one.decision.action) for one in course.decisions] == [(came.exercise, Action.REGRESS)]
    bridge = [line for line in course.lines if line.slot == came.planned[0].slot]
    assert (bridge, before) == ([], {})
    programme = course.programme
    assert programme
    assert "X02" in {line.exercise for line in programme.prescriptions}


def test_good_sessions_of_the_one_that_came_never_move_the_other() -> None:
    record = ready()
    for day in (0, 2, 4):
        begun(record, day)
        for line in swap_in(record, day, "X02").planned:
            done(record, day, line)
        ended(record, day)
    course = record.on(5)
    moved = [one for one in course.decisions if one.decision.action is Action.PROGRESS]
    assert {one.exercise for one in moved} == {"X01"}
    assert course.programme
    bridge = next(line for line in course.programme.prescriptions if line.exercise == "X02")
    first = ready().on(0).programme
    assert first
    assert bridge.dose == next(line for line in first.prescriptions if line.exercise == "X02").dose


def test_what_hurt_after_a_swap_is_not_offered_again() -> None:
    record, came = bridge_swapped(worst_pain=6)
    ended(record, 0)
    begun(record, 3)
    again = {swap.exercise: swap.planned[0] for swap in offered(record, 3, "X02")}
    before = came.planned[0]
    assert came.exercise not in again or (again[came.exercise].repetitions or 0) < (before.repetitions or 0)


def test_from_now_on_the_programme_goes_on_where_the_one_that_came_stands() -> None:
    record, came = bridge_swapped(from_now_on=True)
    record.tell(LeftOut(exercise="X02", reason="swapped"), 0, 10, 6)
    ended(record, 0)
    programme = record.on(1).programme
    assert programme
    line = next(line for line in programme.prescriptions if line.slot == came.planned[0].slot)
    assert (line.exercise, line.dose.sets, line.dose.repetitions) == (
        came.exercise,
        came.planned[0].sets,
        came.planned[0].repetitions,
    )
    assert "X02" not in {one.exercise for one in programme.prescriptions}


def test_from_now_on_pain_of_the_one_that_came_eases_it_in_the_programme() -> None:
    record, came = bridge_swapped(from_now_on=True, worst_pain=6)
    ended(record, 0)
    line = next(line for line in record.on(1).lines if line.slot == came.planned[0].slot)
    assert line.exercise == came.exercise
    dose = came.planned[0]
    assert line.dose.volume < dose.sets * (dose.repetitions or 1) * (dose.hold_s or 1)


@pytest.mark.parametrize("exercise", ["G05", "M01"])
def test_from_now_on_counts_for_both_sides_also_when_one_was_still_to_come(exercise: str) -> None:
    record = ready()
    session = begun(record, 0)
    left, right = (line for line in session.planned.values() if line.exercise == exercise)
    done(record, 0, left)
    came = swap_in(record, 0, exercise, from_now_on=True)
    assert [line.side for line in came.planned] == [Side.RIGHT]
    done(record, 0, came.planned[0])
    record.tell(LeftOut(exercise=exercise, reason="swapped"), 0, 10, 40)
    ended(record, 0)
    programme = record.on(1).programme
    assert programme
    lines = {line.side: line.exercise for line in programme.prescriptions if line.slot == right.slot}
    assert lines == dict.fromkeys((Side.LEFT, Side.RIGHT), came.exercise)


def test_sets_that_were_done_are_not_done_again_and_nothing_follows_from_them_alone() -> None:
    record = lived(ready(life=LIFE.model_copy(update={"minutes": 60})), [GOOD] * 30)
    session = begun(record, 30)
    line = next(one for one in session.planned.values() if one.sets > 1 and offered(record, 30, one.exercise))
    record.tell(SetDone(session=session.id, exercise=line.exercise, side=line.side, number=1), 30, 10, 1)
    came = swap_in(record, 30, line.exercise)
    course = record.on(30)
    now = record_of(course, session.id)
    assert sum(one.sets for one in came.planned if one.side is line.side) <= line.sets - 1
    assert sets_left(line.exercise, now) == {}
    told = now.exercises[line.exercise, line.side]
    assert (told.ended, told.done_percent) == ("skipped", 100 // line.sets)
    assert line.exercise not in {one.exercise for one in course.decisions if one.day == course.today}


def test_what_came_may_give_its_place_as_well_and_stands_in_the_first_ones_place() -> None:
    record = ready()
    session = begun(record, 0)
    names = list(dict.fromkeys(line.exercise for line in session.planned.values()))
    for name in names:
        if not offered(record, 0, name):
            continue
        trial = record.copy()
        second = swap_in(trial, 0, name).exercise
        if offered(trial, 0, second):
            third = swap_in(trial, 0, second)
            order = list(dict.fromkeys(line for line, _side in record_of(trial.on(0), session.id).planned))
            place = names.index(name)
            assert order == [*names[: place + 1], second, third.exercise, *names[place + 1 :]]
            return
    raise AssertionError("no chain to try")


def test_on_the_calm_days_of_a_flare_only_calm_ones_come() -> None:
    record = lived(ready(ANA_HIP.model_copy(update={"painful": "both"})), [GOOD] * 8)
    record.tell(pain_told(5, flare=True), 8, 6)
    record.answer_all_no(8)
    session = begun(record, 8)
    course = record.on(8)
    assert course.flare_day == 1
    for name in dict.fromkeys(line.exercise for line in session.planned.values()):
        found = {swap.exercise for swap in swaps(name, session, course, CONTENT)}
        assert found <= set(CONTENT.flare.quiet_exercises)


def test_nothing_is_offered_once_how_it_went_was_told() -> None:
    record = ready()
    session = begun(record, 0)
    line = session.planned["X02", Side.BOTH]
    assert offered(record, 0, "X02")
    done(record, 0, line, ended="too_painful", worst_pain=6)
    assert offered(record, 0, "X02") == ()
