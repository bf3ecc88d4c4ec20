"""What the programme needs to know: the first rule, the hip, daily life, and what has changed."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coxa.web.forms.about_my_hip import PARTS, HipPart, hip_from
from coxa.web.forms.answered import shown
from coxa.web.forms.hip_so_far import HipSoFar, forget
from coxa.web.forms.my_life import GOALS, LifeForm, initial_from
from coxa.web.forms.once import once
from coxa.web.forms.professional import EventForm, ProfessionalForm
from coxa.web.presenters import about_my_hip as hip_words
from coxa.web.presenters import my_life as life_words
from coxa.web.presenters.onward import onward
from coxa.web.visit import Visit, with_person

_page_with_form: Final = require_http_methods(["GET", "HEAD", "POST"])


@_page_with_form
@with_person
def professional(visit: Visit) -> HttpResponse:
    """The first rule: have you asked a professional? "Not yet" stays here first, to say what that means."""
    data = visit.request.POST if visit.request.method == "POST" else None
    form = ProfessionalForm(data, person=visit.person)
    if not form.is_valid():
        context = {**shown(form), "seen": visit.course.professional_seen, "today": timezone.localdate()}
        return visit.page("professional", context, status=422 if form.is_bound else 200)
    visit.tell(form.fact, entry_id=form.entry_id(form.fact))
    return redirect("professional" if form.fact.status == "not_yet" else onward(visit.course))


@_page_with_form
@with_person
def about_my_hip(visit: Visit, part: int = 1) -> HttpResponse:
    """One of the three pages about the hip."""
    if not 1 <= part <= len(PARTS):
        raise Http404
    so_far = HipSoFar.of(visit.request.session, visit.person.pk)
    if visit.request.method != "POST":
        form = _hip_form(visit, part, so_far)
        return _show_hip(visit, part, form)
    form = PARTS[part - 1](visit.request.POST, content=visit.content, person=visit.person)
    if not form.is_valid():
        return _show_hip(visit, part, form, status=422)
    names = PARTS[part - 1].asks_for(visit.content)
    so_far = so_far.keep(visit.request.session, part, {name: visit.request.POST.getlist(name) for name in names})
    return redirect(_hip_page(part + 1)) if part < len(PARTS) else _finish_hip(visit, so_far)


@_page_with_form
@with_person
def my_life(visit: Visit) -> HttpResponse:
    """What fits, what is at hand, what is liked."""
    data = visit.request.POST if visit.request.method == "POST" else None
    initial = initial_from(visit.course.life, visit.content)
    form = LifeForm(data, initial=initial, content=visit.content, person=visit.person)
    if not form.is_valid():
        context = {**shown(form), "choices": life_words.choices(visit.content), "goals": GOALS}
        return visit.page("my_life", context, status=422 if form.is_bound else 200)
    visit.tell(form.fact, entry_id=form.entry_id(form.fact))
    return redirect(onward(visit.course))


@_page_with_form
@with_person
def event(visit: Visit) -> HttpResponse:
    """A fall, an illness, an operation or a new medicine: then all safety questions come again."""
    data = visit.request.POST if visit.request.method == "POST" else None
    form = EventForm(data, person=visit.person)
    if not form.is_valid():
        context = {**shown(form), "today": timezone.localdate()}
        return visit.page("event", context, status=422 if form.is_bound else 200)
    visit.tell(form.fact, entry_id=form.entry_id(form.fact))
    return redirect("safety")


def _hip_form(visit: Visit, part: int, so_far: HipSoFar) -> HipPart:
    """The page as it was sent before, or else as the record knows it."""
    kind, sent = PARTS[part - 1], so_far.page(part)
    initial = kind.initial_from(visit.course.hip) if sent is None else _as_typed(kind(sent, content=visit.content))
    return kind(initial=initial, content=visit.content, person=visit.person)


def _as_typed(form: HipPart) -> dict[str, object]:
    return {name: form[name].value() for name in form.fields if name not in ("token", "record")}


def _show_hip(visit: Visit, part: int, form: HipPart, *, status: int = 200) -> HttpResponse:
    context = {
        **shown(form),
        "part": part,
        "parts": len(PARTS),
        "choices": hip_words.choices(visit.content),
        "back": _hip_page(part - 1) if part > 1 else "",
    }
    return visit.page(f"about_my_hip_{part}", context, status=status)


def _finish_hip(visit: Visit, so_far: HipSoFar) -> HttpResponse:
    """Tell the record, once every page was answered; a page that was left out is shown first."""
    cleaned = []
    for part, kind in enumerate(PARTS, start=1):
        form = kind(so_far.page(part), content=visit.content)
        if not form.is_valid():
            return redirect(_hip_page(part))
        cleaned.append(form.cleaned_data)
    hip = hip_from(cleaned)
    visit.tell(hip, entry_id=once(so_far.token, hip))
    forget(visit.request.session)
    return redirect(onward(visit.course))


def _hip_page(part: int) -> str:
    return reverse("about_my_hip") if part == 1 else reverse("about_my_hip_part", kwargs={"part": part})


urlpatterns = [
    path("professional/", professional, name="professional"),
    path("about-my-hip/", about_my_hip, name="about_my_hip"),
    path("about-my-hip/<int:part>/", about_my_hip, name="about_my_hip_part"),
    path("my-life/", my_life, name="my_life"),
    path("health/", event, name="event"),
]
