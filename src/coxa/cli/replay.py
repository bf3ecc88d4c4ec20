"""`coxa replay FILE`: compute a record anew and show every decision."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coxa.care.course import course
from coxa.cli.contract import ReplayReport
from coxa.cli.files import scenario_in
from coxa.knowledge.loader import shipped

if TYPE_CHECKING:
    from coxa.cli.main import Subparsers


def add_to(subparsers: "Subparsers") -> None:
    """Add `coxa replay`."""
    parser = subparsers.add_parser("replay", help="compute a record anew and show every decision")
    parser.add_argument("file", type=Path, help="a scenario file (docs/guide/scenarios.md)")
    parser.add_argument(
        "--json", action="store_true", help="print JSON as docs/guide/schemas/replay.schema.json describes"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every decision that follows from a file."""
    scenario, content = scenario_in(arguments.file), shipped()
    report = ReplayReport.of(course(scenario.entries, content, scenario.today), content)
    print(report.model_dump_json(indent=2) if arguments.json else _in_words(report))
    return 0


def _in_words(report: ReplayReport) -> str:
    lines = [
        f"{one.date} {one.exercise} {one.side}: {one.action} ({one.rule}) {one.because}" for one in report.decisions
    ]
    lines += [f"{one.date} review, week {one.week}: {one.action} ({one.rule}) {one.because}" for one in report.reviews]
    lines += [f"{one.date} result: {one.triage}" for one in report.triage_by_date]
    return "\n".join([*lines, f"Next: {report.today.because}"])
