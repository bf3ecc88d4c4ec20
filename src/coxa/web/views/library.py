"""The exercises and the lessons: for everyone, with or without a record."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from coxa.web.forms.answered import shown
from coxa.web.forms.library import SearchForm
from coxa.web.language import shown_content
from coxa.web.presenters.exercise import shown_exercise
from coxa.web.presenters.for_you import for_you
from coxa.web.presenters.hip_loads import load_shelves
from coxa.web.presenters.lessons import condition_cards, lesson_cards, shown_lesson
from coxa.web.presenters.library import filters, found
from coxa.web.remembering import remembered
from coxa.web.visit import Visit, chosen, show


@require_safe
@remembered
def library(request: HttpRequest) -> HttpResponse:
    """Every exercise, or those that fit a search."""
    content = shown_content()
    form = SearchForm(request.GET, content=content)
    context = {"found": found(form, content), "filters": filters(content), "field": shown(form)["field"]}
    return show(request, "library", context)


@require_safe
@remembered
def exercise(request: HttpRequest, exercise_id: str) -> HttpResponse:
    """One exercise; with a record open, also whether it is for that person now."""
    content = shown_content()
    known = content.exercises.get(exercise_id)
    if known is None:
        raise Http404
    person = chosen(request)
    mine = for_you(known, Visit(request, person).course, content) if person else None
    return show(request, "exercise", {"shown": shown_exercise(known, content), "mine": mine})


@require_safe
@remembered
def hip_loads(request: HttpRequest) -> HttpResponse:
    """What both hips carry in every exercise."""
    return show(request, "hip_loads", {"shelves": load_shelves(shown_content())})


@require_safe
@remembered
def learn(request: HttpRequest) -> HttpResponse:
    """All lessons, and all conditions."""
    content = shown_content()
    return show(request, "learn", {"lessons": lesson_cards(content), "conditions": condition_cards(content)})


@require_safe
@remembered
def lesson(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """One lesson, or the page about one condition."""
    found_lesson = shown_lesson(lesson_id, shown_content())
    if found_lesson is None:
        raise Http404
    return show(request, "lesson", {"lesson": found_lesson})


urlpatterns = [
    path("exercises/", library, name="library"),
    path("exercises/what-hips-carry/", hip_loads, name="hip_loads"),
    path("exercises/<str:exercise_id>/", exercise, name="exercise"),
    path("learn/", learn, name="learn"),
    path("learn/<str:lesson_id>/", lesson, name="lesson"),
]
