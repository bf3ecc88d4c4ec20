"""Today: the one next step."""

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from coxa.web.presenters.calling import tel
from coxa.web.presenters.today import today as today_shown
from coxa.web.remembering import remembered
from coxa.web.visit import Visit, with_person


@require_safe
@remembered
@with_person
def today(visit: Visit) -> HttpResponse:
    """Show what to do now, and why."""
    number = visit.emergency_number
    context = {
        "page": today_shown(visit.course, visit.content, number),
        "course": visit.course,
        "emergency_number": number,
        "tel": tel(number),
    }
    return visit.page("today", context)


urlpatterns: list[URLPattern] = [path("today/", today, name="today")]
