"""Time the motion engine beside physiocore, trackerfit, Sports2D and Pose2Sim, in one run, on the same landmarks.

python benchmarks/motion_peers.py [--rounds 3] [--keep FOLDER] [--only NAME ...]

Each peer gets an environment of its own, made with pip in a temporary folder (or `--keep FOLDER`, used again the next
time), and does its own job on two recordings of synthetic people: `motion_peers_worker.py` says what is called. No
picture is looked at. Rounds take turns, so that a busy moment meets everybody; times are of the processor, on one core.
Then `coxa analyse` reads a folder of recordings with one local process and with two, and on a local Dask cluster.
"""

import argparse
import contextlib
import ctypes
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]

from coxa.body.synth import BODIES, USUAL, Camera, Performance, Recording, Scene, record  # noqa: E402  # the path is set
from coxa.body.trajectory import result  # noqa: E402

SEED = 7100
"""Seeds from 7000 on are for testing only."""

HOLDS_S = {"Q03": 0.5, "X02": 3.0}
"""Sit-to-stand, whose straightening knee trackerfit counts, and the bridge, which physiocore counts when held for
2 s."""

REPETITIONS = 60

PEERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "physiocore": (
        ("--no-deps", "--ignore-requires-python", "physiocore==0.3.5"),
        (
            "mediapipe==0.10.21",
            "opencv-python<4.12",
            "opencv-contrib-python<4.12",
            "numpy<2",
            "pygame",
            "setuptools<81",
        ),
    ),
    "trackerfit": (("trackerfit==1.0.2", "mediapipe==0.10.21"),),
    "sports2d": (("sports2d==0.8.34", "pose2sim==0.10.49"),),
    "pose2sim": (("pose2sim==0.10.49",),),
}
"""What pip is asked for, call by call. physiocore wants Python 3.11.0 at most and runs on later ones."""

ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg"}
LONGEST_S = 1200
"""After so long an engine's turn is given up."""

CHILDREN_OF_CHILDREN = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""

FILES, DIFFERENT = 720, 8
"""Recordings in the folder for scaling, and how many of them are different."""

Row = dict[str, Any]


def main() -> None:
    """Print the two tables."""
    # Processes whose own parent has ended become ours, so that their time is counted, too (Linux).
    ctypes.CDLL(None).prctl(CHILDREN_OF_CHILDREN, 1, 0, 0, 0)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often each engine has its turn")
    parser.add_argument("--keep", type=Path, help="a folder for environments and files, used again the next time")
    parser.add_argument("--only", nargs="+", choices=("coxa", *PEERS, "scaling"), help="leave the others out")
    given = parser.parse_args()
    wanted = given.only or ("coxa", *PEERS, "scaling")
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.keep or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        engines = [name for name in wanted if name != "scaling"]
        if engines:
            print("\n".join(side_by_side(engines, folder, given.rounds)), flush=True)
        if "scaling" in wanted:
            print("\n".join(scaling(folder / "scaling", given.rounds)), flush=True)


def side_by_side(engines: list[str], folder: Path, rounds: int) -> Iterator[str]:
    """One row for each engine, call and recording; ratios to the engine of ours in batch, compiled."""
    recordings = folder / "recordings"
    recordings.mkdir(exist_ok=True)
    true = {}
    for number, (name, hold_s) in enumerate(HOLDS_S.items()):
        recording = perform(name, REPETITIONS, hold_s, SEED + number)
        recording.save(recordings / f"{name}.npz")
        true[name] = REPETITIONS
    pythons = {name: environment(name, folder) for name in engines}
    rows: dict[tuple[str, str, str], list[Row]] = {}
    versions: dict[str, dict[str, str]] = {}
    failed: dict[str, str] = {}
    for _ in range(rounds):
        for name in engines:
            told = pythons[name] if isinstance(pythons[name], str) else turn(name, Path(pythons[name]), recordings)
            if isinstance(told, str):
                failed[name] = told
                continue
            versions[name] = told["versions"]
            for row in told["rows"]:
                rows.setdefault((row["recording"], name, row["what"]), []).append(row)
    yield from (f"{name}: {', '.join(f'{one} {two}' for one, two in versions[name].items())}" for name in versions)
    yield from (f"{name}: not measured: {why}" for name, why in failed.items())
    for recording in HOLDS_S:
        yield f"\n{recording}, {true[recording]} repetitions\n"
        yield "| engine | call | angles | counted | us a frame (lowest to highest) | frames/s | Coxa compiled: times |"
        yield "|---|---|---|---|---|---|---|"
        base = rows.get((recording, "coxa", "compiled"))
        for (of, name, what), found in rows.items():
            if of == recording:
                yield line(name, what, found, per_frame(base)[0] if base else None)


