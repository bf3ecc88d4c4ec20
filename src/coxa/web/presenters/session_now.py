"""Where a session is, read from its record: which set comes next, what is still to be asked, what has ended it."""

from datetime import datetime

from coxa.care.entries import ExerciseDone, PlannedLine
from coxa.care.response import SessionRecord
from coxa.care.session import Place, State, resume
from coxa.knowledge.dosing_rules import PainProfileRule
from coxa.knowledge.library import Content

Lines = tuple[PlannedLine, ...]


def next_place(record: SessionRecord, now: datetime) -> Place | None:
    """The next set; `None` when there is none left, or something is to be asked first."""
    session = resume(record, now)
    return session.next_up if session.state is not State.ASKED else None


def places_left(record: SessionRecord, now: datetime) -> tuple[Place, ...]:
    """Every set that is still to come."""
    return resume(record, now).left


def to_ask(record: SessionRecord) -> Lines:
    """The sides of the first exercise that is over, on every side, and was not told of yet."""
    for group in groups(record):
        over = all(is_told(record, line) or sets_told(record, line) >= line.sets for line in group)
        untold = tuple(line for line in group if not is_told(record, line))
        if over and untold:
            return untold
    return ()


def begun(record: SessionRecord) -> Lines:
    """The sides that were begun and not told of yet."""
    return tuple(line for line in record.planned.values() if sets_told(record, line) and not is_told(record, line))


def groups(record: SessionRecord) -> list[Lines]:
    """The planned lines, exercise by exercise."""
    found: dict[str, list[PlannedLine]] = {}
    for line in record.planned.values():
        found.setdefault(line.exercise, []).append(line)
    return [tuple(lines) for lines in found.values()]


def lines_of(record: SessionRecord, exercise: str) -> Lines:
    """The planned lines of one exercise; empty when it was not planned."""
    return tuple(line for line in record.planned.values() if line.exercise == exercise)


def here(record: SessionRecord, now: datetime) -> PlannedLine | None:
    """The line a session is at, or is asking about."""
    asked = to_ask(record)
    place = next_place(record, now)
    return asked[0] if asked else (place.line if place else None)


def is_told(record: SessionRecord, line: PlannedLine) -> bool:
    """Whether it was said how this line went."""
    return (line.exercise, line.side) in record.exercises


def sets_told(record: SessionRecord, line: PlannedLine) -> int:
    """How many sets of a line were done."""
    return sum(1 for number in range(1, line.sets + 1) if (line.exercise, line.side, number) in record.sets_done)


def percent_done(record: SessionRecord, line: PlannedLine) -> int:
    """The share of a line's sets that were done, 0 to 100."""
    return 100 * sets_told(record, line) // line.sets


def left_out(record: SessionRecord, line: PlannedLine) -> ExerciseDone:
    """The line as it is told when nothing more is said about it."""
    percent = percent_done(record, line)
    ended = "finished" if percent == 100 else "skipped"
    return ExerciseDone(session=record.id, exercise=line.exercise, side=line.side, ended=ended, done_percent=percent)


def is_above(pain: int, record: SessionRecord, limits: PainProfileRule) -> bool:
    """Whether an exercise must stop at this pain: above the person's limit, or risen too far."""
    rise = 0 if record.pain_before is None else pain - record.pain_before
    return pain > limits.during_most or rise > limits.rise_most


def ended_by_pain(record: SessionRecord, content: Content) -> bool:
    """Whether pain was so strong, or so sudden, that no more sets follow."""
    severe = content.thresholds.severe_pain.value
    return any(done.sharp or (done.worst_pain or 0) >= severe for done in record.exercises.values())
