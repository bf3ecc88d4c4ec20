"""A small golden set: filmed people, correct and with a fault, as real pose estimation sees them.

The pictures are taken by the viewer that people see (`figure.filming`); a Python that has mediapipe (0.10.21, which
ships its models and calls nobody) finds the landmarks. What is kept is the landmarks with the truth, a few hundred KB;
the pictures can be made again.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

from coxa.body.figure.filming import View, filmed
from coxa.body.synth.bodies import BODIES
from coxa.body.synth.camera import Camera
from coxa.body.synth.disturbances import CLEAN
from coxa.body.synth.faults import played, solved
from coxa.body.synth.performance import Performance
from coxa.body.synth.recording import Recording, load_recording, truth_beside
from coxa.body.synth.scene import Scene, directed, record
from coxa.body.synth.tracks import segments_of
from coxa.errors import Fault, InputError

RATE = 20.0
"""Frames in a second; our design choice: real cameras in poor light."""
PICTURE_DIGITS, WORLD_DIGITS = 4, 3
"""Landmarks are kept to a tenth of a picture point and a millimetre, which halves the files; our design choice."""
DETECTOR = Path(__file__).with_name("detector.py")


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip: an exercise, the fault shown in it if any, and where the camera stands."""

    exercise: str
    fault: str | None
    azimuth_deg: float
    elevation_deg: float

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.exercise}-{self.fault or 'correct'}"


CLIPS = (
    Clip("G03", None, 10, 8),
    Clip("G03", "body_leans", 10, 8),
    Clip("G05", None, 65, 28),
    Clip("G05", "pelvis_rolls_back", 65, 28),
    Clip("M01", None, -30, 8),
    Clip("M01", "body_sways", -30, 8),
    Clip("S01", None, 30, 14),
    Clip("S01", "back_rounds", 30, 14),
    Clip("X02", None, 70, 12),
    Clip("X02", "back_arches", 70, 12),
)
"""The article's five movements, each correct and with one fault, seen from where the figure shows them best."""


def scene_of(clip: Clip) -> Scene:
    """Return the scene of a clip: two brisk repetitions by an average body; an unknown fault is an `InputError`."""
    faults = (played(clip.exercise, clip.fault),) if clip.fault else ()
    performance = Performance(
        repetitions=2, tempo=1.5, hold_s=1.0, pause_s=0.4, lead_in_s=0.6, spread=0.05, faults=faults
    )
    camera = Camera(clip.azimuth_deg, clip.elevation_deg)
    return Scene(solved(clip.exercise), BODIES["average"], performance, camera, CLEAN, RATE)


def pictures_of(scene: Scene, figure: str, seed: int) -> Iterator[Image.Image]:
    """Yield the pictures of a scene, frame by frame, with a body of the viewer; a seed gives the person of `record`."""
    person, _, _ = np.random.default_rng(seed).spawn(3)
    performer, camera, t = directed(scene, person)
    rotation, position = segments_of(performer.poses_at(t))
    yield from filmed(figure, rotation, position, view_of(camera), scene.trajectory.exercise)


def view_of(camera: Camera) -> View:
    """Return what the viewer needs to see as `camera` does; it neither rolls nor shifts the picture."""
    assert camera.look_at is not None, "a directed camera looks somewhere"  # noqa: S101  # tells the type checker
    eye_x, eye_y, eye_z = camera.position().tolist()
    upright = float(np.degrees(2.0 * np.arctan(camera.height / 2.0 / camera.focal_px)))
    return View((eye_x, eye_y, eye_z), camera.look_at, upright, camera.width, camera.height)


def film(clip: Clip, figure: str, folder: Path, python: Path, seed: int = 1) -> Recording:
    """Film a clip with a body of the viewer, find its landmarks, and save them with the truth in `folder`.

    The mediapipe of `python` finds them.
    `<name>.npz` and `<name>.truth.json` as `Recording.save` writes them; frames in which nobody was found are NaN. A
    `python` without mediapipe is an `InputError`.
    """
    scene = scene_of(clip)
    exact = record(framed(scene), np.random.default_rng(seed))
    target = folder / f"{clip.name}.npz"
    with tempfile.TemporaryDirectory() as temporary:
        for number, picture in enumerate(pictures_of(framed(scene), figure, seed)):
            picture.save(Path(temporary) / f"{number:05}.png", compress_level=1)
        command = [str(python), str(DETECTOR), temporary, str(target), str(RATE)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # the author's Python
    if done.returncode != 0:
        what = done.stderr.strip().splitlines()[-1:] or ["no message"]
        advice = "give a Python with mediapipe==0.10.21, numpy and pillow"
        raise InputError((Fault(str(python), f"finds no landmarks ({what[0]})", advice),))
    found = load_recording(target)
    img, world = np.round(found.img, PICTURE_DIGITS), np.round(found.world, WORLD_DIGITS)
    recording = replace(found, img=img, world=world, truth=exact.truth)
    recording.save(target)
    return recording


def framed(scene: Scene) -> Scene:
    """Return the scene with room around the landmarks, for hair and shoes: the camera 12 % further away."""
    _, camera, _ = directed(scene, np.random.default_rng(0))
    assert camera.distance_m is not None, "a directed camera has a distance"  # noqa: S101  # tells the type checker
    return replace(scene, camera=replace(camera, distance_m=1.12 * camera.distance_m))


def kept(folder: Path) -> tuple[Path, ...]:
    """Return the clips' landmark files in a folder, those with the truth beside them."""
    return tuple(path for path in sorted(folder.glob("*.npz")) if truth_beside(path).exists())
