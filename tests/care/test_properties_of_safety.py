"""What holds on every day of every record: limits, cautions, locks and the gentlest start."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from coxa.care import limits
from coxa.care.allowing import load_on
from coxa.care.course import Course
from coxa.care.dose import Dose
from coxa.care.entries import HipDescribed, LifeDescribed, ScreeningAnswered
from coxa.care.fitting import seconds_of
from coxa.care.flare import quiet_lines
from coxa.care.lines import rung_down
from coxa.care.locks import LOCKING
from coxa.care.prescribing import range_of
from coxa.care.programme import Prescription
from coxa.knowledge.vocabulary import Action, Answer, Level, LoadBand, Phase, Side, Tag
from strategies.answers import mostly_no, with_holes
from strategies.histories import calm_starts, starts, stretches
from strategies.people import hips, lives
from strategies.record import CONTENT, DAY_0, GOOD, Day, Record, live, lived, ready
from strategies.tries import tries

DAYS = stretches(most=17)


def offered(course: Course) -> Iterator[Prescription]:
    """Every prescription a person could meet on a day."""
    yield from course.programme.prescriptions if course.programme else ()
    yield from course.due
    yield from course.short
    yield from quiet_lines(course.situation, CONTENT)


@tries(25)
@given(calm_starts() | starts(), DAYS)
def test_a_blocked_exercise_is_never_offered(start: Record, days: list[Day]) -> None:
    for course in live(start.copy(), days):
        for line in offered(course):
            exercise = CONTENT.exercises[line.exercise]
            assert not exercise.blocked_by(course.situation.tags), line
            assert line.exercise not in course.situation.life.dislikes
            assert line.exercise not in course.keeping_on.excluded
            easier = rung_down(exercise, course.situation, CONTENT)
            assert easier is None or not easier.blocked_by(course.situation.tags)


@tries(25)
@given(calm_starts() | starts(), DAYS)
def test_no_dose_is_beyond_the_hard_limits(start: Record, days: list[Day]) -> None:
    for course in live(start.copy(), days):
        for line in offered(course):
            dose = line.dose
            assert 1 <= dose.sets <= limits.MOST_SETS
            assert dose.repetitions is None or 1 <= dose.repetitions <= limits.MOST_REPETITIONS
            assert dose.hold_s is None or 1 <= dose.hold_s <= limits.MOST_HOLD_S
            assert dose.minutes is None or 1 <= dose.minutes <= limits.MOST_MINUTES
            assert 0 <= line.effort <= limits.MOST_EFFORT
            if Tag.HOLD_BP in course.situation.tags:
                assert line.effort <= limits.MOST_EFFORT_WITH_HEART_OR_PRESSURE
                assert (dose.hold_s or 0) <= limits.MOST_HOLD_S_WITH_HEART_OR_PRESSURE
        assert course.pain_limits.during_most <= limits.MOST_PAIN_DURING


@tries(25)
@given(calm_starts() | starts(), DAYS)
def test_no_dose_is_beyond_the_exercise_or_the_phase(start: Record, days: list[Day]) -> None:
    for course in live(start.copy(), days):
        phase = CONTENT.phase(course.situation.phase)
        for line in course.programme.prescriptions if course.programme else ():
            most = range_of(CONTENT.exercises[line.exercise], course.situation, CONTENT)
            assert line.dose.sets <= min(most.sets.most, phase.sets_most), line
            assert (line.dose.repetitions or 0) <= (most.repetitions.most if most.repetitions else 0), line
            assert (line.dose.repetitions or 0) <= phase.repetitions_most, line
            assert (line.dose.hold_s or 0) <= (most.hold_s.most if most.hold_s else 0), line
            assert (line.dose.minutes or 0) <= (most.minutes.most if most.minutes else 0), line
            assert line.dose.days_per_week <= most.days_per_week.most, line
            assert line.dose.times_a_day <= most.times_a_day, line
            assert line.effort <= phase.effort.most, line


@tries(25)
@given(calm_starts() | starts(), DAYS)
def test_no_hip_carries_more_than_its_limit(start: Record, days: list[Day]) -> None:
    for course in live(start.copy(), days):
        phase = CONTENT.phase(course.situation.phase)
        for line in offered(course):
            exercise = CONTENT.exercises[line.exercise]
            for hip in (Side.LEFT, Side.RIGHT):
                sore = hip in course.situation.sore_sides
                most = phase.sore_hip_load if sore else phase.other_hip_load
                assert load_on(hip, exercise, line.side).rank <= min(most.rank, limits.MOST_LOAD.rank), line


@tries(60)
@given(hips(), lives(), mostly_no(most=1))
def test_in_settling_a_sore_hip_carries_the_least_whichever_leg_works(
    hip: HipDescribed, life: LifeDescribed, told: dict[str, Answer]
) -> None:
    course = ready(hip, life, **told).on(0)
    if course.situation.phase is Phase.SETTLE:
        for line in offered(course):
            load = CONTENT.exercises[line.exercise].load
            sore = course.situation.sore_sides
            assert load.working.rank <= (LoadBand.L1 if sore else LoadBand.L2).rank
            assert load.other.rank <= (LoadBand.L1 if sore else LoadBand.L2).rank


@tries(60)
@given(hips(), lives(), st.lists(st.just(GOOD), max_size=20))
def test_who_has_not_seen_anyone_gets_only_the_gentlest_and_a_reminder(
    hip: HipDescribed, life: LifeDescribed, days: list[Day]
) -> None:
    for course in live(ready(hip, life, seen=False), days):
        if course.professional_seen:
            break
        assert course.situation.phase is Phase.SETTLE
        assert "CO09" in {reason.rule for reason in course.reminders}
        assert course.pain_limits.during_most <= 3
        for line in course.programme.prescriptions if course.programme else ():
            assert line.effort <= 3
            load = CONTENT.exercises[line.exercise].load
            carried = [load_on(hip_side, CONTENT.exercises[line.exercise], line.side) for hip_side in ("left", "right")]
            assert all(band.rank <= LoadBand.L2.rank for band in carried)
            if course.situation.sore_sides:
                assert max(load.working.rank, load.other.rank) <= LoadBand.L1.rank


@tries(80)
@given(hips(), lives(), with_holes(most=2), st.integers(0, 6))
def test_a_red_flag_never_yields_a_session(
    hip: HipDescribed, life: LifeDescribed, told: dict[str, Answer], day: int
) -> None:
    record = ready(hip, life)
    record.tell(ScreeningAnswered(scope="full", answers=told), day, 7)
    course = record.on(day)
    if course.outcome is not None and course.outcome.triage in LOCKING:
        assert not course.may_exercise
        assert (course.programme, course.due, course.short) == (None, (), ())
        assert course.triage in LOCKING


@tries(25)
@given(calm_starts() | starts(), DAYS)
def test_whatever_is_shut_yields_no_session(start: Record, days: list[Day]) -> None:
    for course in live(start.copy(), days):
        if course.locks:
            assert not course.may_exercise
            assert (course.programme, course.due, course.short) == (None, (), ())
        assert (course.triage in LOCKING) == bool(course.locks)
        assert max((lock.level for lock in course.locks), key=lambda one: one.urgency, default=None) in (
            None,
            course.triage,
        )


@tries(25)
@given(calm_starts(), st.integers(1, 4), st.sampled_from(sorted(CONTENT.stop_symptoms)), st.integers(1, 20))
def test_a_session_that_stopped_for_something_urgent_stays_shut_until_cleared(
    start: Record, sessions: int, symptom: str, later: int
) -> None:
    day = 3 * sessions
    record = lived(start.copy(), [GOOD] * day)
    course = record.on(day)
    if CONTENT.stop_symptoms[symptom].level not in LOCKING or not course.due:
        return
    record.session(day + 7, course.programme.prescriptions if course.programme else (), Day(stops=symptom))
    record.answer_all_no(day + 8)
    course = record.on(day + 7 + later)
    assert not course.may_exercise
    assert course.programme is None


@tries(25)
@given(calm_starts(), st.integers(8, 10), st.sampled_from(("worst", "after")), st.integers(2, 20))
def test_very_strong_pain_shuts_the_programme_until_cleared(start: Record, pain: int, which: str, later: int) -> None:
    record = start.copy()
    due = record.on(0).due
    if not due:
        return
    record.session(0, due, Day(**{which: pain}))
    record.answer_all_no(1)
    course = record.on(later)
    assert not course.may_exercise
    assert course.programme is None
    assert course.triage is Level.SAME_DAY


@tries(25)
@given(calm_starts() | starts(), stretches(most=28))
def test_at_most_one_rung_up_and_one_thing_raised(start: Record, days: list[Day]) -> None:
    record = lived(start.copy(), days)
    for decided in record.on(len(days)).decisions:
        change = decided.change
        if decided.decision.action is not Action.PROGRESS:
            assert change.raised is None
            if change.exercise == change.new_exercise:
                assert change.new_dose.volume <= change.dose.volume, decided
            continue
        if change.raised == "exercise":
            assert change.new_exercise in CONTENT.exercises[change.exercise].harder
        else:
            assert change.exercise == change.new_exercise
            assert _raised(change.dose, change.new_dose) == [change.raised]
            assert change.dose.volume < change.new_dose.volume


def _raised(before: Dose, after: Dose) -> list[str]:
    parts = (("sets", "sets"), ("repetitions", "repetitions"), ("hold_s", "hold"), ("minutes", "minutes"))
    return [name for part, name in parts if (getattr(after, part) or 0) > (getattr(before, part) or 0)]


@tries(25)
@given(calm_starts() | starts(), DAYS)
def test_a_short_version_exists_whenever_a_session_is_due(start: Record, days: list[Day]) -> None:
    for course in live(start.copy(), days):
        assert bool(course.short) == bool(course.due)
        if course.due:
            assert sum(seconds_of(line, CONTENT) for line in course.short) <= 6 * 60
            whole = sum(seconds_of(line, CONTENT) for line in course.due)
            assert whole <= max(course.situation.life.minutes, 6) * 60


def test_the_first_day_is_the_first_day_so_that_the_properties_are_not_empty() -> None:
    course = ready().on(0)
    assert course.today == DAY_0
    assert course.may_exercise
    assert course.due
