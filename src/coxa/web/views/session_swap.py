"""Another exercise in the place of one, on the spot."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coxa.care.response import SessionRecord
from coxa.care.session import sets_left
from coxa.care.swapping import swaps
from coxa.web.presenters.session_now import begun, here, lines_of
from coxa.web.presenters.swapping import offers, stays_items
from coxa.web.session_swapped import found, go_back, may_go_back, planned_first, swap_in
from coxa.web.session_told import leave_out
from coxa.web.views.session_access import not_going_on, with_session
from coxa.web.visit import Visit

STAYS = ("today", "always")


@require_http_methods(["GET", "HEAD", "POST"])
@with_session
def swap(visit: Visit, record: SessionRecord) -> HttpResponse:
    """Show what may be done instead of the rest of an exercise, and put it in its place.

    What is no longer to come cannot be swapped: a second press, or one after going back, leads to the session.
    """
    elsewhere = not_going_on(visit, record)
    if elsewhere:
        return elsewhere
    exercise = _named(visit, record)
    if exercise is None or not sets_left(exercise, record):
        return redirect("session_step", record.id)
    post = visit.request.POST
    if post.get("action") == "back":
        go_back(visit, record, exercise)
        return redirect("session_step", record.id)
    if post.get("action") == "skip" and not begun(record):
        leave_out(visit, record, lines_of(record, exercise))
        return redirect("session_step", record.id)
    if post.get("action") == "skip":
        return redirect(f"{reverse('session_step', args=[record.id])}?leave=exercise")
    wanted = post.get("choose")
    return _chosen(visit, record, exercise, wanted) if wanted else _show(visit, record, exercise)


def _named(visit: Visit, record: SessionRecord) -> str | None:
    """The exercise that the address names, else the one the session is at."""
    named = visit.request.GET.get("for", "")
    if lines_of(record, named):
        return named
    at = here(record, timezone.localtime())
    return at.exercise if at else None


def _chosen(visit: Visit, record: SessionRecord, exercise: str, wanted: str) -> HttpResponse:
    """Swap, or first ask how the sets went that were done."""
    chosen = found(visit, record, exercise, wanted)
    stays = visit.request.POST.get("stays", STAYS[0])
    if chosen is None or stays not in STAYS:
        return _show(visit, record, exercise, error=_("Choose one of the exercises shown."))
    step = reverse("session_step", args=[record.id])
    if any(line.exercise == exercise for line in begun(record)):
        return redirect(f"{step}?{urlencode({'leave': 'swap', 'for': exercise, 'take': wanted, 'stays': stays})}")
    swap_in(visit, record, exercise, chosen, stays=stays == "always")
    return redirect(step)


def _show(visit: Visit, record: SessionRecord, exercise: str, error: str = "") -> HttpResponse:
    content, came = visit.content, record.swapped_for(exercise)
    original = content.exercises[came.exercise] if came and may_go_back(record, exercise) else None
    context = {
        "session": record,
        "exercise": content.exercises[exercise],
        "here": {"exercise": exercise, "side": next(iter(sets_left(exercise, record))).side.value},
        "offers": offers(swaps(exercise, record, visit.course, content), visit.course.situation, content),
        "stays": stays_items(content.exercises[planned_first(record, exercise)]),
        "original": original,
        "error_summary": [{"text": error, "href": "#offers"}] if error else [],
    }
    return visit.page("session_swap", context, status=422 if error else 200)
