"""Compute the loads of many exercises, and keep them as content files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coxa.body.load.model import load_model
from coxa.body.load.result import as_toml, result_of
from coxa.body.load.solving import Solved, solve
from coxa.body.load.variants import METHOD
from coxa.body.trajectory import Trajectory, result, results
from coxa.errors import Fault, InputError
from coxa.knowledge.exercise import Exercise, ExerciseId
from coxa.knowledge.load import LoadResult, LoadRules, differences

WALKING: Final = "WALK"
"""The movement that all loads are compared with."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One result, and whether it was computed now or still stood."""

    result: LoadResult
    computed: bool


def keep_loads(
    exercises: Sequence[Exercise],
    folder: Path,
    rules: LoadRules,
    known: dict[ExerciseId, LoadResult],
    *,
    again: bool = False,
) -> Iterator[Kept]:
    """Compute what changed of `exercises`, write it below `folder`, and tell each result.

    A result stands while its movement, the walking it is compared with, the method, the literature and the rules are
    the same.
    """
    walking = movement_of(WALKING)
    reference: Solved | None = None
    for exercise in exercises:
        movement = movement_of(exercise.id)
        old = known.get(exercise.id)
        if old is not None and not again and _stands(old, movement, walking, exercise, rules):
            yield Kept(old, computed=False)
            continue
        body = load_model()
        reference = reference or solve(walking, body)
        new = result_of(solve(movement, body), reference, body, exercise, rules)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{exercise.id.lower()}.toml").write_text(as_toml(new), encoding="utf-8")
        yield Kept(new, computed=True)


def movement_of(exercise: str) -> Trajectory:
    """The solved movement of `exercise`.

    Raises:
        InputError: when it has none yet.

    """
    if exercise not in results():
        advice = f"write its movement file and run: coxa body build {exercise}"
        raise InputError((Fault(exercise, "has no solved movement", advice),))
    return result(exercise)


def _stands(old: LoadResult, movement: Trajectory, walking: Trajectory, exercise: Exercise, rules: LoadRules) -> bool:
    same = (old.movement, old.reference, old.method) == (movement.digest, walking.digest, METHOD)
    return same and not tuple(differences(old, exercise, rules))
