"""Today's session, kept ready on the device: the page that begins it when Coxa cannot be reached."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import etag, require_safe

from coxa.care.course import NextStep
from coxa.web.presenters.reasons import because
from coxa.web.presenters.session_ready import ready_page
from coxa.web.remembering import state_of
from coxa.web.session_ready import ready_session
from coxa.web.views.session_away import KEEP
from coxa.web.visit import Visit, with_person

SESSION = "Coxa-Session"
"""The header that tells our service worker which session the page can begin."""


def _stamp(request: HttpRequest) -> str | None:
    """Another one for another person, record, day, content, language or device: then the page is made anew."""
    person, *rest = state_of(request)
    return f'"{sha256(repr((person, *rest)).encode()).hexdigest()}"' if person else None


@require_safe
@etag(_stamp)
@with_person
def ready(visit: Visit) -> HttpResponse:
    """Keep today's session ready when one is due and allowed; else say why none can begin here."""
    course = visit.course
    if course.next_step is NextStep.GO_ON and course.open_session:
        return redirect("session_step", course.open_session.id)
    session = ready_session(visit)
    if session is None:
        return visit.page("session_not_ready", {"why": because(course.because, visit.content)})
    response = visit.page("session_ready", {"page": ready_page(visit, session)})
    response.headers[KEEP] = f"{visit.person.pk}/{session.day}"
    response.headers[SESSION] = str(session.session)
    return response
