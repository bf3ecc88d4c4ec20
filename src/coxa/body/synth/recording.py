"""A recording of landmarks, the truth about it, and their files."""

import io
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from coxa.body.trajectory import other_side
from coxa.errors import Fault, InputError

_TO_ONE_SIDE = ("lumbar_lean", "lumbar_rotation", "neck_lean", "neck_rotation", "pelvis_list", "pelvis_rotation")


@dataclass(frozen=True, slots=True)
class TrueRepetition:
    """One repetition: its bounds, the middle of its furthest time, and how far the `signal` angle went, in degrees.

    `side` is the working side, or `both`. A repetition given up half-way is not `complete`.
    """

    side: str
    start_s: float
    peak_s: float
    end_s: float
    range_deg: float
    signal: str
    complete: bool = True
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrueHold:
    """A still time at the far end of a repetition."""

    side: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class TrueFault:
    """A fault of one repetition and how much of it (1 is the whole fault of the definition)."""

    name: str
    side: str
    start_s: float
    end_s: float
    amount: float


@dataclass(frozen=True, slots=True)
class TrueUnseen:
    """A time in which the person cannot be judged, and why."""

    start_s: float
    end_s: float
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """What really happened, whatever the camera saw.

    `t` (frames,) are the true moments of the recording's frames and `angles` (frames, angles) the joint angles there,
    in degrees, named by `angle_names`.
    """

    exercise: str
    body: str
    repetitions: tuple[TrueRepetition, ...]
    holds: tuple[TrueHold, ...]
    faults: tuple[TrueFault, ...]
    unseen: tuple[TrueUnseen, ...]
    t: NDArray[np.float64]
    angle_names: tuple[str, ...]
    angles: NDArray[np.float64]

    def angle(self, name: str) -> NDArray[np.float64]:
        """Return one joint angle (frames,) in degrees."""
        return self.angles[:, self.angle_names.index(name)]

    def mirrored(self) -> Self:
        """Return the truth of the same recording seen in a mirror: events change side, angles are exchanged."""
        order = [self.angle_names.index(other_side(name)) for name in self.angle_names]
        sign = np.array([-1.0 if name in _TO_ONE_SIDE else 1.0 for name in self.angle_names])
        return replace(
            self,
            repetitions=tuple(
                replace(r, side=other_side(r.side), signal=other_side(r.signal)) for r in self.repetitions
            ),
            holds=tuple(replace(hold, side=other_side(hold.side)) for hold in self.holds),
            faults=tuple(replace(fault, side=other_side(fault.side)) for fault in self.faults),
            angles=self.angles[:, order] * sign,
        )

    def as_json(self) -> dict[str, Any]:
        """Return plain values; angles to a hundredth of a degree, and only those that move."""
        moving = np.flatnonzero(np.ptp(self.angles, axis=0) > 0.5) if len(self.t) else np.arange(0)
        return {
            "exercise": self.exercise,
            "body": self.body,
            "repetitions": [asdict(repetition) for repetition in self.repetitions],
            "holds": [asdict(hold) for hold in self.holds],
            "faults": [asdict(fault) for fault in self.faults],
            "unseen": [asdict(unseen) for unseen in self.unseen],
            "t": np.round(self.t, 4).tolist(),
            "angles": {self.angle_names[n]: np.round(self.angles[:, n], 2).tolist() for n in moving},
        }

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """Return the truth that `as_json` wrote; angles that did not move are left out."""
        t = np.array(plain["t"], dtype=np.float64)
        return cls(
            plain["exercise"],
            plain["body"],
            tuple(TrueRepetition(**{**one, "faults": tuple(one["faults"])}) for one in plain["repetitions"]),
            tuple(TrueHold(**one) for one in plain["holds"]),
            tuple(TrueFault(**one) for one in plain["faults"]),
            tuple(TrueUnseen(**one) for one in plain["unseen"]),
            t,
            tuple(plain["angles"]),
            np.array(list(plain["angles"].values()), dtype=np.float64).reshape(-1, len(t)).T,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """Landmarks as pose estimation gives them.

    `img` (frames, 33, 5): x and y in 0..1 of the picture, z, visibility, presence. `world` (frames, 33, 3): metres from
    the middle of the hips, right, down and away from the camera. `t` (frames,) time stamps in seconds. `size` is the
    picture's width and height.
    """

    img: NDArray[np.float32]
    world: NDArray[np.float32]
    t: NDArray[np.float64]
    fps: float
    size: tuple[int, int]
    truth: Truth | None = None

    def save(self, path: Path) -> None:
        """Write `path` (npz) and, if the truth is known, `<name>.truth.json` beside it; the same bytes every time."""
        buffer = io.BytesIO()
        size = np.array(self.size)
        np.savez_compressed(buffer, img=self.img, world=self.world, t=self.t, fps=np.array(self.fps), size=size)
        path.write_bytes(buffer.getvalue())
        if self.truth is not None:
            truth_beside(path).write_text(json.dumps(self.truth.as_json(), indent=None) + "\n", encoding="utf-8")


def truth_beside(path: Path) -> Path:
    """Return where the truth about a recording is kept: beside it, as `<name>.truth.json`."""
    return path.with_suffix(".truth.json")


def load_recording(path: Path) -> Recording:
    """Read a recording, with its truth if that lies beside it; a file that is none is an `InputError`."""
    try:
        with np.load(path, allow_pickle=False) as data:
            width, height = (int(length) for length in data["size"])
            recording = Recording(data["img"], data["world"], data["t"], float(data["fps"]), (width, height))
        beside = truth_beside(path)
        if not beside.exists():
            return recording
        return replace(recording, truth=Truth.from_json(json.loads(beside.read_text(encoding="utf-8"))))
    except (OSError, ValueError, KeyError, TypeError) as error:
        advice = "save it again with Recording.save"
        raise InputError((Fault(path.name, f"is not a recording ({error})", advice),)) from error
