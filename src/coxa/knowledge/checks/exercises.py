"""What holds for each exercise by itself."""

import re
from collections.abc import Iterator

from coxa.errors import Fault
from coxa.knowledge.checks.files import exercise_file
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Equipment, Position

HOLDS = frozenset({Equipment.SUPPORT, Equipment.WALL, Equipment.CHAIR})
"""What can be held on to."""

_HANDS = re.compile(r"\b(hold|hand|hands|fingertips)\b", re.IGNORECASE)
_ONE_SIDE = re.compile(r"\b(left|right)[ -](leg|hip|knee|foot|side|ankle|thigh|buttock)\b", re.IGNORECASE)


def faults(content: Content) -> Iterator[Fault]:
    """Standing without support, steps that name one side, and cautions told twice."""
    for exercise in content.exercises.values():
        yield from _support(exercise)
        yield from _sides(exercise)
        yield from _cautions(exercise)


def _support(exercise: Exercise) -> Iterator[Fault]:
    if exercise.position is not Position.STANDING:
        return
    name = exercise_file(exercise.id)
    if not HOLDS & {*exercise.equipment}:
        yield Fault(f"{name} equipment", "names nothing to hold, though it is done standing", "add support")
    if not _HANDS.search(exercise.support):
        yield Fault(f"{name} support", "does not say what the hands hold", "say what to hold, and how")


def _sides(exercise: Exercise) -> Iterator[Fault]:
    for number, step in enumerate(exercise.steps):
        named = _ONE_SIDE.search(step)
        if named:
            advice = "write the working leg or the other leg: either may be the sore one"
            yield Fault(f"{exercise_file(exercise.id)} steps.{number}", f"names the {named[0].lower()}", advice)


def _cautions(exercise: Exercise) -> Iterator[Fault]:
    tags = [caution.tag for caution in exercise.cautions]
    for tag in sorted({tag for tag in tags if tags.count(tag) > 1}):
        where = f"{exercise_file(exercise.id)} cautions"
        yield Fault(where, f"answers the tag {tag} twice", "keep the more careful one")
