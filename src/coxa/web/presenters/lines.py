"""The lines of a programme as people read them: each exercise once, with its sides and doses."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Final

from coxa.care.fitting import seconds_of
from coxa.care.programme import Prescription
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Purpose
from coxa.web.presenters.doses import amount_words, dose_words, effort_words
from coxa.web.presenters.figure import Picture, still
from coxa.web.presenters.reasons import Because, because
from coxa.web.presenters.sides import side_words

PARTS: Final = (Purpose.MOBILITY, Purpose.STRENGTH, Purpose.BALANCE, Purpose.STRETCH, Purpose.CARDIO)
"""The parts of a session, in their order."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of a ladder, from the easiest up; `here` is where the person stands."""

    id: str
    name: str
    here: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One exercise of a programme. `doses` are pairs: the side in words, and how much on it."""

    exercise: Exercise
    doses: tuple[tuple[str, str], ...]
    today: tuple[tuple[str, str], ...]
    effort: str
    adaptations: tuple[str, ...]
    reasons: tuple[Because, ...]
    ladder: tuple[Rung, ...]
    picture: Picture | None


def shown_lines(prescriptions: Iterable[Prescription], content: Content) -> tuple[ShownLine, ...]:
    """The exercises of `prescriptions`, in their order, with equal doses of both sides said once."""
    groups: dict[str, list[Prescription]] = {}
    for line in prescriptions:
        groups.setdefault(line.exercise, []).append(line)
    return tuple(_shown(group, content) for group in groups.values())


def in_order(prescriptions: Iterable[Prescription]) -> tuple[Prescription, ...]:
    """`prescriptions` in the order in which a session goes through them: loosening up comes first."""
    return tuple(sorted(prescriptions, key=lambda line: PARTS.index(line.purpose)))


def minutes_of(prescriptions: Iterable[Prescription], content: Content) -> int:
    """About how long `prescriptions` take together, in whole minutes."""
    return ceil(sum(seconds_of(line, content) for line in prescriptions) / 60)


def _shown(group: list[Prescription], content: Content) -> ShownLine:
    first = group[0]
    return ShownLine(
        exercise=content.exercises[first.exercise],
        doses=_by_side((line, dose_words(line.dose)) for line in group),
        today=_by_side((line, amount_words(line.dose)) for line in group),
        effort=effort_words(first.effort),
        adaptations=tuple(dict.fromkeys(note for line in group for note in line.adaptations)),
        reasons=tuple(dict.fromkeys(because(reason, content) for line in group for reason in line.reasons)),
        picture=still(content.exercises[first.exercise], first.side),
        ladder=_ladder(content.exercises[first.exercise], content),
    )


def _ladder(exercise: Exercise, content: Content) -> tuple[Rung, ...]:
    """The rungs around `exercise`: the nearest easier one, itself, and the next two up; empty without neighbours."""
    below = [content.exercises[one] for one in exercise.easier[:1]]
    above = [content.exercises[one] for one in exercise.harder[:1]]
    above += [content.exercises[one] for step in above for one in step.harder[:1]]
    if not (below or above):
        return ()
    return tuple(Rung(one.id, one.name, one is exercise) for one in (*below, exercise, *above))


def _by_side(said: Iterable[tuple[Prescription, str]]) -> tuple[tuple[str, str], ...]:
    sides: dict[str, list[Prescription]] = {}
    for line, words in said:
        sides.setdefault(words, []).append(line)
    return tuple((side_words(line.side for line in lines), words) for words, lines in sides.items())
