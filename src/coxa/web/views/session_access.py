"""Whose session it is, and whether it still goes on."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from coxa.care.course import NextStep
from coxa.care.response import SessionRecord
from coxa.web.presenters.session_now import ended_by_pain
from coxa.web.visit import Visit, with_person

P = ParamSpec("P")


def with_session(
    view: Callable[Concatenate[Visit, SessionRecord, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a view the person's own session with the id of its address; anyone else's does not exist."""

    @wraps(view)
    def inner(visit: Visit, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        session_id = kwargs.pop("session_id")
        record = visit.course.session(session_id) if isinstance(session_id, UUID) else None
        if record is None:
            return visit.page("session_missing", status=404)
        return view(visit, record, *args, **kwargs)

    return with_person(inner)


def not_going_on(visit: Visit, record: SessionRecord) -> HttpResponse | None:
    """Where a session leads that is over, was stopped, or may not go on; `None` when it goes on."""
    if record.stop_symptom is not None or (ended_by_pain(record, visit.content) and not record.finished):
        return redirect("session_stop", record.id)
    if record.finished:
        return redirect("session_end", record.id)
    course = visit.course
    goes_on = course.next_step is NextStep.GO_ON and course.open_session == record
    return None if goes_on else redirect("today")
