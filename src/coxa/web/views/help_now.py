"""Help, one press away from every page, also before anybody is chosen."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from coxa.web.language import shown_content
from coxa.web.presenters.calling import tel
from coxa.web.presenters.help_now import signs
from coxa.web.visit import chosen, show


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """What needs an emergency call, and whom else to see and by when."""
    person = chosen(request)
    number = shown_content().emergency_number(person.country if person else None)
    return show(
        request, "help_now", {"levels": signs(shown_content(), number), "emergency_number": number, "tel": tel(number)}
    )


urlpatterns = [path("help/", help_now, name="help_now")]
