"""The iCalendar file, read back by the library that calendars use."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coxa.exchange.calendar import CalendarWords, ComingSession, calendar_file

ANA = UUID("6f2b0a0e-0000-4000-8000-000000000001")
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
WORDS = CalendarWords("Exercises; hip, both", "Exercises", "Line one\nline two, with ä and 山")

days_in_a_month = st.lists(st.dates(date(2026, 1, 1), date(2030, 1, 1)), unique=True, max_size=31)
times = st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0))


@given(days=days_in_a_month, at=times, minutes=st.integers(5, 90))
def test_every_day_is_there_once_at_its_time(days: list[date], at: time | None, minutes: int) -> None:
    events = Calendar.from_ical(calendar_file(ANA, [ComingSession(day, minutes, at) for day in days], NOW, WORDS)).walk(
        "VEVENT"
    )
    begins = [event["dtstart"].dt for event in events]
    assert begins == (days if at is None else [datetime.combine(day, at) for day in days])
    lasts = timedelta(days=1) if at is None else timedelta(minutes=minutes)
    assert all(event["dtend"].dt - event["dtstart"].dt == lasts for event in events)
    assert all(event["description"] == WORDS.description for event in events)
    assert len({str(event["uid"]) for event in events}) == len(days)


def test_same_day_has_the_same_uid_whenever_the_file_is_made() -> None:
    made = [calendar_file(ANA, [ComingSession(date(2026, 12, 1), 20, at)], NOW, WORDS) for at in (None, time(18, 30))]
    uids = {str(Calendar.from_ical(one).walk("VEVENT")[0]["uid"]) for one in made}
    assert len(uids) == 1


def alarms(at: time | None, before: timedelta | None) -> list[timedelta]:
    file = calendar_file(ANA, [ComingSession(date(2026, 12, 1), 20, at, alarm_before=before)], NOW, WORDS)
    return [alarm["trigger"].dt for alarm in Calendar.from_ical(file).walk("VALARM")]


def test_only_a_session_with_a_time_reminds_and_only_when_asked_to() -> None:
    assert alarms(None, timedelta(0)) == []
    assert alarms(time(7), None) == []
    assert alarms(time(7), timedelta(0)) == [timedelta(0)]
    assert alarms(time(7), timedelta(minutes=30)) == [-timedelta(minutes=30)]


def test_place_is_in_the_event() -> None:
    file = calendar_file(ANA, [ComingSession(date(2026, 12, 1), 20, place="in the kitchen, by the door")], NOW, WORDS)
    assert Calendar.from_ical(file).walk("VEVENT")[0]["location"] == "in the kitchen, by the door"
