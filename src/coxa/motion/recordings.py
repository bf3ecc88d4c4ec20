"""Read a recording from a file, whatever its kind, or say what is wrong with it."""

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coxa.errors import Fault, InputError
from coxa.motion.frames import Frames, from_camera, from_markers
from coxa.motion.landmarks import BY_COUNT, COUNT, MAPPINGS, spread
from coxa.motion.motion_capture import read_c3d, read_mot, read_trc
from coxa.motion.video import VIDEO_SUFFIXES, read_video

LONGEST_S = 24 * 3600.0
"""Time stamps beyond a day from the first are taken for broken."""


def read_recording(path: Path) -> Frames:
    """The frames in `path`: landmarks (.npz, .csv, .jsonl), motion capture (.trc, .c3d, .mot) or video.

    Raises:
        InputError: when the file cannot be read or does not hold what its kind should; with the file's name.

    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise _error(path, f"is of the kind {path.suffix or '(none)'}", f"give one of {', '.join(READERS)}")
    try:
        frames = reader(path)
    except InputError as error:
        told = (Fault(f"{path} {fault.where}".strip(), fault.what, fault.advice) for fault in error.faults)
        raise InputError(tuple(told)) from error
    except FileNotFoundError as error:
        raise _error(path, "does not exist", "check the name and the folder") from error
    except OSError as error:
        raise _error(
            path, f"cannot be read ({error.strerror or error})", "check the file and who may read it"
        ) from error
    except (ValueError, KeyError, IndexError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise _error(path, f"is broken or not of its kind ({_short(error)})", "write the file anew") from error
    return _checked(path, frames)


def _checked(path: Path, frames: Frames) -> Frames:
    if not len(frames):
        raise _error(path, "holds no frame", "record it anew")
    finite = frames.t[np.isfinite(frames.t)]
    if len(finite) < 2 and len(frames) > 1:
        raise _error(path, "has no time stamps that can be used", "give t in seconds, or fps")
    if len(finite) and finite.max() - finite[0] > LONGEST_S:
        raise _error(path, "has time stamps more than a day apart", "give t in seconds")
    return frames


def _error(path: Path, what: str, advice: str) -> InputError:
    return InputError((Fault(str(path), what, advice),))


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error).splitlines()[0][:100] if str(error) else 'no details'}"


def _npz(path: Path) -> Frames:
    with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    if "img" in arrays:
        img, numbers = _numbered(arrays["img"].astype(float), arrays)
        t = _times(arrays, len(img))
        world = arrays.get("world")
        world = None if world is None else spread(world.astype(float), numbers)
        return from_camera(t, img, _size(arrays.get("size")), world)
    if "pos" in arrays:
        pos = arrays["pos"].astype(float)
        if pos.ndim != 3 or pos.shape[2] != 3:
            raise InputError((Fault("pos", f"has the shape {pos.shape}", "give (frames, n, 3), in metres"),))
        pos = np.where((pos == 0).all(axis=2, keepdims=True), np.nan, pos)
        points, _ = _numbered(pos, arrays)
        return from_markers(_times(arrays, len(points)), points)
    found = ", ".join(arrays) or "nothing"
    raise InputError((Fault("", f"holds {found}", "give img (with size), or pos with mp_ids"),))


def _numbered(points: NDArray[np.float64], arrays: dict[str, Any]) -> tuple[NDArray[np.float64], tuple[int, ...]]:
    """The points at BlazePose's numbers, and which number each column had."""
    if points.ndim != 3:
        raise InputError((Fault("img", f"has the shape {points.shape}", "give (frames, points, coordinates)"),))
    if "mp_ids" in arrays:
        numbers = tuple(int(number) for number in arrays["mp_ids"].ravel())
    elif "set" in arrays and str(arrays["set"]) in MAPPINGS:
        numbers = MAPPINGS[str(arrays["set"])]
    elif points.shape[1] in BY_COUNT:
        numbers = MAPPINGS[BY_COUNT[points.shape[1]]]
    else:
        raise InputError((Fault("mp_ids", f"is missing for {points.shape[1]} points", "name each point's number"),))
    if len(numbers) != points.shape[1]:
        what = f"names {len(numbers)} points where there are {points.shape[1]}"
        raise InputError((Fault("mp_ids", what, "give one number for each point"),))
    if numbers == tuple(range(COUNT)):
        return points, numbers
    return spread(points, numbers), numbers


def _times(arrays: dict[str, Any], count: int) -> NDArray[np.float64]:
    if "t" in arrays:
        t: NDArray[np.float64] = np.asarray(arrays["t"], float).ravel()
        if len(t) != count:
            raise InputError((Fault("t", f"has {len(t)} time stamps for {count} frames", "give one for each frame"),))
        return t
    fps = float(np.asarray(arrays["fps"]).ravel()[0]) if "fps" in arrays else float("nan")
    if not (np.isfinite(fps) and fps > 0):
        raise InputError((Fault("fps", "is missing or not positive", "give fps, or t in seconds"),))
    return np.arange(count) / fps


def _size(size: Any) -> tuple[float, float] | None:  # whatever the file held
    if size is None or np.asarray(size).size != 2:
        return None
    width, height = (float(part) for part in np.asarray(size).ravel())
    return width, height


def _csv(path: Path) -> Frames:
    """Columns t, width, height, then x0, y0, z0, v0 ... x32; and X0, Y0, Z0 ... in metres where there are world
    points."""
    with path.open(newline="", encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    if not rows:
        raise InputError((Fault("", "holds no row", "give a heading and a row for each frame"),))

    def column(name: str) -> NDArray[np.float64]:
        return np.array([float(row.get(name) or "nan") for row in rows])

    def block(names: str) -> NDArray[np.float64]:
        return np.stack([np.stack([column(f"{axis}{n}") for axis in names], axis=1) for n in range(COUNT)], axis=1)

    missing = [name for name in ("t", "x0", "y0") if name not in rows[0]]
    if missing:
        raise InputError((Fault(", ".join(missing), "is missing", "give the columns t, x0, y0, z0, v0, x1 ..."),))
    has_all = "v0" in rows[0]
    size = (column("width")[0], column("height")[0]) if "width" in rows[0] else None
    world = block("XYZ") if "X0" in rows[0] else None
    return from_camera(column("t"), block("xyzv" if has_all else "xy"), size, world)


def _json_lines(path: Path) -> Frames:
    """A line for each frame: {"t": seconds, "size": [width, height], "img": 33 rows, "world": 33 rows}; img may be
    null."""
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if not told:
        raise InputError((Fault("", "holds no line", "give a line for each frame"),))
    width = max((len(row["img"][0]) for row in told if row.get("img")), default=4)
    img = np.full((len(told), COUNT, width), np.nan)
    world = np.full((len(told), COUNT, 3), np.nan) if any(row.get("world") for row in told) else None
    for place, row in enumerate(told):
        if row.get("img"):
            img[place] = np.asarray(row["img"], float)
        if world is not None and row.get("world"):
            world[place] = np.asarray(row["world"], float)
    size = next((row["size"] for row in told if row.get("size")), None)
    return from_camera(np.array([float(row["t"]) for row in told]), img, _size(size), world)


READERS: MappingProxyType[str, Callable[[Path], Frames]] = MappingProxyType(
    {
        ".npz": _npz, ".csv": _csv, ".jsonl": _json_lines, ".trc": read_trc, ".c3d": read_c3d, ".mot": read_mot,
        **dict.fromkeys(VIDEO_SUFFIXES, read_video),
    }
)  # fmt: skip
"""What reads each kind of file."""
