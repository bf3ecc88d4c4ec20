"""Move a line as a decision says, and keep the two sides of a slot in step where they belong together."""

from datetime import date
from typing import Final

from coxa.care.lines import Change, Line, take_step
from coxa.care.memory import Memory
from coxa.care.programme import sides_of
from coxa.care.progression import Ruling
from coxa.care.situation import Situation
from coxa.knowledge.vocabulary import BOTH, Purpose

LOADING: Final = frozenset({Purpose.STRENGTH, Purpose.BALANCE})
"""What is eased when pain has risen; cardio and gentle movement stay as they are."""


def move(line: Line, ruling: Ruling, day: date, situation: Situation, memory: Memory) -> Change:
    """Take the step of `ruling` on one line; the other side goes its own way.

    A line for both sides splits when its new exercise is done one side at a time; two lines that have come to the same
    exercise for both legs become one.
    """
    action, taken = ruling.decision.action, memory.taken_beside
    change = take_step(line, action, ruling.step, day, situation, taken, memory.content)
    sides = sides_of(memory.content.exercises[line.exercise])
    if line.side is BOTH and BOTH not in sides:
        del memory.lines[line.key]
        for side in sides:
            memory.lines[line.slot, side] = line.on_side(side)
    else:
        join(line, memory)
    return change


def join(line: Line, memory: Memory) -> None:
    """Make one line of both sides, at the lower dose, when both stand on the same exercise for both legs."""
    if line.side is BOTH or sides_of(memory.content.exercises[line.exercise]) != (BOTH,):
        return
    twin = memory.lines.get((line.slot, line.side.other))
    if twin is None or twin.exercise != line.exercise:
        return
    lower = min(line, twin, key=lambda one: one.dose.volume)
    for one in (line, twin):
        del memory.lines[one.key]
    memory.lines[line.slot, BOTH] = lower.on_side(BOTH)