def line(name: str, what: str, found: list[Row], base: float | None) -> str:
    """A row of the table; what an engine died of stands in it."""
    errors = [row["error"] for row in found if "error" in row]
    if errors:
        return f"| {name} | {what} | | | failed: {errors[0].splitlines()[0][:160]} | | |"
    middle, low, high = per_frame(found)
    counted = "no" if found[0]["counted"] is None else str(found[0]["counted"])
    if "median_us" in found[0]:
        median, late = (statistics.median(row[key] for row in found) for key in ("median_us", "p99_us"))
        what = f"{what} (median {median:.0f}, p99 {late:.0f} us)"
    times = f"{middle / base:.1f}" if base else "-"
    return (
        f"| {name} | {what} | {found[0]['angles']} | {counted} | {middle:.3g} ({low:.3g} to {high:.3g}) | "
        f"{1e6 / middle:,.0f} | {times} |"
    )


def per_frame(found: list[Row]) -> tuple[float, float, float]:
    """Median, least and most microseconds of the processor a frame, over all rounds and tries."""
    each = [1e6 * seconds / row["frames"] for row in found for seconds in row["seconds"]]
    return statistics.median(each), min(each), max(each)


def perform(name: str, repetitions: int, hold_s: float, seed: int) -> Recording:
    """A synthetic person at a movement of the library, filmed from the side, with errors as measured, 30 frames/s."""
    performance = Performance(repetitions=repetitions, hold_s=hold_s)
    scene = Scene(result(name), BODIES["older_small"], performance, Camera.seen_from("side"), USUAL, 30.0)
    return record(scene, np.random.default_rng(seed))


def environment(name: str, folder: Path) -> Path | str:
    """The Python of an engine, made if it is not there; or what pip said last when it cannot be."""
    if name == "coxa":
        return Path(sys.executable)
    place = folder / name
    python, done = place / "bin" / "python", place / "complete"
    if done.exists():
        return python
    venv.create(place, with_pip=True)
    for asked in PEERS[name]:
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *asked]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        if told.returncode:
            return f"pip install {' '.join(asked)}: {last_line(told.stderr)}"
    done.touch()
    return python


def turn(name: str, python: Path, recordings: Path) -> dict[str, Any] | str:
    """What an engine measured of itself in one process on one core, or why it could not."""
    core = max(os.sched_getaffinity(0))
    paths = {"PYTHONPATH": str(ROOT / "src")} if name == "coxa" else {}
    worker = Path(__file__).with_name("motion_peers_worker.py")
    command = ["taskset", "-c", str(core), str(python), str(worker), name, str(recordings)]
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    try:
        told = subprocess.run(
            command, env={**kept, **ONE_CORE, **paths}, capture_output=True, text=True, check=False, timeout=LONGEST_S
        )
    except subprocess.TimeoutExpired:
        return f"took longer than {LONGEST_S} s"
    if told.returncode:
        return last_line(told.stderr)
    found: dict[str, Any] = json.loads((recordings / f"{name}.json").read_text())
    return found


def last_line(text: str) -> str:
    """The last line that says something."""
    return next((one for one in reversed(text.splitlines()) if one.strip()), "no reason given")[:200]


