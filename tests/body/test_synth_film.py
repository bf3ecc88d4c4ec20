"""The golden clips: real pose estimation saw in pictures of the figure what truly happened."""

from pathlib import Path

import numpy as np
import pytest

from coxa.body.synth import LANDMARKS, Recording, Truth, load_recording
from coxa.body.synth.clips import CLIPS, kept

DATA = Path(__file__).parent / "data"
GOLDEN = kept(DATA)


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
