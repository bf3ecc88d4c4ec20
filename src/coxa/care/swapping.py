"""What comes into a programme when an exercise is left out of it."""

from dataclasses import replace

from coxa.care.course import Course
from coxa.care.planning import plan
from coxa.knowledge.library import Content


def instead_of(exercise: str, course: Course, content: Content) -> tuple[str, ...]:
    """The exercises that would come into the programme if `exercise` were left out, in the programme's order."""
    if course.programme is None:
        return ()
    now = {line.exercise for line in course.programme.prescriptions}
    standings = {line.key: line.standing for line in course.lines}
    without = replace(course.situation, excluded=course.situation.excluded | {exercise})
    then = plan(without, standings, content).prescriptions
    return tuple(dict.fromkeys(line.exercise for line in then if line.exercise not in now))
