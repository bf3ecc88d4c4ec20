"""The camera: what it projects can be traced back, and BlazePose's axes point where they should."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coxa.body.synth import CLEAN, LANDMARKS, Camera, Performance, Scene, record
from coxa.errors import InputError
from strategies.trajectories import ABDUCTION

CAMERAS = st.builds(
    Camera,
    azimuth_deg=st.floats(-180, 180),
    elevation_deg=st.floats(-30, 89),
    distance_m=st.floats(1.5, 8),
    look_at=st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 1.5)),
    roll_deg=st.floats(-20, 20),
    field_of_view_deg=st.floats(40, 90),
    width=st.sampled_from((480, 640, 1280)),
    height=st.sampled_from((480, 720, 1280)),
    shift=st.tuples(st.floats(-0.3, 0.3), st.floats(-0.3, 0.3)),
)
POINTS = st.lists(st.tuples(*(st.floats(-1, 1),) * 3), min_size=1, max_size=8).map(lambda rows: np.array(rows).T)


def frames(camera: Camera, **how: object) -> tuple[np.ndarray, np.ndarray]:
    performance = Performance(repetitions=1, sway_m=0.0, **how)  # type: ignore[arg-type]
    recording = record(Scene(ABDUCTION, performance=performance, camera=camera, disturbances=CLEAN), rng())
    return recording.img, recording.world


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def landmark(name: str) -> int:
    return LANDMARKS.index(name)


@given(CAMERAS, POINTS)
def test_a_picture_point_and_its_depth_lead_back_to_the_room(camera: Camera, points: np.ndarray) -> None:
    seen = camera.view(points)
    ahead = seen[2] > 0.1
    back = camera.unproject(camera.project(seen), seen[2])
    assert np.allclose(back[:, ahead], points[:, ahead], atol=1e-9)


@given(CAMERAS)
def test_the_axes_of_a_camera_are_square_and_right_handed(camera: Camera) -> None:
    axes = camera.axes()
    assert np.allclose(axes @ axes.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(axes) == pytest.approx(1.0)


def test_from_the_front_the_left_of_the_person_is_right_in_the_picture() -> None:
    img, world = frames(Camera(elevation_deg=0))
    assert (img[:, landmark("left_shoulder"), 0] > img[:, landmark("right_shoulder"), 0]).all()
    assert (img[:, landmark("nose"), 1] < img[:, landmark("left_ankle"), 1]).all()
    assert (world[:, landmark("nose"), 1] < 0).all(), "down is positive"
    assert (world[:, landmark("nose"), 2] < world[:, landmark("left_ear"), 2]).all(), "away is positive"


def test_from_the_left_side_the_person_faces_left_in_the_picture_and_the_left_side_is_nearer() -> None:
    img, world = frames(Camera(azimuth_deg=90, elevation_deg=0))
    assert (img[:, landmark("nose"), 0] < img[:, landmark("left_ear"), 0]).all()
    assert (img[:, landmark("left_hip"), 2] < img[:, landmark("right_hip"), 2]).all()
    assert (world[:, landmark("left_hip"), 2] < 0).all()


def test_the_world_is_centred_between_the_hips() -> None:
    _, world = frames(Camera(azimuth_deg=35, elevation_deg=20))
    middle = (world[:, landmark("left_hip")] + world[:, landmark("right_hip")]) / 2
    assert np.abs(middle).max() < 1e-6


@pytest.mark.parametrize("size", [(640, 480), (720, 1280), (1280, 720)])
@pytest.mark.parametrize("azimuth", [0, 60, 90, 180])
def test_a_camera_without_a_distance_shows_the_whole_movement(size: tuple[int, int], azimuth: float) -> None:
    img, _ = frames(Camera(azimuth_deg=azimuth, width=size[0], height=size[1]))
    assert img[:, :, :2].min() > 0.05
    assert img[:, :, :2].max() < 0.95
    assert np.ptp(img[:, :, :2], axis=(0, 1)).max() > 0.7, "and no smaller than needed"


def test_a_shifted_camera_cuts_the_feet_off_and_the_truth_says_so() -> None:
    scene = Scene(ABDUCTION, performance=Performance(repetitions=1), camera=Camera(shift=(0.0, 0.3)))
    recording = record(scene, rng())
    feet = recording.img[:, landmark("left_ankle")]
    assert (feet[:, 1] > 1).mean() > 0.9
    assert np.median(feet[:, 3]) < 0.3
    assert [unseen.why for unseen in recording.truth.unseen] == ["out of picture"]  # type: ignore[union-attr]


def test_a_view_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match=r"no such view.*front"):
        Camera.seen_from("below")


def test_a_longer_way_to_the_camera_makes_a_smaller_person() -> None:
    near = frames(replace(Camera(), distance_m=2.5))[0]
    far = frames(replace(Camera(), distance_m=5.0))[0]
    assert np.ptp(near[:, :, 1]) > 1.8 * np.ptp(far[:, :, 1])
