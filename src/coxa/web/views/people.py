"""The first pages, and whose record is open."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from coxa.errors import RecordError
from coxa.records.people import add_person, people
from coxa.records.people import person as find_person
from coxa.web.forms.answered import shown
from coxa.web.forms.people import NewPersonForm
from coxa.web.language import shown_content
from coxa.web.presenters.people import countries
from coxa.web.visit import choose, chosen, show


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """What Coxa is, for whom, and what it must not be used for."""
    if chosen(request):
        return redirect("today")
    return show(request, "welcome", {"start": "people" if people() else "new_person"})


@require_safe
def intended_use(request: HttpRequest) -> HttpResponse:
    """The same at length."""
    return show(request, "intended_use", {"gates": shown_content().gates.values()})


@require_safe
def list_people(request: HttpRequest) -> HttpResponse:
    """Everyone with a record here."""
    return show(request, "people", {"people": people(), "chosen": chosen(request)})


def new_person(request: HttpRequest) -> HttpResponse:
    """Start a record for someone."""
    form = NewPersonForm(request.POST if request.method == "POST" else None, content=shown_content())
    if not form.is_valid():
        context = {**shown(form), "countries": countries(shown_content()), "has_people": bool(people())}
        return show(request, "new_person", context, status=422 if form.is_bound else 200)
    name, country = form.cleaned_data["name"], form.cleaned_data["country"]
    added = add_person(name, country, now=timezone.localtime(), id=form.entry_id(f"{name}|{country}"))
    choose(request, added.pk)
    return redirect("today")


@require_POST
def choose_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open someone's record."""
    try:
        choose(request, find_person(person_id).pk)
    except RecordError as error:
        raise Http404 from error
    return redirect("today")


urlpatterns = [
    path("", welcome, name="welcome"),
    path("intended-use/", intended_use, name="intended_use"),
    path("people/", list_people, name="people"),
    path("people/new/", new_person, name="new_person"),
    path("people/<uuid:person_id>/open/", choose_person, name="choose_person"),
]
