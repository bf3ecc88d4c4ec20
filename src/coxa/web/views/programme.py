"""My programme, and why; one exercise left out, and brought back."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from coxa.care.course import Course
from coxa.care.entries import BroughtBack, LeftOut, LifeDescribed
from coxa.web.forms.answered import shown
from coxa.web.forms.programme import BringBackForm, SwapForm
from coxa.web.presenters.onward import onward
from coxa.web.presenters.pain_rule import pain_rule
from coxa.web.presenters.programme import shown_programme, swap_shown
from coxa.web.remembering import remembered
from coxa.web.visit import Visit, with_person


@require_http_methods(["GET", "HEAD", "POST"])
@remembered
@with_person
def programme(visit: Visit) -> HttpResponse:
    """Show the week, and every exercise with its reason; bring one back that was left out."""
    data = visit.request.POST if visit.request.method == "POST" else None
    form = BringBackForm(data, person=visit.person)
    if form.is_valid():
        _bring_back(visit, form)
        return redirect("programme")
    context = {
        **shown(form),
        "page": shown_programme(visit.course, visit.content),
        "rule": pain_rule(visit.course, visit.content, visit.emergency_number),
        "onward": onward(visit.course),
    }
    return visit.page("programme", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def swap(visit: Visit, exercise_id: str) -> HttpResponse:
    """Ask why an exercise is left out, and leave it out; when it hurts, the pain is asked for next."""
    exercise = visit.content.exercises.get(exercise_id)
    if exercise is None:
        raise Http404
    data = visit.request.POST if visit.request.method == "POST" else None
    form = SwapForm(data, person=visit.person)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        fact = LeftOut(exercise=exercise.id, reason=reason)
        visit.tell(fact, entry_id=form.entry_id(fact))
        return redirect(f"{reverse('pain')}?left_out={exercise.id}" if reason == "hurts" else "programme")
    context = {**shown(form), "page": swap_shown(exercise, visit.course, visit.content)}
    return visit.page("swap", context, status=422 if form.is_bound else 200)


def _bring_back(visit: Visit, form: BringBackForm) -> None:
    """Tell it, when it changes anything: wherever it was said that the exercise is not wanted."""
    exercise, life = form.cleaned_data["exercise"], visit.course.life
    if exercise in visit.course.keeping_on.excluded:
        fact = BroughtBack(exercise=exercise)
        visit.tell(fact, entry_id=form.entry_id(fact))
    if life is not None and exercise in life.dislikes:
        liked = tuple(one for one in life.dislikes if one != exercise)
        told = _as_it_is_now(life, visit.course).model_copy(update={"dislikes": liked})
        visit.tell(told, entry_id=form.entry_id(told))


def _as_it_is_now(life: LifeDescribed, course: Course) -> LifeDescribed:
    """My life as it stands, with the way of getting stronger that a review may have changed since."""
    return life.model_copy(update={"track": course.situation.life.track})


urlpatterns: list[URLPattern] = [
    path("programme/", programme, name="programme"),
    path("programme/swap/<str:exercise_id>/", swap, name="swap"),
]
