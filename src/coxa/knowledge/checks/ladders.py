"""The ladders: each exercise between easier and harder ones, with a way down from everywhere."""

from collections.abc import Iterator

from coxa.errors import Fault
from coxa.knowledge.checks.files import exercise_file
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import LoadBand


def faults(content: Content) -> Iterator[Fault]:
    """Links in one file only, loops, and exercises without a way out."""
    for exercise in content.exercises.values():
        yield from _one_way(exercise, content)
        yield from _loop(exercise, content)
        yield from _no_way_out(exercise, content)


def is_light(exercise: Exercise) -> bool:
    """Whether neither hip carries more than band L1."""
    return max(exercise.load.working.rank, exercise.load.other.rank) <= LoadBand.L1.rank


def _one_way(exercise: Exercise, content: Content) -> Iterator[Fault]:
    for key, back, neighbours in (("easier", "harder", exercise.easier), ("harder", "easier", exercise.harder)):
        for neighbour in neighbours:
            other = content.exercises.get(neighbour)
            if other and exercise.id not in getattr(other, back):
                advice = f"add {exercise.id} to {back} in {exercise_file(neighbour)}, or take {neighbour} out here"
                where = f"{exercise_file(exercise.id)} {key}"
                yield Fault(where, f"names {neighbour}, which does not name {exercise.id} back", advice)


def _loop(exercise: Exercise, content: Content) -> Iterator[Fault]:
    if exercise.id in _below(exercise, content):
        where = f"{exercise_file(exercise.id)} easier"
        yield Fault(where, f"leads back to {exercise.id}", "take out the link that makes the ladder a loop")


def _no_way_out(exercise: Exercise, content: Content) -> Iterator[Fault]:
    where = f"{exercise_file(exercise.id)} easier"
    if is_light(exercise):
        return
    if not exercise.easier:
        yield Fault(where, "is empty, though a hip carries L2 or more", "name an easier exercise as the way out")
    elif not any(is_light(content.exercises[lower]) for lower in _below(exercise, content)):
        yield Fault(where, "never leads to an exercise of band L1 or below", "name an easier one that does")


def _below(exercise: Exercise, content: Content) -> set[str]:
    """Every exercise that is reached by walking down; links that lead nowhere are told elsewhere."""
    found: set[str] = set()
    to_see = list(exercise.easier)
    while to_see:
        lower = to_see.pop()
        if lower in content.exercises and lower not in found:
            found.add(lower)
            to_see.extend(content.exercises[lower].easier)
    return found
