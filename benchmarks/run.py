"""Measure the fold, the plan, the pages and the start, side by side in one run."""

import argparse
import gc
import http.client
import os
import pickle
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coxa.care.entries import Entry

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

USERS = 20
VISITS = 6
PAGES = ("/today/", "/programme/", "/progress/", "/exercises/", "/exercises/G05/", "/record/")


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fold", action="store_true", help="leave the server out")
    fold_only = parser.parse_args().fold
    from year import year_of_entries  # noqa: PLC0415  # after the path is set

    entries = year_of_entries()
    rows = fold_rows(entries)
    if not fold_only:
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / "year.pickle"
            kept.write_bytes(pickle.dumps(entries))
            rows += server_rows(Path(folder), kept)
    print("| what | median | against | ratio |\n|---|---|---|---|")
    for what, seconds, against, ratio in rows:
        print(f"| {what} | {seconds * 1000:.1f} ms | {against} | {ratio} |")


def median(run: Callable[[], object], times: int = 9) -> float:
    """The median seconds of several runs, after one that is not counted."""
    run()
    taken = []
    for _ in range(times):
        gc.collect()
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def fold_rows(entries: "tuple[Entry, ...]") -> list[tuple[str, float, str, str]]:
    """The pure part: loading content, folding, planning."""
    from coxa.care.course import course  # noqa: PLC0415
    from coxa.care.fold import fold  # noqa: PLC0415
    from coxa.care.planning import plan  # noqa: PLC0415
    from coxa.knowledge.loader import load, shipped  # noqa: PLC0415

    content = shipped()
    last = entries[-1].day
    some = entries[:500]
    whole = median(lambda: fold(entries, content, last))
    part = median(lambda: fold(some, content, some[-1].day))
    all_of_it = median(lambda: course(entries, content, last))
    situation = course(entries, content, last).situation
    planned = median(lambda: plan(situation, {}, content))
    loaded = median(load, 3)
    return [
        ("fold, 5,000 entries", whole, "500 entries", f"{whole / part:.1f} x for 10 x the entries"),
        ("course, 5,000 entries", all_of_it, "fold", f"{all_of_it / whole:.2f} x"),
        ("plan", planned, "fold", f"{planned / whole:.3f} x"),
        ("load all content", loaded, "fold", f"{loaded / whole:.1f} x"),
    ]


def server_rows(folder: Path, kept: Path) -> list[tuple[str, float, str, str]]:
    """The real server on SQLite with a year's record: start, and pages for one user and for many."""
    environ = {**os.environ, "COXA_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT / "src")}
    environ.pop("DATABASE_URL", None)
    cookie = prepare_record(environ, kept)
    bare = median(lambda: subprocess.run([sys.executable, "-c", ""], check=True), 5)
    starts = [start_server(environ, stop=True)[0] for _ in range(5)]
    _, server, port = start_server(environ)
    rows = [("start to ready", statistics.median(starts), "python -c ''", f"{statistics.median(starts) / bare:.1f} x")]
    try:
        for page in PAGES:
            alone = sorted(visit(port, page, cookie) for _ in range(VISITS))
            with ThreadPoolExecutor(USERS) as users:
                crowd = sorted(users.map(lambda _n, p=page: visit(port, p, cookie), range(USERS * VISITS)))
            p50, p95 = statistics.median(crowd), crowd[int(len(crowd) * 0.95)]
            one = statistics.median(alone)
            rows.append((f"{page} p50, {USERS} users", p50, f"one user {one * 1000:.1f} ms", f"{p50 / one:.1f} x"))
            rows.append((f"{page} p95, {USERS} users", p95, f"one user {one * 1000:.1f} ms", f"{p95 / one:.1f} x"))
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
    return rows


def prepare_record(environ: dict[str, str], kept: Path) -> str:
    """Store a year's record, and give the cookie of a browser that has it open."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "store_year.py"), str(kept)],
        env=environ, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


def start_server(environ: dict[str, str], *, stop: bool = False) -> tuple[float, subprocess.Popen[str], int]:
    began = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "coxa.cli", "--no-browser", "--port", "0"],
        env=environ, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    ready = server.stdout.readline() if server.stdout else ""
    taken = time.perf_counter() - began
    port = int(ready.split("http://127.0.0.1:")[1].split("/")[0].split()[0])
    if stop:
        server.send_signal(signal.SIGINT)
        server.wait(20)
    return taken, server, port


def visit(port: int, page: str, cookie: str) -> float:
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", page, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{page} answered {answer.status}")
    connection.close()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
