"""How a session went, line by line, and what changes because of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coxa.care.course import Course
from coxa.care.entries import ExerciseDone
from coxa.care.response import SessionRecord
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Side
from coxa.web.presenters.decisions import Told, told
from coxa.web.presenters.session_now import sets_told
from coxa.web.presenters.sides import side_words


@dataclass(frozen=True, slots=True)
class Went:
    """A session that is over."""

    rows: list[list[str]]
    changes: tuple[Told, ...]
    waits: bool
    pain_before: str
    pain_after: str


def went(record: SessionRecord, course: Course, content: Content) -> Went:
    """Everything to say about a session that is over."""
    keys = set(record.exercises)
    decided = [d for d in course.decisions if d.day == record.day and (d.exercise, d.side) in keys]
    return Went(
        rows=[_row(done, record, content) for done in _in_order(record)],
        changes=told(decided, content),
        waits=any(decision.waiting for decision in decided),
        pain_before=_of_ten(record.pain_before),
        pain_after=_of_ten(record.pain_after),
    )


def _in_order(record: SessionRecord) -> list[ExerciseDone]:
    """What was done, in the order it was planned; an easier exercise stands behind the one it replaced."""
    planned = list(record.planned)
    last = len(planned)

    def place(key: tuple[str, Side]) -> tuple[int, bool]:
        original = record.exercises[key].instead_of or key[0]
        wanted = (original, key[1])
        return (planned.index(wanted) if wanted in planned else last), key[0] != original

    shown = [key for key, done in record.exercises.items() if not _gave_its_place(done, record)]
    return [record.exercises[key] for key in sorted(shown, key=place)]


def _gave_its_place(done: ExerciseDone, record: SessionRecord) -> bool:
    """Whether another exercise came in its place before anything of it was done."""
    return done.exercise in record.swaps and not done.done_percent and done.worst_pain is None


def _row(done: ExerciseDone, record: SessionRecord, content: Content) -> list[str]:
    name = content.exercises[done.exercise].name
    came = record.swapped_for(done.exercise)
    other = done.instead_of or (came.exercise if came else None)
    if other:
        names = {"name": name, "other": content.exercises[other].name}
        name = _("%(name)s, instead of %(other)s") % names
    named = _("%(name)s: %(side)s") % {"name": name, "side": side_words([done.side])}
    return [named, _sets(done, record), _of_ten(done.worst_pain), _of_ten(done.effort)]


def _sets(done: ExerciseDone, record: SessionRecord) -> str:
    line = record.planned.get((done.exercise, done.side))
    if line is None:
        return _("done") if done.ended == "finished" else _("left out")
    sets = sets_told(record, line)
    if done.ended == "skipped" and sets == 0:
        return _("left out")
    return _("%(done)d of %(planned)d") % {"done": sets, "planned": line.sets}


def _of_ten(value: int | None) -> str:
    return "–" if value is None else _("%(value)d out of 10") % {"value": value}
