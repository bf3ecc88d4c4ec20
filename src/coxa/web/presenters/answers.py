"""Answers in words: numbers, days, yes and no; what was not answered is left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What was told: a title, one line, and every answer that was given."""

    title: str
    line: str
    rows: tuple[Row, ...]


def day_words(day: date) -> str:
    """A day as people write it: "3 March 2026"."""
    return date_format(day, "DATE_FORMAT")


def weekday_words(day: date) -> str:
    """A day of this week or the last: "Monday 2 March"."""
    words = {"weekday": date_format(day, "l"), "day": date_format(day, "MONTH_DAY_FORMAT")}
    return _("%(weekday)s %(day)s") % words


def decimal_words(value: float, places: int | None = None) -> str:
    """A number as the language writes it: with so many decimal `places`, or two digits at most."""
    return number_format(f"{value:.2g}" if places is None else f"{value:.{places}f}")


def filled(*rows: tuple[str, str | None]) -> tuple[Row, ...]:
    """The rows that were answered."""
    return tuple((key, value) for key, value in rows if value)


def joined(rows: Iterable[Row]) -> str:
    """The rows as sentences of one line."""
    return " ".join(f"{key}: {value}." for key, value in rows)


def who_words(who: str | None) -> str | None:
    """The kind of professional."""
    return {
        "doctor": _("A doctor"),
        "physiotherapist": _("A physiotherapist"),
        "operating_team": _("The team that operated on me"),
    }.get(str(who))


def day_or_none(day: date | None) -> str | None:
    """A day, if there is one."""
    return None if day is None else day_words(day)


def number_words(value: int | None) -> str | None:
    """A number, if there is one."""
    return None if value is None else str(value)


def out_of_ten(value: int | None) -> str | None:
    """A number on a scale from 0 to 10."""
    return None if value is None else _("%(value)d out of 10") % {"value": value}


def yes_no(*, said: bool | None) -> str | None:
    """Yes or no."""
    return None if said is None else (_("Yes") if said else _("No"))


def weeks_words(weeks: int | None) -> str | None:
    """How long something has lasted at least."""
    if weeks is None:
        return None
    return ngettext("At least %(count)d week", "At least %(count)d weeks", weeks) % {"count": weeks}


def hours_words(hours: float | None) -> str | None:
    """How long something took."""
    if hours is None:
        return None
    return _("About %(count)s hours") % {"count": number_format(f"{hours:g}")}
