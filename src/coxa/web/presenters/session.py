"""One step of a session in words: which exercise, which side, which set, how much, and how long to rest first."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coxa.care.entries import PlannedLine
from coxa.care.response import SessionRecord
from coxa.care.session import Place, places
from coxa.care.situation import Situation
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.web.presenters.doses import effort_words, set_numbers
from coxa.web.presenters.session_now import groups, lines_of, sets_told
from coxa.web.presenters.sides import side_name


@dataclass(frozen=True, slots=True)
class Step:
    """What is done now."""

    exercise: Exercise
    line: PlannedLine
    number: int
    side: str
    change: str
    numbers: list[dict[str, object]]
    tempo: str | None
    effort: str
    rest_s: int
    adaptations: tuple[str, ...]
    first_time: bool
    at: int
    of: int


def step(place: Place, record: SessionRecord, situation: Situation, content: Content) -> Step:
    """The set at `place`, ready to be shown."""
    line = place.line
    exercise = content.exercises[line.exercise]
    order = [group[0].exercise for group in groups(record)]
    before = _before(place, record)
    changes = before is not None and before.line.exercise == line.exercise and before.line.side is not line.side
    done = sum(sets_told(record, other) for other in lines_of(record, line.exercise))
    return Step(
        exercise=exercise,
        line=line,
        number=place.number,
        side=side_name(line.side),
        change=_("Now change to the other side.") if changes else "",
        numbers=set_numbers(line),
        tempo=exercise.dose.tempo,
        effort=effort_words(line.effort),
        rest_s=before.line.rest_s if before and not changes else 0,
        adaptations=adaptations(exercise, situation),
        first_time=done == 0,
        at=order.index(line.exercise) + 1,
        of=len(order),
    )


def adaptations(exercise: Exercise, situation: Situation) -> tuple[str, ...]:
    """What to do in another way, because of what the person told us."""
    return tuple(caution.note for caution in exercise.cautions if caution.tag in situation.tags)


def _before(place: Place, record: SessionRecord) -> Place | None:
    """The set just before `place`, if it was done."""
    order = places(tuple(record.planned.values()))
    at = order.index(place)
    before = order[at - 1] if at else None
    done = before and (before.line.exercise, before.line.side, before.number) in record.sets_done
    return before if done else None
