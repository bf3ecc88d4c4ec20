"""Synthetic people of `coxa.body.synth`, with errors as measured: three views, three bodies, tempo 0.5 to 2, both
sides.

Seeds from 7000 on are for testing only; `motion.md` tells when they were looked at. Signals, limits and counting were
tuned with seeds below 6000. Bounds and holds are compared with
`coxa.body.synth.moving`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coxa.body.synth import BODIES, CLEAN, USUAL, Camera, Performance, PlayedFault, Recording, Scene, record
from coxa.body.synth.disturbances import Disturbances
from coxa.body.synth.moving import moving
from coxa.body.synth.recording import TrueHold, Truth, load_recording
from coxa.body.trajectory import Trajectory, result
from coxa.knowledge.coaching import shipped_coaching
from coxa.knowledge.loader import load_movements
from coxa.motion import Frames, Hold, Report, analyse
from coxa.motion.frames import from_camera
from coxa.motion.unnamed import count_unnamed

SEED = 7000
ARTICLE = ("X02", "G05", "G03", "M01", "S01")
FIFTEEN = ("G06", "G07", "I01", "I02", "I04", "M02", "M03", "M09", "Q02", "Q03", "Q04", "Q06", "X03", "X07", "X08")
BODY_NAMES = tuple(BODIES)[:3]


def synthetic(_data: Path) -> Iterator[str]:
    """Counting, sides, holds and false faults for the article's five and fifteen more."""
    yield from _table((*ARTICLE, *FIFTEEN), USUAL)


def without_errors(_data: Path) -> Iterator[str]:
    """The same people with exact landmarks: what is left is the engine's own error."""
    yield from _table((*ARTICLE, *FIFTEEN), CLEAN)


def others(_data: Path) -> Iterator[str]:
    """The movements of the library that are coached too, by repetitions."""
    known = {name for name, spec in shipped_coaching().items() if spec.exercise and spec.repetition}
    yield from _table(tuple(sorted(known - {*ARTICLE, *FIFTEEN})), USUAL)


