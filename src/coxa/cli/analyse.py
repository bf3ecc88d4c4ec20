"""Analyse recordings: repetitions, holds, range and form, on screen, as JSON, Parquet or a picture."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coxa.errors import Fault, InputError

if TYPE_CHECKING:
    from coxa.cli.main import Subparsers


def add_to(subparsers: "Subparsers") -> None:
    """Add `coxa analyse`."""
    analysing = subparsers.add_parser("analyse", help="find repetitions, holds and form in recordings")
    analysing.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="recordings, or folders of them")
    analysing.add_argument("--exercise", metavar="ID", help="the movement they show (default: propose one)")
    analysing.add_argument("--json", action="store_true", help="print one JSON object a line for each recording")
    analysing.add_argument("--parquet", type=Path, metavar="FILE", help="also write every event to a Parquet file")
    analysing.add_argument("--plot", type=Path, metavar="FOLDER", help="also draw the signal of each recording")
    analysing.add_argument("--annotate", type=Path, metavar="FOLDER", help="also write each video with what was seen")
    analysing.add_argument("--workers", type=int, metavar="N", help="local processes (default: one for each core)")
    analysing.add_argument("--scheduler", metavar="ADDRESS", help="a Dask cluster, such as tcp://host:8786")
    analysing.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a row for each recording; 0 when at least one could be analysed."""
    if arguments.workers != 1 and arguments.scheduler is None and any(path.is_dir() for path in arguments.paths):
        _load_beside()
    from coxa.motion.batch import analyse_files, files_in, known_exercise  # noqa: PLC0415  # numpy only when needed

    exercise = known_exercise(arguments.exercise) if arguments.exercise else None
    if arguments.workers is not None and arguments.workers < 1:
        raise InputError((Fault("--workers", f"is {arguments.workers}", "give 1 or more"),))
    paths = list(files_in(arguments.paths))
    if not paths:
        told = ", ".join(str(path) for path in arguments.paths)
        raise InputError(
            (Fault(told, "holds no recording", "give .npz, .csv, .jsonl, .trc, .c3d, .mot or video files"),)
        )
    rows = analyse_files(paths, exercise, workers=arguments.workers, scheduler=arguments.scheduler)
    rows = _with_extras(_progress(rows, len(paths)), arguments)
    analysed = 0
    for row in rows:
        analysed += row["error"] is None
        print(json.dumps(row, ensure_ascii=False) if arguments.json else _words(row), flush=True)
    return 0 if analysed else 1


def _load_beside() -> None:
    """Let the process whose copies will work load what they need, while this one does so, too."""
    import multiprocessing  # noqa: PLC0415  # the other commands need none of this

    if "forkserver" in multiprocessing.get_all_start_methods():
        from multiprocessing import forkserver  # noqa: PLC0415

        multiprocessing.set_forkserver_preload(["coxa.motion.batch"])
        forkserver.ensure_running()


def _with_extras(rows: Iterable[dict[str, Any]], arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Write tables and pictures while the rows pass by."""
    from coxa.motion.drawing import annotate, plot  # noqa: PLC0415
    from coxa.motion.tables import Table  # noqa: PLC0415

    table = Table(arguments.parquet) if arguments.parquet else None
    for row in rows:
        if table is not None:
            table.add(row)
        if row["error"] is None:
            if arguments.plot:
                plot(row, arguments.plot)
            if arguments.annotate:
                annotate(row, arguments.annotate)
        yield row
    if table is not None:
        table.close()


def _progress(rows: Iterable[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    """A bar on the error channel, when a person watches and there is much to do."""
    shown = count >= 20 and sys.stderr.isatty()
    for done, row in enumerate(rows, start=1):
        if shown:
            full = 30 * done // count
            end = "\n" if done == count else ""
            print(f"\r[{'#' * full}{'.' * (30 - full)}] {done} of {count}", end=end, file=sys.stderr, flush=True)
        yield row


def _words(row: dict[str, Any]) -> str:
    """A recording as a small table."""
    if row["error"]:
        return f"{row['error']}\n"
    lines = [f"{row['path']}: {_movement(row)}"]
    for number, one in enumerate(row["repetitions"], start=1):
        span = f"{one['start_s']:7.2f} to {one['end_s']:7.2f} s"
        lines.append(
            f"  {number:3}  {one['side']:5}  {span}  turn at {one['peak_s']:7.2f} s  range {one['range_deg']:7.2f}"
        )
    lines += [f"  hold {one['side']:5}  {one['start_s']:7.2f} to {one['end_s']:7.2f} s" for one in row["holds"]]
    for one in row["faults"]:
        name = one["name"].replace("_", " ")
        lines.append(f"  to do better: {name} ({one['side']}) at {one['at_s']:.2f} s, {one['confidence']:.0%} sure")
    for one in row["unseen"]:
        why = one["why"].replace("_", " ")
        lines.append(f"  could not see from {one['start_s']:.2f} to {one['end_s']:.2f} s: {why}")
    return "\n".join(lines) + "\n"


def _movement(row: dict[str, Any]) -> str:
    counted = len(row["repetitions"])
    words = f"{counted} {'repetition' if counted == 1 else 'repetitions'}"
    if row["exercise"] is None:
        return f"looks like none of the movements that are coached (fix one with --exercise), {words}"
    proposed = row.get("proposed")
    guess = f" (a guess, {proposed[0]['confidence']:.0%} sure)" if proposed else ""
    return f"{row['exercise']}{guess}, {words}"
