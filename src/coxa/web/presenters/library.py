"""The library as a list: what is looked for, and what was found on each shelf."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Equipment
from coxa.web.forms.library import NOTHING, SearchForm
from coxa.web.presenters.exercise_names import equipment, families, load_words, positions, purposes
from coxa.web.presenters.figure import still

Items = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One shelf, and the cards of the exercises found on it."""

    name: str
    cards: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of one search."""

    count: str
    shelves: tuple[Shelf, ...]
    filtered: bool


def found(form: SearchForm, content: Content) -> Found:
    """What fits the search, by shelf, the lighter ones first."""
    fitting = [exercise for exercise in content.exercises.values() if form.fits(exercise)]
    number = len(fitting)
    count = ngettext("%(number)d exercise", "%(number)d exercises", number) % {"number": number}
    shelves = tuple(
        Shelf(name, tuple(_cards(exercise for exercise in fitting if exercise.family is family)))
        for family, name in families().items()
    )
    return Found(count, tuple(shelf for shelf in shelves if shelf.cards), bool(form.wanted))


def filters(content: Content) -> dict[str, Items]:
    """What can be chosen in each filter."""
    used = {thing for e in content.exercises.values() for thing in (*e.equipment, *e.optional_equipment)}
    worked = {muscle.id for exercise in content.exercises.values() for muscle in exercise.muscles}
    return {
        "purpose": _options(_("Anything"), purposes()),
        "position": _options(_("Any position"), positions()),
        "equipment": _options(_("Anything"), _things(used)),
        "muscle": _options(_("Any muscle"), {m.id: m.name for m in content.muscles.values() if m.id in worked}),
    }


def heaviest_load(exercise: Exercise) -> str:
    """What the hip that carries more carries."""
    heavier = max(exercise.load.working, exercise.load.other, key=lambda band: band.rank)
    return _("Your hips carry %(load)s.") % {"load": load_words(heavier)}


def _cards(exercises: Iterable[Exercise]) -> Iterable[dict[str, str]]:
    heaviest = sorted(exercises, key=lambda e: (max(e.load.working.rank, e.load.other.rank), e.name))
    for exercise in heaviest:
        picture = still(exercise)
        yield {
            "heading": exercise.name,
            "href": reverse("exercise", args=[exercise.id]),
            "text": f"{positions()[exercise.position]}. {heaviest_load(exercise)}",
            "picture": picture.src if picture else "",
        }


def _things(used: set[Equipment]) -> dict[str, str]:
    words = {thing.value: name[0].upper() + name[1:] for thing, name in equipment().items() if thing in used}
    return {NOTHING: _("Only what every home has"), **words}


def _options(anything: str, names: dict[Any, str]) -> Items:
    return [{"value": "", "text": anything}, *({"value": str(value), "text": text} for value, text in names.items())]
