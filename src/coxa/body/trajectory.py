"""One cycle of a movement as numbers: joint angles, places and directions of all segments, and contacts over time.

World frame: metres, x forward, y left, z up, the floor at z = 0. A segment's rotation is the turn from neutral standing
(facing +x, arms hanging, palms facing the thighs), where every rotation is the identity. So a point that lies at
`offset` from a segment's joint in neutral standing is found at `position + rotate(rotation, offset)`.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from coxa.errors import Fault, InputError
from coxa.knowledge.anatomy import ANGLES, SEGMENTS, SIDED_ANGLES, SIDES, TRUNK_ANGLES, other_side

__all__ = [
    "ANGLES",
    "RATE",
    "SEGMENTS",
    "SIDED_ANGLES",
    "SIDES",
    "TRUNK_ANGLES",
    "Array",
    "Contact",
    "Flags",
    "Phase",
    "Trajectory",
    "continuous",
    "load",
    "other_side",
    "result",
    "results",
    "rotate",
]

Array: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]

RATE = 25
"""Frames in a second (our design choice: half of the frame rate of a plain camera, enough for slow exercise)."""

_ANGLE_UNIT, _Q_UNIT, _PLACE_UNIT, _TURN_UNIT = 0.01, 1e-6, 1e-5, 2.5e-5
_MIRRORED_SIGN = ("lumbar_lean", "lumbar_rotation", "neck_lean", "neck_rotation", "pelvis_list", "pelvis_rotation")
_MIRRORED_COORDINATES = ("root_y", "lean", "rotation")


@dataclass(frozen=True, slots=True, eq=False)
class Contact:
    """A place where the body touches something.

    `point` (3,) is the offset from the segment's joint in neutral standing, metres; `normal` (3,) points from the other
    thing to the body in the world; `active` (F,) says at which frames. `on` is a surface, a prop or another segment.
    """

    segment: str
    point: Array
    on: str
    normal: Array
    active: Flags


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of the cycle: start, out, hold, back or rest, from `start_s` to `end_s`."""

    name: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Trajectory:
    """One cycle of an exercise.

    `t` (F,) seconds; `angles` (F, A) degrees by `ANGLES`; `q` (F, nq) coordinates of the model, named by `coordinates`
    (root metres and quaternion, hinges radians); `position` (F, S, 3) metres and `rotation` (F, S, 4) quaternions
    (w, x, y, z) by `SEGMENTS`.
    """

    exercise: str
    working: str
    digest: str
    t: Array
    angles: Array
    q: Array
    coordinates: tuple[str, ...]
    position: Array
    rotation: Array
    contacts: tuple[Contact, ...]
    phases: tuple[Phase, ...]
    loop: bool

    def angle(self, name: str) -> Array:
        """One joint angle over time, (F,) degrees."""
        return self.angles[:, ANGLES.index(name)]

    def point(self, segment: str, offset: Sequence[float] | Array = (0.0, 0.0, 0.0)) -> Array:
        """Where a point of a segment is over time, (F, 3) metres; `offset` from its joint in neutral standing."""
        index = SEGMENTS.index(segment)
        return self.position[:, index] + rotate(self.rotation[:, index], np.asarray(offset, dtype=float))

    def mirrored(self) -> "Trajectory":
        """The same movement with right and left exchanged."""
        order = [SEGMENTS.index(other_side(name)) for name in SEGMENTS]
        names = [ANGLES.index(other_side(name)) for name in ANGLES]
        signs = np.array([-1.0 if name in _MIRRORED_SIGN else 1.0 for name in ANGLES])
        return replace(
            self,
            working=other_side(self.working),
            angles=self.angles[:, names] * signs,
            q=_mirrored_coordinates(self.q, self.coordinates),
            position=self.position[:, order] * (1.0, -1.0, 1.0),
            rotation=self.rotation[:, order] * (1.0, -1.0, 1.0, -1.0),
            contacts=tuple(_mirrored_contact(contact) for contact in self.contacts),
        )

    def save(self, path: Path) -> None:
        """Write a small npz file of whole units (0.01 degrees, 0.01 mm, 1e-6 rad); the same bytes every time."""
        head = {
            "exercise": self.exercise,
            "working": self.working,
            "digest": self.digest,
            "coordinates": self.coordinates,
            "phases": [asdict(phase) for phase in self.phases],
            "loop": self.loop,
            "contacts": [
                {"segment": c.segment, "point": c.point.tolist(), "on": c.on, "normal": c.normal.tolist()}
                for c in self.contacts
            ],
        }
        frames = len(self.t)
        active = np.array([contact.active for contact in self.contacts], dtype=bool).reshape(-1, frames)
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            head=np.frombuffer(json.dumps(head).encode(), dtype=np.uint8),
            t=self.t.astype(np.float32),
            angles=_steps(self.angles, _ANGLE_UNIT),
            q=_steps(self.q, _Q_UNIT),
            position=_steps(self.position, _PLACE_UNIT),
            rotation=_steps(self.rotation, _TURN_UNIT),
            active=np.packbits(active, axis=1),
        )
        path.write_bytes(buffer.getvalue())


