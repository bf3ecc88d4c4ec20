"""When a programme moves on, and when it does not."""

from coxa.care.entries import ProfessionalSeen
from coxa.knowledge.vocabulary import Phase
from strategies.record import ANA_HIP, BEN_HIP, DAY_0, GOOD, OFF, Day, lived, ready

IRRITABLE = ANA_HIP.model_copy(update={"pain_at_rest": 6, "settle_h": 30})
CALMER = Day(before=2, after=2)


def test_a_calm_hip_that_was_seen_begins_with_learning() -> None:
    assert ready().on(0).situation.phase is Phase.LEARN


def test_an_irritable_or_unseen_hip_begins_with_settling() -> None:
    assert ready(IRRITABLE).on(0).situation.phase is Phase.SETTLE
    assert ready(seen=False).on(0).situation.phase is Phase.SETTLE


def test_twelve_weeks_of_sessions_go_through_the_phases_in_order() -> None:
    record = lived(ready(), [GOOD] * 84)
    days = {0: Phase.LEARN, 13: Phase.LEARN, 14: Phase.BUILD, 41: Phase.BUILD, 42: Phase.LOAD, 83: Phase.LOAD}
    assert {day: record.on(day).situation.phase for day in days} == days


def test_time_alone_never_moves_a_phase() -> None:
    assert ready().on(27).situation.phase is Phase.LEARN
    assert lived(ready(), [GOOD, *[OFF] * 20]).on(21).situation.phase is Phase.LEARN


def test_too_few_sessions_keep_the_phase() -> None:
    once_a_week = [GOOD, *[OFF] * 6]
    assert lived(ready(), once_a_week * 3).on(21).situation.phase is Phase.LEARN


def test_an_irritable_hip_leaves_settling_after_calm_days_of_exercise() -> None:
    record = lived(ready(IRRITABLE), [CALMER] * 12)
    assert record.on(12).situation.phase is Phase.LEARN


def test_an_irritable_hip_stays_settling_while_it_hurts() -> None:
    sore = Day(before=6, after=6, worst=3)
    assert lived(ready(IRRITABLE), [sore] * 12).on(12).situation.phase is Phase.SETTLE


def test_an_unseen_hip_stays_settling_until_someone_was_seen() -> None:
    record = lived(ready(seen=False), [GOOD] * 20)
    assert record.on(20).situation.phase is Phase.SETTLE
    record.tell(ProfessionalSeen(status="seen_and_cleared", on=DAY_0, who="doctor"), 20)
    assert record.on(20).situation.phase is Phase.LEARN


def test_a_hip_that_becomes_irritable_goes_back_to_settling() -> None:
    record = lived(ready(), [GOOD] * 20)
    assert record.on(20).situation.phase is Phase.BUILD
    record.tell(IRRITABLE, 20, 12)
    assert record.on(20).situation.phase is Phase.SETTLE


def test_saying_not_yet_seen_later_goes_back_to_the_gentlest() -> None:
    record = lived(ready(), [GOOD] * 5)
    record.tell(ProfessionalSeen(status="not_yet"), 5, 12)
    assert record.on(5).situation.phase is Phase.SETTLE


def test_a_long_gap_steps_back_one_phase_but_not_behind_learning() -> None:
    record = lived(ready(), [GOOD] * 45)
    assert record.on(45).situation.phase is Phase.LOAD
    assert record.on(70).situation.phase is Phase.BUILD
    assert lived(ready(), [GOOD] * 5).on(30).situation.phase is Phase.LEARN


def test_the_weeks_of_the_lateral_track_count_from_the_first_session() -> None:
    record = lived(ready(BEN_HIP), [OFF] * 10 + [GOOD] * 8)
    assert record.on(9).situation.week == 1
    assert record.on(17).situation.week == 2
