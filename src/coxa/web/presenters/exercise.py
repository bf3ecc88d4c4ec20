"""One exercise as people read it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from coxa.knowledge.exercise import Exercise, Muscle
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Effect, Sides
from coxa.web.presenters.dose_range import dose_range_words
from coxa.web.presenters.evidence import Cited, Standing, cited, standing
from coxa.web.presenters.exercise_names import carriers, equipment, families, load_words, positions, purposes
from coxa.web.presenters.figure import Figure, figure
from coxa.web.presenters.hip_loads import beside
from coxa.web.presenters.lessons import lesson_of

Rows = tuple[dict[str, str], ...]
Links = tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownExercise:
    """Everything on the page of one exercise."""

    exercise: Exercise
    figure: Figure | None
    family: str
    facts: Rows
    loads: Rows
    muscles: tuple[tuple[str, str], ...]
    suits: Links
    adapt: tuple[tuple[str, str], ...]
    leave_out: tuple[tuple[str, str], ...]
    easier: Links
    harder: Links
    evidence: tuple[Cited, ...]
    standing: Standing


def shown_exercise(exercise: Exercise, content: Content) -> ShownExercise:
    """The page of `exercise`."""
    return ShownExercise(
        exercise=exercise,
        figure=figure(exercise),
        family=families()[exercise.family],
        facts=_facts(exercise),
        loads=_loads(exercise),
        muscles=tuple(_muscle(muscle, content) for muscle in exercise.muscles),
        suits=tuple(
            {"text": content.conditions[name].name, "href": reverse("lesson", args=[lesson_of(name)])}
            for name in exercise.suits
        ),
        adapt=_cautions(exercise, Effect.ADAPT),
        leave_out=_cautions(exercise, Effect.BLOCK),
        easier=_neighbours(exercise.easier, content),
        harder=_neighbours(exercise.harder, content),
        evidence=cited(dict.fromkeys([*exercise.evidence, *exercise.load.evidence]), content),
        standing=standing(exercise),
    )


def _facts(exercise: Exercise) -> Rows:
    names = equipment()
    needs = ", ".join(names[thing] for thing in exercise.equipment) or _("nothing")
    helps = ", ".join(names[thing] for thing in exercise.optional_equipment)
    sides = _("One side, then the other") if exercise.sides is Sides.EACH else _("Both legs together, or in turn")
    rows = {
        _("What it is for"): purposes()[exercise.purpose],
        _("Position"): positions()[exercise.position],
        _("You need"): _sentence(needs),
        _("May help"): _sentence(helps),
        _("Sides"): sides,
        _("How much"): _sentence(dose_range_words(exercise.dose)),
        _("Speed"): _sentence(exercise.dose.tempo or ""),
        _("Also called"): _sentence(", ".join(exercise.aliases)),
    }
    return tuple({"key": key, "value": value} for key, value in rows.items() if value)


def _loads(exercise: Exercise) -> Rows:
    load = exercise.load
    model, why = beside(exercise)
    rows = {
        _("The hip that works"): _sentence(load_words(load.working)),
        _("The other hip"): _sentence(load_words(load.other)),
        _("A muscle model says"): f"{model} {why}" if model else "",
    }
    return tuple({"key": key, "value": value} for key, value in rows.items() if value)


def _muscle(muscle: Muscle, content: Content) -> tuple[str, str]:
    roles = {"prime": _("does most of the work"), "helper": _("helps"), "stretched": _("is stretched")}
    activity = {
        "low": _("works a little"),
        "moderate": _("works quite hard"),
        "high": _("works hard"),
        "very_high": _("works very hard"),
    }
    parts = [roles[muscle.role], *([activity[muscle.activity]] if muscle.activity else [])]
    told = _(" and ").join(parts)
    return content.muscles[muscle.id].name, f"{told}. {muscle.note or ''}".strip()


def _cautions(exercise: Exercise, effect: Effect) -> tuple[tuple[str, str], ...]:
    return tuple((carriers()[one.tag], one.note) for one in exercise.cautions if one.effect is effect)


def _neighbours(ids: tuple[str, ...], content: Content) -> Links:
    return tuple({"text": content.exercises[name].name, "href": reverse("exercise", args=[name])} for name in ids)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
