"""Move a line as a decision says, and keep the two sides of a slot together where they must be."""

from datetime import date
from typing import Final

from coxa.care.lines import Change, Line, take_step
from coxa.care.memory import Memory
from coxa.care.planning import sides_of
from coxa.care.progression import Ruling
from coxa.care.situation import Situation
from coxa.knowledge.vocabulary import Purpose

LOADING: Final = frozenset({Purpose.STRENGTH, Purpose.BALANCE})
"""What is eased when pain has risen; cardio and gentle movement stay as they are."""


def move(line: Line, ruling: Ruling, day: date, situation: Situation, memory: Memory) -> Change:
    """Take the step of `ruling`; when the new exercise has other sides, the whole slot moves with it."""
    taken = memory.taken_beside(line)
    change = take_step(line, ruling.decision.action, ruling.step, day, situation, taken, memory.content)
    sides = sides_of(memory.content.exercises[line.exercise])
    if line.side not in sides:
        for twin in memory.slot_lines(line.slot):
            twin.followed = ruling
            del memory.lines[twin.key]
        for side in sides:
            memory.lines[line.slot, side] = line.on_side(side)
    return change
