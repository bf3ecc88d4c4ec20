"""Pictures of what was found: the signal with repetitions, holds and faults, and annotated videos."""

from pathlib import Path
from typing import Any

import numpy as np

from coxa.errors import Fault, InputError
from coxa.knowledge.coaching import Coaching, Signal, shipped_coaching
from coxa.knowledge.vocabulary import Side
from coxa.motion.frames import Frames
from coxa.motion.measures import ONE_FOR_BOTH
from coxa.motion.recordings import read_recording
from coxa.motion.signals import Signals
from coxa.motion.video import VIDEO_SUFFIXES


def plot(row: dict[str, Any], folder: Path) -> Path | None:
    """Draw one recording into `folder` as PNG: the signal of each side, repetitions, holds, faults, and what was not
    seen."""
    if row["exercise"] is None:
        return None
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  # an extra
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise InputError((Fault("--plot", "needs matplotlib", "pip install coxa[plot]"),)) from error
    coaching = shipped_coaching()[row["exercise"]]
    frames = read_recording(Path(row["path"]))
    signals = Signals(coaching)
    rows = signals.compute(frames)
    signal = _followed(coaching)
    figure = Figure(figsize=(12, 4), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    sides = (Side.BOTH,) if signal.measure in ONE_FOR_BOTH else (Side.LEFT, Side.RIGHT)
    for side, style in zip(sides, ("-", "--"), strict=False):
        axes.plot(frames.t, signals.row(rows, signal, side), style, label=f"{signal.measure} {side}", linewidth=1)
    for one in row["repetitions"]:
        axes.axvspan(one["start_s"], one["end_s"], alpha=0.12, color="tab:green")
        axes.axvline(one["peak_s"], color="tab:green", linewidth=0.8)
    bottom, top = axes.get_ylim()
    for one in row["holds"]:
        axes.plot([one["start_s"], one["end_s"]], [top, top], color="tab:purple", linewidth=4)
    for one in row["faults"]:
        axes.plot(one["at_s"], bottom, "v", color="tab:red")
        axes.annotate(one["name"].replace("_", " "), (one["at_s"], bottom), rotation=90, fontsize=6, va="bottom")
    for one in row["unseen"]:
        axes.axvspan(one["start_s"], one["end_s"], alpha=0.3, color="grey", hatch="//")
    axes.set(
        xlabel="seconds", ylabel=signal.measure.replace("_", " "), title=f"{Path(row['path']).name}: {coaching.name}"
    )
    axes.legend(loc="upper right", fontsize=7)
    folder.mkdir(parents=True, exist_ok=True)
    drawn = folder / f"{Path(row['path']).stem}.png"
    figure.savefig(drawn, dpi=110)
    return drawn


def annotate(row: dict[str, Any], folder: Path) -> Path | None:
    """Write the video `row` is about once more, with skeleton, count and words on it; other files are left alone."""
    path = Path(row["path"])
    if path.suffix.lower() not in VIDEO_SUFFIXES:
        return None
    try:
        import cv2  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise InputError((Fault("--annotate", "needs the extra for videos", "pip install coxa[video]"),)) from error
    frames = read_recording(path)
    opened = cv2.VideoCapture(str(path))
    width, height = int(opened.get(cv2.CAP_PROP_FRAME_WIDTH)), int(opened.get(cv2.CAP_PROP_FRAME_HEIGHT))
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"{path.stem}.annotated.mp4"
    rate = opened.get(cv2.CAP_PROP_FPS) or 30.0
    writer = cv2.VideoWriter(str(written), cv2.VideoWriter.fourcc(*"mp4v"), rate, (width, height))
    try:
        for place in range(len(frames)):
            there, picture = opened.read()
            if not there:
                break
            for one, other in _bones(frames, place, height):
                cv2.line(picture, one, other, (80, 220, 80), 2)
            cv2.putText(picture, _caption(row, float(frames.t[place])), (10, 30), 0, 0.8, (255, 255, 255), 2)
            writer.write(picture)
    finally:
        writer.release()
        opened.release()
    return written


_BONES = (
    (11, 12),
    (11, 23),
    (12, 24),
    (23, 24),
    (23, 25),
    (25, 27),
    (24, 26),
    (26, 28),
    (11, 13),
    (13, 15),
    (12, 14),
    (14, 16),
)


def _bones(frames: Frames, place: int, height: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    if frames.picture is None:
        return []
    points = frames.picture[place] * height
    drawn = (bone for bone in _BONES if np.isfinite(points[list(bone)]).all())
    return [tuple((int(points[end, 0]), int(points[end, 1])) for end in bone) for bone in drawn]  # type: ignore[misc]


def _caption(row: dict[str, Any], at_s: float) -> str:
    if any(one["start_s"] <= at_s <= one["end_s"] for one in row["unseen"]):
        return "I can't see you well"
    counted = sum(one["end_s"] <= at_s for one in row["repetitions"])
    faults = [one["name"].replace("_", " ") for one in row["faults"] if 0 <= at_s - one["at_s"] < 1]
    return ", ".join([f"{counted}", *faults])


def _followed(coaching: Coaching) -> Signal:
    if coaching.repetition is not None:
        return coaching.repetition.signal
    return coaching.signals()[0]
