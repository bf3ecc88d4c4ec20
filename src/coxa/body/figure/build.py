"""Build what the viewer needs: bodies, bones and motions, in the folder the web serves."""

from collections.abc import Iterable
from pathlib import Path

import coxa
from coxa.body.figure import export
from coxa.body.trajectory import result, results
from coxa.errors import Fault, InputError
from coxa.knowledge.library import Content
from coxa.knowledge.loader import load_movements

SERVED = Path(coxa.__file__).parent / "web" / "static" / "coxa" / "figure"
"""Where the files of the figure are served from."""
SOURCES = Path(coxa.__file__).parents[2] / "assets" / "figure"
"""Where the figure is made from; only in a checkout."""


def build_motions(content: Content, wanted: Iterable[str] = (), target: Path = SERVED / "motions") -> dict[str, int]:
    """Write the motion of each wanted exercise (default: all that are solved); returns their sizes in bytes.

    Raises:
        InputError: an exercise has no definition of its movement, or its motion became too large.
    """
    target.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, int] = {}
    faults = []
    movements, kinds = load_movements()
    for name in tuple(wanted) or results():
        movement = movements.get(name)
        if movement is None:
            faults.append(Fault(name, "has no movement file", "choose an exercise that has one"))
            continue
        shown = export.Shown(result(name), movement, kinds, content.exercises.get(name))
        sizes[name] = export.write(target / f"{name}.json", shown)
        if sizes[name] > export.MOST_BYTES:
            faults.append(Fault(name, f"its motion takes {sizes[name]} bytes", "make the cycle shorter"))
    if faults:
        raise InputError(tuple(faults))
    return sizes


def build_inside(target: Path = SERVED) -> dict[str, int]:
    """Bake bones and muscles; returns the sizes of their files in bytes. Developers only."""
    from coxa.body.figure import bones, muscles  # noqa: PLC0415  # they need packages that only developers have

    return {bones.NAME: bones.bake_inside(target), muscles.NAME: muscles.bake_muscles(target)}


def build_bodies(
    wanted: Iterable[str] = (), source: Path = SOURCES / "bodies.npz", target: Path = SERVED
) -> dict[str, int]:
    """Bake the wanted bodies (default: all); returns their sizes in bytes. Developers only."""
    from coxa.body.figure.bake import LOOKS, bake  # noqa: PLC0415  # needs packages that only developers have

    return {name: bake(source, target, name) for name in tuple(wanted) or LOOKS}
