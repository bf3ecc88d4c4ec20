"""An exercise that came by a swap: the line it is judged on, and how it takes a place in the programme for good."""

from dataclasses import replace

from coxa.care.dose import Dose, lower
from coxa.care.entries import PlannedLine, Swapped
from coxa.care.lines import SWAPPED_IN, Line
from coxa.care.memory import Memory
from coxa.care.moving import join
from coxa.care.prescribing import entry_dose
from coxa.care.programme import BOTH_HIPS, LineKey, sides_of
from coxa.care.situation import Situation
from coxa.knowledge.vocabulary import BOTH, Side


def line_of_its_own(exercise: str, side: Side) -> LineKey:
    """The line on which an exercise that came by a swap is judged: what it gave rise to touches no other line."""
    return f"{SWAPPED_IN}{exercise.lower()}", side


def given(planned: PlannedLine) -> Dose:
    """How much a session asked for, as a dose."""
    return Dose(planned.sets, planned.repetitions, planned.hold_s, planned.minutes, planned.rest_s)


def take_over(swap: Swapped, situation: Situation, memory: Memory) -> None:
    """From now on the programme goes on where the exercise that came stands, on every side it is done on."""
    lines = {line.line_side or line.side: line for line in swap.planned}
    exercise, slot = memory.content.exercises[swap.planned[0].exercise], swap.planned[0].slot
    if BOTH not in lines and len(sides_of(exercise)) > 1:
        lines = {side: lines.get(side, swap.planned[0]) for side in sides_of(exercise)}
    for side in BOTH_HIPS if BOTH in lines else (BOTH,):
        memory.lines.pop((slot, side), None)
    for side, planned in lines.items():
        own = memory.lines.get(line_of_its_own(planned.exercise, planned.side))
        if own is None:
            dose = lower(entry_dose(exercise, situation, memory.content), given(planned))
            own = Line(planned.slot, side, exercise.id, dose)
        moved = replace(own.on_side(side), slot=planned.slot, not_before=own.not_before)
        memory.lines[moved.key] = moved
        join(moved, memory)
    for planned in swap.planned:
        memory.lines.pop(line_of_its_own(planned.exercise, planned.side), None)
