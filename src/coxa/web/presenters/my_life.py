"""The words for the answers about daily life."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Track
from coxa.web.forms.my_life import DAYS, EITHER, EQUIPMENT, MINUTES, by_family, cardio
from coxa.web.presenters.exercise_names import equipment, families

Items = list[dict[str, Any]]


def choices(content: Content) -> dict[str, Any]:
    """The answers to choose from, by the name of the field, and the exercises by shelf."""
    texts = equipment()
    return {
        "days_per_week": [{"value": n, "text": ngettext("%d day", "%d days", n) % n} for n in DAYS],
        "minutes": [{"value": n, "text": ngettext("%d minute", "%d minutes", n) % n} for n in MINUTES],
        "equipment": [{"value": one.value, "text": capfirst(texts[one])} for one in EQUIPMENT],
        "track": _tracks(),
        "likes": _exercises(cardio(content)),
        "families": [
            {"name": f"dislikes_{family}", "legend": families()[family], "items": _exercises(exercises)}
            for family, exercises in by_family(content).items()
        ],
    }


def _exercises(exercises: list[Exercise]) -> Items:
    return [{"value": one.id, "text": one.name} for one in exercises]


def _tracks() -> Items:
    return [
        {
            "value": Track.RESISTANCE.value,
            "text": _("Growing weight"),
            "hint": _("A few exercises, each for one muscle group. When it gets easy, you add a band or a weight."),
        },
        {
            "value": Track.NEUROMUSCULAR.value,
            "text": _("Better control"),
            "hint": _("Moves from daily life: rising, stepping, turning. When it gets easy, you use less support."),
        },
        {"value": EITHER, "text": _("Either, I don’t mind")},
    ]
