"""How hard a line is, and whether one is no harder than another."""

from coxa.care.course import Course
from coxa.care.lines import Line
from coxa.knowledge.exercise import ExerciseId
from strategies.record import CONTENT


def load_rank(exercise: ExerciseId) -> int:
    """The most that a hip carries in `exercise`, 0 to 4."""
    load = CONTENT.exercises[exercise].load
    return max(load.working.rank, load.other.rank)


def easier_than(exercise: ExerciseId) -> frozenset[ExerciseId]:
    """Every exercise below `exercise` on its ladders."""
    below: set[ExerciseId] = set()
    waiting = [exercise]
    while waiting:
        new = set(CONTENT.exercises[waiting.pop()].easier) - below
        below |= new
        waiting += new
    return frozenset(below)


def no_harder(exercise: ExerciseId, than: ExerciseId) -> bool:
    """Whether `exercise` stands no higher than `than`: below it on a ladder, or beside it with no more load."""
    if exercise == than or exercise in easier_than(than):
        return True
    return than not in easier_than(exercise) and load_rank(exercise) <= load_rank(than)


def line_no_harder(line: Line, than: Line) -> bool:
    """Whether `line` stands on an equal or easier rung, with no more volume on the same one."""
    if line.exercise == than.exercise:
        return line.dose.volume <= than.dose.volume
    return no_harder(line.exercise, than.exercise)


def compare(course: Course, other: Course) -> list[tuple[Line, Line]]:
    """The lines of both courses that belong together: same slot and side, or same slot when the sides have joined."""
    theirs = {line.key: line for line in other.lines}
    pairs = []
    for line in course.lines:
        same = [theirs[line.key]] if line.key in theirs else [one for one in other.lines if one.slot == line.slot]
        pairs += [(line, one) for one in same]
    return pairs
