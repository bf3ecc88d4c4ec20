"""Charts: every point is on the drawing, higher numbers stand higher, and nothing is drawn that is not known."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coxa.knowledge.loader import shipped
from coxa.web.presenters.charts import HEIGHT, WIDTH, pain_chart, pain_days_chart, sessions_chart

means = st.lists(st.none() | st.floats(0, 10), min_size=1, max_size=60)


@given(means=means, flares=st.lists(st.integers(-3, 70), max_size=5))
def test_pain_is_drawn_where_it_is_known(means: list[float | None], flares: list[int]) -> None:
    known = [mean for mean in means if mean is not None]
    chart = pain_chart(means, flares)
    if len(known) < 2:
        assert chart is None
        return
    assert chart is not None
    assert len(chart.dots) == len(known)
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in chart.dots)
    for one, mean in zip(chart.dots, known, strict=True):
        for other, than in zip(chart.dots, known, strict=True):
            assert mean <= than or one.y <= other.y
    assert sum(len(line.split()) for line in chart.lines) <= len(known)
    assert len(chart.flares) == sum(1 <= week <= len(means) for week in flares)
    assert f"{known[-1]:.1f}" in chart.words


@given(done=st.lists(st.integers(0, 7), min_size=2, max_size=60), planned=st.integers(0, 7))
def test_every_week_has_its_bar(done: list[int], planned: int) -> None:
    chart = sessions_chart(done, planned)
    assert chart is not None
    assert [bar.height > 0 for bar in chart.bars] == [days > 0 for days in done]
    assert all(abs(bar.y + bar.height - chart.base) < 0.2 for bar in chart.bars)
    assert all(one.x + one.width <= other.x for one, other in pairwise(chart.bars))
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in chart.bars)


def test_weeks_below_the_axis_never_crowd() -> None:
    chart = sessions_chart([3] * 53, 3)
    assert chart is not None
    places = [week.x for week in chart.weeks]
    assert len(places) <= 7
    assert min(later - earlier for earlier, later in pairwise(places)) > 30


TODAY = date(2026, 11, 23)
days_told = st.dictionaries(st.integers(-3, 60), st.floats(0, 10), max_size=40).map(
    lambda told: tuple(sorted((TODAY - timedelta(days=ago), mean) for ago, mean in told.items()))
)


@given(pain=days_told)
def test_pain_of_the_last_weeks_is_drawn_day_by_day(pain: tuple[tuple[date, float], ...]) -> None:
    rules = shipped().keeping_on
    recent = [mean for day, mean in pain if 0 <= (TODAY - day).days < rules.trend_days.value]
    chart = pain_days_chart(pain, TODAY, rules)
    if len(recent) < 2:
        assert chart is None
        return
    assert chart is not None
    assert len(chart.dots) == len(recent)
    assert all(0 <= dot.x <= chart.width and 0 <= dot.y <= chart.base for dot in chart.dots)
    assert all(one.x < other.x for one, other in pairwise(chart.dots))


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [(4, 4.5, "about the same"), (5, 3, "went down, from 5.0 in the week before to 3.0"), (2, 5, "went up, from 2.0")],
)
def test_trend_is_said_in_words(before: float, now: float, said: str) -> None:
    pain = ((TODAY - timedelta(days=9), before), (TODAY - timedelta(days=2), now))
    chart = pain_days_chart(pain, TODAY, shipped().keeping_on)
    assert chart is not None
    assert said in chart.words
