"""The words for the answers about daily life."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Equipment, Family, Track
from coxa.web.forms.my_life import DAYS, EITHER, EQUIPMENT, MINUTES, by_family, cardio

Items = list[dict[str, Any]]


def choices(content: Content) -> dict[str, Any]:
    """The answers to choose from, by the name of the field, and the exercises by shelf."""
    texts = _equipment()
    return {
        "days_per_week": [{"value": n, "text": ngettext("%d day", "%d days", n) % n} for n in DAYS],
        "minutes": [{"value": n, "text": ngettext("%d minute", "%d minutes", n) % n} for n in MINUTES],
        "equipment": [{"value": one.value, "text": texts[one]} for one in EQUIPMENT],
        "track": _tracks(),
        "likes": _exercises(cardio(content)),
        "families": [
            {"name": f"dislikes_{family}", "legend": _families()[family], "items": _exercises(exercises)}
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


def _equipment() -> dict[Equipment, str]:
    return {
        Equipment.STAIRS: _("Stairs with a rail"),
        Equipment.STEP: _("A low, steady step"),
        Equipment.SOFA: _("A sofa that does not slide"),
        Equipment.BAND: _("An elastic exercise band"),
        Equipment.STRAP: _("A strap or a long belt"),
        Equipment.WEIGHT: _("A small weight, or a bag to fill"),
        Equipment.BALL: _("A soft ball, about as big as a football"),
        Equipment.BIKE: _("An exercise bike or a bicycle"),
        Equipment.POOL: _("A swimming pool"),
        Equipment.POLES: _("Walking poles"),
        Equipment.ELLIPTICAL: _("An elliptical trainer"),
        Equipment.LEG_PRESS: _("A leg press, as in a gym"),
        Equipment.CLASS: _("A tai chi or gentle yoga class near me"),
    }


def _families() -> dict[Family, str]:
    return {
        Family.MOBILITY: _("Moving the hip"),
        Family.STRETCHING: _("Stretching"),
        Family.GLUTEUS_MEDIUS: _("Side of the hip"),
        Family.GLUTEUS_MAXIMUS: _("Buttocks"),
        Family.QUADRICEPS: _("Front of the thighs"),
        Family.HIP_FLEXORS: _("Lifting the knee"),
        Family.ADDUCTORS_CORE_BALANCE: _("Inner thighs, trunk and balance"),
        Family.FUNCTIONAL: _("Steps and daily moves"),
        Family.CARDIO: _("Heart and lungs"),
    }
