"""A whole record as people read it: what was told, newest first, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coxa.care.entries import Corrected, Entry, Fact, ScreeningAnswered, SessionStopped
from coxa.care.screening import ended_by_emergency
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Level
from coxa.web.presenters.answers import Row, day_words
from coxa.web.presenters.entry_words import words_of

PER_PAGE: Final = 20

AGAIN: Final = {
    "screening": "safety",
    "professional": "professional",
    "clearance": "clearance",
    "hip": "about_my_hip",
    "life": "my_life",
    "event": "event",
    "pain": "pain",
    "review": "progress",
}
"""The page on which each kind of fact is told; what belongs to a session is told on the page of today."""


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry as people read it. `state` is empty while it stands as it was told."""

    id: UUID
    day: str
    time: str
    title: str
    line: str
    rows: tuple[Row, ...]
    state: str
    colour: str
    kind: str
    by: str


def standing_of(entries: Iterable[Entry]) -> dict[UUID, Fact | None]:
    """What every corrected entry says now; `None` when it was taken back. The last correction counts."""
    corrections = [entry for entry in entries if isinstance(entry.body, Corrected)]
    ordered = sorted(corrections, key=lambda entry: (entry.occurred_at, entry.id))
    return {e.body.corrects: e.body.replacement for e in ordered if isinstance(e.body, Corrected)}


def stands_as(entry: Entry, entries: Iterable[Entry]) -> Fact | None:
    """What `entry` says now; `None` when it was taken back, or is itself a correction."""
    if isinstance(entry.body, Corrected):
        return None
    return standing_of(entries).get(entry.id, entry.body)


def is_emergency(fact: Fact, content: Content) -> bool:
    """Whether `fact` tells of an emergency: then a professional has to look, and it is not taken back."""
    if isinstance(fact, ScreeningAnswered):
        return ended_by_emergency(fact.answers, content)
    if isinstance(fact, SessionStopped):
        symptom = content.stop_symptoms.get(fact.symptom)
        return symptom is None or symptom.level is Level.EMERGENCY
    return False


def shown_entry(entry: Entry, entries: tuple[Entry, ...], content: Content) -> ShownEntry:
    """One entry, in the words that count now."""
    if isinstance(entry.body, Corrected):
        return _shown_correction(entry, entry.body, entries, content)
    now = standing_of(entries).get(entry.id, entry.body)
    words = words_of(now or entry.body, content)
    state, colour = "", "petrol"
    if now is None:
        state, colour = _("Taken back"), "sand"
    elif now != entry.body:
        state = _("Corrected")
    return _shown(entry, words.title, words.line, words.rows, state, colour)


def pages(entries: tuple[Entry, ...], number: str | None) -> "Page[Entry]":
    """The entries, newest first, in pages; a number that is no page gives the nearest."""
    newest = sorted(entries, key=lambda entry: (entry.occurred_at, entry.id), reverse=True)
    return Paginator(newest, PER_PAGE).get_page(number)


def by_day(page: "Page[Entry]", entries: tuple[Entry, ...], content: Content) -> list[tuple[str, list[ShownEntry]]]:
    """The entries of one page, grouped by the day they are about."""
    shown = (shown_entry(entry, entries, content) for entry in page)
    return [(day, list(group)) for day, group in groupby(shown, key=lambda one: one.day)]


def page_links(page: "Page[Entry]") -> dict[str, object]:
    """What the pagination shows."""
    here = reverse("record")
    steps = {
        "previous": {"href": f"{here}?page={page.previous_page_number()}"} if page.has_previous() else None,
        "next": {"href": f"{here}?page={page.next_page_number()}"} if page.has_next() else None,
    }
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        {"number": number, "href": f"{here}?page={number}", "current": number == page.number}
        if isinstance(number, int)
        else {"gap": True}
        for number in numbers
    ]
    return {**steps, "pages": links if page.has_other_pages() else []}


def _shown_correction(entry: Entry, body: Corrected, entries: tuple[Entry, ...], content: Content) -> ShownEntry:
    about = next((one for one in entries if one.id == body.corrects), None)
    fact = body.replacement or (about.body if about else None)
    words = words_of(fact, content) if fact and not isinstance(fact, Corrected) else None
    named = {"title": words.title if words else "", "day": day_words(about.day) if about else ""}
    if body.replacement is None:
        line = _("You took back what you told on %(day)s: %(title)s.") % named
        return _shown(entry, _("Taken back"), line, (), "", "petrol")
    line = _("You changed what you told on %(day)s: %(title)s.") % named
    return _shown(entry, _("A correction"), line, words.rows if words else (), "", "petrol")


def _shown(  # the parts of what is shown
    entry: Entry, title: str, line: str, rows: tuple[Row, ...], state: str, colour: str
) -> ShownEntry:
    moment = timezone.localtime(entry.occurred_at)
    by = "" if entry.actor == "self" else entry.actor
    time = f"{moment:%H:%M}"
    return ShownEntry(entry.id, day_words(entry.day), time, title, line, rows, state, colour, entry.body.kind, by)
