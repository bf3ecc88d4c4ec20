"""`coxa body clips`: film the article's movements, and keep what real pose estimation sees of them."""

import argparse
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from coxa.errors import Fault, InputError

if TYPE_CHECKING:
    from coxa.body.synth.clips import Clip
    from coxa.cli.main import Subparsers


def add_to(subparsers: "Subparsers") -> None:
    """Add `clips` below `coxa body`."""
    parser = subparsers.add_parser("clips", help="film the article's movements and find their landmarks")
    parser.add_argument("exercises", nargs="*", metavar="ID", help="exercises; without any, all of the golden set")
    parser.add_argument("--python", type=Path, required=True, help="a Python with mediapipe==0.10.21, numpy and pillow")
    parser.add_argument("--folder", type=Path, required=True, help="where the landmarks and their truth go")
    parser.add_argument("--figure", default="woman_older", help="the body that is filmed")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Film clip by clip and print one row for each."""
    from coxa.body.human import need_packages  # noqa: PLC0415  # the extra `body` is needed only here

    need_packages()
    from coxa.body.synth.clips import film  # noqa: PLC0415

    clips = _asked(arguments.exercises)
    file = resources.files("coxa.web") / "static" / "coxa" / "figure" / f"{arguments.figure}.glb"
    if not file.is_file():
        raise InputError((Fault(arguments.figure, "is no body of the figure", "see static/coxa/figure"),))
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for clip in clips:
        recording = film(clip, arguments.figure, arguments.folder, arguments.python)
        found = int((recording.img[:, 0, 0] == recording.img[:, 0, 0]).sum())
        print(f"{clip.name:28} {found} of {len(recording.t)} frames")
    return 0


def _asked(names: list[str]) -> tuple["Clip", ...]:
    """The clips of the exercises called `names`; all if there are none."""
    from coxa.body.synth.clips import CLIPS  # noqa: PLC0415

    known = {clip.exercise for clip in CLIPS}
    unknown = sorted({name.upper() for name in names} - known)
    if unknown:
        advice = f"use {', '.join(sorted(known))}"
        raise InputError(tuple(Fault(name, "is not in the golden set", advice) for name in unknown))
    wanted = {name.upper() for name in names} or known
    return tuple(clip for clip in CLIPS if clip.exercise in wanted)
