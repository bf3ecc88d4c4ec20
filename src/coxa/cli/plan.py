"""`coxa plan FILE`: make a programme from answers in a file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coxa.care.course import course
from coxa.cli.contract import PlanReport, PrescriptionShown
from coxa.cli.files import scenario_in
from coxa.knowledge.loader import shipped

if TYPE_CHECKING:
    from coxa.cli.main import Subparsers


def add_to(subparsers: "Subparsers") -> None:
    """Add `coxa plan`."""
    parser = subparsers.add_parser("plan", help="make a programme from answers in a file")
    parser.add_argument("file", type=Path, help="a scenario file (docs/guide/scenarios.md)")
    parser.add_argument(
        "--json", action="store_true", help="print JSON as docs/guide/schemas/plan.schema.json describes"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the programme that follows from a file."""
    scenario, content = scenario_in(arguments.file), shipped()
    report = PlanReport.of(course(scenario.entries, content, scenario.today), content)
    print(report.model_dump_json(indent=2) if arguments.json else _in_words(report))
    return 0


def _in_words(report: PlanReport) -> str:
    lines = [f"Result: {report.triage}", f"Next: {report.because}"]
    lines += [f"Remember: {reminder.because}" for reminder in report.reminders]
    if report.programme is None:
        return "\n".join([*lines, "No programme now."])
    lines.append(f"Phase: {report.programme.phase}, {report.programme.days_per_week} days a week")
    return "\n".join([*lines, *(_line_in_words(line) for line in report.programme.prescriptions)])


def _line_in_words(line: PrescriptionShown) -> str:
    amount = f"{line.minutes} min" if line.minutes else f"{line.sets} x {line.repetitions or 1}"
    hold = f", hold {line.hold_s} s" if line.hold_s else ""
    return (
        f"  {line.exercise} {line.name} ({line.side}): {amount}{hold}, effort up to {line.effort}\n      {line.because}"
    )
