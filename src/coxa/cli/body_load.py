"""`coxa body load`: compute what each hip carries, and keep it beside the exercises."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coxa.errors import Fault, InputError
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.load import HipResult, LoadResult, load_results, load_rules
from coxa.knowledge.loader import load
from coxa.knowledge.reader import FOLDER

if TYPE_CHECKING:
    from coxa.cli.main import Subparsers

_HEAD = "     working: share of walking   other: share of walking     literature  counts  by"


def add_to(subparsers: "Subparsers") -> None:
    """Add `load` below `coxa body`."""
    parser = subparsers.add_parser("load", help="compute what each hip carries, as a share of walking")
    parser.add_argument("exercises", nargs="*", metavar="ID", help="exercises; without any, all that have a movement")
    parser.add_argument("--again", action="store_true", help="compute also what has not changed")
    parser.add_argument("--folder", type=Path, default=FOLDER, metavar="FOLDER", help="content (default: Coxa's own)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compute, write and print one row for each exercise."""
    from coxa.body.human import need_packages  # noqa: PLC0415  # the extra `body` is needed only here

    need_packages()
    from coxa.body.load.keeping import keep_loads  # noqa: PLC0415

    print(_HEAD)
    folder: Path = arguments.folder
    asked = _asked(arguments.exercises, load(folder))
    known, rules = load_results(folder), load_rules(folder)
    for kept in keep_loads(asked, folder / "loads", rules, known, again=arguments.again):
        print(_row(kept.result), "" if kept.computed else "(kept)")
    return 0


def _asked(names: list[str], content: Content) -> list[Exercise]:
    """The exercises called `names`; all that have a solved movement if there are none."""
    from coxa.body.trajectory import results  # noqa: PLC0415  # needs numpy

    exercises = content.exercises
    if not names:
        return [exercises[name] for name in results() if name in exercises]
    unknown = sorted({name.upper() for name in names} - {*exercises})
    if unknown:
        advice = "give ids of the library, as B07"
        raise InputError(tuple(Fault(name, "is no exercise", advice) for name in unknown))
    return [exercises[name.upper()] for name in names]


def _row(result: LoadResult) -> str:
    literature, counts = result.literature, result.decision
    parts = [
        f"{result.exercise}  {_hip(result.model.working):27} {_hip(result.model.other):27}",
        f"{literature.working} {literature.other}       {counts.working} {counts.other}   {counts.by}",
    ]
    flags = f"  [{', '.join(result.model.flags)}]" if result.model.flags else ""
    return " ".join(parts) + flags


def _hip(hip: HipResult) -> str:
    return f"{hip.peak:.2f} ({hip.low:.2f} to {hip.high:.2f}) {hip.band}"
