"""Progress as plain numbers: week by week, where each exercise stands, and what was decided."""

from collections.abc import Iterator
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
from coxa.web.presenters.decisions import grouped
from coxa.web.presenters.doses import dose_words
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
    adherence: str
    rungs: Rows
    history: list[list[DatedDecision]]
    reviews: Rows
    flares: tuple[str, ...]


def progress(course: Course, entries: tuple[Entry, ...], content: Content) -> Progress:
    """The progress of a course, newest first."""
    percent = course.adherence_percent
    return Progress(
        weeks=list(_weeks(course)),
        adherence="" if percent is None else _("%(percent)d %%") % {"percent": round(percent)},
        rungs=_rungs(course, content),
        history=grouped(course.decisions),
        reviews=[[_week(r.week), _day(r.day), action_words(r.action), r.reason.because] for r in course.reviews],
        flares=tuple(_day(day) for day in _flare_days(course, entries)),
    )


def _weeks(course: Course) -> Iterator[list[str]]:
    """Every week since the first session, the newest first."""
    if course.start is None:
        return
    planned = course.life.days_per_week if course.life else 0
    for number in range((course.today - course.start) // _WEEK, -1, -1):
        first = course.start + number * _WEEK
        days = {session.day for session in course.sessions if session.done and first <= session.day < first + _WEEK}
        done = _("%(done)d of %(planned)d") % {"done": len(days), "planned": planned}
        yield [
            _("Week %(number)d, from %(day)s") % {"number": number + 1, "day": date_format(first, "j M")},
            _mean([mean for day, mean in course.pain if first <= day < first + _WEEK]),
            done,
            _mean(_efforts(course, first)),
        ]


def _efforts(course: Course, first: date) -> list[float]:
    return [
        float(done.effort)
        for session in course.sessions
        if first <= session.day < first + _WEEK
        for done in session.exercises.values()
        if done.effort is not None
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


def _mean(values: list[float]) -> str:
    return f"{fmean(values):.2g}" if values else "–"


def _week(number: int) -> str:
    return _("Week %(number)d") % {"number": number}


def _day(day: date) -> str:
    return date_format(day, "j F Y")
