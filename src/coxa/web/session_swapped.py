"""Tell that an exercise of a session gave its place to another one, for today or for good; and take it back."""

from coxa.care.entries import Corrected, Entry, LeftOut, Swapped
from coxa.care.response import SessionRecord
from coxa.care.swapping import Swap, swaps
from coxa.web.telling import tell_once
from coxa.web.visit import Visit


def found(visit: Visit, record: SessionRecord, exercise: str, wanted: str) -> Swap | None:
    """The swap of `exercise` for the one that is `wanted`, if that is offered now."""
    offered = swaps(exercise, record, visit.course, visit.content)
    return next((swap for swap in offered if swap.exercise == wanted), None)


def swap_in(visit: Visit, record: SessionRecord, exercise: str, swap: Swap, *, stays: bool) -> None:
    """Tell that what `swap` says is done instead of the rest of `exercise`; when it stays so, also what is left out."""
    out = planned_first(record, exercise)
    fact = Swapped(session=record.id, exercise=exercise, planned=swap.planned, from_now_on=stays)
    tell_once(visit, fact)
    if stays and out not in visit.course.keeping_on.excluded:
        tell_once(visit, LeftOut(exercise=out, reason="swapped"))


def may_go_back(record: SessionRecord, exercise: str) -> bool:
    """Whether `exercise` came by a swap that can be taken back: nothing was done of it, nor of what it came for."""
    swap = record.swapped_for(exercise)
    done = {name for name, _side, _number in record.sets_done}
    told = {name for name, _side in record.exercises}
    return swap is not None and not done & {exercise, swap.exercise} and exercise not in told


def go_back(visit: Visit, record: SessionRecord, exercise: str) -> None:
    """Withdraw the swap by which `exercise` came, and what was left out of the programme with it."""
    swap = record.swapped_for(exercise)
    if swap is None or not may_go_back(record, exercise):
        return
    told = [entry for entry in _standing(visit) if entry.body == swap]
    if swap.from_now_on:
        out = LeftOut(exercise=planned_first(record, swap.exercise), reason="swapped")
        told += [entry for entry in _standing(visit) if entry.body == out and entry.day == record.day]
    for entry in told:
        visit.tell(Corrected(corrects=entry.id))


def _standing(visit: Visit) -> list[Entry]:
    """Every entry that was not corrected."""
    corrected = {entry.body.corrects for entry in visit.entries if isinstance(entry.body, Corrected)}
    return [entry for entry in visit.entries if entry.id not in corrected]


def planned_first(record: SessionRecord, exercise: str) -> str:
    """The exercise that was planned where `exercise` stands now."""
    swap = record.swapped_for(exercise)
    while swap is not None:
        exercise, swap = swap.exercise, record.swapped_for(swap.exercise)
    return exercise
