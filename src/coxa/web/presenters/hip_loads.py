"""What each hip carries in words: what counts, and beside it what the muscle model and the literature say."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from coxa.knowledge.bibliography import in_short
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.load import Bands, shipped_loads
from coxa.knowledge.translation import LOADS, said, shipped_translations
from coxa.web.language import content_language
from coxa.web.presenters.exercise_names import families, load_words


@dataclass(frozen=True, slots=True)
class LoadShelf:
    """The exercises of one family: name, the bands that count, model, literature, why, and sources of each."""

    name: str
    cells: tuple[tuple[str, ...], ...]


def load_shelves(content: Content) -> tuple[LoadShelf, ...]:
    """Every exercise with both hips, by family, the lightest first."""
    shelves = (
        LoadShelf(name, tuple(_row(one, content) for one in _lightest_first(content) if one.family is family))
        for family, name in families().items()
    )
    return tuple(shelf for shelf in shelves if shelf.cells)


def beside(exercise: Exercise) -> tuple[str, str]:
    """What the muscle model says of `exercise`, and why what counts does; two empty texts without a result."""
    result = shipped_loads().get(exercise.id)
    if result is None:
        return "", ""
    words = shipped_translations(content_language()).get(LOADS)
    bands = Bands(working=result.model.working.band, other=result.model.other.band)
    return _bands(bands), said(result.decision, words.root).why if words else result.decision.why


def _row(exercise: Exercise, content: Content) -> tuple[str, ...]:
    result = shipped_loads().get(exercise.id)
    model, why = beside(exercise)
    name = Markup('<a href="{}">{}</a>').format(reverse("exercise", args=[exercise.id]), exercise.name)
    cited = dict.fromkeys(citation.source for citation in exercise.load.evidence)
    sources = ", ".join(in_short(content.sources[source]) for source in cited)
    counts = load_words(exercise.load.working), load_words(exercise.load.other)
    return name, *counts, model, _bands(result.literature) if result else "", why, sources


def _bands(bands: Bands) -> str:
    if bands.working is bands.other:
        return _("Both hips %(load)s.") % {"load": load_words(bands.working)}
    words = {"working": load_words(bands.working), "other": load_words(bands.other)}
    return _("The working hip %(working)s, the other %(other)s.") % words


def _lightest_first(content: Content) -> list[Exercise]:
    def weight(exercise: Exercise) -> tuple[int, str]:
        return max(exercise.load.working.rank, exercise.load.other.rank), exercise.name

    return sorted(content.exercises.values(), key=weight)
