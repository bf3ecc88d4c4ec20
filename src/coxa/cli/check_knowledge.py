"""Check the clinical content, and tell every fault of every file at once."""

import argparse
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coxa.body.load.digests import solved_digests
from coxa.errors import ContentError, Fault
from coxa.knowledge.checks import coaching as coaching_checks
from coxa.knowledge.checks import faults
from coxa.knowledge.checks import loads as load_checks
from coxa.knowledge.checks import movements as movement_checks
from coxa.knowledge.checks.files import read_whole
from coxa.knowledge.coaching import load_coaching
from coxa.knowledge.library import Content
from coxa.knowledge.load import load_results, load_rules
from coxa.knowledge.loader import load, load_movements
from coxa.knowledge.reader import FOLDER

if TYPE_CHECKING:
    from coxa.cli.main import Subparsers

ReadT = TypeVar("ReadT")


def add_to(subparsers: "Subparsers") -> None:
    """Add `coxa check-knowledge`."""
    checking = subparsers.add_parser("check-knowledge", help="check the clinical content")
    checking.add_argument(
        "--folder", type=Path, default=FOLDER, metavar="FOLDER", help="content to check (default: what Coxa uses)"
    )
    checking.add_argument("--json", action="store_true", help="print the result as JSON")
    checking.set_defaults(run=check)


def check(arguments: argparse.Namespace) -> int:
    """Print every fault and return 1, or one line of counts and return 0."""
    found, counts = _look_through(arguments.folder)
    if arguments.json:
        told = [{"where": fault.where, "what": fault.what, "advice": fault.advice} for fault in found]
        print(json.dumps({"faults": told, "counts": counts}, ensure_ascii=False, indent=1))
    elif found:
        print("\n".join(str(fault) for fault in found))
        print(f"{len(found)} {'fault' if len(found) == 1 else 'faults'} in {arguments.folder}")
    else:
        print(f"No fault in {', '.join(f'{number} {name}' for name, number in counts.items())}.")
    return 1 if found else 0


def _look_through(folder: Path) -> tuple[tuple[Fault, ...], dict[str, int]]:
    """Every fault, and how much there is of what; nothing is counted before the schemas are kept."""
    found: list[Fault] = []
    content = _read(load, folder, found)
    _read(lambda below: load_movements(folder=below), folder, found)
    loads, rules = _read(load_results, folder, found), _read(load_rules, folder, found)
    coaching = _read(load_coaching, folder, found)
    if found or content is None or loads is None or rules is None or coaching is None:
        return tuple(found), {}
    today = datetime.now().astimezone().date()
    whole_files = read_whole(folder)
    found += faults(content, today, whole_files)
    found += movement_checks.faults(content, whole_files)
    found += load_checks.faults(content, loads, rules, solved_digests())
    found += coaching_checks.faults(coaching, content, today)
    return tuple(sorted(found)), _counts(content)


def _read(read: Callable[[Path], ReadT], folder: Path, found: list[Fault]) -> ReadT | None:
    """What `read` makes of `folder`; its faults are added to `found`."""
    try:
        return read(folder)
    except ContentError as error:
        found += error.faults
        return None


def _counts(content: Content) -> dict[str, int]:
    return {
        "exercises": len(content.exercises),
        "conditions": len(content.conditions),
        "lessons": len(content.lessons),
        "safety questions": len(content.questions),
        "rules": len(content.progression.rows) + len(content.review.rows) + len(content.course_rules),
        "sources": len(content.sources),
    }
