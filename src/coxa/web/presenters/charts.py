"""Charts as numbers for a drawing: the page draws them as SVG, beside the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coxa.knowledge.keeping_on import KeepingOnRules
from coxa.web.presenters.answers import decimal_words

WIDTH: Final = 360
HEIGHT: Final = 200
_LEFT: Final = 30
_RIGHT: Final = 10
_TOP: Final = 12
_BOTTOM: Final = 28
LOW: Final = 120
"""The height of a small drawing."""
WEEK: Final = timedelta(weeks=1)
_LABELS: Final = 7
"""At most this many weeks are named below the axis, so that they never touch (our design choice)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the drawing and the number or name that stands there."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One upright bar."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. `words` say what it shows to those who cannot see it; `lines` are polylines without gaps in them."""

    id: str
    title: str
    words: str
    levels: tuple[Mark, ...]
    weeks: tuple[Mark, ...]
    lines: tuple[str, ...] = ()
    dots: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()
    goal: float | None = None
    flares: tuple[float, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    base: int = HEIGHT - _BOTTOM


def pain_chart(means: Sequence[float | None], flare_weeks: Sequence[int]) -> Chart | None:
    """The mean pain of every week, 0 to 10, the first week first; `None` with fewer than two weeks known."""
    known = [(week, mean) for week, mean in enumerate(means, start=1) if mean is not None]
    if len(known) < 2:
        return None
    count = len(means)
    (first, then), (last, now) = known[0], known[-1]
    words = _("Average pain was %(then)s of 10 in week %(first)d and %(now)s in week %(last)d.")
    return Chart(
        id="pain-chart",
        title=_("Average pain, week by week"),
        words=words % {"then": decimal_words(then, 1), "first": first, "now": decimal_words(now, 1), "last": last},
        levels=tuple(Mark(_LEFT - 6, _y(level, 10), str(level)) for level in (0, 5, 10)),
        weeks=_week_marks(count),
        lines=_lines(means),
        dots=tuple(Mark(_x(week, count), _y(mean, 10), decimal_words(mean, 1)) for week, mean in known),
        flares=tuple(_x(week, count) for week in flare_weeks if 1 <= week <= count),
    )


def sessions_chart(done: Sequence[int], planned: int) -> Chart | None:
    """How many days of every week had a session, the first week first; `None` with fewer than two weeks."""
    count = len(done)
    if count < 2:
        return None
    top = max(planned, *done, 1)
    width = min(26.0, (WIDTH - _LEFT - _RIGHT) / count * 0.7)
    words = _("On average %(mean)s days a week had a session; %(planned)d were planned.")
    return Chart(
        id="sessions-chart",
        title=_("Days with a session, week by week"),
        words=words % {"mean": decimal_words(sum(done) / count, 1), "planned": planned},
        levels=tuple(Mark(_LEFT - 6, _y(level, top), str(level)) for level in sorted({0, planned, top})),
        weeks=_week_marks(count),
        bars=tuple(
            Bar(
                round(_x(week, count) - width / 2, 1),
                _y(days, top),
                round(width, 1),
                round(_y(0, top) - _y(days, top), 1),
            )
            for week, days in enumerate(done, start=1)
        ),
        goal=_y(planned, top) if planned else None,
    )


def pain_days_chart(pain: Sequence[tuple[date, float]], today: date, rules: KeepingOnRules) -> Chart | None:
    """The mean pain of the days up to `today`, 0 to 10, small; `None` with fewer than two days known."""
    days = int(rules.trend_days.value)
    first = today - timedelta(days=days - 1)
    known = [(day, mean) for day, mean in pain if first <= day <= today]
    if len(known) < 2:
        return None
    room = (WIDTH - _LEFT - _RIGHT) / days
    low = LOW - _BOTTOM

    def across(day: date) -> float:
        return round(_LEFT + room * ((day - first).days + 0.5), 1)

    def up(value: float) -> float:
        return round(low - (low - _TOP) * value / 10, 1)

    marks = [first + n * WEEK for n in range(days // WEEK.days)]
    dots = tuple(Mark(across(day), up(mean), decimal_words(mean, 1)) for day, mean in known)
    return Chart(
        id="pain-days-chart",
        title=_("Your pain, day by day"),
        words=_trend_words(known, today, rules.trend_change.value),
        levels=tuple(Mark(_LEFT - 6, up(level), str(level)) for level in (0, 5, 10)),
        weeks=tuple(Mark(across(day) + 12, LOW - 8, date_format(day, "j M")) for day in marks),
        lines=(" ".join(f"{dot.x},{dot.y}" for dot in dots),),
        dots=dots,
        height=LOW,
        base=low,
    )


def _trend_words(known: Sequence[tuple[date, float]], today: date, least: float) -> str:
    """The last seven days against the seven before; a change below `least` points is about the same."""
    now = [mean for day, mean in known if today - day < WEEK]
    before = [mean for day, mean in known if WEEK <= today - day < 2 * WEEK]
    if not now or not before:
        day, mean = known[-1]
        return _("Your pain was %(pain)s of 10 on %(day)s.") % {
            "pain": decimal_words(mean, 1),
            "day": date_format(day, "j F"),
        }
    change = round(fmean(now), 1) - round(fmean(before), 1)
    if abs(change) < least:
        words = _("Your pain was about the same as in the week before: %(now)s of 10 on average.")
    elif change < 0:
        words = _("Your pain went down, from %(before)s in the week before to %(now)s of 10 on average.")
    else:
        words = _("Your pain went up, from %(before)s in the week before to %(now)s of 10 on average.")
    return words % {"now": decimal_words(fmean(now), 1), "before": decimal_words(fmean(before), 1)}


def _x(week: int, count: int) -> float:
    room = (WIDTH - _LEFT - _RIGHT) / count
    return round(_LEFT + room * (week - 0.5), 1)


def _y(value: float, top: float) -> float:
    return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top, 1)


def _week_marks(count: int) -> tuple[Mark, ...]:
    step = -(-count // _LABELS)
    return tuple(Mark(_x(week, count), HEIGHT - 8, str(week)) for week in range(1, count + 1, step))


def _lines(means: Sequence[float | None]) -> tuple[str, ...]:
    """One polyline for each run of weeks that are known."""
    runs: list[list[str]] = [[]]
    for week, mean in enumerate(means, start=1):
        if mean is None:
            runs.append([])
        else:
            runs[-1].append(f"{_x(week, len(means))},{_y(mean, 10)}")
    return tuple(" ".join(run) for run in runs if len(run) > 1)
