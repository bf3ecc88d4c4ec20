"""Stop always stops: what is wrong, and what to do now."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coxa.care.entries import PlannedLine, SessionFinished, SessionStopped
from coxa.care.response import SessionRecord
from coxa.knowledge.screening_rules import StopSymptom
from coxa.web.forms.scales import problems
from coxa.web.forms.session import FinishForm, HurtForm
from coxa.web.presenters.calling import number_link, tel
from coxa.web.presenters.pain_rule import offered_symptoms
from coxa.web.presenters.session_now import ended_by_pain, here, left_out, lines_of
from coxa.web.presenters.sides import side_name
from coxa.web.presenters.stopping import Advice, advice, advice_on_strong_pain, choices, most_urgent
from coxa.web.session_told import hurt, leave_out
from coxa.web.telling import tell_once
from coxa.web.views.session_access import with_session
from coxa.web.visit import Visit


@require_http_methods(["GET", "HEAD", "POST"])
@with_session
def stop(visit: Visit, record: SessionRecord) -> HttpResponse:
    """Ask what is wrong, and show what to do; an emergency shows its advice before anything else."""
    action = visit.request.POST.get("action")
    if action == "symptom":
        return _symptom_told(visit, record)
    if action == "hurt":
        return _hurt_told(visit, record)
    if action == "finish":
        return _finished(visit, record)
    if "more" in visit.request.GET:
        return _show_choice(visit, record)
    symptom = most_urgent(_told_symptoms(visit, record))
    if symptom:
        return _show_advice(visit, record, advice(symptom, visit.emergency_number, visit.content), None)
    if ended_by_pain(record, visit.content):
        return _show_strong_pain(visit, record, FinishForm())
    line = _line(visit, record)
    if visit.request.GET.get("hurt") and line:
        return _show_hurt(visit, record, line, HurtForm())
    return _show_choice(visit, record)


def _told_symptoms(visit: Visit, record: SessionRecord) -> list[StopSymptom]:
    """Everything that was told to have stopped this session."""
    told = {e.body.symptom for e in visit.entries if isinstance(e.body, SessionStopped) and e.body.session == record.id}
    known = visit.content.stop_symptoms
    return [known[symptom] for symptom in told if symptom in known] if record.stop_symptom else []


def _line(visit: Visit, record: SessionRecord) -> PlannedLine | None:
    """The line that was on the screen when the person stopped; else the one the session is at."""
    values = visit.request.POST if visit.request.method == "POST" else visit.request.GET
    named = lines_of(record, values.get("exercise", ""))
    sides = [line for line in named if line.side.value == values.get("side")]
    return next(iter([*sides, *named]), None) or here(record, timezone.localtime())


def _show_choice(visit: Visit, record: SessionRecord, error: str | None = None) -> HttpResponse:
    line = _line(visit, record)
    context = {
        "session": record,
        "line": line,
        "items": choices(offered_symptoms(visit.content, visit.course.situation.tags)),
        "number": number_link(visit.emergency_number),
        "error": error,
        "error_summary": [{"text": error, "href": "#symptom"}] if error else [],
    }
    return visit.page("session_stop", context, status=422 if error else 200)


def _symptom_told(visit: Visit, record: SessionRecord) -> HttpResponse:
    offered = {s.id: s for s in offered_symptoms(visit.content, visit.course.situation.tags)}
    symptom, line = offered.get(visit.request.POST.get("symptom", "")), _line(visit, record)
    if symptom is None:
        return _show_choice(visit, record, _("Choose what is wrong."))
    address = reverse("session_stop", args=[record.id])
    if symptom.ends == "session":
        exercise, side = (line.exercise, line.side) if line else (None, None)
        tell_once(visit, SessionStopped(session=record.id, symptom=symptom.id, exercise=exercise, side=side))
        return redirect(address)
    if line is None:
        return redirect(f"{reverse('session_step', args=[record.id])}?leave=session")
    asked = urlencode({"hurt": symptom.id, "exercise": line.exercise, "side": line.side.value})
    return redirect(f"{address}?{asked}")


def _show_hurt(visit: Visit, record: SessionRecord, line: PlannedLine, form: HurtForm) -> HttpResponse:
    context = {
        "session": record,
        "line": line,
        "exercise": visit.content.exercises[line.exercise],
        "side": side_name(line.side),
        "form": form,
        "error_summary": problems([form]),
    }
    return visit.page("session_hurt", context, status=422 if form.errors else 200)


def _hurt_told(visit: Visit, record: SessionRecord) -> HttpResponse:
    """The exercise stops here, on both sides."""
    line = _line(visit, record)
    if line is None:
        return redirect("session_step", record.id)
    form = HurtForm(visit.request.POST)
    if not form.is_valid():
        return _show_hurt(visit, record, line, form)
    tell_once(visit, hurt(left_out(record, line), form))
    leave_out(visit, record, tuple(one for one in lines_of(record, line.exercise) if one != line))
    return redirect(f"{reverse('session_easier', args=[record.id])}?for={line.exercise}")


def _show_strong_pain(visit: Visit, record: SessionRecord, form: FinishForm) -> HttpResponse:
    shown = advice_on_strong_pain(visit.emergency_number, visit.content)
    return _show_advice(visit, record, shown, None if record.finished else form)


def _show_advice(visit: Visit, record: SessionRecord, shown: Advice, form: FinishForm | None) -> HttpResponse:
    context = {
        "session": record,
        "advice": shown,
        "form": form,
        "emergency_number": visit.emergency_number,
        "tel": tel(visit.emergency_number),
        "error_summary": problems([form] if form else []),
    }
    return visit.page("session_stopped", context, status=422 if context["error_summary"] else 200)


def _finished(visit: Visit, record: SessionRecord) -> HttpResponse:
    form = FinishForm(visit.request.POST)
    if not form.is_valid():
        return _show_strong_pain(visit, record, form)
    tell_once(visit, SessionFinished(session=record.id, pain_after=form.cleaned_data["pain_after"]))
    return redirect("session_end", record.id)
