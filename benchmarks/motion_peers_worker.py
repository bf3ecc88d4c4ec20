"""Time one engine on recordings of landmarks; run by `motion_peers.py`, each engine in its own environment.

`python motion_peers_worker.py NAME FOLDER`: read `FOLDER/*.npz`, let the engine NAME do its own job on the landmarks,
and write a list of rows to `FOLDER/NAME.json`: what was called, on which recording, frames, seconds of processor time
for each try, angles a frame, repetitions found. Landmarks are brought into the form the engine's pose model would hand
over before the clock starts. Nothing of the engines is changed but where landmarks and time come from.
"""

import copy
import importlib.metadata
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

TRIES, MOST_TRIES, ENOUGH_S = 3, 25, 1.0
"""How often each job is timed in one process, after once without timing: oftener until so many seconds were spent."""

FEW = 3000
"""Frames given to the slowest jobs."""

PIECE = 30
"""Frames given to inverse kinematics."""

NAMES = {
    "Nose": (0,), "Head": (7, 8), "LShoulder": (11,), "RShoulder": (12,), "LElbow": (13,), "RElbow": (14,),
    "LWrist": (15,), "RWrist": (16,), "LIndex": (19,), "RIndex": (20,), "LHip": (23,), "RHip": (24,), "LKnee": (25,),
    "RKnee": (26,), "LAnkle": (27,), "RAnkle": (28,), "LHeel": (29,), "RHeel": (30,), "LBigToe": (31,),
    "RBigToe": (32,),
}  # fmt: skip
"""The landmarks (or the middle of two) that stand for the keypoints of Sports2D and Pose2Sim."""

Row = dict[str, Any]


def main() -> None:
    """Time the engine that is named, and write what was measured."""
    name, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    rows = []
    for file in sorted(folder.glob("*.npz")):
        with np.load(file) as data:
            recording = {key: data[key] for key in data.files}
        rows += [{"recording": file.stem, **row} for row in ENGINES[name](file.stem, recording, folder)]
    versions = {package: importlib.metadata.version(package) for package in (*PACKAGES[name], "numpy")}
    (folder / f"{name}.json").write_text(json.dumps({"versions": versions, "rows": rows}))


def timed(what: str, work: Callable[[], Any], frames: int, *, angles: int, slow: bool = False) -> Row:
    """Processor seconds of each try; `work` returns how many repetitions it found, or None where it does not count.

    What is slow is done once only.
    """
    counted = None if slow else work()
    seconds = []
    while len(seconds) < (1 if slow else TRIES) or (not slow and len(seconds) < MOST_TRIES and sum(seconds) < ENOUGH_S):
        began = time.process_time()
        counted = work()
        seconds.append(time.process_time() - began)
    return {"what": what, "frames": frames, "seconds": seconds, "angles": angles, "counted": counted}


def keypoints(points: np.ndarray) -> dict[str, np.ndarray]:
    """Landmarks (frames, 33, n) by the names of Sports2D and Pose2Sim."""
    return {name: points[:, numbers].mean(axis=1) for name, numbers in NAMES.items()}


