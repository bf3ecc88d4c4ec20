"""The named faults of an exercise's movement, ready to be played."""

from functools import lru_cache

from coxa.body.human import need_packages
from coxa.body.synth.performance import PlayedFault
from coxa.body.trajectory import Trajectory
from coxa.errors import Fault, InputError
from coxa.knowledge.loader import load_movements


@lru_cache(maxsize=256)
def solved(exercise: str, fault: str | None = None) -> Trajectory:
    """Return an exercise's movement, correct or with one of its named faults, solved now (about a second).

    Raises:
        InputError: when there is no such movement, or no such fault of it.
        BodyPackagesMissing: when the extra `body` is not installed.

    """
    need_packages()
    from coxa.body.posing import solve  # noqa: PLC0415  # the extra `body` is needed only here

    movements, kinds = load_movements([exercise])
    movement = movements.get(exercise)
    if movement is None:
        known = ", ".join(sorted(load_movements()[0]))
        raise InputError((Fault(exercise, "has no movement", f"use one of {known}"),))
    names = [one.name for one in movement.faults]
    if fault is not None and fault not in names:
        where, advice = f"{exercise}, {fault}", f"use one of {', '.join(names)}"
        raise InputError((Fault(where, "is no fault of this movement", advice),))
    return solve(movement, kinds, fault)


def fault_names(exercise: str) -> tuple[str, ...]:
    """Return the names of the faults that the movement of an exercise defines."""
    movement = load_movements([exercise])[0].get(exercise)
    return tuple(one.name for one in movement.faults) if movement else ()


def played(exercise: str, fault: str, amount: float = 1.0, on: tuple[int, ...] | None = None) -> PlayedFault:
    """Return a fault of an exercise for a performance: how much of it, and in which repetitions (None: in all)."""
    return PlayedFault(fault, solved(exercise, fault), amount, on)
