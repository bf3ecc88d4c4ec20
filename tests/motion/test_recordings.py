"""Files of every kind, whole and broken, through the real command."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from coxa.errors import InputError
from coxa.knowledge.coaching import shipped_coaching
from coxa.motion import analyse
from coxa.motion.batch import analyse_file, analyse_files
from coxa.motion.landmarks import COCO_17
from coxa.motion.recordings import read_recording
from motion.people import camera_arrays, perform

DATA = Path(__file__).parent / "data"
COACHING = shipped_coaching()


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    person = perform("X02")
    img, world = camera_arrays(person, 90, 0.004, 0.008, seed=5)
    file = tmp_path / "bridge.npz"
    np.savez(file, img=img, world=world, t=person.t, size=np.array([1280, 960]))
    return file


def arrays(file: Path) -> dict[str, np.ndarray]:
    with np.load(file) as kept:
        return dict(kept)


def count(file: Path, exercise: str = "X02") -> int:
    return len(analyse(read_recording(file), COACHING[exercise]).repetitions)


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    told = [sys.executable, "-m", "coxa.cli", "analyse", *map(str, arguments)]
    return subprocess.run(told, env=environ, capture_output=True, text=True, timeout=120, check=False)


def test_landmarks_without_world_or_with_fps_only(bridge):
    kept = arrays(bridge)
    np.savez(bridge, img=kept["img"], fps=30.0, size=kept["size"])
    assert count(bridge) == 5


def test_coco_keypoints_are_mapped_and_numbered_sets_too(bridge, tmp_path):
    kept = arrays(bridge)
    np.savez(tmp_path / "coco.npz", img=kept["img"][:, list(COCO_17)][:, :, [0, 1, 3]], fps=30.0, size=kept["size"])
    assert count(tmp_path / "coco.npz") == 5
    person = perform("squat")
    numbers = np.array([0, 11, 12, 23, 24, 25, 26, 27, 28])
    np.savez(tmp_path / "markers.npz", pos=person.points[:, numbers], mp_ids=numbers, fps=30.0)
    assert count(tmp_path / "markers.npz", "squat") == 5


def test_csv_and_json_lines_give_what_npz_gives(bridge, tmp_path):
    kept = arrays(bridge)
    with (tmp_path / "bridge.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        points = [f"{axis}{number}" for number in range(33) for axis in "xyzv"]
        writer.writerow(["t", "width", "height", *points, *(f"{axis}{n}" for n in range(33) for axis in "XYZ")])
        for t, img, world in zip(kept["t"], kept["img"], kept["world"], strict=True):
            writer.writerow([t, 1280, 960, *img.ravel(), *world.ravel()])
    with (tmp_path / "bridge.jsonl").open("w") as file:
        for t, img, world in zip(kept["t"], kept["img"], kept["world"], strict=True):
            row = {"t": t, "size": [1280, 960], "img": img.tolist(), "world": world.tolist()}
            file.write(json.dumps(row).replace("NaN", "null") + "\n")
    wanted = analyse(read_recording(bridge), COACHING["X02"]).as_json()
    assert analyse(read_recording(tmp_path / "bridge.csv"), COACHING["X02"]).as_json() == wanted
    assert analyse(read_recording(tmp_path / "bridge.jsonl"), COACHING["X02"]).as_json() == wanted


def test_trc_markers_in_millimetres(tmp_path):
    person = perform("squat")
    names = {
        "LShoulder": 11,
        "RShoulder": 12,
        "LHip": 23,
        "RHip": 24,
        "LKnee": 25,
        "RKnee": 26,
        "LAnkle": 27,
        "RAnkle": 28,
    }
    head = ["PathFileType\t4", "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits", f"30\t30\t{len(person.t)}\t8\tmm"]
    lines = [*head, "Frame#\tTime\t" + "\t\t\t".join(names), "\t\tX1\tY1\tZ1", ""]
    for place, t in enumerate(person.t):
        cells = (f"{value * 1000:.3f}" for number in names.values() for value in person.points[place, number])
        lines.append("\t".join([str(place + 1), f"{t:.4f}", *cells]))
    (tmp_path / "squat.trc").write_text("\n".join(lines))
    assert count(tmp_path / "squat.trc", "squat") == 5


@pytest.mark.parametrize("file", sorted(DATA.glob("*.npz")), ids=lambda file: file.stem)
def test_a_real_person_s_bridge_is_one_repetition_with_a_hold(file):
    report = analyse(read_recording(file), COACHING["X02"])
    assert len(report.repetitions) == len(report.holds) == 1
    assert report.unseen == ()


@pytest.mark.parametrize(
    ("name", "spoil", "words"),
    [
        ("no size", lambda kept: kept.pop("size"), "size: is missing"),
        ("no times", lambda kept: kept.pop("t"), "fps: is missing"),
        ("few points", lambda kept: kept.update(img=kept["img"][:, :20]), "mp_ids: is missing for 20 points"),
        ("no landmarks", lambda kept: kept.pop("img"), "holds world, t, size"),
        ("other length", lambda kept: kept.update(t=kept["t"][:9]), "9 time stamps"),
        (
            "no frames",
            lambda kept: kept.update(img=kept["img"][:0], world=kept["world"][:0], t=kept["t"][:0]),
            "no frame",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_said(bridge, name, spoil, words):
    kept = arrays(bridge)
    spoil(kept)
    np.savez(bridge, **kept)
    with pytest.raises(InputError, match=words) as told:
        read_recording(bridge)
    assert str(bridge) in str(told.value)


@pytest.mark.parametrize("suffix", [".npz", ".csv", ".jsonl", ".trc", ".mot", ".c3d", ".mp4", ".xyz"])
@pytest.mark.parametrize("content", [b"", b"nonsense\n", bytes(range(256)) * 40])
def test_broken_files_are_an_error_of_their_own(tmp_path, suffix, content):
    file = tmp_path / f"broken{suffix}"
    file.write_bytes(content)
    row = analyse_file(str(file), "X02")
    assert row["error"].startswith(str(file))
    assert "please report" not in row["error"]
    assert row["repetitions"] == []


def test_truncated_landmarks_are_an_error_of_their_own(bridge):
    bridge.write_bytes(bridge.read_bytes()[:5000])
    assert "please report" not in analyse_file(str(bridge), "X02")["error"]


def test_the_command_tells_one_object_a_line_and_skips_broken_files(bridge, tmp_path):
    (tmp_path / "broken.npz").write_bytes(b"no")
    done = command(tmp_path, "--exercise", "x02", "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [Path(row["path"]).name for row in rows] == ["bridge.npz", "broken.npz"]
    assert [len(row["repetitions"]) for row in rows] == [5, 0]
    assert rows[0]["error"] is None
    assert set(rows[0]["repetitions"][0]) == {"side", "start_s", "peak_s", "end_s", "range_deg"}
    assert "broken.npz" in rows[1]["error"]


def test_the_command_in_words(bridge):
    done = command(bridge, "--exercise", "X02")
    assert done.returncode == 0
    assert "X02, 5 repetitions" in done.stdout


def test_an_exercise_nobody_coaches_is_refused_with_the_list(bridge):
    done = command(bridge, "--exercise", "juggling")
    assert done.returncode == 2
    assert "juggling is not coached" in done.stderr
    assert "X02" in done.stderr


def test_nothing_but_broken_files_fails(tmp_path):
    (tmp_path / "broken.npz").write_bytes(b"no")
    assert command(tmp_path, "--json").returncode == 1
    assert command(tmp_path / "nowhere.npz").returncode == 1


def test_processes_give_the_same_as_one(bridge, tmp_path):
    files = [str(shutil.copy(bridge, tmp_path / f"copy{number}.npz")) for number in range(5)]
    (tmp_path / "copy2.npz").write_bytes(b"broken")
    alone = list(analyse_files(files, "X02", workers=1))
    assert list(analyse_files(files, "X02", workers=2)) == alone
    assert [row["error"] is None for row in alone] == [True, True, False, True, True]
