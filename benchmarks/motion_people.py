"""Synthetic people of `coxa.body.synth`, with errors as measured: three views, three bodies, tempo 0.5 to 2, both
sides.

Seeds from 7000 on are for testing only. Counting was tuned with seeds below 1000, limits of faults with seeds
below 6000.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from coxa.body.synth import BODIES, USUAL, Camera, Performance, PlayedFault, Recording, Scene, record
from coxa.body.trajectory import Trajectory, result
from coxa.knowledge.coaching import shipped_coaching
from coxa.knowledge.loader import shipped
from coxa.motion import Report, analyse
from coxa.motion.frames import from_camera

SEED = 7000
ARTICLE = ("X02", "G05", "G03", "M01", "S01")
FIFTEEN = ("G06", "G07", "I01", "I02", "I04", "M02", "M03", "M09", "Q02", "Q03", "Q04", "Q06", "X03", "X07", "X08")
BODY_NAMES = tuple(BODIES)[:3]


def synthetic(_data: Path) -> Iterator[str]:
    """Counting, sides, holds and false faults for the article's five and fifteen more."""
    yield "| movement | exact | off by one | wrong sides | start, end: median error s | holds in 0.3 s | false faults |"
    yield "|---|---|---|---|---|---|---|"
    everything: Counter[str] = Counter()
    for name in (*ARTICLE, *FIFTEEN):
        tally, errors = _tally(name)
        everything += tally
        start, end = np.median(np.abs(np.concatenate(errors)), axis=0) if errors else (np.nan, np.nan)
        yield _row(name, tally, f"{start:.2f}, {end:.2f}")
    yield _row("all", everything, "")


def _row(name: str, tally: Counter[str], errors: str) -> str:
    sets, repetitions, holds = tally["sets"], tally["repetitions"], tally["holds"]
    held = f"{tally['held'] / holds:.2f}" if holds else "-"
    wrong = f"{tally['wrong side']} of {repetitions}"
    return (
        f"| {name} | {tally['exact'] / sets:.2f} | {tally['near'] / sets:.2f} | {wrong} | "
        f"{errors} | {held} | {tally['faults'] / repetitions:.2f} |"
    )


def scenes(name: str, trajectory: Trajectory, *, faults: tuple[PlayedFault, ...] = ()) -> Iterator[Recording]:
    """The nine recordings of one movement."""
    camera = shipped().movements[name].camera
    for case in range(9):
        side, tempo, turn = ("right", "left")[case % 2], (0.5, 1.0, 2.0)[case % 3], (-30, 0, 30)[case // 3]
        performance = Performance(repetitions=5, sides=side, tempo=tempo, faults=faults)
        azimuth = camera.azimuth * (1 if side == "right" else -1) + turn
        body = BODIES[BODY_NAMES[case % len(BODY_NAMES)]]
        scene = Scene(trajectory, body, performance, Camera(azimuth, camera.elevation), USUAL, 30.0)
        yield record(scene, np.random.default_rng(SEED + case))


def report_on(name: str, recording: Recording) -> Report:
    """What the engine makes of a recording."""
    img, world = recording.img.astype(float), recording.world.astype(float)
    return analyse(from_camera(recording.t.astype(float), img, recording.size, world), shipped_coaching()[name])


def _tally(name: str) -> tuple[Counter[str], list[np.ndarray]]:
    tally: Counter[str] = Counter()
    errors = []
    each = shipped_coaching()[name].sides == "each"
    for recording in scenes(name, result(name)):
        report, truth = report_on(name, recording), recording.truth
        found, true = report.repetitions, truth.repetitions
        tally.update(sets=1, repetitions=len(true), faults=len(report.faults), holds=len(truth.holds))
        tally.update(exact=int(len(found) == len(true)), near=int(abs(len(found) - len(true)) <= 1))
        if len(found) == len(true):
            pairs = list(zip(found, true, strict=True))
            tally["wrong side"] += sum(each and one.side != other.side for one, other in pairs)
            errors.append(np.array([[one.start_s - other.start_s, one.end_s - other.end_s] for one, other in pairs]))
        for hold in truth.holds:
            near = (max(abs(one.start_s - hold.start_s), abs(one.end_s - hold.end_s)) for one in report.holds)
            tally["held"] += any(apart <= 0.3 for apart in near)
    return tally, errors


def named_faults(_data: Path) -> Iterator[str]:
    """Faults of the movement definitions that the coaching names too, in every repetition; needs the extra `body`."""
    from coxa.body.synth.faults import fault_names, solved  # noqa: PLC0415  # the extra

    yield "| movement | fault | told per repetition | told without it |"
    yield "|---|---|---|---|"
    for name in (*ARTICLE, *FIFTEEN):
        coached = {fault.name for fault in shipped_coaching()[name].fault}
        for fault in fault_names(name):
            if fault not in coached:
                yield f"| {name} | {fault} | not coached | |"
                continue
            with_it = _told(name, fault, (PlayedFault(fault, solved(name, fault)),))
            without = _told(name, fault, ())
            yield f"| {name} | {fault} | {with_it:.2f} | {without:.2f} |"


def _told(name: str, fault: str, played: tuple[PlayedFault, ...]) -> float:
    repetitions = told = 0
    for recording in scenes(name, result(name), faults=played):
        repetitions += len(recording.truth.repetitions)
        told += sum(one.name == fault for one in report_on(name, recording).faults)
    return told / repetitions
