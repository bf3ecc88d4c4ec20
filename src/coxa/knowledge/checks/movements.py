"""Movements belong to exercises, stand among known things, and show the faults their exercise names.

`missing` asks for a movement of every exercise: what cannot be shown is not prescribed.
"""

from collections.abc import Iterator, Set

from coxa.errors import Fault
from coxa.knowledge.anatomy import SEGMENTS
from coxa.knowledge.checks.files import Files, exercise_file, movement_file
from coxa.knowledge.library import Content
from coxa.knowledge.movement import Movement, PropKinds
from coxa.knowledge.vocabulary import Position

WALK = "WALK"
"""The reference walk, which belongs to no exercise."""

GROUNDS = ("floor", "mat", "water")

_ORIENTATIONS: dict[Position, frozenset[str]] = {
    Position.STANDING: frozenset({"standing"}),
    Position.SITTING: frozenset({"sitting", "long_sitting", "supine"}),
    Position.SUPINE: frozenset({"supine"}),
    Position.PRONE: frozenset({"prone"}),
    Position.SIDE_LYING: frozenset({"side_lying"}),
    Position.HANDS_AND_KNEES: frozenset({"hands_and_knees", "prone"}),
    Position.KNEELING: frozenset({"kneeling", "half_kneeling", "hands_and_knees"}),
}
"""How a body may lie in space for the position an exercise names; moving and water are free."""


def faults(content: Content, files: Files) -> Iterator[Fault]:
    """Everything that is wrong with the movements among `files`, and exercises that nobody could see."""
    kinds = {kind.id for file in files.values() if isinstance(file, PropKinds) for kind in file.prop}
    for movement in files.values():
        if isinstance(movement, Movement):
            yield from _of_exercise(content, movement)
            yield from _among_things(kinds, movement)
            yield from _twice(movement)
    for exercise in content.exercises:
        if movement_file(exercise) not in files:
            advice = f"write {movement_file(exercise)}; docs/guide/movements.md says how"
            yield Fault(exercise_file(exercise), "has no movement, so nobody could see it", advice)


def _of_exercise(content: Content, movement: Movement) -> Iterator[Fault]:
    if movement.exercise == WALK:
        return
    where = movement_file(movement.exercise)
    exercise = content.exercises.get(movement.exercise)
    if exercise is None:
        yield Fault(
            f"{where} exercise", f"names {movement.exercise}, which does not exist", "name an exercise that does"
        )
        return
    may = _ORIENTATIONS.get(exercise.position)
    if may is not None and movement.orientation not in may:
        what = f"is {movement.orientation}, but the exercise is done {exercise.position.value}"
        yield Fault(f"{where} orientation", what, f"choose {' or '.join(sorted(may))}")
    seen = {fault.see for fault in exercise.faults}
    for fault in movement.faults:
        if fault.see not in seen:
            advice = f"copy the words of one in {exercise_file(movement.exercise)}"
            yield Fault(f"{where} faults.{fault.name}", f"shows {fault.see!r}, no fault of the exercise", advice)


def _among_things(kinds: Set[str], movement: Movement) -> Iterator[Fault]:
    where = movement_file(movement.exercise)
    for prop in movement.props:
        if prop.kind not in kinds:
            advice = f"choose from {', '.join(sorted(kinds))}"
            yield Fault(f"{where} props.{prop.name}", f"is of the kind {prop.kind}, which does not exist", advice)
    there = {*GROUNDS, *SEGMENTS, *(prop.name for prop in movement.props)}
    if movement.ground not in GROUNDS:
        yield Fault(f"{where} ground", f"is {movement.ground}", f"choose from {', '.join(GROUNDS)}")
    named = [("supports", one.on) for one in movement.supports] + [("hands", one.on) for one in movement.hands]
    for key, on in named:
        if on not in there:
            advice = "name the floor, the mat, a segment or a prop of this movement"
            yield Fault(f"{where} {key}", f"rests on {on}, which is not there", advice)


def _twice(movement: Movement) -> Iterator[Fault]:
    names = {
        "keyframes": list(movement.names),
        "props": [prop.name for prop in movement.props],
        "faults": [fault.name for fault in movement.faults],
    }
    for key, found in names.items():
        for name in sorted({name for name in found if found.count(name) > 1}):
            advice = "give each its own name"
            yield Fault(f"{movement_file(movement.exercise)} {key}.{name}", f"stands {found.count(name)} times", advice)
