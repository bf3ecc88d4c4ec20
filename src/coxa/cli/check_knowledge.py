"""Check the clinical content, and tell every fault of every file at once."""

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coxa.errors import ContentError, Fault
from coxa.knowledge.checks import faults
from coxa.knowledge.checks.files import read_whole
from coxa.knowledge.library import Content
from coxa.knowledge.loader import FOLDER, load

if TYPE_CHECKING:
    from coxa.cli.main import Subparsers


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
    try:
        content = load(folder)
    except ContentError as error:
        return error.faults, {}
    today = datetime.now().astimezone().date()
    return faults(content, today, read_whole(folder)), _counts(content)


def _counts(content: Content) -> dict[str, int]:
    return {
        "exercises": len(content.exercises),
        "conditions": len(content.conditions),
        "lessons": len(content.lessons),
        "safety questions": len(content.questions),
        "rules": len(content.progression.rows) + len(content.review.rows) + len(content.course_rules),
        "sources": len(content.sources),
    }