def coxa(name: str, recording: dict[str, np.ndarray], _folder: Path) -> Iterator[Row]:
    """The whole engine, from arrays to events; in batch, with numpy alone and with compiled loops; live."""
    from coxa.knowledge.coaching import Coaching, FormFault, Signal, shipped_coaching  # noqa: PLC0415
    from coxa.motion import Engine, Repetition, analyse  # noqa: PLC0415
    from coxa.motion.compiled import PROCESS  # noqa: PLC0415
    from coxa.motion.frames import Frames, from_camera, from_markers, pieces_from_camera  # noqa: PLC0415
    from coxa.motion.signals import Signals  # noqa: PLC0415

    coaching = shipped_coaching()[name]
    t, size = recording["t"], tuple(recording["size"].tolist())
    img, world = recording["img"].astype(float), recording["world"].astype(float)

    def with_angles(wanted: int) -> Coaching:
        """The same coaching, with faults on further angles, out of everybody's reach, until so many are read."""
        found = coaching
        for measure in ("knee_flexion", "hip_flexion", "hip_abduction", "shank_lean", "elbow_flexion", "thigh_raise"):
            if len(Signals(found)) - 2 < wanted:
                never = FormFault(
                    name=measure, signal=Signal(measure=measure), above=400.0, spread=1.0, cue="Never said."
                )
                found = found.model_copy(update={"fault": (*found.fault, never)})
        return found

    def count(frames: Frames | Iterator[Frames], spec: Coaching) -> int:
        return len(analyse(frames, spec).repetitions)

    own, twelve = len(Signals(coaching)) - 2, with_angles(12)
    many = len(Signals(twelve)) - 2
    captured = from_markers(t, world * [1.0, -1.0, -1.0], (0.0, 1.0, 0.0))
    camera = from_camera(t, img, size, world)
    for how, change in (("batch", PROCESS.stop), ("compiled", PROCESS.start)):
        change()
        for what, spec, angles in ((how, coaching, own), (f"{how}, 12 angles or more", twelve, many)):
            whole = partial(lambda one: count(pieces_from_camera(t, img, size, world), one), spec)
            yield timed(what, whole, len(t), angles=angles)
        mocap = f"{how}, 12, points as motion capture"
        yield timed(mocap, lambda: count(captured, twelve), len(t), angles=many)
        alone = f"{how}, 12, angles alone"
        yield timed(alone, lambda: Signals(twelve).compute(camera) is None or None, len(t), angles=many)
    PROCESS.stop()
    singles = [camera.part(place, place + 1) for place in range(FEW)]
    each = np.zeros(FEW)

    def live() -> int:
        engine, found = Engine(coaching), 0
        for place, frame in enumerate(singles):
            began = time.thread_time()
            events = engine.feed(frame)
            each[place] = time.thread_time() - began
            found += sum(isinstance(event, Repetition) for event in events)
        return found + sum(isinstance(event, Repetition) for event in engine.finish())

    row = timed("live, one frame a call", live, FEW, angles=own)
    yield {**row, "median_us": float(np.median(each) * 1e6), "p99_us": float(np.percentile(each, 99) * 1e6)}


def physiocore(_name: str, recording: dict[str, np.ndarray], folder: Path) -> Iterator[Row]:
    """Its loop for the bridge, `BridgingTracker.process_video(display=False)`, fed with landmarks for pictures.

    On import it starts two MediaPipe models, one of which it would download: neither is started. Its clock, the wall's,
    becomes the recording's, or no hold would ever last. Its limit for hips at rest is moved (in its own settings) from
    130 to 150 degrees, where this person rests.
    """
    sys.argv = ["worker", "--voice_enabled", "False"]
    os.environ["SDL_AUDIODRIVER"] = "dummy"
    import mediapipe  # noqa: PLC0415
    from mediapipe.framework.formats import landmark_pb2  # noqa: PLC0415

    mediapipe.solutions.pose.Pose = lambda **_: None
    from physiocore import bridging  # noqa: PLC0415
    from physiocore.lib import mp_utils, timer_utils  # noqa: PLC0415

    settings = json.loads((Path(bridging.__file__).parent / "json" / "bridging.json").read_text())
    path = folder / "bridging_settings"
    path.write_text(json.dumps({**settings, "rest_angle_max": 150}))
    people = []
    for points in recording["img"].tolist():
        rows = [landmark_pb2.NormalizedLandmark(x=x, y=y, z=z, visibility=seen) for x, y, z, seen, *_ in points]
        people.append(landmark_pb2.NormalizedLandmarkList(landmark=rows))
    clock = SimpleNamespace(now=0.0)
    times, picture = recording["t"].tolist(), np.zeros((1, 1, 3), np.uint8)
    timer_utils.time = SimpleNamespace(time=lambda: clock.now)
    capture = SimpleNamespace(isOpened=lambda: True, get=lambda _: 30.0, release=lambda: None)
    bridging.cv2 = SimpleNamespace(VideoCapture=lambda _: capture, CAP_PROP_FPS=5)

    def count() -> int:
        coming = zip(times, people, strict=True)

        def hand_over(_capture: object) -> tuple[bool, Any, Any, Any]:
            now, person = next(coming, (0.0, None))
            if person is None:
                return False, None, None, None
            clock.now = now
            return True, person.landmark, picture, person

        mp_utils.processFrameAndGetLandmarks = hand_over
        return int(bridging.BridgingTracker(config_path=str(path)).process_video(video_path="none", display=False))

    yield timed("BridgingTracker.process_video", count, len(times), angles=4)


