"""Filming: the figure follows the segments, and real pose estimation saw in the golden clips what truly happened."""

from pathlib import Path

import numpy as np
import pytest

from coxa.body.synth import LANDMARKS, Camera, Recording, Truth, load_recording
from coxa.body.synth.clips import CLIPS, kept
from coxa.body.synth.film import Figure, drawn
from coxa.body.synth.rotations import about
from coxa.body.trajectory import SEGMENTS

DATA = Path(__file__).parent / "data"
GOLDEN = kept(DATA)
FRONT = Camera(elevation_deg=0, distance_m=3, look_at=(0, 0, 0))


def plate() -> Figure:
    """A square plate of 40 cm on the pelvis, facing forward."""
    points = np.array([[0, -0.2, -0.2], [0, 0.2, -0.2], [0, 0.2, 0.2], [0, -0.2, 0.2]])
    weights = np.zeros((4, len(SEGMENTS)))
    weights[:, 0] = 1
    bones = {
        "align": [[1, 0, 0, 0]] * len(SEGMENTS),
        "rest": [[0, 0, 0]] * len(SEGMENTS),
        "helpers": [],
        "parents": [-1, *[0] * 17],
    }
    return Figure(points, np.array([[0, 1, 2], [0, 2, 3]]), np.full((4, 3), (200.0, 0.0, 0.0)), weights, bones)


def reds(turn_deg: float) -> np.ndarray:
    rotation = np.tile(about((0.0, 0.0, 1.0), np.array([turn_deg])).T, (len(SEGMENTS), 1))
    picture = np.asarray(drawn(plate(), rotation, np.zeros((len(SEGMENTS), 3)), FRONT)).astype(int)
    return (picture[:, :, 0] - picture[:, :, 2]) > 60


def test_a_plate_is_drawn_where_the_camera_sees_it() -> None:
    seen = reds(0)
    rows, columns = np.nonzero(seen)
    half = 0.2 * FRONT.focal_px / 3
    assert columns.min() == pytest.approx(320 - half, abs=2)
    assert columns.max() == pytest.approx(320 + half, abs=2)
    assert rows.max() - rows.min() == pytest.approx(2 * half, abs=2)


def test_a_plate_turned_away_is_narrower_and_from_behind_not_there() -> None:
    assert reds(60).sum() == pytest.approx(0.5 * reds(0).sum(), rel=0.1)
    assert reds(180).sum() == 0


def golden(path: Path) -> tuple[Recording, Truth]:
    recording = load_recording(path)
    assert recording.truth is not None
    return recording, recording.truth


def test_the_golden_set_is_whole() -> None:
    assert {path.stem for path in GOLDEN} == {clip.name for clip in CLIPS}
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 2_500_000


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_pose_estimation_finds_the_filmed_person_in_nearly_every_frame(path: Path) -> None:
    recording, truth = golden(path)
    assert np.isfinite(recording.img[:, 0, 0]).mean() > 0.95
    assert len(truth.repetitions) == 2
    assert recording.t[-1] > truth.repetitions[-1].end_s


@pytest.mark.parametrize("path", [path for path in GOLDEN if path.stem.startswith("G03")], ids=lambda path: path.stem)
def test_the_leg_that_opens_in_truth_opens_in_the_picture(path: Path) -> None:
    recording, truth = golden(path)
    place = recording.img[:, :, :2] * np.array(recording.size)
    thigh = place[:, LANDMARKS.index("right_knee")] - place[:, LANDMARKS.index("right_hip")]
    opened = np.degrees(np.arctan2(-thigh[:, 0], thigh[:, 1]))
    assert np.corrcoef(opened, truth.angle("hip_abduction_right"))[0, 1] > 0.95
