"""Begin a session: pain before, what is planned, and the two messages about pain."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coxa.care.course import NextStep
from coxa.care.entries import SessionStarted
from coxa.care.programme import Prescription
from coxa.web.forms.scales import problems
from coxa.web.forms.session import StartForm
from coxa.web.presenters.lines import in_order, minutes_of, shown_lines
from coxa.web.presenters.pain_rule import pain_rule
from coxa.web.session_ready import asked_today
from coxa.web.telling import tell_once
from coxa.web.visit import Visit, with_person


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def start(visit: Visit) -> HttpResponse:
    """Ask for pain before, show what is planned, and begin."""
    course, short = visit.course, visit.request.GET.get("short") == "1"
    if course.next_step is NextStep.GO_ON and course.open_session:
        return redirect("session_step", course.open_session.id)
    form = StartForm(visit.request.POST if visit.request.method == "POST" else None)
    if form.is_bound and form.is_valid() and course.session(form.cleaned_data["session"]):
        return redirect("session_step", form.cleaned_data["session"])
    if not course.may_exercise:
        return redirect("today")
    if not asked_today(visit):
        return redirect(reverse("short_check") + ("?short=1" if short else ""))
    lines = in_order(course.short if short else course.due)
    if form.is_bound and form.is_valid():
        return _begin(visit, form, lines, short=short)
    return _show_start(visit, form, lines, short=short)


def _begin(visit: Visit, form: StartForm, lines: tuple[Prescription, ...], *, short: bool) -> HttpResponse:
    session = form.cleaned_data["session"]
    planned = tuple(line.as_planned() for line in lines)
    before = form.cleaned_data["pain_before"]
    tell_once(visit, SessionStarted(session=session, pain_before=before, short=short, planned=planned))
    return redirect("session_step", session)


def _show_start(visit: Visit, form: StartForm, lines: tuple[Prescription, ...], *, short: bool) -> HttpResponse:
    context = {
        "form": form,
        "session": form["session"].value() if form.is_bound and "session" not in form.errors else uuid4(),
        "error_summary": problems([form]),
        "lines": shown_lines(lines, visit.content),
        "minutes": minutes_of(lines, visit.content),
        "short": short,
        "rule": pain_rule(visit.course, visit.content, visit.emergency_number),
    }
    return visit.page("session_start", context, status=422 if form.errors else 200)
