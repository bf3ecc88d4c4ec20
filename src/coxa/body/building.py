"""Solve the movements that changed, keep their trajectories, and tell what the checks found."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coxa.body import checks
from coxa.body.human import need_packages
from coxa.body.posing import digest, solve
from coxa.body.trajectory import Trajectory, load
from coxa.errors import Fault, InputError
from coxa.knowledge.movement import Movement, PropKind

_ADVICE = "name an exercise that has one in content/movements"

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Built:
    """One movement after a build: whether it was solved anew, and what the checks found."""

    movement: Movement
    solved: bool
    findings: tuple[checks.Finding, ...]

    @property
    def good(self) -> bool:
        """Whether every check is passed."""
        return all(finding.good for finding in self.findings)


def chosen(movements: Mapping[str, Movement], ids: Iterable[str]) -> tuple[Movement, ...]:
    """The movements of `ids`, or all when none is named.

    Raises:
        InputError: naming every id without a movement.

    """
    wanted = tuple(dict.fromkeys(name.upper() for name in ids)) or tuple(movements)
    missing = [Fault(name, "has no movement file", _ADVICE) for name in wanted if name not in movements]
    if missing:
        raise InputError(tuple(missing))
    return tuple(movements[name] for name in wanted)


def build(
    movements: Iterable[Movement],
    kinds: dict[str, PropKind],
    folder: Path = RESULTS,
    jobs: int = 1,
    *,
    anew: bool = False,
) -> Iterator[Built]:
    """Solve what changed, write `folder/<ID>.npz`, and check each; with `anew` also what did not change.

    Raises:
        InputError: when a movement cannot be solved as it is written.
        BodyPackagesMissing: when the extra `body` is not installed.

    """
    need_packages()
    work = partial(_build_one, kinds=kinds, folder=folder, anew=anew)
    if jobs == 1:
        yield from map(work, movements)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, movements)


def solved(movement: Movement, kinds: dict[str, PropKind], folder: Path = RESULTS) -> Trajectory | None:
    """The kept trajectory of a movement, if it still belongs to its definition."""
    path = folder / f"{movement.exercise}.npz"
    if not path.is_file():
        return None
    try:
        kept = load(path)
    except InputError:
        return None
    return kept if kept.digest == digest(movement, kinds) else None


def _build_one(movement: Movement, kinds: dict[str, PropKind], folder: Path, *, anew: bool) -> Built:
    trajectory = None if anew else solved(movement, kinds, folder)
    fresh = trajectory is None
    if trajectory is None:
        trajectory = solve(movement, kinds)
        trajectory.save(folder / f"{movement.exercise}.npz")
    return Built(movement, fresh, checks.check(trajectory, movement, kinds))
