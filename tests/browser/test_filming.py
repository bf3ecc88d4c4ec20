"""The viewer as a camera: the figure is drawn where a pinhole camera sees its joints."""

import numpy as np

from coxa.body.figure.filming import filmed
from coxa.body.synth.camera import Camera
from coxa.body.synth.clips import view_of
from coxa.body.trajectory import SEGMENTS, result

CAMERA = Camera(azimuth_deg=10, elevation_deg=8, distance_m=3.2, look_at=(0.0, 0.0, 0.9))


def test_joints_lie_inside_the_drawn_body_and_the_room_around_it_is_empty():
    movement = result("G03")
    frames = [0, int(np.argmax(movement.angle("hip_abduction_right")))]
    rotation = np.moveaxis(movement.rotation[frames], 0, -1)
    position = np.moveaxis(movement.position[frames], 0, -1)
    pictures = [np.asarray(one).astype(int) for one in filmed("woman", rotation, position, view_of(CAMERA), "G03")]
    assert len(pictures) == 2
    for number, picture in enumerate(pictures):
        assert picture.shape == (CAMERA.height, CAMERA.width, 3)
        empty = picture[:, :5].mean(axis=1, keepdims=True)
        drawn = np.abs(picture - empty).max(axis=2) > 25
        seen = CAMERA.project(CAMERA.view(position[:, :, number].T)) * [[CAMERA.width], [CAMERA.height]]
        for name in ("pelvis", "thorax", "head", "shank_right", "shank_left", "forearm_right"):
            x, y = seen[:, SEGMENTS.index(name)].astype(int)
            assert drawn[y, x], name
        assert 0.02 < drawn.mean() < 0.25


def test_a_leg_that_opens_is_drawn_further_out():
    movement = result("G03")
    frames = [0, int(np.argmax(movement.angle("hip_abduction_right")))]
    rotation = np.moveaxis(movement.rotation[frames], 0, -1)
    position = np.moveaxis(movement.position[frames], 0, -1)
    leftmost = []
    for picture in filmed("woman", rotation, position, view_of(CAMERA), "G03"):
        low = np.asarray(picture).astype(int)[330:430]
        bright = np.abs(low - low[:, :5].mean(axis=1, keepdims=True)).max(axis=2) > 60
        leftmost.append(np.flatnonzero(bright.any(axis=0)).min())
    assert leftmost[1] < leftmost[0] - 30
