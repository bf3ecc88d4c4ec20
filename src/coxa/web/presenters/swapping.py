"""What may be done instead of an exercise, as people choose it: its picture, how much, what it needs, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coxa.care.situation import Situation
from coxa.care.swapping import Swap, Why
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.web.presenters.doses import amount_words
from coxa.web.presenters.exercise_names import equipment, positions, purposes
from coxa.web.presenters.figure import Picture, still
from coxa.web.presenters.library import heaviest_load
from coxa.web.presenters.session import adaptations
from coxa.web.presenters.sides import side_words


@dataclass(frozen=True, slots=True)
class Offer:
    """One exercise that may come."""

    exercise: Exercise
    picture: Picture | None
    amount: str
    needs: str
    why: str
    load: str
    adaptations: tuple[str, ...]


def offers(swaps: Iterable[Swap], situation: Situation, content: Content) -> tuple[Offer, ...]:
    """Everything that may come, the best first."""
    return tuple(_offer(swap, content.exercises[swap.exercise], situation) for swap in swaps)


def stays_items(exercise: Exercise) -> list[dict[str, str]]:
    """For how long `exercise` is swapped."""
    always = _("Then “%(name)s” leaves your programme. You can bring it back at any time.") % {"name": exercise.name}
    return [
        {"value": "today", "text": _("Only today")},
        {"value": "always", "text": _("From now on"), "hint": always},
    ]


def _offer(swap: Swap, exercise: Exercise, situation: Situation) -> Offer:
    line = swap.planned[0]
    sides = side_words(one.side for one in swap.planned)
    return Offer(
        exercise=exercise,
        picture=still(exercise, line.side),
        amount=f"{sides[:1].upper()}{sides[1:]}: {amount_words(line)}.",
        needs=f"{positions()[exercise.position]}. {_needs(exercise)}",
        why=_why(swap.why, exercise),
        load=heaviest_load(exercise),
        adaptations=adaptations(exercise, situation),
    )


def _needs(exercise: Exercise) -> str:
    names = equipment()
    things = ", ".join(names[thing] for thing in exercise.equipment) or _("nothing")
    return _("You need: %(things)s.") % {"things": things}


def _why(why: Why, exercise: Exercise) -> str:
    if why is Why.EASIER:
        return _("It is an easier one of the same kind.")
    if why is Why.SAME_MUSCLES:
        return _("It works the same muscles.")
    return _("It has the same aim: %(aim)s.") % {"aim": purposes()[exercise.purpose]}
