"""Charts as numbers for a drawing: the page draws them as SVG, beside the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

WIDTH: Final = 360
HEIGHT: Final = 200
_LEFT: Final = 30
_RIGHT: Final = 10
_TOP: Final = 12
_BOTTOM: Final = 28
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
    words = _("Average pain was %(then).1f of 10 in week %(first)d and %(now).1f in week %(last)d.")
    return Chart(
        id="pain-chart",
        title=_("Average pain, week by week"),
        words=words % {"then": then, "first": first, "now": now, "last": last},
        levels=tuple(Mark(_LEFT - 6, _y(level, 10), str(level)) for level in (0, 5, 10)),
        weeks=_week_marks(count),
        lines=_lines(means),
        dots=tuple(Mark(_x(week, count), _y(mean, 10), f"{mean:.1f}") for week, mean in known),
        flares=tuple(_x(week, count) for week in flare_weeks if 1 <= week <= count),
    )


def sessions_chart(done: Sequence[int], planned: int) -> Chart | None:
    """How many days of every week had a session, the first week first; `None` with fewer than two weeks."""
    count = len(done)
    if count < 2:
        return None
    top = max(planned, *done, 1)
    width = min(26.0, (WIDTH - _LEFT - _RIGHT) / count * 0.7)
    words = _("On average %(mean).1f days a week had a session; %(planned)d were planned.")
    return Chart(
        id="sessions-chart",
        title=_("Days with a session, week by week"),
        words=words % {"mean": sum(done) / count, "planned": planned},
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
