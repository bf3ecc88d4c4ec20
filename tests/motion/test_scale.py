"""Tables, pictures and clusters, where their extras are installed."""

import os
import signal
from pathlib import Path

import numpy as np
import pytest

from coxa.motion.batch import analyse_file, analyse_files
from coxa.motion.drawing import plot
from coxa.motion.recordings import read_recording
from coxa.motion.tables import Table
from motion.people import camera_arrays, perform


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    person = perform("X02", repetitions=2)
    img, world = camera_arrays(person, 90, 0.004, 0.008, seed=5)
    told = []
    for number in range(6):
        file = tmp_path / f"bridge{number}.npz"
        np.savez(file, img=img, world=world, t=person.t + number, size=np.array([1280, 960]))
        told.append(str(file))
    Path(told[3]).write_bytes(b"broken")
    return told


def test_every_event_is_a_row_of_the_table(files, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [analyse_file(file, "X02") for file in files]
    table = Table(tmp_path / "events.parquet")
    for row in rows:
        table.add(row)
    table.close()
    written = parquet.read_table(tmp_path / "events.parquet").to_pylist()
    assert [row["kind"] for row in written].count("repetition") == 10
    assert [row["path"] for row in written if row["kind"] == "error"] == [files[3]]


def test_a_picture_is_drawn_for_each_recording(files, tmp_path):
    pytest.importorskip("matplotlib")
    drawn = plot(analyse_file(files[0], "X02"), tmp_path / "pictures")
    assert drawn is not None
    assert drawn.read_bytes().startswith(b"\x89PNG")


def test_c3d_markers(tmp_path):
    ezc3d = pytest.importorskip("ezc3d")
    person = perform("squat")
    names = {"LSHO": 11, "RSHO": 12, "LHip": 23, "RHip": 24, "LKnee": 25, "RKnee": 26, "LAnkle": 27, "RAnkle": 28}
    points = np.ones((4, len(names), len(person.t)))
    points[:3] = np.moveaxis(person.points[:, list(names.values())], 2, 0).transpose(0, 2, 1) * 1000
    file = ezc3d.c3d()
    file["parameters"]["POINT"]["RATE"]["value"] = [30]
    file["parameters"]["POINT"]["LABELS"]["value"] = list(names)
    file["parameters"]["POINT"]["UNITS"]["value"] = ["mm"]
    file["data"]["points"] = points
    file.write(str(tmp_path / "squat.c3d"))
    assert len(read_recording(tmp_path / "squat.c3d")) == len(person.t)
    assert len(analyse_file(str(tmp_path / "squat.c3d"), "squat")["repetitions"]) == 5


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_even_when_a_worker_is_killed(files):
    distributed = pytest.importorskip("dask.distributed")
    alone = list(analyse_files(files, "X02", workers=1))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as cluster:
        rows = analyse_files(files, "X02", scheduler=cluster.scheduler_address)
        first = next(rows)
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        assert [first, *rows] == alone
