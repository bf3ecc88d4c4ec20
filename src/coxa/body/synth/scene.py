"""One recording from beginning to end: a movement, a person, a camera, and what goes wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from coxa.body.synth.bodies import BODIES, Body, random_body
from coxa.body.synth.camera import Camera, world_of
from coxa.body.synth.disturbances import (
    DARK_FADE,
    DARK_NOISE,
    USUAL,
    Disturbances,
    Shown,
    Trouble,
    kept_frames,
)
from coxa.body.synth.landmarks import NEEDED, Floats
from coxa.body.synth.motion import Performer, performer_of
from coxa.body.synth.noise import landmark_errors
from coxa.body.synth.performance import Performance, plan
from coxa.body.synth.recording import (
    Recording,
    TrueFault,
    TrueHold,
    TrueRepetition,
    TrueUnseen,
    Truth,
)
from coxa.body.synth.timeline import Done, timeline_of
from coxa.body.synth.visibility import SEEN, visibility_of
from coxa.body.trajectory import ANGLES, Trajectory

WALK_M = 4.0
"""How far away people enter and leave, beyond the borders of any camera that shows a whole person near by."""
SHORTEST_UNSEEN_S = 0.2
"""A shorter time out of the picture is not noted; our design choice."""
BLOCK = 1024
"""So many frames are worked out at a time: they fit in a processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything that makes a recording, save chance."""

    trajectory: Trajectory
    body: Body = BODIES["average"]
    performance: Performance = field(default_factory=Performance)
    camera: Camera = field(default_factory=Camera)
    disturbances: Disturbances = USUAL
    frames_per_s: float = 30.0


def record(scene: Scene, rng: np.random.Generator) -> Recording:
    """Return the recording of a scene with its truth; the same generator state gives the same bytes.

    What the person does, where they sway, and what goes wrong draw from generators of their own, so the truth does not
    depend on disturbances, camera or frame rate.
    """
    person, spoiling, other = rng.spawn(3)
    performer, camera, t = directed(scene, person)
    seen, angles = _seen(performer, camera, t)
    shown = _shown(seen, camera, t, scene.disturbances, spoiling)
    second = _second_person(scene, camera, t, other)
    for spell in scene.disturbances.spells:
        shown.during(spell, t, second, spoiling)
    _lose(shown, scene.disturbances, spoiling)
    frames, stamps = kept_frames(t, scene.disturbances, spoiling)
    truth = _truth(scene, performer, t[frames], angles[frames], _outside(camera.project(seen), t))
    return Recording(
        img=_stacked(shown)[frames],
        world=np.ascontiguousarray(shown.world.transpose(2, 1, 0)[frames], dtype=np.float32),
        t=stamps,
        fps=scene.frames_per_s,
        size=(camera.width, camera.height),
        truth=truth,
    )


def directed(scene: Scene, rng: np.random.Generator) -> tuple[Performer, Camera, Floats]:
    """Return who performs a scene, the camera in its place, and the true times (frames,) of the frames, in seconds."""
    doing, swaying = rng.spawn(2)
    planned = plan(scene.performance, doing)
    timeline = timeline_of(scene.trajectory, scene.performance, planned, WALK_M)
    azimuth = scene.camera.azimuth_deg
    performer = performer_of(scene.trajectory, scene.body, scene.performance, timeline, azimuth, swaying)
    camera = scene.camera.fitted_to(_extent(performer))
    return performer, camera, np.arange(0.0, timeline.duration_s, 1.0 / scene.frames_per_s)


def random_scenes(trajectory: Trajectory, view: str, rng: np.random.Generator) -> Iterator[Scene]:
    """Yield scenes without end: people, tempos and cameras as they differ at home, seen roughly from `view`.

    Spreads are our design choice: tempo 0.5 to 2, range 0.8 to 1.05, azimuth within 15 degrees, portrait one in three.
    """
    while True:
        camera = Camera.seen_from(view)
        wide = ((640, 480), (1280, 720), (720, 1280))[int(rng.integers(3))]
        camera = replace(
            camera,
            azimuth_deg=camera.azimuth_deg + float(rng.uniform(-15, 15)),
            elevation_deg=camera.elevation_deg + float(rng.uniform(-6, 10)),
            roll_deg=float(rng.uniform(-3, 3)),
            field_of_view_deg=float(rng.uniform(50, 75)),
            width=wide[0],
            height=wide[1],
        )
        performance = Performance(
            repetitions=int(rng.integers(3, 11)),
            sides=("right", "left", "alternating")[int(rng.integers(3))],
            tempo=float(2 ** rng.uniform(-1, 1)),
            range=float(rng.uniform(0.8, 1.05)),
            pause_s=float(rng.uniform(0.3, 2.5)),
            fatigue=float(rng.uniform(0, 0.2)),
            drift_m=float(rng.uniform(0, 0.05)),
            drift_deg=float(rng.uniform(0, 4)),
        )
        rate = (15.0, 24.0, 30.0, 60.0)[int(rng.integers(4))]
        yield Scene(trajectory, random_body(rng), performance, camera, USUAL, rate)


def _extent(performer: Performer) -> Floats:
    """Return the landmarks (3, 33, samples) of the whole movement in its place, which the camera must hold."""
    away_s, away = performer.timeline.away
    times = np.linspace(0, performer.timeline.duration_s, 120)
    return performer.landmarks_at(times[np.interp(times, away_s, away) <= 0])


def _seen(performer: Performer, camera: Camera, t: Floats) -> tuple[Floats, Floats]:
    """Return the landmarks in camera axes (3, 33, frames) and the joint angles (frames, angles)."""
    seen, angles = np.empty((3, 33, len(t))), np.empty((len(t), len(ANGLES)))
    for start in range(0, len(t), BLOCK):
        part = slice(start, start + BLOCK)
        seen[:, :, part] = camera.view(performer.landmarks_at(t[part]))
        angles[part] = performer.angles_at(t[part]).T
    return seen, angles


def _shown(seen: Floats, camera: Camera, t: Floats, disturbances: Disturbances, rng: np.random.Generator) -> Shown:
    picture = camera.picture_of(seen)
    visibility = visibility_of(seen, picture[:2], t) if disturbances.occlusion else np.full(seen.shape[1:], SEEN)
    noise = disturbances.noise * (1 + DARK_NOISE * disturbances.low_light)
    scale = 1 + disturbances.world_scale * float(np.clip(rng.standard_normal(), -2.5, 2.5))
    if noise == 0:
        return Shown(picture, world_of(seen) * scale, visibility * (1 - DARK_FADE * disturbances.low_light))
    error = landmark_errors(t, visibility, rng)
    visibility *= 1 - DARK_FADE * disturbances.low_light
    error *= np.float32(noise)
    visibility += 0.01 * noise * rng.standard_normal(visibility.shape, dtype=np.float32)
    picture += camera.picture_error(error, seen[2])
    return Shown(picture, world_of(seen + error) * scale, np.clip(visibility, 0, 1))


def _second_person(scene: Scene, camera: Camera, t: Floats, rng: np.random.Generator) -> Shown | None:
    """Return somebody else who stands behind, to one side, if a spell asks for it."""
    if not any(spell.trouble is Trouble.SECOND_PERSON for spell in scene.disturbances.spells):
        return None
    build, sway, errors = rng.spawn(3)
    idle = Performance(repetitions=0, lead_in_s=max(1.0, float(t[-1])), sway_m=0.02)
    timeline = timeline_of(scene.trajectory, idle, (), WALK_M)
    azimuth = camera.azimuth_deg
    person = performer_of(scene.trajectory, random_body(build), idle, timeline, azimuth, sway)
    standing = replace(
        person,
        timeline=replace(timeline, away=(np.zeros(1), np.ones(1)), along=(np.zeros(1), np.full(1, 0.5))),
    )
    landmarks = standing.landmarks_at(t)
    behind = camera.axes()[2] * (1, 1, 0)
    return _shown(camera.view(landmarks + 0.6 * behind[:, None, None]), camera, t, scene.disturbances, errors)


def _lose(shown: Shown, disturbances: Disturbances, rng: np.random.Generator) -> None:
    if disturbances.empty:
        shown.lose(np.flatnonzero(rng.random(shown.visibility.shape[1]) < disturbances.empty))
    if disturbances.holes:
        holes = rng.random(shown.visibility.shape) < disturbances.holes
        shown.picture[:, holes] = np.nan
        shown.world[:, holes] = np.nan


def _stacked(shown: Shown) -> NDArray[np.float32]:
    both = np.stack((*shown.picture, shown.visibility, np.clip(shown.visibility + 0.01, 0, 1)))
    return np.ascontiguousarray(np.transpose(both, (2, 1, 0)), dtype=np.float32)


def _outside(picture: Floats, t: Floats) -> list[TrueUnseen]:
    needed = picture[:, NEEDED]
    away = ((needed < 0) | (needed > 1)).any(axis=(0, 1))
    edges = np.flatnonzero(np.diff(np.concatenate(([False], away, [False])).astype(np.int8)))
    last = float(t[-1]) if len(t) else 0.0
    spans = [(float(t[a]), float(t[b]) if b < len(t) else last) for a, b in edges.reshape(-1, 2)]
    return [TrueUnseen(a, b, Trouble.OUTSIDE.value) for a, b in spans if b - a >= SHORTEST_UNSEEN_S]


def _truth(scene: Scene, performer: Performer, t: Floats, angles: Floats, outside: list[TrueUnseen]) -> Truth:
    done = performer.timeline.repetitions
    names = tuple(fault.name for fault in scene.performance.faults)
    spoilt = [TrueUnseen(s.start_s, s.end_s, s.trouble.value) for s in scene.disturbances.spells]
    return Truth(
        scene.trajectory.exercise,
        scene.body.name,
        tuple(_repetition(one, far, names) for one, far in zip(done, _ranges(performer), strict=True)),
        tuple(TrueHold(one.side, *one.hold) for one in done if one.hold),
        tuple(
            TrueFault(name, one.side, one.start_s, one.end_s, amount)
            for one in done
            for name, amount in zip(names, one.faults, strict=True)
            if amount > 0
        ),
        tuple(sorted((*outside, *spoilt), key=lambda unseen: unseen.start_s)),
        t,
        ANGLES,
        angles,
    )


def _ranges(performer: Performer) -> list[float]:
    """Return how far (degrees) each repetition's signal gets from where it starts."""
    done = performer.timeline.repetitions
    times = [np.append(np.linspace(one.start_s, one.end_s, 60), one.peak_s) for one in done]
    if not done:
        return []
    values = performer.angles_at(np.concatenate(times)).reshape(len(ANGLES), len(done), -1)
    signals = [values[ANGLES.index(one.signal), number] for number, one in enumerate(done)]
    return [float(np.abs(signal - signal[0]).max()) for signal in signals]


def _repetition(one: Done, range_deg: float, names: tuple[str, ...]) -> TrueRepetition:
    present = tuple(name for name, amount in zip(names, one.faults, strict=True) if amount > 0)
    return TrueRepetition(one.side, one.start_s, one.peak_s, one.end_s, range_deg, one.signal, one.complete, present)
