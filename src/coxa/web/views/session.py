"""A session, set by set: the next thing to do, how it went, and at the end what changes."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coxa.care.entries import SessionFinished, SetDone
from coxa.care.response import SessionRecord
from coxa.web.forms.scales import problems
from coxa.web.forms.session import FinishForm, WentForm
from coxa.web.presenters.pain_rule import pain_rule
from coxa.web.presenters.session import step as step_shown
from coxa.web.presenters.session_away import away
from coxa.web.presenters.session_end import went as session_went
from coxa.web.presenters.session_now import (
    Lines,
    begun,
    is_above,
    left_out,
    lines_of,
    next_place,
    places_left,
    sets_told,
    to_ask,
)
from coxa.web.presenters.sides import side_name, side_words
from coxa.web.session_swapped import found, swap_in
from coxa.web.session_told import leave_out, went
from coxa.web.telling import tell_once
from coxa.web.views.session_access import not_going_on, with_session
from coxa.web.views.session_away import KEEP
from coxa.web.views.session_away import urlpatterns as away_patterns
from coxa.web.views.session_easier import easier
from coxa.web.views.session_ready import ready
from coxa.web.views.session_start import start
from coxa.web.views.session_stop import stop
from coxa.web.views.session_swap import swap
from coxa.web.visit import Visit


@require_http_methods(["GET", "HEAD", "POST"])
@with_session
def step(visit: Visit, record: SessionRecord) -> HttpResponse:
    """Show the next thing to do, or take in what was done."""
    elsewhere = not_going_on(visit, record)
    if elsewhere:
        return elsewhere
    told = _TOLD.get(visit.request.POST.get("action", "")) if visit.request.method == "POST" else None
    return told(visit, record) if told else _show(visit, record)


def _show(visit: Visit, record: SessionRecord) -> HttpResponse:
    leave = visit.request.GET.get("leave")
    lines = to_ask(record) or (begun(record) if leave else ())
    if lines:
        return _show_asked(visit, record, [WentForm(prefix=line.side) for line in lines], lines)
    place = next_place(record, timezone.localtime())
    if place is None or leave == "session":
        return _show_finish(visit, record, FinishForm())
    context = {
        "session": record,
        "step": step_shown(place, record, visit.course.situation, visit.content),
        "rule": pain_rule(visit.course, visit.content, visit.emergency_number),
        "was_above": visit.request.GET.get("note") == "above",
        "offline": away(visit, record),
    }
    response = visit.page("session_step", context)
    response.headers[KEEP] = f"{visit.person.pk}/{record.day}"
    return response


def _show_asked(visit: Visit, record: SessionRecord, filled: list[WentForm], lines: Lines) -> HttpResponse:
    names = [side_name(line.side) for line in lines]
    context = {
        "session": record,
        "exercise": visit.content.exercises[lines[0].exercise],
        "sides": [
            {"name": side_name(line.side), "words": side_words([line.side]), "form": form}
            for line, form in zip(lines, filled, strict=True)
        ],
        "effort": lines[0].effort,
        "most": visit.course.pain_limits.during_most,
        "error_summary": problems(filled, names if len(names) > 1 else ()),
    }
    return visit.page("session_asked", context, status=422 if context["error_summary"] else 200)


def _show_finish(visit: Visit, record: SessionRecord, form: FinishForm) -> HttpResponse:
    context = {"session": record, "form": form, "error_summary": problems([form])}
    return visit.page("session_finish", context, status=422 if form.errors else 200)


def _set_done(visit: Visit, record: SessionRecord) -> HttpResponse:
    """Take in one set; a set that is not (or no longer) to come changes nothing."""
    post = visit.request.POST
    wanted = (post.get("exercise"), post.get("side"), post.get("number"))
    for place in places_left(record, timezone.localtime()):
        line = place.line
        if wanted == (line.exercise, line.side.value, str(place.number)):
            tell_once(visit, SetDone(session=record.id, exercise=line.exercise, side=line.side, number=place.number))
    return redirect("session_step", record.id)


def _skipped(visit: Visit, record: SessionRecord) -> HttpResponse:
    """Leave an exercise out; one that was begun is asked about first."""
    lines = lines_of(record, visit.request.POST.get("exercise", ""))
    if any(line in begun(record) for line in lines):
        return redirect(f"{reverse('session_step', args=[record.id])}?leave=exercise")
    leave_out(visit, record, lines)
    return redirect("session_step", record.id)


def _answered(visit: Visit, record: SessionRecord) -> HttpResponse:
    """Take in how an exercise went, on each side that was done."""
    planned = lines_of(record, visit.request.POST.get("exercise", ""))
    lines = tuple(line for line in planned if sets_told(record, line))
    if not lines:
        return redirect("session_step", record.id)
    filled = [WentForm(visit.request.POST, prefix=line.side) for line in lines]
    if problems(filled):
        return _show_asked(visit, record, filled, lines)
    limits, leave = visit.course.pain_limits, visit.request.GET.get("leave")
    too_much = [is_above(form.cleaned_data["pain"], record, limits) for form in filled]
    if leave == "swap" and not any(too_much):
        _swapped(visit, record, lines[0].exercise)
    for line, form, much in zip(lines, filled, too_much, strict=True):
        tell_once(visit, went(left_out(record, line), form, too_much=much))
    if leave == "exercise" or (leave == "swap" and any(too_much)):
        leave_out(visit, record, tuple(line for line in planned if line not in lines))
    return _after_answers(record, lines, above=any(too_much), leave=leave)


def _swapped(visit: Visit, record: SessionRecord, exercise: str) -> None:
    """Put the exercise that was chosen in the place of the rest of `exercise`."""
    get = visit.request.GET
    chosen = found(visit, record, exercise, get.get("take", "")) if get.get("for") == exercise else None
    if chosen:
        swap_in(visit, record, exercise, chosen, stays=get.get("stays") == "always")


def _after_answers(record: SessionRecord, lines: Lines, *, above: bool, leave: str | None) -> HttpResponse:
    """Strong pain leads to the end by itself (`not_going_on`); pain above the limit to an easier exercise."""
    if leave == "session":
        return redirect(f"{reverse('session_step', args=[record.id])}?leave=session")
    if above:
        return redirect(f"{reverse('session_easier', args=[record.id])}?for={lines[0].exercise}")
    return redirect("session_step", record.id)


def _finished(visit: Visit, record: SessionRecord) -> HttpResponse:
    form = FinishForm(visit.request.POST)
    if not form.is_valid():
        return _show_finish(visit, record, form)
    tell_once(visit, SessionFinished(session=record.id, pain_after=form.cleaned_data["pain_after"]))
    return redirect("session_end", record.id)


_TOLD: dict[str, Callable[[Visit, SessionRecord], HttpResponse]] = {
    "set": _set_done,
    "skip": _skipped,
    "answers": _answered,
    "finish": _finished,
}


@require_safe
@with_session
def end(visit: Visit, record: SessionRecord) -> HttpResponse:
    """Show how it went, what changes and why, and what is normal tonight."""
    context = {
        "session": record,
        "went": session_went(record, visit.course, visit.content),
        "limits": visit.course.pain_limits,
        "locks": visit.course.locks,
        "rule": pain_rule(visit.course, visit.content, visit.emergency_number),
    }
    return visit.page("session_end", context)


urlpatterns: list[URLPattern] = [
    *away_patterns,
    path("session/ready/", ready, name="session_ready"),
    path("session/start/", start, name="session_start"),
    path("session/<uuid:session_id>/", step, name="session_step"),
    path("session/<uuid:session_id>/stop/", stop, name="session_stop"),
    path("session/<uuid:session_id>/easier/", easier, name="session_easier"),
    path("session/<uuid:session_id>/swap/", swap, name="session_swap"),
    path("session/<uuid:session_id>/end/", end, name="session_end"),
]
