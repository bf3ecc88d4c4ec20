"""Something gets in the way: name it, and find a way round."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from coxa.care.entries import BarrierNamed
from coxa.web.forms.answered import shown
from coxa.web.forms.in_the_way import BarrierForm, OfferForm
from coxa.web.presenters.keeping_on import answer_shown, barrier_items, place_of
from coxa.web.telling import tell_once
from coxa.web.visit import Visit, with_person


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def in_the_way(visit: Visit) -> HttpResponse:
    """Ask what got in the way."""
    data = visit.request.POST if visit.request.method == "POST" else None
    form = BarrierForm(data, content=visit.content, person=visit.person)
    if form.is_valid():
        named = form.cleaned_data["barrier"]
        tell_once(visit, BarrierNamed(barrier=named))
        return redirect("in_the_way_answer", named)
    context = {**shown(form), "barriers": barrier_items(visit.content)}
    return visit.page("in_the_way", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def in_the_way_answer(visit: Visit, barrier_id: str) -> HttpResponse:
    """Show what helps; what is chosen is remembered, and shown where it is found."""
    barrier = visit.content.barriers.called(barrier_id)
    if barrier is None:
        raise Http404
    page = answer_shown(barrier, visit.course, visit.content)
    data = visit.request.POST if visit.request.method == "POST" else None
    form = OfferForm(data, said=page.said, person=visit.person)
    if form.is_valid():
        chosen = form.cleaned_data["offer"]
        tell_once(visit, BarrierNamed(barrier=barrier.id, tried=chosen))
        return redirect(place_of(chosen, barrier))
    context = {**shown(form), "page": page, "shows": visit.request.GET.get("show", "")}
    return visit.page("in_the_way_answer", context, status=422 if form.is_bound else 200)


urlpatterns: list[URLPattern] = [
    path("in-the-way/", in_the_way, name="in_the_way"),
    path("in-the-way/<str:barrier_id>/", in_the_way_answer, name="in_the_way_answer"),
]
