"""Many recordings at once: one pure function per file, on local processes or on any Dask cluster."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from coxa.errors import CoxaError, Fault, InputError
from coxa.knowledge.coaching import shipped_coaching
from coxa.motion.frames import Frames
from coxa.motion.proposal import propose
from coxa.motion.recordings import READERS, read_recording
from coxa.motion.report import Report, analyse, report_of
from coxa.motion.unnamed import count_unnamed

Row: TypeAlias = dict[str, Any]

WINDOW = 64
"""Files that wait for each process at a time: memory stays bounded, however many there are."""

SURE_ENOUGH = 0.5
"""The confidence of a proposal below which it does not decide what counts, and no fault is told. Our design."""

TRIES = 3
"""How often a file is tried whose worker died; then it is taken for the cause. Our design."""


def analyse_file(path: str, exercise: str | None = None) -> Row:
    """What one file holds, as plain numbers and words; what is wrong with it stands under `error`. Never raises for a
    file."""
    empty: Row = {"path": path, "exercise": exercise, "repetitions": [], "holds": [], "faults": [], "unseen": []}
    try:
        return {**empty, **_analysed(path, exercise), "error": None}
    except CoxaError as error:
        return {**empty, "error": str(error)}
    except MemoryError:
        return {**empty, "error": f"{path}: is too large for this computer's memory → cut it into parts"}
    except Exception as error:  # noqa: BLE001  # the edge of one file: a million others must go on
        return {**empty, "error": f"{path}: {type(error).__name__}: {error} → please report this file"}


def _analysed(path: str, exercise: str | None) -> Row:
    coaching = shipped_coaching()
    frames = read_recording(Path(path))
    if exercise is not None:
        return analyse(frames, coaching[exercise]).as_json()
    proposals = propose(frames, coaching)
    proposed = [{"exercise": proposal.exercise, "confidence": proposal.confidence} for proposal in proposals]
    if not proposals:
        return {**report_of(None, count_unnamed(frames)).as_json(), "proposed": proposed}
    report = analyse(frames, coaching[proposals[0].exercise])
    if proposals[0].confidence < SURE_ENOUGH:
        report = _doubted(report, frames)
    return {**report.as_json(), "proposed": proposed}


def _doubted(report: Report, frames: Frames) -> Report:
    """The report of a guess that may be wrong: nobody is blamed, and what moves is counted, whatever it is called."""
    counted = count_unnamed(frames)
    agree = not counted or len(counted) == len(report.repetitions)
    return replace(report, faults=(), repetitions=report.repetitions if agree else counted)


def known_exercise(name: str) -> str:
    """The id of a coached movement, however it is written.

    Raises:
        InputError: when nothing is coached under that name.

    """
    by_name = {key.lower(): key for key in shipped_coaching()}
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted not in by_name:
        raise InputError((Fault("--exercise", f"{name} is not coached", f"give one of {', '.join(by_name.values())}"),))
    return by_name[wanted]


def files_in(paths: Iterable[Path]) -> Iterator[str]:
    """Every file named, and every recording below each folder, in order."""
    for path in paths:
        if path.is_dir():
            for folder, below, names in os.walk(path):
                below.sort()
                yield from (str(Path(folder) / name) for name in sorted(names) if _is_recording(name))
        else:
            yield str(path)


def _is_recording(name: str) -> bool:
    return Path(name).suffix.lower() in READERS


def analyse_files(
    paths: Iterable[str], exercise: str | None = None, *, workers: int | None = None, scheduler: str | None = None
) -> Iterator[Row]:
    """Analyse every file; rows come in the order of `paths`. With `scheduler`, on that Dask cluster (extra `scale`)."""
    if scheduler is not None:
        yield from _on_cluster(paths, exercise, scheduler)
        return
    found = iter(paths)
    first = list(islice(found, 4))
    count = workers or os.cpu_count() or 1
    if len(first) < 4 or count == 1:
        for path in (*first, *found):
            yield analyse_file(path, exercise)
        return
    yield from _on_processes(_chain(first, found), exercise, count)


def _chain(first: list[str], rest: Iterator[str]) -> Iterator[str]:
    yield from first
    yield from rest


def _on_processes(paths: Iterator[str], exercise: str | None, count: int) -> Iterator[Row]:
    """Rows window by window; the same processes do them all, unless one dies."""
    pool = _pool(count)
    try:
        while window := list(islice(paths, WINDOW * count)):
            rows: dict[str, Row] = {}
            left, tries = window, 0
            while left and tries < TRIES:
                if not _done_by(pool, left, exercise, rows):
                    pool.shutdown()
                    pool = _pool(count)
                left, tries = [path for path in left if path not in rows], tries + 1
            for path in left:
                # The pool died around these; alone, each shows whether it is the cause.
                with _pool(1) as alone:
                    _done_by(alone, [path], exercise, rows)
            for path in window:
                yield rows.get(path) or _killed(path, exercise)
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(count: int) -> ProcessPoolExecutor:
    """So many processes. Where the system can, one loads what all need and the others are its copies: loading takes as
    long as twenty files."""
    copied = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if copied else "spawn")
    if copied:
        context.set_forkserver_preload([__name__])
    return ProcessPoolExecutor(count, mp_context=context)


def _done_by(pool: ProcessPoolExecutor, paths: Iterable[str], exercise: str | None, rows: dict[str, Row]) -> bool:
    """Add the row of each path to `rows`; false when a process died, and with it the pool."""
    waiting: dict[str, Future[Row]] = {}
    whole = True
    try:
        for path in paths:
            waiting[path] = pool.submit(analyse_file, path, exercise)
    except BrokenProcessPool:
        whole = False
    for path, future in waiting.items():
        try:
            rows[path] = future.result()
        except BrokenProcessPool:
            whole = False
    return whole


def _killed(path: str, exercise: str | None) -> Row:
    row: Row = {"path": path, "exercise": exercise, "repetitions": [], "holds": [], "faults": [], "unseen": []}
    return {**row, "error": f"{path}: ended the process that read it → check the file, or give it more memory"}


def _on_cluster(paths: Iterable[str], exercise: str | None, scheduler: str) -> Iterator[Row]:
    try:
        from dask.distributed import Client  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise InputError((Fault("--scheduler", "needs Dask", "pip install coxa[scale]"),)) from error
    found = iter(paths)
    try:
        client: Any = Client(scheduler, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise InputError((Fault("--scheduler", f"{scheduler} does not answer", "start the cluster first"),)) from error
    with client:
        while window := list(islice(found, 1024)):
            # A dead worker's files are done anew elsewhere; one that kills workers ends as an error of its own.
            tasks = client.map(analyse_file, window, exercise=exercise, pure=False, retries=2)
            for path, task in zip(window, tasks, strict=True):
                yield task.result() if task.exception() is None else _killed(path, exercise)