def scaling(folder: Path, rounds: int) -> Iterator[str]:
    """`coxa analyse` on a folder, with one local process and with two; then the same on a local Dask cluster."""
    folder.mkdir(exist_ok=True)
    frames = 0
    for number in range(FILES):
        file, first = folder / f"{number:04d}.npz", folder / f"{number % DIFFERENT:04d}.npz"
        if number < DIFFERENT:
            perform("X02", 12, 3.0, SEED + 100 + number).save(file)
        else:
            shutil.copy(first, file)
        with np.load(first) as data:
            frames += len(data["t"])
    taken: dict[tuple[str, int], list[tuple[float, float]]] = {}
    for _ in range(rounds):
        for way, run in (("coxa analyse --workers", by_processes), ("Dask cluster, workers", by_dask)):
            for workers in (1, 2):
                taken.setdefault((way, workers), []).append(run(folder, workers))
    alone, beside = (min(by_unpacking(folder, workers) for _ in range(rounds)) for workers in (1, 2))
    times = alone / beside
    yield f"\nUnpacking by processes with nothing shared: one {alone:.1f} s, two {beside:.1f} s: {times:.2f} times"
    load = os.getloadavg()[0]
    yield f"\n{FILES} files, {frames:,} frames, load {load:.1f}; the best of {rounds} rounds by the clock\n"
    yield "| way | workers | clock s | frames/s | times | processor s | cores had | times if both cores were free |"
    yield "|---|---|---|---|---|---|---|---|"
    for (way, workers), each in taken.items():
        clock, busy = min(each)
        alone_clock = min(taken[way, 1])[0]
        least_busy, least_alone = min(one[1] for one in each), min(one[1] for one in taken[way, 1])
        yield (
            f"| {way} | {workers} | {clock:.1f} | {frames / clock:,.0f} | {alone_clock / clock:.2f} | {busy:.1f} | "
            f"{busy / clock:.2f} | {workers * least_alone / least_busy:.2f} |"
        )


def by_unpacking(folder: Path, workers: int) -> float:
    """Seconds by the clock in which so many processes that share nothing unpack every file: what the machine gives."""
    began = time.perf_counter()
    script = (
        "import sys, numpy\nfor file in sys.argv[1:]:\n    with numpy.load(file) as data: [data[key] for key in data]"
    )
    files = sorted(folder.glob("*.npz"))
    parts = [subprocess.Popen([sys.executable, "-c", script, *files[first::workers]]) for first in range(workers)]
    assert [part.wait() for part in parts] == [0] * workers
    return time.perf_counter() - began


def by_processes(folder: Path, workers: int) -> tuple[float, float]:
    """Seconds by the clock, and of the processor, of the command with so many local processes."""
    command = [
        sys.executable, "-m", "coxa.cli", "analyse", str(folder), "--exercise", "X02", "--json", "--workers",
        str(workers),
    ]  # fmt: skip
    began, busy = time.perf_counter(), children_s()
    environment_of = {**os.environ, **ONE_CORE, "PYTHONPATH": str(ROOT / "src")}
    told = subprocess.run(command, env=environment_of, capture_output=True, text=True, check=True)
    assert len(told.stdout.splitlines()) == FILES
    return time.perf_counter() - began, children_s() - busy


def by_dask(folder: Path, workers: int) -> tuple[float, float]:
    """The same on a Dask cluster of this machine, which is started and stopped too."""
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from distributed import LocalCluster\n"
        "from coxa.motion.batch import analyse_files, files_in\n"
        "if __name__ == '__main__':\n"
        "    with LocalCluster(n_workers=int(sys.argv[2]), threads_per_worker=1, dashboard_address=None) as cluster:\n"
        "        paths = files_in([Path(sys.argv[1])])\n"
        "        rows = list(analyse_files(paths, 'X02', scheduler=cluster.scheduler_address))\n"
        "    assert all(row['error'] is None for row in rows)\n"
    )
    script = folder.parent / "on_dask.py"
    script.write_text(program)
    began, busy = time.perf_counter(), children_s()
    environment_of = {**os.environ, **ONE_CORE, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, str(script), str(folder), str(workers)]
    subprocess.run(command, env=environment_of, capture_output=True, text=True, check=True)
    return time.perf_counter() - began, children_s() - busy


def children_s() -> float:
    """Processor seconds of all processes that were started here and have ended, and of theirs."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