def trackerfit(_name: str, recording: dict[str, np.ndarray], _folder: Path) -> Iterator[Row]:
    """Its counter, `ExtensionCuadricep.actualizar`, one frame a call; and with its own conversion of landmarks.

    It counts straightenings of the right knee past 160 degrees, as every standing up has one.
    """
    from trackerfit.factory import get_ejercicio  # noqa: PLC0415
    from trackerfit.tracker import PoseTracker  # noqa: PLC0415
    from trackerfit.utils.ejercicio_enum import EjercicioId  # noqa: PLC0415

    width, height = recording["size"].tolist()
    people = [
        SimpleNamespace(
            pose_landmarks=SimpleNamespace(landmark=[SimpleNamespace(x=x, y=y, z=z) for x, y, z, *_ in points])
        )
        for points in recording["img"].tolist()
    ]

    def convert(person: object) -> dict[int, dict[str, float]]:
        converted: dict[int, dict[str, float]] = PoseTracker.extraer_landmarks(None, person, (height, width, 3))
        return converted

    ready = [convert(person) for person in people]

    def count() -> int:
        exercise = get_ejercicio(EjercicioId.EXTENSION_CUADRICEP)
        for points in ready:
            exercise.actualizar(points)
        return int(exercise.get_reps())

    def convert_and_count() -> int:
        exercise = get_ejercicio(EjercicioId.EXTENSION_CUADRICEP)
        for person in people:
            exercise.actualizar(convert(person))
        return int(exercise.get_reps())

    yield timed("actualizar", count, len(people), angles=1)
    yield timed("extraer_landmarks + actualizar", convert_and_count, len(people), angles=1)


def sports2d(name: str, recording: dict[str, np.ndarray], folder: Path) -> Iterator[Row]:
    """Its angles of one person, frame by frame; and its whole `process_fun` from a file of landmarks, without video."""
    import logging  # noqa: PLC0415

    from Sports2D import process  # noqa: PLC0415
    from Sports2D.Sports2D import DEFAULT_CONFIG  # noqa: PLC0415

    logging.disable(logging.CRITICAL)
    width, height = recording["size"].tolist()
    points = keypoints(recording["img"][:FEW, :, :2] * np.array([width, height]))
    config = copy.deepcopy(DEFAULT_CONFIG)
    angles = [one.lower() for one in config["angles"]["joint_angles"] + config["angles"]["segment_angles"]]
    names = [*points, "Hip", "Neck"]
    places = list(range(len(names)))
    feet = [names.index(toe) for toe in ("LBigToe", "LHeel", "RBigToe", "RHeel")]
    raw = np.stack(list(points.values()), axis=1)

    def compute() -> None:
        for x, y in zip(raw[:, :, 0], raw[:, :, 1], strict=True):
            scores = np.ones(len(points))
            known, numbers = list(points), places[: len(points)]
            for added in ("Hip", "Neck"):
                x, y, scores = process.add_shoulder_neck_hip_coords(added, x, y, scores, numbers, known)  # noqa: PLW2901
                known, numbers = [*known, added], [*numbers, len(x) - 1]
            process.compute_angles_for_person(x, y, "auto", True, places, names, angles, process.angle_dict, feet)  # noqa: FBT003

    yield timed("compute_angles_for_person", compute, FEW, angles=len(angles))
    flat = {one: np.column_stack([place, np.zeros(len(place))]) for one, place in points.items()}
    trc = folder / f"{name}_px.trc"
    write_trc(trc, recording["t"][:FEW], flat)
    config["base"].update(
        video_dir=str(folder), load_trc_px=str(trc), show_realtime_results=False, save_vid=False, save_img=False,
        save_pose=False, person_ordering_method="highest_likelihood",
    )  # fmt: skip
    config["pose"].update(device="cpu", backend="onnxruntime")
    config["px_to_meters_conversion"].update(to_meters=False, make_c3d=False, save_calib=False)
    config["post-processing"].update(show_graphs=False, save_graphs=False)
    picture = np.zeros((1, 1, 3), np.uint8)

    class Film:
        """A video whose pictures nobody looks at; it is open until it is released."""

        opened = True

        def isOpened(self) -> bool:  # noqa: N802  # as OpenCV calls it
            return self.opened

        def release(self) -> None:
            self.opened = False

        def read(self) -> tuple[bool, np.ndarray]:
            return True, picture

        def get(self, _what: int) -> int:
            return FEW

    process.setup_video = lambda *_: (Film(), None, width, height, 30)
    process.get_start_time_ffmpeg = lambda _: 0.0
    process.tqdm = lambda frames: frames

    def whole() -> None:
        process.process_fun(config, Path(f"{name}.mp4"), [], 30, folder / "sports2d")

    yield timed("process_fun", whole, FEW, angles=len(angles), slow=True)


