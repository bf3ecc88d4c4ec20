"""`coxa screen FILE`: answer the safety questions from a file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coxa.care.course import course
from coxa.care.screening import screen
from coxa.cli.contract import ScreenReport
from coxa.cli.files import scenario_in
from coxa.knowledge.loader import shipped

if TYPE_CHECKING:
    from coxa.cli.main import Subparsers


def add_to(subparsers: "Subparsers") -> None:
    """Add `coxa screen`."""
    parser = subparsers.add_parser("screen", help="answer the safety questions from a file")
    parser.add_argument("file", type=Path, help="a scenario file (docs/guide/scenarios.md)")
    parser.add_argument(
        "--json", action="store_true", help="print JSON as docs/guide/schemas/screen.schema.json describes"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print how urgent the answers in a file are."""
    scenario, content = scenario_in(arguments.file), shipped()
    locks = course(scenario.entries, content, scenario.start).locks
    gates = tuple(lock for lock in locks if lock.rule not in content.questions)
    report = ScreenReport.of(screen(scenario.answers, content), gates, content, scenario.country)
    print(report.model_dump_json(indent=2) if arguments.json else _in_words(report))
    return 0


def _in_words(report: ScreenReport) -> str:
    lines = [f"Result: {report.triage}"]
    lines += [f"  {fired.id} ({fired.level}): {fired.because}\n      {fired.act}" for fired in report.fired]
    if report.postponed:
        lines.append("  No session today: not well, or not answered.")
    return "\n".join([*lines, f"Emergency number: {report.emergency_number}"])
