"""Measure the motion engine: counting, bounds, angles, synthetic people, speed; `--data PATH` is the folder of
recordings.

python benchmarks/motion_engine.py --data PATH [--only NAME]

NAME is counting, unnamed, angles, clip, people, golden, synthetic, without_errors, others, faults, form or speed
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks"), str(ROOT / "tests")]

import motion_form  # noqa: E402  # after the path is set
import motion_people  # noqa: E402
from motion_data import MOVEMENTS, joined, points_of, uiprmd  # noqa: E402

from coxa.knowledge.coaching import Coaching, FormFault, Signal, shipped_coaching  # noqa: E402
from coxa.knowledge.vocabulary import Side  # noqa: E402
from coxa.motion import Engine, analyse  # noqa: E402
from coxa.motion.body import Body  # noqa: E402
from coxa.motion.compiled import PROCESS  # noqa: E402
from coxa.motion.frames import Frames, from_markers  # noqa: E402
from coxa.motion.measures import hip_abduction, hip_abduction_in_pelvis, hip_bend, hip_flexion, knee_flexion  # noqa: E402
from coxa.motion.recordings import read_recording  # noqa: E402
from coxa.motion.signals import Signals  # noqa: E402
from coxa.motion.unnamed import count_unnamed  # noqa: E402
from motion.people import MOVES, captured, filmed, perform  # noqa: E402

THREE = (1, 5, 6)
COACHING = shipped_coaching()


def main() -> None:
    """Print one table for each part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", choices=PARTS, action="append")
    arguments = parser.parse_args()
    for name in arguments.only or PARTS:
        print(f"\n## {name}\n")
        for line in PARTS[name](arguments.data):
            print(line, flush=True)


def counting(data: Path) -> Iterator[str]:
    """Sets of ten, every person and movement, correct and incorrect; no parameter is fitted, so no person is left
    out."""
    ours: dict[int, list[tuple[int, int]]] = {}
    peer: dict[int, list[tuple[int, int]]] = {}
    apart: dict[int, list[NDArray[np.float64]]] = {}
    for one in joined(data):
        coaching = COACHING[MOVEMENTS[one.movement]]
        found = analyse(one.frames, coaching).repetitions
        ours.setdefault(one.movement, []).append((len(found), len(one.bounds)))
        signals = Signals(coaching)
        assert coaching.repetition
        followed = signals.one(signals.compute(one.frames), coaching.repetition.signal)
        peer.setdefault(one.movement, []).append((count_peaks(followed), len(one.bounds)))
        times = np.array([[repetition.start_s, repetition.end_s] for repetition in found]).reshape(-1, 2)
        for bounds in one.bounds:
            if len(times):
                middle = times.mean(axis=1)
                apart.setdefault(one.movement, []).append(times[np.argmin(abs(middle - bounds.mean()))] - bounds)
    yield "| movement | sets | MAE (95 %) | off by one (95 %) | peak counter MAE, OBO | start, end: median error s |"
    yield "|---|---|---|---|---|---|"
    groups = [*((MOVEMENTS[m], (m,)) for m in MOVEMENTS), ("the three", THREE), ("all six", tuple(MOVEMENTS))]
    for name, movements in groups:
        rows = np.array([pair for m in movements for pair in ours[m]], float)
        naive = np.array([pair for m in movements for pair in peer[m]], float)
        error = np.median(np.abs(np.array([pair for m in movements for pair in apart[m]])), axis=0)
        yield (
            f"| {name} | {len(rows)} | {told(mae, rows)} | {told(obo, rows)} | {mae(naive):.3f}, {obo(naive):.2f} | "
            f"{error[0]:.2f}, {error[1]:.2f} |"
        )


def unnamed(data: Path) -> Iterator[str]:
    """The same sets, with nothing known of the movement."""
    counts: dict[int, list[tuple[int, int]]] = {}
    for one in joined(data):
        counts.setdefault(one.movement, []).append((len(count_unnamed(one.frames)), len(one.bounds)))
    yield "| movement | MAE (95 %) | off by one (95 %) |"
    yield "|---|---|---|"
    for name, movements in (*((MOVEMENTS[m], (m,)) for m in MOVEMENTS), ("all six", tuple(MOVEMENTS))):
        rows = np.array([pair for m in movements for pair in counts[m]], float)
        yield f"| {name} | {told(mae, rows)} | {told(obo, rows)} |"


def mae(rows: NDArray[np.float64]) -> float:
    """Mean of the counting error over the true count."""
    return float(np.mean(np.abs(rows[:, 0] - rows[:, 1]) / rows[:, 1]))


def obo(rows: NDArray[np.float64]) -> float:
    """The share of sets with a counting error of one at most."""
    return float(np.mean(np.abs(rows[:, 0] - rows[:, 1]) <= 1))


