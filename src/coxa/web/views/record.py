"""The record: everything that was told, to read, put right, take along or erase."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from coxa.care.entries import Corrected, Entry, Fact
from coxa.errors import ChainBroken, RecordError
from coxa.records.journal import record as append
from coxa.records.people import erase
from coxa.records.transfer import export_record
from coxa.web.forms.answered import shown
from coxa.web.forms.once import SentOnce
from coxa.web.forms.record import AGAIN, Again, EraseForm, TakeBackForm, put_right
from coxa.web.presenters import record as words
from coxa.web.records_kept import forget_records
from coxa.web.remembering import forget_pages, remembered
from coxa.web.visit import Visit, with_person

_page_with_form: Final = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@remembered
@with_person
def record(visit: Visit) -> HttpResponse:
    """Everything told, newest first."""
    page = words.pages(visit.entries, visit.request.GET.get("page"))
    days = words.by_day(page, visit.entries, visit.content)
    return visit.page("record", {"days": days, "page": page, "links": words.page_links(page)})


@_page_with_form
@with_person
def record_entry(visit: Visit, entry_id: UUID) -> HttpResponse:
    """One entry: see it, put it right, or take it back."""
    entry = next((one for one in visit.entries if one.id == entry_id), None)
    if entry is None:
        raise Http404
    fact = words.stands_as(entry, visit.entries)
    if visit.request.method != "POST" or fact is None or words.is_emergency(fact, visit.content):
        return _show_entry(visit, entry, fact, _editor(visit, fact))
    if visit.request.POST.get("action") == "take_back":
        return _take_back(visit, entry, fact)
    return _put_right(visit, entry, fact)


def _take_back(visit: Visit, entry: Entry, fact: Fact) -> HttpResponse:
    form = TakeBackForm(visit.request.POST, person=visit.person)
    if not form.is_valid():
        return _show_entry(visit, entry, fact, _editor(visit, fact), refused=form)
    _correct(visit, form, Corrected(corrects=entry.id))
    return redirect("record_entry", entry.id)


def _put_right(visit: Visit, entry: Entry, fact: Fact) -> HttpResponse:
    again = AGAIN.get(type(fact))
    form = again(visit.request.POST, person=visit.person) if again else None
    if form is None or not form.is_valid():
        return _show_entry(visit, entry, fact, form)
    right = put_right(fact, form.cleaned_data)
    if right != fact:
        _correct(visit, form, Corrected(corrects=entry.id, replacement=right))
    return redirect("record_entry", entry.id)


def _correct(visit: Visit, form: SentOnce, correction: Corrected) -> None:
    """Append a correction; the same form sent twice is one correction."""
    append(
        visit.person.pk,
        correction,
        now=timezone.localtime(),
        content=visit.content.version,
        id=form.entry_id(correction),
    )


def _editor(visit: Visit, fact: Fact | None) -> Again | None:
    again = AGAIN.get(type(fact))
    return again(initial=again.shows(fact), person=visit.person) if again else None  # type: ignore[arg-type]


def _show_entry(
    visit: Visit, entry: Entry, fact: Fact | None, form: Again | None, refused: SentOnce | None = None
) -> HttpResponse:
    wrong = refused or (form if form is not None and form.is_bound else None)
    asked = form or TakeBackForm(person=visit.person)
    context = {
        **shown(refused or asked),
        "entry": words.shown_entry(entry, visit.entries, visit.content),
        "corrects": entry.body.corrects if isinstance(entry.body, Corrected) else None,
        "stands": fact is not None,
        "emergency": fact is not None and words.is_emergency(fact, visit.content),
        "form": form,
        "token": asked["token"].value(),
        "again": words.AGAIN.get(entry.body.kind, "today"),
    }
    return visit.page("record_entry", context, status=422 if wrong else 200)


@require_safe
@with_person
def record_export(visit: Visit) -> HttpResponse:
    """The whole record as a file."""
    try:
        data = export_record(visit.person.pk)
    except ChainBroken as error:
        return visit.page("record_broken", {"message": str(error)}, status=409)
    name = slugify(visit.person.name) or "record"
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="coxa-{name}-{timezone.localdate()}.json"'
    return response


@_page_with_form
@with_person
def record_erase(visit: Visit) -> HttpResponse:
    """Erase the person and the whole record, once the name is typed."""
    form = EraseForm(visit.request.POST if visit.request.method == "POST" else None, person=visit.person)
    if not form.is_valid():
        return visit.page("record_erase", shown(form), status=422 if form.is_bound else 200)
    try:
        erase(visit.person.pk)
        forget_records()
        forget_pages()
    except RecordError as error:
        form.add_error(None, str(error))
        return visit.page("record_erase", shown(form), status=409)
    visit.request.session.flush()
    return redirect("people")


urlpatterns = [
    path("record/", record, name="record"),
    path("record/export/", record_export, name="record_export"),
    path("record/erase/", record_erase, name="record_erase"),
    path("record/<uuid:entry_id>/", record_entry, name="record_entry"),
]
