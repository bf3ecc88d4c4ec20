"""Build, check and look at the movements that figures, loads and references are made from."""

import argparse
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from coxa.cli import body_clips, body_figure, body_load
from coxa.errors import CoxaError, Fault, InputError
from coxa.knowledge.loader import load_movements
from coxa.knowledge.movement import Movement, PropKind
from coxa.knowledge.reader import FOLDER

if TYPE_CHECKING:
    from coxa.body.building import Built
    from coxa.body.trajectory import Trajectory
    from coxa.cli.main import Subparsers

_PACKAGES = ("mujoco", "myo_sim", "numpy", "PIL", "scipy")


def add_to(subparsers: "Subparsers") -> None:
    """Add `coxa body` with its own commands."""
    body = subparsers.add_parser("body", help="build and look at movements")
    commands = body.add_subparsers(title="commands", metavar="COMMAND", required=True)
    building = commands.add_parser("build", help="solve the movements that changed, and check them")
    building.add_argument("ids", nargs="*", metavar="ID", help="exercises (default: all that have a movement)")
    building.add_argument("--jobs", type=int, default=1, metavar="N", help="how many to solve at once")
    building.add_argument("--anew", action="store_true", help="solve also what did not change")
    building.set_defaults(run=build)
    checking = commands.add_parser("check", help="check solved movements, and tell every finding")
    checking.add_argument("ids", nargs="*", metavar="ID", help="exercises (default: all that have a movement)")
    checking.set_defaults(run=check)
    showing = commands.add_parser("show", help="print the angles of a movement, or draw it")
    showing.add_argument("id", metavar="ID", help="exercise")
    showing.add_argument("--side", choices=("right", "left"), default="right", help="the working side")
    showing.add_argument("--fault", metavar="NAME", help="show one of its named faults")
    showing.add_argument("--picture", type=Path, metavar="FILE.png", help="draw a row of poses, two views each")
    showing.add_argument("--frames", type=int, default=7, metavar="N", help="how many poses")
    showing.set_defaults(run=show)
    for module in (body_load, body_figure, body_clips):
        module.add_to(commands)
    for command in (building, checking, showing):
        command.add_argument(
            "--folder", type=Path, default=FOLDER, metavar="FOLDER", help="content (default: Coxa's own)"
        )


def build(arguments: argparse.Namespace) -> int:
    """Solve what changed; return 1 if any check is not passed."""
    _need_packages()
    from coxa.body import building  # noqa: PLC0415  # needs packages that users do not have

    if arguments.jobs < 1:
        raise InputError((Fault("--jobs", f"is {arguments.jobs}", "give 1 or more"),))
    good = True
    for built in building.build(*_asked(arguments), jobs=arguments.jobs, anew=arguments.anew):
        good &= built.good
        print(_line(built))
    return 0 if good else 1


def check(arguments: argparse.Namespace) -> int:
    """Print every finding; return 1 if any check is not passed."""
    _need_packages()
    from coxa.body import building  # noqa: PLC0415

    good = True
    for built in building.build(*_asked(arguments)):
        good &= built.good
        print(built.movement.exercise)
        for finding in built.findings:
            print(f"  {'ok ' if finding.good else 'BAD'}  {finding.check:<24}  {finding.worst}")
    return 0 if good else 1


def show(arguments: argparse.Namespace) -> int:
    """Print the angles at evenly spaced times, and draw them if a picture is asked for."""
    arguments.ids = [arguments.id]
    (movement,), kinds = _asked(arguments)
    trajectory = _trajectory(movement, kinds, arguments.fault)
    if arguments.side == "left":
        trajectory = trajectory.mirrored()
    print(_table(trajectory, arguments.frames))
    if arguments.picture:
        from coxa.body.drawing import row  # noqa: PLC0415
        from coxa.body.scene import Scene  # noqa: PLC0415

        camera = movement.camera
        scene = Scene(movement, kinds, mirrored=arguments.side == "left")
        turn = -camera.azimuth if arguments.side == "left" else camera.azimuth
        row(trajectory, scene, arguments.frames, turn, camera.elevation).save(arguments.picture)
        print(f"Drawn in {arguments.picture}.")
    return 0


def _asked(arguments: argparse.Namespace) -> tuple[tuple[Movement, ...], dict[str, PropKind]]:
    """The movements that are asked for, read without the rest of the content, and the kinds of props."""
    _need_packages()
    from coxa.body.building import chosen  # noqa: PLC0415

    movements, kinds = load_movements(arguments.ids, arguments.folder)
    return chosen(movements, arguments.ids), kinds


def _need_packages() -> None:
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        message = (
            f"coxa body needs packages that are not installed: {', '.join(missing)} → run: pip install 'coxa[body]'"
        )
        raise CoxaError(message)


def _trajectory(movement: Movement, kinds: dict[str, PropKind], fault: str | None) -> "Trajectory":
    from coxa.body.building import solved  # noqa: PLC0415
    from coxa.body.posing import solve  # noqa: PLC0415

    names = [one.name for one in movement.faults]
    if fault and fault not in names:
        advice = f"name one of {', '.join(names)}" if names else "this movement shows none"
        raise InputError((Fault("--fault", f"{fault} is no fault of {movement.exercise}", advice),))
    kept = None if fault else solved(movement, kinds)
    return kept or solve(movement, kinds, fault)


def _line(built: "Built") -> str:
    bad = [f"{finding.check}: {finding.worst}" for finding in built.findings if not finding.good]
    state = "solved" if built.solved else "kept"
    return f"{built.movement.exercise:<5}{state:<8}{'; '.join(bad) or 'all checks passed'}"


def _table(trajectory: "Trajectory", frames: int) -> str:
    """Angles that move or are bent, at evenly spaced times."""
    import numpy as np  # noqa: PLC0415

    from coxa.body.trajectory import ANGLES  # noqa: PLC0415

    chosen = np.linspace(0, len(trajectory.t) - 1, frames).round().astype(int)
    lines = [f"{trajectory.exercise} {'s':>23}" + "".join(f"{trajectory.t[frame]:8.2f}" for frame in chosen)]
    for number, name in enumerate(ANGLES):
        values = trajectory.angles[chosen, number]
        if np.max(np.abs(values)) >= 0.5:
            lines.append(f"{name:<28}" + "".join(f"{value:8.0f}" for value in values))
    return "\n".join(lines)
