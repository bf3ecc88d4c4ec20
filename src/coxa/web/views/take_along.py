"""The programme to take along: on paper, and in the calendar."""

from datetime import timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coxa.care.scheduling import coming_days
from coxa.exchange.calendar import CalendarWords, calendar_file
from coxa.exchange.handout import handout_pdf
from coxa.web.forms.take_along import CalendarForm
from coxa.web.presenters.handout import shown_handout
from coxa.web.visit import Visit, with_person

WEEKS_AHEAD: Final = 4
"""How far a calendar file looks: a programme is looked at anew after that (our design choice)."""


@require_safe
@with_person
def handout(visit: Visit) -> HttpResponse:
    """The programme as a PDF; without a programme, the page that says why."""
    if visit.course.programme is None:
        return redirect("programme")
    told = shown_handout(visit.course, visit.content, visit.emergency_number, visit.person.name)
    return _file(handout_pdf(told), "application/pdf", "coxa-programme.pdf")


@require_safe
@with_person
def calendar(visit: Visit) -> HttpResponse:
    """The days of the coming sessions, at a time of day or without one."""
    course, form = visit.course, CalendarForm(visit.request.GET)
    if course.programme is None or course.life is None or not form.is_valid():
        return redirect("programme")
    done = frozenset(session.day for session in course.sessions if session.done)
    days = coming_days(done, course.today, course.programme.days_per_week, timedelta(weeks=WEEKS_AHEAD).days)
    words = CalendarWords(
        name=_("Exercises for the hip"),
        session=_("Exercises for the hip"),
        description=_("Open Coxa first: it asks how your hip is, and the exercises follow from that."),
    )
    at = form.cleaned_data["at"]
    body = calendar_file(visit.person.pk, days, course.life.minutes, at, timezone.now(), words)
    return _file(body, "text/calendar; charset=utf-8", "coxa-sessions.ics")


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        body,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


urlpatterns: list[URLPattern] = [
    path("programme/handout.pdf", handout, name="handout"),
    path("programme/calendar.ics", calendar, name="calendar"),
]
