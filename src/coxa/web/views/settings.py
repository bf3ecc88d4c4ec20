"""Settings: how Coxa looks and sounds on this device, and where the person lives."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from coxa.records.models import Person
from coxa.records.people import move
from coxa.web.device import Device
from coxa.web.forms.answered import shown
from coxa.web.forms.people import ELSEWHERE, CountryForm
from coxa.web.forms.settings import DEVICE_FORMS
from coxa.web.language import shown_content
from coxa.web.presenters.people import countries
from coxa.web.presenters.settings import choices
from coxa.web.visit import chosen, show


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Every topic with a form of its own; each is saved by itself."""
    topic = request.POST.get("topic", "")
    if topic in DEVICE_FORMS:
        return _keep(request, topic)
    if topic == "country":
        return _move(request)
    return redirect("settings") if request.method == "POST" else _page(request)


def _keep(request: HttpRequest, topic: str) -> HttpResponse:
    form = DEVICE_FORMS[topic](request.POST)
    if not form.is_valid():
        return _page(request, topic, shown(form))
    response = _saved(topic)
    replace(Device.of(request), **form.changes).keep(response)
    return response


def _move(request: HttpRequest) -> HttpResponse:
    person = chosen(request)
    if person is None:
        return redirect("people")
    form = CountryForm(request.POST, content=shown_content(), person=person)
    if not form.is_valid():
        return _page(request, "country", shown(form))
    move(person.pk, form.cleaned_data["country"])
    return _saved("country")


def _saved(topic: str) -> HttpResponse:
    return redirect(f"{reverse('settings')}?saved={topic}")


def _page(request: HttpRequest, topic: str = "", answered: dict[str, Any] | None = None) -> HttpResponse:
    """The whole page; `answered` is what was typed about one topic, which was not right."""
    person, answered = chosen(request), answered or {}
    known = [shown(form(initial=form.initial_from(Device.of(request)))) for form in DEVICE_FORMS.values()]
    if person:
        known.append(shown(CountryForm(initial=_home(person), content=shown_content(), person=person)))
    context = {
        "field": {name: field for parts in (*known, answered) for name, field in parts.get("field", {}).items()},
        "record_now": str(person.pk) if person else "",
        "error_summary": answered.get("error_summary", []),
        "choices": choices(),
        "countries": countries(shown_content()) if person else [],
        "emergency_number": shown_content().emergency_number(person.country if person else None),
        "saved": request.GET.get("saved", ""),
    }
    return show(request, "settings", context, status=422 if topic else 200)


def _home(person: Person) -> dict[str, str]:
    return {"country": person.country or ELSEWHERE}


urlpatterns = [path("settings/", settings, name="settings")]
