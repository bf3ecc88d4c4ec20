"""Progress, as tables."""

from typing import Final

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from coxa.care.memory import DatedDecision
from coxa.web.presenters.decisions import in_words
from coxa.web.presenters.progress import progress as progress_shown
from coxa.web.presenters.review import real_change
from coxa.web.remembering import remembered
from coxa.web.visit import Visit, with_person

DECISIONS_A_PAGE: Final = 5


@require_safe
@remembered
@with_person
def progress(visit: Visit) -> HttpResponse:
    """Show how it has been, week by week, and every decision with its reason."""
    shown = progress_shown(visit.course, visit.entries, visit.content)
    page = Paginator(shown.history, DECISIONS_A_PAGE).get_page(visit.request.GET.get("page"))
    context = {
        "progress": shown,
        "decisions": in_words(page, visit.content),
        "previous": _step(page.previous_page_number()) if page.has_previous() else None,
        "next": _step(page.next_page_number()) if page.has_next() else None,
        "pages": _pages(page),
        "real": real_change(visit.content),
    }
    return visit.page("progress", context)


def _step(number: int) -> dict[str, object]:
    return {"href": f"?page={number}#history"}


def _pages(page: Page[list[DatedDecision]]) -> list[dict[str, object]]:
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [
        {"number": number, "href": f"?page={number}#history", "current": number == page.number}
        if isinstance(number, int)
        else {"gap": True}
        for number in shown
    ]


urlpatterns: list[URLPattern] = [path("progress/", progress, name="progress")]
