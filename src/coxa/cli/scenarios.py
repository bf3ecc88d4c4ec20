"""`coxa screen`, `coxa plan` and `coxa replay`: what follows from a scenario file."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from coxa.care.course import course
from coxa.care.scenario import Scenario
from coxa.care.screening import screen
from coxa.cli.contract import PlanReport, PrescriptionShown, ReplayReport, ScreenReport
from coxa.cli.files import scenario_in
from coxa.knowledge.library import Content
from coxa.knowledge.loader import shipped

if TYPE_CHECKING:
    from coxa.cli.main import Subparsers


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it says of itself, the report it makes, and the report in words."""

    help: str
    report: Callable[[Scenario, Content], BaseModel]
    in_words: Callable[[Any], str]


def add_to(subparsers: "Subparsers") -> None:
    """Add all three commands."""
    for name, command in COMMANDS.items():
        parser = subparsers.add_parser(name, help=command.help)
        parser.add_argument("file", type=Path, help="a scenario file (docs/guide/scenarios.md)")
        schema = f"docs/guide/schemas/{name}.schema.json"
        parser.add_argument("--json", action="store_true", help=f"print JSON as {schema} describes")
        parser.set_defaults(run=partial(run, command))


def run(command: Command, arguments: argparse.Namespace) -> int:
    """Read the file, and print what follows from it."""
    report = command.report(scenario_in(arguments.file), shipped())
    print(report.model_dump_json(indent=2) if arguments.json else command.in_words(report))
    return 0


def screen_report(scenario: Scenario, content: Content) -> ScreenReport:
    """How urgent the answers are, with what age, operation or pain at rest add to them."""
    locks = course(scenario.entries, content, scenario.start).locks
    gates = tuple(lock for lock in locks if lock.rule not in content.questions)
    return ScreenReport.of(screen(scenario.answers, content), gates, content, scenario.country)


def plan_report(scenario: Scenario, content: Content) -> PlanReport:
    """The programme on the scenario's last day."""
    return PlanReport.of(course(scenario.entries, content, scenario.today), content)


def replay_report(scenario: Scenario, content: Content) -> ReplayReport:
    """Every decision up to the scenario's last day."""
    return ReplayReport.of(course(scenario.entries, content, scenario.today), content)


def _screen_in_words(report: ScreenReport) -> str:
    lines = [f"Result: {report.triage}"]
    lines += [f"  {fired.id} ({fired.level}): {fired.because}\n      {fired.act}" for fired in report.fired]
    if report.postponed:
        lines.append("  No session today: not well, or not answered.")
    return "\n".join([*lines, f"Emergency number: {report.emergency_number}"])


def _plan_in_words(report: PlanReport) -> str:
    lines = [f"Result: {report.triage}", f"Next: {report.because}"]
    lines += [f"Remember: {reminder.because}" for reminder in report.reminders]
    if report.programme is None:
        return "\n".join([*lines, "No programme now."])
    lines.append(f"Phase: {report.programme.phase}, {report.programme.days_per_week} days a week")
    return "\n".join([*lines, *(_prescription_in_words(line) for line in report.programme.prescriptions)])


def _prescription_in_words(line: PrescriptionShown) -> str:
    amount = f"{line.minutes} min" if line.minutes else f"{line.sets} x {line.repetitions or 1}"
    hold = f", hold {line.hold_s} s" if line.hold_s else ""
    return (
        f"  {line.exercise} {line.name} ({line.side}): {amount}{hold}, effort up to {line.effort}\n      {line.because}"
    )


def _replay_in_words(report: ReplayReport) -> str:
    lines = [
        f"{one.date} {one.exercise} {one.side}: {one.action} ({one.rule}) {one.because}" for one in report.decisions
    ]
    lines += [f"{one.date} review, week {one.week}: {one.action} ({one.rule}) {one.because}" for one in report.reviews]
    lines += [f"{one.date} result: {one.triage}" for one in report.triage_by_date]
    return "\n".join([*lines, f"Next: {report.today.because}"])


COMMANDS = {
    "screen": Command("answer the safety questions from a file", screen_report, _screen_in_words),
    "plan": Command("make a programme from answers in a file", plan_report, _plan_in_words),
    "replay": Command("compute a record anew and show every decision", replay_report, _replay_in_words),
}
