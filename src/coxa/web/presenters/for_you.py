"""Whether an exercise is for a person now, and why."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from coxa.care.allowing import why_not
from coxa.care.course import Course, NextStep
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Effect

FIRST: Final = frozenset({NextStep.GET_HELP, NextStep.SEE_SOMEONE, NextStep.SAFETY_CHECK, NextStep.UNWELL})
"""What comes before any exercise, even with a programme."""


@dataclass(frozen=True, slots=True)
class ForYou:
    """The answer in a word or two, the reason, what to do differently, and where to go on."""

    tag: str
    colour: str
    text: str
    adaptations: tuple[str, ...]
    href: str
    link: str


def for_you(exercise: Exercise, course: Course, content: Content) -> ForYou:
    """What the record says about `exercise` today. Before something else is done, nothing is said to fit."""
    if course.programme is None or course.next_step in FIRST:
        wait = _("Please wait with this exercise until then.")
        return ForYou(
            _("Not yet"), "amber", f"{course.because.because} {wait}", (), reverse("today"), _("What to do next")
        )
    reason = why_not(exercise, course.situation, content)
    if reason:
        return ForYou(_("Not for you now"), "amber", reason, (), reverse("programme"), _("My programme"))
    adaptations = _adaptations(exercise, course)
    if any(line.exercise == exercise.id for line in course.programme.prescriptions):
        text = _("How much of it you do is in your programme.")
        return ForYou(_("In your programme"), "green", text, adaptations, reverse("programme"), _("My programme"))
    text = _("It is not in your programme now. It may come later.")
    return ForYou(_("Nothing speaks against it"), "petrol", text, adaptations, reverse("programme"), _("My programme"))


def _adaptations(exercise: Exercise, course: Course) -> tuple[str, ...]:
    tags = course.situation.tags
    return tuple(one.note for one in exercise.cautions if one.effect is Effect.ADAPT and one.tag in tags)