def rotate(quaternion: Array, vector: Array) -> Array:
    """Turn `vector` (..., 3) by unit quaternions (..., 4) with w first."""
    w, axis = quaternion[..., :1], quaternion[..., 1:]
    twice = 2.0 * np.cross(axis, vector)
    return np.asarray(vector + w * twice + np.cross(axis, twice))


def continuous(rotation: Array) -> Array:
    """Choose the signs of quaternions (F, S, 4) so that none jumps from one frame to the next."""
    out = rotation.copy()
    for frame in range(1, len(out)):
        flips = np.sum(out[frame] * out[frame - 1], axis=-1) < 0
        out[frame, flips] *= -1.0
    return out


def load(path: Path) -> Trajectory:
    """Read a trajectory from a file that `Trajectory.save` wrote.

    Raises:
        InputError: when the file cannot be read as a trajectory.

    """
    try:
        return _read(io.BytesIO(path.read_bytes()))
    except (OSError, ValueError, KeyError) as error:
        advice = "build it again with: coxa body build"
        raise InputError((Fault(path.name, f"is not a trajectory ({error})", advice),)) from error


def result(exercise: str) -> Trajectory:
    """The trajectory of an exercise that comes with this version of Coxa.

    Raises:
        InputError: when there is none.

    """
    file = resources.files("coxa.body") / "results" / f"{exercise}.npz"
    if not file.is_file():
        raise InputError((Fault(exercise, "has no solved movement", f"run: coxa body build {exercise}"),))
    return _read(io.BytesIO(file.read_bytes()))


def results() -> tuple[str, ...]:
    """The ids of all trajectories that come with this version of Coxa."""
    folder = resources.files("coxa.body") / "results"
    if not folder.is_dir():
        return ()
    return tuple(sorted(file.name[:-4] for file in folder.iterdir() if file.name.endswith(".npz")))


def _read(file: io.BytesIO) -> Trajectory:
    with np.load(file, allow_pickle=False) as data:
        head: dict[str, Any] = json.loads(bytes(data["head"]))
        t = np.round(data["t"].astype(float), 6)
        active = np.unpackbits(data["active"], axis=1, count=len(t)).astype(bool)
        rotation = _sums(data["rotation"], _TURN_UNIT)
        return Trajectory(
            exercise=head["exercise"],
            working=head["working"],
            digest=head["digest"],
            t=t,
            angles=_sums(data["angles"], _ANGLE_UNIT),
            q=_sums(data["q"], _Q_UNIT),
            coordinates=tuple(head["coordinates"]),
            position=_sums(data["position"], _PLACE_UNIT),
            rotation=rotation / np.linalg.norm(rotation, axis=-1, keepdims=True),
            contacts=tuple(
                Contact(c["segment"], np.array(c["point"]), c["on"], np.array(c["normal"]), active[number])
                for number, c in enumerate(head["contacts"])
            ),
            phases=tuple(Phase(**phase) for phase in head["phases"]),
            loop=head["loop"],
        )


def _steps(values: Array, unit: float) -> npt.NDArray[np.int32]:
    """Whole units, each frame as the step from the one before: small numbers, which pack well."""
    whole = np.round(values / unit).astype(np.int32)
    return np.diff(whole, axis=0, prepend=np.zeros_like(whole[:1]))


def _sums(steps: npt.NDArray[np.int32], unit: float) -> Array:
    return np.asarray(np.cumsum(steps, axis=0, dtype=np.int64) * unit, dtype=np.float64)


def _mirrored_contact(contact: Contact) -> Contact:
    flip = np.array([1.0, -1.0, 1.0])
    return replace(
        contact,
        segment=other_side(contact.segment),
        point=contact.point * flip,
        on=other_side(contact.on),
        normal=contact.normal * flip,
    )


def _mirrored_coordinates(q: Array, names: tuple[str, ...]) -> Array:
    """Exchange `_r` and `_l`, turn the midline about, and reflect the root.

    The model's root frame looks along -y, so its reflection is M R diag(-1, 1, 1) with M = diag(1, -1, 1).
    """
    index = {name: number for number, name in enumerate(names)}
    swapped = {"_r": "_l", "_l": "_r"}
    order = [index.get(name[:-2] + swapped.get(name[-2:], name[-2:]), index[name]) for name in names]
    sided = np.array([name[-2:] in swapped for name in names])
    flipped = np.array([any(part in name for part in _MIRRORED_COORDINATES) for name in names])
    mirrored = q[:, order] * np.where(flipped & ~sided, -1.0, 1.0)
    w, x, y, z = q[:, 3:7].T
    mirrored[:, 3:7] = np.stack([z, y, x, w], axis=1)
    return mirrored
