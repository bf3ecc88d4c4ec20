"""Nothing grows faster than a fifth a week, and harder exercises come one at a time."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coxa.care import limits
from coxa.care.course import Course
from coxa.care.prescribing import entry_dose
from coxa.care.programme import LineKey
from strategies.histories import calm_starts, sore_days, stretches
from strategies.record import CONTENT, GOOD, OFF, Day, Record, live, ready
from strategies.tries import tries

EASY = Day(effort=-3)
WEEKS = st.one_of(
    stretches(most=28, told=False),
    st.lists(st.one_of(st.just(GOOD), st.just(EASY), st.just(OFF), sore_days()), min_size=12, max_size=30),
    st.just([GOOD] * 36),
    st.just([EASY] * 36),
)

Volumes = dict[tuple[LineKey, str], list[tuple[date, int]]]
"""What was due, by line and exercise: the day and the volume."""


def volumes(courses: list[Course]) -> Volumes:
    """The volumes that were due on the days of sessions."""
    found: Volumes = {}
    for course in courses:
        for line in course.due:
            found.setdefault((line.key, line.exercise), []).append((course.today, line.dose.volume))
    return found


def most(before: list[tuple[date, int]], day: date) -> float:
    """A fifth above the most of a week ago (or the first), or simply what it was last time."""
    week_ago = [volume for done, volume in before if timedelta(days=7) <= day - done <= timedelta(days=15)]
    known = [volume for done, volume in before if done <= day - timedelta(days=7)]
    base = max(week_ago, default=known[-1] if known else before[0][1])
    return max(base * (1 + limits.MOST_WEEKLY_GROWTH), before[-1][1]) + 1e-9


@tries(14)
@given(calm_starts(), WEEKS)
def test_the_volume_of_a_line_never_grows_more_than_a_fifth_a_week(start: Record, days: list[Day]) -> None:
    done: Volumes = {}
    for course in live(start.copy(), days):
        for line in course.due:
            before = done.setdefault((line.key, line.exercise), [])
            if before:
                entry = entry_dose(CONTENT.exercises[line.exercise], course.situation, CONTENT)
                assert line.dose.volume <= max(most(before, course.today), entry.volume), (line, before)
            if course.may_exercise:
                before.append((course.today, line.dose.volume))


@tries(14)
@given(calm_starts(), WEEKS)
def test_the_next_exercise_is_one_step_up_or_one_done_before(start: Record, days: list[Day]) -> None:
    stood: dict[str, set[str]] = {}
    for course in live(start.copy(), days):
        stands: dict[str, set[str]] = {}
        for line in course.lines:
            stands.setdefault(line.slot, set()).add(line.exercise)
        for slot, exercises in stands.items():
            for new in exercises - stood.get(slot, exercises):
                assert any(_at_most_one_up(was, new) for was in stood[slot]), (slot, stood[slot], new)
        stood = stands


def _at_most_one_up(was: str, new: str) -> bool:
    return new in CONTENT.exercises[was].harder or new not in _all_harder(was)


def _all_harder(exercise: str) -> set[str]:
    above: set[str] = set()
    waiting = [exercise]
    while waiting:
        new = set(CONTENT.exercises[waiting.pop()].harder) - above
        above |= new
        waiting += new
    return above


def test_volumes_do_grow_so_that_the_property_is_not_empty() -> None:
    grown = volumes([course for course in live(ready(), [GOOD] * 28) if course.may_exercise])
    assert any(last > first for (_, first), *_, (_, last) in grown.values())
