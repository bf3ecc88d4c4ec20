"""Motion capture files: marker positions (.trc, .c3d) and OpenSim's joint angles (.mot)."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coxa.errors import Fault, InputError
from coxa.motion.frames import Frames, from_markers
from coxa.motion.landmarks import COUNT, Landmark, marker_columns
from coxa.motion.skeleton import landmarks_of_angles

_METRES = {"m": 1.0, "mm": 0.001, "cm": 0.01}
_NEEDED = (Landmark.LEFT_HIP, Landmark.RIGHT_HIP, Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE)


def read_trc(path: Path) -> Frames:
    """Marker positions of a .trc file (tab-separated, five lines of heading)."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    keys, values = lines[1].split(), lines[2].split()
    head = dict(zip(keys, values, strict=False))
    names = [name for name in lines[3].split("\t")[2:] if name.strip()]
    rows = [line.split("\t") for line in lines[5:] if line.strip()]
    width = 2 + 3 * len(names)
    table = np.array(
        [[float(cell) if cell.strip() else np.nan for cell in (row + [""] * width)[:width]] for row in rows]
    )
    table = table.reshape(len(rows), width)
    positions = table[:, 2:].reshape(len(rows), len(names), 3) * _METRES.get(head.get("Units", "mm"), 0.001)
    return _frames(table[:, 1], positions, names)


def read_c3d(path: Path) -> Frames:
    """Marker positions of a .c3d file, by ezc3d."""
    try:
        import ezc3d  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise InputError((Fault("", "needs ezc3d to be read", "pip install coxa[capture]"),)) from error
    kept = ezc3d.c3d(str(path))
    points, about = kept["data"]["points"], kept["parameters"]["POINT"]
    unit = about["UNITS"]["value"][0] if about.get("UNITS", {}).get("value") else "mm"
    positions = np.moveaxis(points[:3], (0, 1, 2), (2, 1, 0)) * _METRES.get(unit.strip().lower(), 0.001)
    rate = float(kept["header"]["points"]["frame_rate"])
    return _frames(np.arange(len(positions)) / rate, positions, [str(name) for name in about["LABELS"]["value"]])


def _frames(t: NDArray[np.float64], positions: NDArray[np.float64], names: list[str]) -> Frames:
    columns = marker_columns(names)
    missing = [number.name.lower() for number in _NEEDED if number not in columns]
    if missing:
        raise InputError(
            (Fault("", f"has no marker for {', '.join(missing)}", "name the markers as OpenPose or OpenCap do"),)
        )
    points = np.full((len(t), COUNT, 3), np.nan)
    for number, column in columns.items():
        points[:, number] = np.where(
            (positions[:, column] == 0).all(axis=1, keepdims=True), np.nan, positions[:, column]
        )
    return from_markers(t, points)


def read_mot(path: Path) -> Frames:
    """OpenSim's joint angles, as the landmarks of an average body that moves so."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    end = next((place for place, line in enumerate(lines) if line.strip().lower() == "endheader"), None)
    if end is None:
        raise InputError((Fault("", "has no line endheader", "export it from OpenSim as .mot"),))
    head = {key.strip().lower(): value.strip() for key, _, value in (line.partition("=") for line in lines[:end])}
    names = lines[end + 1].split()
    table = np.array([[float(cell) for cell in line.split()] for line in lines[end + 2 :] if line.strip()])
    if "time" not in names or table.ndim != 2 or table.shape[1] != len(names):
        raise InputError((Fault("", "has rows that do not fit its heading", "export it from OpenSim as .mot"),))
    scale = np.pi / 180 if head.get("indegrees", "yes").lower() == "yes" else 1.0
    columns = {
        name.split("/")[-2] if name.endswith("/value") else name: table[:, place] for place, name in enumerate(names)
    }
    if not {"hip_flexion_r", "hip_flexion_l", "knee_angle_r", "knee_angle_l"} <= columns.keys():
        raise InputError(
            (Fault("", "has no hip and knee angles", "give hip_flexion_r and knee_angle_r, and the left ones"),)
        )
    lengths = {"time", "pelvis_tx", "pelvis_ty", "pelvis_tz"}
    angles = {name: values if name in lengths else values * scale for name, values in columns.items()}
    return from_markers(columns["time"], landmarks_of_angles(angles), (0.0, 1.0, 0.0))
