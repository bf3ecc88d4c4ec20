"""The programme on paper and in the calendar."""

import io
from datetime import time

import pytest
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from coxa.knowledge.loader import shipped
from coxa.records.models import Person
from web.a_course import course_now, opened, ready

pytestmark = pytest.mark.django_db


def test_handout_names_every_exercise_its_dose_and_what_means_stop(ana: Person) -> None:
    ready(ana)
    answer = opened(ana).get(reverse("handout"))
    assert answer["Content-Type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    programme = course_now(ana).programme
    assert programme is not None
    for line in programme.prescriptions:
        assert shipped().exercises[line.exercise].name in text
    assert ana.name in text
    assert "Log sheet" in text
    assert "not a medical device" in text
    assert course_now(ana).pain_limits.words.split(".")[0] in text


def test_handout_is_tagged_for_screen_readers(ana: Person) -> None:
    ready(ana)
    pdf = PdfReader(io.BytesIO(opened(ana).get(reverse("handout")).content))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  # a PDF boolean
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "My exercises for the hip"


def test_calendar_holds_the_coming_days_at_the_time_asked_for(ana: Person) -> None:
    ready(ana)
    answer = opened(ana).get(reverse("calendar"), {"at": "18:30"})
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    course = course_now(ana)
    assert course.programme is not None
    assert len(events) == 4 * course.programme.days_per_week
    assert {event["dtstart"].dt.time() for event in events} == {time(18, 30)}
    assert events[0]["dtstart"].dt.date() == course.today


@pytest.mark.parametrize("at", ["25:00", "soon", "18:30; DROP", "9" * 4000])
def test_time_that_is_none_leads_back_to_the_programme(ana: Person, at: str) -> None:
    ready(ana)
    answer = opened(ana).get(reverse("calendar"), {"at": at})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("programme")


@pytest.mark.parametrize("name", ["handout", "calendar"])
def test_without_a_programme_there_is_nothing_to_take_along(ana: Person, name: str) -> None:
    assert opened(ana).get(reverse(name))["Location"] == reverse("programme")
