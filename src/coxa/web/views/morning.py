"""How the hip responds: the morning after a session, and pain on any other day."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from coxa.care.entries import MorningChecked, PainReported
from coxa.care.response import SessionRecord
from coxa.web.forms.answered import shown
from coxa.web.forms.morning import MorningForm, PainForm
from coxa.web.forms.scales import problems
from coxa.web.presenters.answers import weekday_words
from coxa.web.presenters.flare import flare_plan
from coxa.web.presenters.morning import hours, morning_result, mornings
from coxa.web.telling import tell_once
from coxa.web.visit import Visit, with_person


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def morning(visit: Visit) -> HttpResponse:
    """Ask about the morning after the last session, then show what changes."""
    awaiting = visit.course.awaiting_morning
    if visit.request.method == "POST":
        return _told(visit, awaiting)
    answered = _session(visit, visit.request.GET.get("session", ""))
    if answered and answered.morning:
        result = morning_result(answered, visit.course, visit.content)
        return visit.page("morning_result", {"result": result, "day": weekday_words(answered.day)})
    return _ask(visit, awaiting, MorningForm()) if awaiting else redirect("today")


def _session(visit: Visit, said: str) -> SessionRecord | None:
    try:
        return visit.course.session(UUID(said))
    except ValueError:
        return None


def _ask(visit: Visit, record: SessionRecord, form: MorningForm) -> HttpResponse:
    context = {
        "form": form,
        "session": record,
        "day": weekday_words(record.day),
        "mornings": mornings(),
        "hours": hours(),
        "error_summary": problems([form]),
    }
    return visit.page("morning", context, status=422 if form.errors else 200)


def _told(visit: Visit, awaiting: SessionRecord | None) -> HttpResponse:
    """Take in a morning: of the session that waits for it, or once more of one that had it."""
    record = _session(visit, visit.request.POST.get("session", ""))
    if record is None or (record.morning is None and record != awaiting):
        return redirect("morning")
    form = MorningForm(visit.request.POST)
    if not form.is_valid():
        return _ask(visit, record, form)
    answers = form.cleaned_data
    tell_once(visit, MorningChecked.model_validate({"session": record.id, **answers}))
    return redirect(f"{reverse('morning')}?session={record.id}")


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def pain(visit: Visit) -> HttpResponse:
    """Take in pain on any day; for a flare show what helps."""
    form = PainForm(visit.request.POST if visit.request.method == "POST" else None, person=visit.person)
    if form.is_valid():
        flare = form.cleaned_data["flare"]
        fact = PainReported(average=form.cleaned_data["average"], flare=flare)
        visit.tell(fact, entry_id=form.entry_id(fact))
        return redirect(f"{reverse('pain')}?told={'flare' if flare else 'pain'}")
    said = visit.request.GET.get("told")
    left_out = visit.content.exercises.get(visit.request.GET.get("left_out", ""))
    context = {
        **shown(form),
        "form": form,
        "told": said,
        "left_out": left_out.name if left_out else "",
        "plan": flare_plan(visit.content),
    }
    return visit.page("pain", context, status=422 if form.is_bound else 200)


urlpatterns: list[URLPattern] = [
    path("morning/", morning, name="morning"),
    path("pain/", pain, name="pain"),
]