def told(score: Callable[[NDArray[np.float64]], float], rows: NDArray[np.float64]) -> str:
    """A score with its bootstrap interval over sets."""
    random = np.random.default_rng(0)
    again = [score(rows[random.integers(0, len(rows), len(rows))]) for _ in range(500)]
    low, high = np.percentile(again, [2.5, 97.5])
    return f"{score(rows):.3f} ({low:.3f} to {high:.3f})"


def count_peaks(signal: NDArray[np.float64]) -> int:
    """A plain counter: upward crossings of the middle between the smallest and the largest value."""
    signal = np.convolve(signal, np.ones(7) / 7, "valid")
    above = signal > (signal.min() + signal.max()) / 2
    return int(np.sum(above[1:] & ~above[:-1]))


def angles(data: Path) -> Iterator[str]:
    """Against closed form, and against Plug-in-Gait on the same markers (range per repetition, and course over
    time)."""
    person = perform("Q04", repetitions=3)
    body = Body(captured(person).space, (0.0, 1.0, 0.0))
    apart = np.abs(knee_flexion(body, Side.LEFT) - angle_by_cosine_rule(person.points)).max()
    yield f"knee flexion against the cosine rule: largest error {apart:.2e} degrees (aim 0.1)"
    recording = uiprmd(data)
    frames = Body(
        from_markers(np.arange(len(recording["pos"])) / 33.3, points_of(recording), (0, 0, 1.0)).space, (0, 0, 1.0)
    )
    names, degrees = list(recording["ang_names"]), recording["ang"] / 100.0
    for name, measure, joint, axis, sign in (
        ("hip flexion, thigh in trunk", hip_flexion, "hip", 0, 1), ("hip bend", hip_bend, "hip", 0, 1),
        ("hip abduction, thigh in trunk", hip_abduction, "hip", 1, -1),
        ("hip abduction, thigh in pelvis", hip_abduction_in_pelvis, "hip", 1, -1), ("knee flexion", knee_flexion,
        "knee", 0, 1),
    ):  # fmt: skip
        errors, courses = [], []
        for side in (Side.LEFT, Side.RIGHT):
            ours, theirs = measure(frames, side), sign * degrees[:, names.index(f"{side}_{joint}"), axis]
            for _, movement, _, _, start, length in recording["index"]:
                if (axis == 1) != (movement == 4):
                    continue
                part = slice(start, start + length)
                errors.append(np.ptp(ours[part]) - np.ptp(theirs[part]))
                if np.ptp(theirs[part]) > 15:
                    courses.append(np.corrcoef(ours[part], theirs[part])[0, 1])
        error = np.abs(np.array(errors))
        course = np.nanmedian(courses)
        yield f"{name}: range {np.nanmean(error):.1f} degrees MAE, course r {course:.3f} ({len(errors)} repetitions)"


