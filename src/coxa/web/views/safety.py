"""The safety check: whole, short, its result, and the statement that a professional said yes."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coxa.care.course import NextStep, course
from coxa.care.entries import ClearanceStated, Entry
from coxa.care.locks import LOCKING
from coxa.knowledge.screening_rules import Question
from coxa.knowledge.vocabulary import Level
from coxa.web.forms.answered import shown
from coxa.web.forms.answers_so_far import AnswersSoFar, forget, unfinished
from coxa.web.forms.safety import ClearanceForm, QuestionForm, ShortCheckForm
from coxa.web.presenters.calling import tel
from coxa.web.presenters.onward import onward
from coxa.web.presenters.question import asked
from coxa.web.presenters.safety import asked_together, locked, result
from coxa.web.visit import Visit, with_person

_page_with_form: Final = require_http_methods(["GET", "HEAD", "POST"])


@_page_with_form
@with_person
def safety(visit: Visit) -> HttpResponse:
    """Where the whole check begins, or goes on."""
    so_far = _so_far(visit)
    if visit.request.method == "POST":
        so_far = AnswersSoFar.begin(visit.person.pk, timezone.localdate())
        return _next(visit, so_far)
    return visit.page(
        "safety",
        {
            "course": visit.course,
            "next": so_far.next_question(visit.content) if so_far else None,
            "total": AnswersSoFar.begin(visit.person.pk, timezone.localdate()).total(visit.content),
        },
    )


@_page_with_form
@with_person
def safety_question(visit: Visit, question_id: str) -> HttpResponse:
    """One question. The answers wait in the cookie until the check is finished or an emergency ends it."""
    question = visit.content.questions.get(question_id)
    if question is None:
        raise Http404
    so_far = _so_far(visit)
    if visit.request.method != "POST":
        if so_far is None or not so_far.asks(question):
            return redirect("safety") if so_far is None else _next(visit, so_far)
        return _show_question(visit, question, so_far, QuestionForm(person=visit.person))
    so_far = so_far or AnswersSoFar.begin(visit.person.pk, timezone.localdate())
    form = QuestionForm(visit.request.POST, person=visit.person)
    if not form.is_valid():
        return _show_question(visit, question, so_far, form)
    return _next(visit, so_far.saying(question.id, form.given, visit.content))


@require_safe
@with_person
def safety_result(visit: Visit) -> HttpResponse:
    """How urgent it is, why, and what to do now. After an emergency there is no way on from here."""
    now = visit.course
    if now.screened_on is None and not now.locks:
        return redirect("safety")
    if now.locks and all(lock.awaits_screening for lock in now.locks):
        return redirect("safety")
    number = visit.emergency_number
    context: dict[str, object] = {
        "result": result(now, visit.content, number),
        "emergency_number": number,
        "tel": tel(number),
        "unwell": now.next_step is NextStep.UNWELL,
    }
    if now.triage is Level.EMERGENCY:
        context["navigation"] = []
    return visit.page("safety_result", context)


@_page_with_form
@with_person
def short_check(visit: Visit) -> HttpResponse:
    """The short list before a session. What is told is always heard; it is asked only when it is enough."""
    if visit.request.method != "POST" and (
        visit.course.triage in LOCKING or visit.course.next_step is NextStep.SAFETY_CHECK
    ):
        return redirect(onward(visit.course))
    data = visit.request.POST if visit.request.method == "POST" else None
    form = ShortCheckForm(data, content=visit.content, person=visit.person)
    if not form.is_valid():
        context = {**shown(form), "groups": asked_together(form.groups), "number": visit.emergency_number}
        return visit.page("short_check", context, status=422 if form.is_bound else 200)
    visit.tell(form.fact, entry_id=form.entry_id(form.fact))
    return _after_short_check(visit)


@_page_with_form
@with_person
def clearance(visit: Visit) -> HttpResponse:
    """The person states that a professional said they may exercise."""
    data = visit.request.POST if visit.request.method == "POST" else None
    form = ClearanceForm(data, person=visit.person)
    if form.is_valid() and not _opens_something(visit, form.fact, form.entry_id(form.fact)):
        form.refuse_as_opening_nothing()
    if not form.is_valid():
        context = {
            **shown(form),
            "locked": locked(visit.course, visit.content, visit.emergency_number),
            "can_be_cleared": any(lock.cleared_by != "nobody" for lock in visit.course.locks),
            "today": timezone.localdate(),
        }
        return visit.page("clearance", context, status=422 if form.is_bound else 200)
    visit.tell(form.fact, entry_id=form.entry_id(form.fact))
    return redirect(onward(visit.course))


def _so_far(visit: Visit) -> AnswersSoFar | None:
    return unfinished(visit.request.session, visit.person.pk, timezone.localdate())


def _next(visit: Visit, so_far: AnswersSoFar) -> HttpResponse:
    """Ask the next question, or tell the record when there is none."""
    question = so_far.next_question(visit.content)
    if question:
        so_far.keep(visit.request.session)
        return redirect("safety_question", question_id=question.id)
    visit.tell(so_far.fact, entry_id=so_far.entry_id)
    forget(visit.request.session)
    return redirect("safety_result")


def _show_question(visit: Visit, question: Question, so_far: AnswersSoFar, form: QuestionForm) -> HttpResponse:
    context = {**shown(form), **asked(question, so_far, visit.content)}
    return visit.page("safety_question", context, status=422 if form.is_bound else 200)


def _after_short_check(visit: Visit) -> HttpResponse:
    if not visit.course.may_exercise:
        return redirect(onward(visit.course))
    short = "?short=1" if visit.request.GET.get("short") == "1" else ""
    return redirect(reverse("session_start") + short)


def _opens_something(visit: Visit, statement: ClearanceStated, entry_id: UUID) -> bool:
    """Ask the course itself whether this statement would change what is shut, or did so when it first came."""
    if any(entry.id == entry_id for entry in visit.entries):
        return True
    now = timezone.localtime()
    entry = Entry(entry_id, visit.person.pk, statement, now.date(), now, now)
    return course((*visit.entries, entry), visit.content, now.date()).locks != visit.course.locks


urlpatterns = [
    path("safety/", safety, name="safety"),
    path("safety/result/", safety_result, name="safety_result"),
    path("safety/today/", short_check, name="short_check"),
    path("safety/cleared/", clearance, name="clearance"),
    path("safety/<str:question_id>/", safety_question, name="safety_question"),
]
