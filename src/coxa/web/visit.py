"""One visit to a page: who is here, what their record says today, and how a page is shown to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coxa.care.course import Course
from coxa.care.entries import Corrected, Entry, Fact
from coxa.errors import RecordError
from coxa.knowledge.library import Content
from coxa.records.journal import Record, record
from coxa.records.models import Person
from coxa.records.people import person as find_person
from coxa.web.language import content_language, shown_content
from coxa.web.records_kept import course_of, record_of

PERSON_KEY = "person"
"""Where the browser's signed cookie keeps whose record is open."""

P = ParamSpec("P")


@dataclass
class Visit:
    """A request by a known person. `course` is computed once, when first asked for."""

    request: HttpRequest
    person: Person

    @cached_property
    def content(self) -> Content:
        """The clinical content in force, in the language of this request."""
        return shown_content()

    @cached_property
    def _record(self) -> Record:
        return record_of(self.person.pk)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The person's record."""
        return self._record.entries

    @cached_property
    def course(self) -> Course:
        """Where the person stands today."""
        return course_of(self._record, timezone.localdate(), content_language())

    @property
    def emergency_number(self) -> str:
        """Whom to call in the person's country."""
        return self.content.emergency_number(self.person.country)

    def tell(self, fact: Fact | Corrected, *, entry_id: UUID | None = None) -> None:
        """Append one fact to the record; what was computed before is forgotten."""
        record(self.person.pk, fact, now=timezone.localtime(), content=self.content.version, id=entry_id)
        self.forget_computed()

    def forget_computed(self) -> None:
        """Let go of what was computed from the record, after something was appended to it."""
        for name in ("_record", "course"):
            self.__dict__.pop(name, None)

    def page(self, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
        """Show a page of this person's record."""
        return show(self.request, template, {**(context or {}), "person": self.person}, status=status)


def with_person(
    view: Callable[Concatenate[Visit, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a view the `Visit` it needs; nobody chosen yet leads to the choice of person."""

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        found = chosen(request)
        return redirect("people") if found is None else view(Visit(request, found), *args, **kwargs)

    return inner


def chosen(request: HttpRequest) -> Person | None:
    """The person whose record is open in this browser."""
    known = request.session.get(PERSON_KEY)
    try:
        return find_person(UUID(known)) if known else None
    except (ValueError, RecordError):
        return None


def choose(request: HttpRequest, person_id: UUID) -> None:
    """Open a person's record in this browser."""
    request.session[PERSON_KEY] = str(person_id)


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Show a page, with the navigation and the name of whose record is open."""
    person = chosen(request)
    frame: dict[str, object] = {}
    if person:
        frame = {"navigation": _navigation(request), "person_name": person.name, "home_href": reverse("today")}
    return render(request, f"coxa/pages/{template}.html", {**frame, **(context or {})}, status=status)


def _navigation(request: HttpRequest) -> list[dict[str, object]]:
    names = {
        "today": _("Today"),
        "programme": _("My programme"),
        "progress": _("Progress"),
        "library": _("Exercises"),
        "learn": _("Learn"),
        "record": _("My record"),
    }
    return [
        {"text": text, "href": reverse(name), "current": request.path.startswith(reverse(name))}
        for name, text in names.items()
    ]