def angle_by_cosine_rule(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Knee flexion (frames,) from the three sides of hip-knee-ankle."""
    thigh, shank, leg = (np.linalg.norm(points[:, a] - points[:, b], axis=1) for a, b in ((23, 25), (25, 27), (23, 27)))
    return 180.0 - np.degrees(np.arccos((thigh**2 + shank**2 - leg**2) / (2 * thigh * shank)))


def clip(data: Path) -> Iterator[str]:
    """Real recordings that are not UI-PRMD."""
    for file, exercise, true in (
        ("video/bridge_side_view.full.npz", "X02", 1), ("video/bridge_side_view.lite.npz", "X02", 1),
        ("opencap/squats1_videoAndMocap.mot", "squat", 5),
    ):  # fmt: skip
        report = analyse(read_recording(data / file), COACHING[exercise])
        yield f"{file}: {len(report.repetitions)} of {true} repetitions, {len(report.holds)} holds"


def people(_data: Path) -> Iterator[str]:
    """Synthetic people: three views, three sizes, three tempos, both sides; seeds from 1000 on are for testing only."""
    yield "| movement | sets | exact | side wrong | holds found | within 0.3 s | false faults a repetition |"
    yield "|---|---|---|---|---|---|---|"
    total = np.zeros(4)
    for name in MOVES:
        rule = COACHING[name].repetition
        if rule is None or rule.moves == 2:
            continue  # these people move one leg only
        row = _people_row(name)
        total += row[:4]
        yield (
            f"| {name} | {row[0]:.0f} | {row[1] / row[0]:.2f} | {row[2]:.0f} | {_share(row[4], row[5])} | "
            f"{_share(row[6], row[4])} | {row[3] / row[7]:.3f} |"
        )
    yield f"| all | {total[0]:.0f} | {total[1] / total[0]:.3f} | {total[2]:.0f} | | | |"


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.2f}" if part else "-"


def _people_row(name: str) -> NDArray[np.float64]:
    """sets, exact, wrong sides, false faults, holds found, holds, holds in time, repetitions."""
    row = np.zeros(8)
    for case in range(54):
        view, tempo, scale = (-35, 0, 35)[case % 3], (0.5, 1.0, 2.0)[case // 3 % 3], (0.85, 1.0, 1.15)[case // 9 % 3]
        side = ("left", "right")[case // 27]
        person = perform(name, out_s=1.2 / tempo, pause_s=0.6 / tempo, hold_s=1.5, side=side)
        azimuth = MOVES[name].azimuth * (1 if side == "right" else -1) + view
        frames = filmed(person, azimuth=azimuth, noise=0.008, depth_noise=0.016, seed=1000 + case, scale=scale)
        report = analyse(frames, COACHING[name])
        row += [
            1, len(report.repetitions) == len(person.truth.bounds),
            sum(one.side != person.truth.side for one in report.repetitions), len(report.faults), 0, 0, 0,
            len(person.truth.bounds),
        ]  # fmt: skip
        rule = COACHING[name].repetition
        if rule and rule.hold:
            for arrived, left in person.truth.held:
                row[5] += 1
                near = [hold for hold in report.holds if hold.start_s < left and hold.end_s > arrived]
                row[4] += bool(near)
                row[6] += bool(near) and max(abs(near[0].start_s - arrived), abs(near[0].end_s - left)) <= 0.3
    return row


def speed(_data: Path) -> Iterator[str]:
    """Frames a second on one core, whole engine; and one frame a call. Processor time beside the clock's, because other
    programs share the machine."""
    person = perform("squat", repetitions=400)
    own, twelve = COACHING["squat"], _with_angles(COACHING["squat"], 12)
    for name, frames in (("motion capture", captured(person)), ("camera", filmed(person, azimuth=90, noise=0.005))):
        for coaching, compiled in product((own, twelve), (False, True)):
            if compiled and not PROCESS.start():
                continue
            taken = np.array([_timed(partial(_whole, coaching, frames)) for _ in range(25)])
            PROCESS.stop()
            clock, processor = len(frames) / taken.min(axis=0)
            how = f"{name}, {len(Signals(coaching)) - 2} angles, {'compiled' if compiled else 'numpy'}"
            yield f"batch, {how}: {clock:,.0f} frames/s ({processor:,.0f} by processor time)"
    signals, frames = Signals(twelve), captured(person)
    clock, _ = np.array([_timed(partial(signals.compute, frames)) for _ in range(5)]).min(axis=0)
    yield f"angles alone: {len(person.t) / clock:,.0f} frames/s, 12 angles"
    frames = filmed(person, azimuth=90, noise=0.005)
    singles = [frames.part(place, place + 1) for place in range(3000)]
    passes = np.array([_live(singles) for _ in range(7)])
    for name, rows in (("clock", passes[:, :, 0]), ("processor", passes[:, :, 1])):
        for what, row in (("all seven passes", rows.ravel()), ("each frame's quickest pass", rows.min(axis=0))):
            median, late = np.percentile(row, [50, 99]) * 1e6
            yield f"live, {name}, {what}: {median:.0f} microseconds median, {late:.0f} p99 (aims 100 and 300)"


def _with_angles(coaching: Coaching, wanted: int) -> Coaching:
    """The same coaching, with faults on further angles, out of everybody's reach, until so many are read."""
    for measure in ("hip_flexion", "hip_abduction", "shank_lean", "thigh_raise"):
        if len(Signals(coaching)) - 2 < wanted:
            fault = FormFault(name=measure, signal=Signal(measure=measure), above=400.0, spread=1.0, cue="Never said.")
            coaching = coaching.model_copy(update={"fault": (*coaching.fault, fault)})
    return coaching


def _live(singles: list[Frames]) -> list[tuple[float, float]]:
    engine = Engine(COACHING["squat"])
    return [_timed(partial(engine.feed, one)) for one in singles]


def _whole(coaching: Coaching, frames: Frames) -> None:
    Engine(coaching).feed(frames)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    began, busy = time.perf_counter(), time.thread_time()
    work()
    return time.perf_counter() - began, time.thread_time() - busy


PARTS: dict[str, Callable[[Path], Iterator[str]]] = {
    "counting": counting,
    "unnamed": unnamed,
    "angles": angles,
    "clip": clip,
    "people": people,
    "golden": motion_people.golden,
    "synthetic": motion_people.synthetic,
    "without_errors": motion_people.without_errors,
    "others": motion_people.others,
    "faults": motion_people.named_faults,
    "form": motion_form.form,
    "speed": speed,
}


if __name__ == "__main__":
    main()
