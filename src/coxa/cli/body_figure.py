"""`coxa body bodies`, `motions` and `pictures`: build what shows the movements on the pages. Developers only."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coxa.knowledge.loader import shipped

if TYPE_CHECKING:
    from coxa.cli.main import Subparsers


def add_to(subparsers: "Subparsers") -> None:
    """Add the figure's commands below `coxa body`."""
    bodies = subparsers.add_parser("bodies", help="bake the bodies and bones of the figure")
    bodies.add_argument("names", nargs="*", metavar="NAME", help="bodies (default: all, and the bones)")
    bodies.set_defaults(run=bake)
    motions = subparsers.add_parser("motions", help="write what the figure plays")
    motions.add_argument("ids", nargs="*", metavar="ID", help="exercises (default: all that are solved)")
    motions.set_defaults(run=write)
    pictures = subparsers.add_parser("pictures", help="take the still pictures of the figure")
    pictures.add_argument("ids", nargs="*", metavar="ID", help="exercises (default: all with a motion)")
    pictures.add_argument("--sheet", type=Path, metavar="FILE.png", help="put all pictures on one sheet as well")
    pictures.set_defaults(run=take)


def bake(arguments: argparse.Namespace) -> int:
    """Bake bodies, and print their sizes."""
    from coxa.body.figure.build import build_bodies, build_inside  # noqa: PLC0415

    _print(build_bodies(arguments.names))
    if not arguments.names:
        _print(build_inside())
    return 0


def write(arguments: argparse.Namespace) -> int:
    """Write motions, and print their sizes."""
    from coxa.body.figure.build import build_motions  # noqa: PLC0415

    _print(build_motions(shipped(), arguments.ids))
    return 0


def take(arguments: argparse.Namespace) -> int:
    """Take pictures, and print their sizes."""
    from coxa.body.figure import pictures  # noqa: PLC0415

    _print(pictures.take(tuple(arguments.ids)))
    if arguments.sheet:
        print(f"{pictures.contact_sheet(arguments.sheet)} pictures on {arguments.sheet}")
    return 0


def _print(sizes: dict[str, int]) -> None:
    for name, size in sizes.items():
        print(f"{name:<24}{size:>8} bytes")
