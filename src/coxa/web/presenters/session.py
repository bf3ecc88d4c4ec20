"""One step of a session in words: which exercise, which side, which set, how much, and how long to rest first."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from coxa.care.entries import PlannedLine
from coxa.care.response import SessionRecord
from coxa.care.session import Place, places
from coxa.care.situation import Situation
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.web.presenters.doses import effort_words, set_numbers
from coxa.web.presenters.figure import Figure, figure
from coxa.web.presenters.player import Player, player
from coxa.web.presenters.session_now import groups, is_told, lines_of, places_left, sets_told
from coxa.web.presenters.sides import side_name, side_words


@dataclass(frozen=True, slots=True)
class Step:
    """What is done now."""

    exercise: Exercise
    figure: Figure | None
    player: Player
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
    instead_of: str
    """The name of the exercise it came for by a swap; empty when it was planned from the start."""
    next_up: str

    @property
    def side_words(self) -> str:
        """The side within a sentence."""
        return side_words([self.line.side])


def step(place: Place, record: SessionRecord, situation: Situation, content: Content) -> Step:
    """The set at `place`, ready to be shown."""
    before = _before(place, record)
    done = before is not None and (before.line.exercise, before.line.side, before.number) in record.sets_done
    return step_after(before if done else None, place, record, situation, content)


def step_after(
    before: Place | None, place: Place, record: SessionRecord, situation: Situation, content: Content
) -> Step:
    """The set at `place` when the one at `before` was done just now; `None` when nothing was."""
    line = place.line
    exercise = content.exercises[line.exercise]
    order = [group[0].exercise for group in groups(record) if group[0].exercise not in record.swaps]
    came = record.swapped_for(line.exercise)
    changes = before is not None and before.line.exercise == line.exercise and before.line.side is not line.side
    rest_s = before.line.rest_s if before and not changes else 0
    done = sum(sets_told(record, other) for other in lines_of(record, line.exercise))
    return Step(
        exercise=exercise,
        figure=figure(exercise, line.side),
        player=player(place, record, rest_s, side_name(line.side), content),
        line=line,
        number=place.number,
        side=side_name(line.side),
        change=_("Now change to the other side.") if changes else "",
        numbers=set_numbers(line),
        tempo=exercise.dose.tempo,
        effort=effort_words(line.effort),
        rest_s=rest_s,
        adaptations=adaptations(exercise, situation),
        first_time=done == 0,
        at=order.index(line.exercise) + 1,
        of=len(order),
        instead_of=content.exercises[came.exercise].name if came else "",
        next_up=_next_up(place, record, content),
    )


def steps_left(record: SessionRecord, situation: Situation, content: Content, now: datetime) -> tuple[Step, ...]:
    """Every set still to come, each as it will be shown when the one before it was done."""
    left = places_left(record, now)
    return tuple(step_after(_before(place, record), place, record, situation, content) for place in left)


def adaptations(exercise: Exercise, situation: Situation) -> tuple[str, ...]:
    """What to do in another way, because of what the person told us."""
    return tuple(caution.note for caution in exercise.cautions if caution.tag in situation.tags)


def _next_up(place: Place, record: SessionRecord, content: Content) -> str:
    """What comes after the set at `place`, for who wants to make ready for it."""
    order = places(tuple(record.planned.values()))
    later = (one for one in order[order.index(place) + 1 :] if not _is_over(one, record))
    after = next(later, None)
    if after is None:
        return _("This is the last set for today.")
    line, side = after.line, side_words([after.line.side])
    if line.exercise != place.line.exercise:
        return _("Next: %(name)s, %(side)s.") % {"name": content.exercises[line.exercise].name, "side": side}
    if line.side is not place.line.side:
        return _("Next: %(side)s.") % {"side": side}
    return _("Next: set %(number)d of %(sets)d.") % {"number": after.number, "sets": line.sets}


def _is_over(place: Place, record: SessionRecord) -> bool:
    line = place.line
    return is_told(record, line) or (line.exercise, line.side, place.number) in record.sets_done


def _before(place: Place, record: SessionRecord) -> Place | None:
    """The set just before `place` in the plan."""
    order = places(tuple(record.planned.values()))
    at = order.index(place)
    return order[at - 1] if at else None