def _table(names: Iterable[str], disturbances: Disturbances) -> Iterator[str]:
    yield (
        "| movement | exact (95 %) | off by one | unnamed: exact | wrong sides | start, end: median error s | "
        "holds in 0.3 s (95 %) | start, end of holds: median error s | false faults |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    everything: list[Tally] = []
    for name in names:
        tallies = [_tally(name, recording) for recording in scenes(name, result(name), disturbances=disturbances)]
        everything += tallies
        yield _row(name, tallies)
    yield _row("all", everything)


@dataclass(frozen=True, slots=True)
class Tally:
    """One recording: counts, and the errors (n, 2) in seconds of the bounds of repetitions and of holds."""

    true: int
    found: int
    unnamed: int
    wrong_sides: int
    faults: int
    bounds: np.ndarray
    holds: np.ndarray


def _row(name: str, tallies: list[Tally]) -> str:
    exact = np.array([[one.found == one.true] for one in tallies])
    near = np.mean([abs(one.found - one.true) <= 1 for one in tallies])
    unnamed = np.mean([one.unnamed == one.true for one in tallies])
    held = [np.abs(one.holds).max(axis=1) <= 0.3 for one in tallies if len(one.holds)]
    repetitions = sum(one.true for one in tallies)
    return (
        f"| {name} | {_interval([row.astype(float) for row in exact])} | {near:.2f} | {unnamed:.2f} | "
        f"{sum(one.wrong_sides for one in tallies)} of {repetitions} | {_median([one.bounds for one in tallies])} | "
        f"{_interval(held) if held else '-'} | {_median([one.holds for one in tallies])} | "
        f"{sum(one.faults for one in tallies) / repetitions:.3f} |"
    )


def _median(errors: list[np.ndarray]) -> str:
    whole = np.concatenate(errors)
    return ", ".join(f"{error:.2f}" for error in np.median(np.abs(whole), axis=0)) if len(whole) else "-"


def _interval(parts: list[np.ndarray]) -> str:
    """The mean with its bootstrap interval over recordings."""
    random = np.random.default_rng(0)
    again = [
        np.mean(np.concatenate([parts[place] for place in random.integers(0, len(parts), len(parts))]))
        for _ in range(300)
    ]
    low, high = np.percentile(again, [2.5, 97.5])
    return f"{np.mean(np.concatenate(parts)):.2f} ({low:.2f} to {high:.2f})"


def scenes(
    name: str, trajectory: Trajectory, *, faults: tuple[PlayedFault, ...] = (), disturbances: Disturbances = USUAL
) -> Iterator[Recording]:
    """The nine recordings of one movement."""
    camera = load_movements([name])[0][name].camera
    for case in range(9):
        side, tempo, turn = ("right", "left")[case % 2], (0.5, 1.0, 2.0)[case % 3], (-30, 0, 30)[case // 3]
        performance = Performance(repetitions=5, sides=side, tempo=tempo, faults=faults)
        azimuth = camera.azimuth * (1 if side == "right" else -1) + turn
        body = BODIES[BODY_NAMES[case % len(BODY_NAMES)]]
        scene = Scene(trajectory, body, performance, Camera(azimuth, camera.elevation), disturbances, 30.0)
        yield record(scene, np.random.default_rng(SEED + case))


def report_on(name: str, recording: Recording) -> Report:
    """What the engine makes of a recording."""
    return analyse(_frames(recording), shipped_coaching()[name])


def _frames(recording: Recording) -> Frames:
    img, world = recording.img.astype(float), recording.world.astype(float)
    return from_camera(recording.t.astype(float), img, recording.size, world)


def golden(_data: Path) -> Iterator[str]:
    """The ten clips of `tests/body/data`: a drawn person, seen by real pose estimation."""
    yield "| clip | repetitions, sides | start, end: largest error s | holds: largest error s | faults told | unnamed |"
    yield "|---|---|---|---|---|---|"
    for path in sorted((Path(__file__).parents[1] / "tests" / "body" / "data").glob("*.npz")):
        recording = load_recording(path)
        name = _truth(recording).exercise
        tally, faults = _tally(name, recording), {fault.name for fault in report_on(name, recording).faults}
        yield (
            f"| {path.stem} | {tally.found} of {tally.true}, {tally.wrong_sides} wrong | {_largest(tally.bounds)} | "
            f"{_largest(tally.holds)} | {', '.join(sorted(faults)) or '-'} | {tally.unnamed} |"
        )


def _largest(errors: np.ndarray) -> str:
    return ", ".join(f"{error:.2f}" for error in np.abs(errors).max(axis=0)) if len(errors) else "-"


def _truth(recording: Recording) -> Truth:
    assert recording.truth is not None  # recorded people have their truth with them
    return recording.truth


def _tally(name: str, recording: Recording) -> Tally:
    report, true = report_on(name, recording), moving(_truth(recording))
    found, each = report.repetitions, shipped_coaching()[name].sides == "each"
    pairs = list(zip(found, true, strict=True)) if len(found) == len(true) else []
    return Tally(
        true=len(true),
        found=len(found),
        unnamed=len(count_unnamed(_frames(recording))),
        wrong_sides=sum(each and one.side != other.repetition.side for one, other in pairs),
        faults=len(report.faults),
        bounds=np.array([(a.start_s - b.start_s, a.end_s - b.end_s) for a, b in pairs]).reshape(-1, 2),
        holds=np.array([_nearest(hold, report.holds) for one in true for hold in one.holds]).reshape(-1, 2),
    )


def _nearest(true: TrueHold, found: tuple[Hold, ...]) -> tuple[float, float]:
    """The errors of the hold that fits best; as long as the hold where none was told."""
    errors = [(hold.start_s - true.start_s, hold.end_s - true.end_s) for hold in found]
    lost = (true.end_s - true.start_s, true.end_s - true.start_s)
    return min(errors, key=lambda error: max(map(abs, error)), default=lost)


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
        repetitions += len(_truth(recording).repetitions)
        told += sum(one.name == fault for one in report_on(name, recording).faults)
    return told / repetitions
