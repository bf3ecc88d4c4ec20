"""The programme to take along: on paper, and in the calendar."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coxa.exchange.calendar import CalendarWords, calendar_file
from coxa.exchange.handout import handout_pdf
from coxa.web.forms.take_along import CalendarForm
from coxa.web.presenters.coming import coming_sessions
from coxa.web.presenters.handout import shown_handout
from coxa.web.visit import Visit, with_person


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
    """The days of the coming sessions, as the plan says or at a time of day that was asked for."""
    course, form = visit.course, CalendarForm(visit.request.GET)
    if course.programme is None or course.life is None or not form.is_valid():
        return redirect("programme")
    words = CalendarWords(
        name=_("Exercises for the hip"),
        session=_("Exercises for the hip"),
        description=_("Open Coxa first: it asks how your hip is, and the exercises follow from that."),
    )
    sessions = coming_sessions(course, visit.content, form.cleaned_data["at"])
    body = calendar_file(visit.person.pk, sessions, timezone.now(), words)
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
