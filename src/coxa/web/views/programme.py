"""My programme, and why."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from coxa.care.course import Course
from coxa.care.entries import LifeDescribed
from coxa.web.forms.answered import shown
from coxa.web.forms.programme import LeaveOutForm
from coxa.web.presenters.onward import onward
from coxa.web.presenters.pain_rule import pain_rule
from coxa.web.presenters.programme import shown_programme
from coxa.web.remembering import remembered
from coxa.web.visit import Visit, with_person


@require_http_methods(["GET", "HEAD", "POST"])
@remembered
@with_person
def programme(visit: Visit) -> HttpResponse:
    """Show every exercise with its reason; leave one out, or bring it back."""
    data = visit.request.POST if visit.request.method == "POST" else None
    form = LeaveOutForm(data, person=visit.person)
    if form.is_valid():
        return _changed(visit, form)
    context = {
        **shown(form),
        "page": shown_programme(visit.course, visit.content),
        "rule": pain_rule(visit.course, visit.content, visit.emergency_number),
        "onward": onward(visit.course),
    }
    return visit.page("programme", context, status=422 if form.is_bound else 200)


def _changed(visit: Visit, form: LeaveOutForm) -> HttpResponse:
    """Tell it, when it changes anything."""
    life = visit.course.life
    if life is not None:
        left_out = form.disliked_after(life.dislikes, visit.content)
        if left_out != life.dislikes:
            fact = _as_it_is_now(life, visit.course).model_copy(update={"dislikes": left_out})
            visit.tell(fact, entry_id=form.entry_id(fact))
    return redirect("programme")


def _as_it_is_now(life: LifeDescribed, course: Course) -> LifeDescribed:
    """My life as it stands, with the way of getting stronger that a review may have changed since."""
    return life.model_copy(update={"track": course.situation.life.track})


urlpatterns: list[URLPattern] = [path("programme/", programme, name="programme")]
