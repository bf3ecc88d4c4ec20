"""Read the recordings that the benchmarks of the motion engine measure with."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coxa.motion.frames import Frames, from_markers
from coxa.motion.landmarks import spread

MOVEMENTS = {
    1: "squat",
    2: "step_over",
    3: "split_squat",
    4: "side_lunge",
    5: "sit_to_stand",
    6: "standing_straight_leg_raise",
}


@dataclass(frozen=True, slots=True)
class Joined:
    """Repetitions of one person and movement put one after the other, with their true bounds in seconds."""

    movement: int
    subject: int
    incorrect: bool
    frames: Frames
    bounds: NDArray[np.float64]


def uiprmd(data: Path) -> Any:  # an npz
    """The UI-PRMD file in the folder `data`."""
    return np.load(data / "uiprmd" / "uiprmd_subjects_1_7.npz")


def points_of(recording: Any) -> NDArray[np.float64]:  # an npz
    """Positions in metres at BlazePose's numbers, NaN where missing: (frames, 33, 3)."""
    points = recording["pos"].astype(float) / 1e4
    points[(points == 0).all(axis=2)] = np.nan
    return spread(points, recording["mp_ids"])


def joined(data: Path, size: int = 10) -> Iterator[Joined]:
    """UI-PRMD in sets of `size` repetitions."""
    recording = uiprmd(data)
    points, index, fps = points_of(recording), recording["index"], float(recording["fps"])
    for movement in MOVEMENTS:
        for incorrect in (0, 1):
            for subject in np.unique(index[:, 2]).tolist():
                rows = index[(index[:, 0] == incorrect) & (index[:, 1] == movement) & (index[:, 2] == subject)][:size]
                if not len(rows):
                    continue
                whole = np.concatenate([points[start : start + length] for *_, start, length in rows])
                ends = np.cumsum(rows[:, 5]) / fps
                bounds = np.stack([ends - rows[:, 5] / fps, ends], axis=1)
                t = np.arange(len(whole)) / fps
                yield Joined(movement, subject, bool(incorrect), from_markers(t, whole, (0.0, 0.0, 1.0)), bounds)
