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


@dataclass(frozen=True, slots=True)
class ComingSession:
    """One session to come: of `minutes` from `at` on, or all day long without a time.

    `alarm_before` is how long before its beginning it is reminded of; `None` is not at all.
    """

    day: date
    minutes: int
    at: time | None = None
    place: str = ""
    alarm_before: timedelta | None = None


def calendar_file(person: UUID, sessions: Iterable[ComingSession], now: datetime, words: CalendarWords) -> bytes:
    """One event for each of `sessions`; only one with a time of day can have a reminder.

    The same day always has the same UID, so a calendar that reads the file again changes its event and makes no second.
    Times are floating: the clock on the wall, wherever the person is.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Coxa//Exercise days//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words.name)
    for session in sessions:
        calendar.add_component(_event(uuid5(person, session.day.isoformat()), session, now, words))
    return bytes(calendar.to_ical())


def _event(uid: UUID, session: ComingSession, now: datetime, words: CalendarWords) -> Event:
    event = Event()
    event.add("uid", f"{uid}@coxa")
    event.add("dtstamp", now)
    event.add("summary", words.session)
    event.add("description", words.description)
    event.add("transp", "TRANSPARENT")
    if session.place:
        event.add("location", session.place)
    if session.at is None:
        event.add("dtstart", session.day)
        event.add("dtend", session.day + timedelta(days=1))
        return event
    begins = datetime.combine(session.day, session.at)
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=session.minutes))
    if session.alarm_before is not None:
        event.add_component(_alarm(session.alarm_before, words))
    return event


def _alarm(before: timedelta, words: CalendarWords) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words.session)
    alarm.add("trigger", -before)
    return alarm
