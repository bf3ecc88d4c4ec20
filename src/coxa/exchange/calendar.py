"""The coming sessions as an iCalendar file (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """What a calendar shows, in the reader's language."""

    name: str
    session: str
    description: str


def calendar_file(
    person: UUID, days: Iterable[date], minutes: int, at: time | None, now: datetime, words: CalendarWords
) -> bytes:
    """One event for each of `days`: of `minutes` from `at` with a reminder, or all day long without a time.

    The same day always has the same UID, so a calendar that reads the file again changes its event and makes no second.
    Times are floating: the clock on the wall, wherever the person is.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Coxa//Exercise days//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words.name)
    for day in days:
        calendar.add_component(_event(uuid5(person, day.isoformat()), day, minutes, at, now, words))
    return bytes(calendar.to_ical())


def _event(uid: UUID, day: date, minutes: int, at: time | None, now: datetime, words: CalendarWords) -> Event:
    event = Event()
    event.add("uid", f"{uid}@coxa")
    event.add("dtstamp", now)
    event.add("summary", words.session)
    event.add("description", words.description)
    event.add("transp", "TRANSPARENT")
    if at is None:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        return event
    begins = datetime.combine(day, at)
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=minutes))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words.session)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event
