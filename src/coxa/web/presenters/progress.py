"""Progress as plain numbers: week by week, where each exercise stands, and what was decided."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coxa.care.course import Course
from coxa.care.entries import Corrected, Entry, PainReported
from coxa.care.lines import Line
from coxa.care.memory import DatedDecision
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Side
from coxa.web.presenters.answers import decimal_words
from coxa.web.presenters.charts import Chart, pain_chart, sessions_chart
from coxa.web.presenters.decisions import grouped
from coxa.web.presenters.doses import dose_words
from coxa.web.presenters.keeping_on import barrier_rows, goal_rows
from coxa.web.presenters.review import action_words
from coxa.web.presenters.sides import side_words

Rows = list[list[str]]
_WEEK: Final = timedelta(weeks=1)
QUIET: Final = "quiet_"
"""How the slots of the calm days of a flare begin."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything on the page; `days` are the decisions, day by day."""

    weeks: Rows
    charts: tuple[Chart, ...]
    adherence: str
    rungs: Rows
    history: list[list[DatedDecision]]
    reviews: Rows
    flares: tuple[str, ...]
    goals: Rows
    barriers: Rows


def progress(course: Course, entries: tuple[Entry, ...], content: Content) -> Progress:
    """The progress of a course, newest first."""
    percent, weeks, flares = course.adherence_percent, _weeks(course), _flare_days(course, entries)
    planned = course.life.days_per_week if course.life else 0
    charts = (
        pain_chart([week.pain for week in weeks], [_week_of(day, course) for day in flares]),
        sessions_chart([week.days for week in weeks], planned),
    )
    return Progress(
        weeks=[_row(week, planned) for week in reversed(weeks)],
        charts=tuple(chart for chart in charts if chart),
        adherence="" if percent is None else _("%(percent)d %%") % {"percent": round(percent)},
        rungs=_rungs(course, content),
        history=grouped(course.decisions),
        reviews=[[_week(r.week), _day(r.day), action_words(r.action), r.reason.because] for r in course.reviews],
        flares=tuple(_day(day) for day in flares),
        goals=goal_rows(course),
        barriers=barrier_rows(course, content),
    )


@dataclass(frozen=True, slots=True)
class _Week:
    """One week since the first session, in numbers."""

    number: int
    first: date
    pain: float | None
    effort: float | None
    days: int


def _weeks(course: Course) -> list[_Week]:
    """Every week since the first session, the first one first."""
    if course.start is None:
        return []
    pain: dict[int, list[float]] = defaultdict(list)
    effort: dict[int, list[float]] = defaultdict(list)
    days: dict[int, set[date]] = defaultdict(set)
    for day, mean in course.pain:
        pain[_week_of(day, course)].append(mean)
    for session in course.sessions:
        week = _week_of(session.day, course)
        effort[week] += [float(done.effort) for done in session.exercises.values() if done.effort is not None]
        if session.done:
            days[week].add(session.day)
    return [
        _Week(
            number, course.start + (number - 1) * _WEEK, _mean(pain[number]), _mean(effort[number]), len(days[number])
        )
        for number in range(1, _week_of(course.today, course) + 1)
    ]


def _week_of(day: date, course: Course) -> int:
    """The week since the first session that `day` is in, from 1; before it, 0 or less."""
    return (day - (course.start or day)) // _WEEK + 1


def _row(week: _Week, planned: int) -> list[str]:
    return [
        _("Week %(number)d, from %(day)s")
        % {"number": week.number, "day": date_format(week.first, "MONTH_DAY_FORMAT")},
        _number(week.pain),
        _("%(done)d of %(planned)d") % {"done": week.days, "planned": planned},
        _number(week.effort),
    ]


def _rungs(course: Course, content: Content) -> Rows:
    """Where each exercise stands and since when; both sides together where they stand alike."""
    alike: dict[tuple[str, str, str], list[Side]] = {}
    for line in course.lines:
        if not line.slot.startswith(QUIET):
            row = content.exercises[line.exercise].name, dose_words(line.dose), _day(_since(line, course))
            alike.setdefault(row, []).append(line.side)
    return [[name, side_words(sides).capitalize(), dose, since] for (name, dose, since), sides in alike.items()]


def _since(line: Line, course: Course) -> date:
    """The day on which a line came to the exercise and dose it has now."""
    moved = [
        one.day
        for one in course.decisions
        if (one.side, one.change.new_exercise, one.change.new_dose) == (line.side, line.exercise, line.dose)
        and (one.change.exercise, one.change.dose) != (line.exercise, line.dose)
    ]
    return max(moved, default=course.start or course.today)


def _flare_days(course: Course, entries: tuple[Entry, ...]) -> list[date]:
    """The days on which a flare was told, and the beginning of the one under way."""
    withdrawn = {entry.body.corrects for entry in entries if isinstance(entry.body, Corrected)}
    days = {e.day for e in entries if isinstance(e.body, PainReported) and e.body.flare and e.id not in withdrawn}
    if course.flare_day is not None:
        days.add(course.today - timedelta(days=course.flare_day - 1))
    return sorted(days, reverse=True)


def _mean(values: list[float]) -> float | None:
    return fmean(values) if values else None


def _number(value: float | None) -> str:
    return "–" if value is None else decimal_words(value)


def _week(number: int) -> str:
    return _("Week %(number)d") % {"number": number}


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
