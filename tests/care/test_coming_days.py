"""The days on which sessions are to come."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coxa.care.scheduling import coming_days, days_between, rest_day

TODAY = date(2026, 11, 23)
past = st.frozensets(st.integers(0, 20).map(lambda ago: TODAY - timedelta(days=ago)), max_size=8)


@given(done=past, days_per_week=st.integers(1, 7))
def test_no_coming_day_is_a_rest_day(done: frozenset[date], days_per_week: int) -> None:
    coming = coming_days(done, TODAY, days_per_week, 28)
    for day in coming:
        before = done | {one for one in coming if one < day}
        assert not rest_day(frozenset(before), day, days_per_week)
        assert day not in done
    assert all((later - earlier).days >= days_between(days_per_week) for earlier, later in pairwise(coming))


@given(days_per_week=st.integers(1, 7))
def test_a_fresh_start_begins_today_and_gives_every_week_its_sessions(days_per_week: int) -> None:
    coming = coming_days(frozenset(), TODAY, days_per_week, 28)
    assert coming[0] == TODAY
    assert len(coming) == 4 * days_per_week
