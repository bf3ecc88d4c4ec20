"""Which lines of a programme are due on a day, and the short version of a session."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from coxa.care import limits
from coxa.care.fitting import fitting
from coxa.care.programme import LineKey, Prescription
from coxa.knowledge.library import Content

DAYS_IN_A_WEEK = 7
EVERY_WEEKDAY: Final = frozenset(range(DAYS_IN_A_WEEK))


class DayKind(StrEnum):
    """What a day of the week at a glance holds."""

    DONE = "done"
    DUE = "due"
    REST = "rest"
    CALM = "calm"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class LastDone:
    """When a line was last done, and until when it rests."""

    day: date | None
    not_before: date | None


def due_lines(
    prescriptions: tuple[Prescription, ...], last: Mapping[LineKey, LastDone], today: date
) -> tuple[Prescription, ...]:
    """The prescriptions whose rest is over today."""
    return tuple(line for line in prescriptions if _is_due(line, last.get(line.key), today))


def days_between(days_per_week: int) -> int:
    """The least days from one session to the next: 3 a week are 2 days apart, 2 a week 3, 4 and more 1."""
    return DAYS_IN_A_WEEK // days_per_week


def short_version(prescriptions: tuple[Prescription, ...], content: Content) -> tuple[Prescription, ...]:
    """The five-minute version: the most important lines, never empty."""
    short = fitting(prescriptions, limits.LEAST_SESSION_MINUTES, content)
    return short or prescriptions[:1]


def rest_day(session_days: frozenset[date], today: date, days_per_week: int) -> bool:
    """Whether today is a day off: the week's sessions are done, or the last one is too near."""
    recent = [day for day in session_days if 0 < (today - day).days < DAYS_IN_A_WEEK]
    near = [day for day in recent if (today - day).days < days_between(days_per_week)]
    return len(recent) >= days_per_week or bool(near)


def coming_days(
    session_days: frozenset[date],
    today: date,
    days_per_week: int,
    days: int,
    weekdays: frozenset[int] = EVERY_WEEKDAY,
) -> tuple[date, ...]:
    """The days within the next `days`, today included, on which a session fits when none is missed.

    Only days of the week in `weekdays` (Monday is 0) are taken.
    """
    done, coming = set(session_days), []
    for day in (today + timedelta(days=ahead) for ahead in range(days)):
        if day.weekday() in weekdays and day not in done and not rest_day(frozenset(done), day, days_per_week):
            done.add(day)
            coming.append(day)
    return tuple(coming)


def week_at_a_glance(
    session_days: frozenset[date],
    today: date,
    days_per_week: int,
    weekdays: frozenset[int] = EVERY_WEEKDAY,
    *,
    calm: bool = False,
) -> tuple[tuple[date, DayKind], ...]:
    """The seven days from Monday around `today`, and what each holds.

    A day gone by without a session was a rest. While the hip is `calm` after a flare, today is a calm day and what
    comes after it is open.
    """
    monday = today - timedelta(days=today.weekday())
    coming = () if calm else coming_days(session_days, today, days_per_week, DAYS_IN_A_WEEK, weekdays)
    ahead = DayKind.OPEN if calm else DayKind.REST
    kinds = {monday + timedelta(days=n): DayKind.REST for n in range(DAYS_IN_A_WEEK)}
    kinds |= {day: ahead for day in kinds if day > today}
    kinds |= {today: DayKind.CALM} if calm else {}
    kinds |= {day: DayKind.DUE for day in coming if day in kinds}
    kinds |= {day: DayKind.DONE for day in session_days if day in kinds}
    return tuple(kinds.items())


def _is_due(line: Prescription, last: LastDone | None, today: date) -> bool:
    if last is None:
        return True
    if last.not_before is not None and today < last.not_before:
        return False
    return last.day is None or (today - last.day).days >= days_between(line.dose.days_per_week)