def pose2sim(name: str, recording: dict[str, np.ndarray], folder: Path) -> Iterator[Row]:
    """Its angle functions on whole arrays of 3-D points; and its inverse kinematics, `kinematics_all`, on a piece."""
    import logging  # noqa: PLC0415

    from Pose2Sim import kinematics  # noqa: PLC0415
    from Pose2Sim.common import angle_dict, fixed_angles  # noqa: PLC0415

    logging.disable(logging.CRITICAL)
    points = keypoints(recording["world"].astype(float) * [1.0, -1.0, -1.0])
    joints = [joint for joint, (_, kind, *_) in angle_dict.items() if kind != "horizontal"]

    def compute() -> None:
        known = dict(points)
        known["Neck"] = (known["LShoulder"] + known["RShoulder"]) / 2
        known["Hip"] = (known["LHip"] + known["RHip"]) / 2
        for joint in joints:
            fixed_angles([known[point] for point in angle_dict[joint][0]], joint)

    yield timed("fixed_angles", compute, len(recording["t"]), angles=len(joints))
    project = folder / f"pose2sim_{name}"
    (project / "pose-3d").mkdir(parents=True, exist_ok=True)
    # Inverse kinematics wants nothing but BlazePose's own points, in metres.
    blaze = {one: place[:PIECE] for one, place in points.items() if one != "Head"}
    write_trc(project / "pose-3d" / f"{name}.trc", recording["t"][:PIECE], blaze)
    settings = {
        "project": {"project_dir": str(project), "participant_height": 1.65, "participant_mass": 70.0},
        "pose": {"pose_model": "BLAZEPOSE"},
        "kinematics": {"use_augmentation": False},
    }
    os.chdir(project)
    try:
        row = timed("kinematics_all", lambda: kinematics.kinematics_all(settings), PIECE, angles=0, slow=True)
        columns = (project / "kinematics" / f"{name}.mot").read_text().split("endheader\n")[1].splitlines()[0].split()
        yield {**row, "angles": len(columns) - 1}
    except Exception as error:  # noqa: BLE001  # whatever it dies of is the result
        yield {"what": "kinematics_all", "frames": PIECE, "error": f"{type(error).__name__}: {error}"}


def write_trc(path: Path, t: np.ndarray, points: dict[str, np.ndarray]) -> None:
    """Write named points (frames, 3) as a marker file; time stamps become even, as the format wants."""
    count, names = len(t), list(points)
    head = [
        f"PathFileType\t4\t(X/Y/Z)\t{path.name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        f"30\t30\t{count}\t{len(names)}\tm\t30\t1\t{count}",
        "Frame#\tTime\t" + "\t\t\t".join(names) + "\t\t",
        "\t\t" + "\t".join(f"X{number}\tY{number}\tZ{number}" for number in range(1, len(names) + 1)),
    ]
    values = np.column_stack([np.arange(1, count + 1), np.arange(count) / 30.0, *points.values()])
    lines = ["\t".join([str(int(row[0])), *(f"{value:.6f}" for value in row[1:])]) for row in values]
    path.write_text("\n".join([*head, *lines]) + "\n")


ENGINES: dict[str, Callable[[str, dict[str, np.ndarray], Path], Iterator[Row]]] = {
    "coxa": coxa, "physiocore": physiocore, "trackerfit": trackerfit, "sports2d": sports2d, "pose2sim": pose2sim,
}  # fmt: skip
PACKAGES: dict[str, tuple[str, ...]] = {
    "coxa": (), "physiocore": ("physiocore", "mediapipe"), "trackerfit": ("trackerfit",),
    "sports2d": ("sports2d", "pose2sim"), "pose2sim": ("pose2sim", "opensim"),
}  # fmt: skip


if __name__ == "__main__":
    main()
