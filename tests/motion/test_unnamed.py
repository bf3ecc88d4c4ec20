"""Counting what nobody has named."""

import numpy as np
import pytest

from coxa.body.synth import USUAL, Camera, Performance, Scene, record
from coxa.body.synth.moving import moving
from coxa.body.trajectory import result
from coxa.motion.frames import from_camera, from_markers
from coxa.motion.unnamed import count_unnamed
from motion.people import MOVES, captured, filmed, perform


@pytest.mark.parametrize("name", ["X02", "G03", "Q02", "Q03", "M02", "squat", "I03", "G07"])
@pytest.mark.parametrize("repetitions", [3, 8])
def test_the_repetitions_of_any_movement_are_counted(name, repetitions):
    person = perform(name, repetitions=repetitions)
    frames = filmed(person, azimuth=MOVES[name].azimuth, noise=0.006, seed=1)
    found = count_unnamed(frames)
    assert len(found) == repetitions
    assert np.abs(np.array([one.start_s for one in found]) - person.truth.bounds[:, 0]).max() <= 0.5


@pytest.mark.parametrize("name", ["X02", "G05"])
def test_a_person_with_the_errors_of_a_camera_is_counted(name):
    scene = Scene(result(name), performance=Performance(repetitions=4), camera=Camera(90, 5), disturbances=USUAL)
    recording = record(scene, np.random.default_rng(11))
    img, world = recording.img.astype(float), recording.world.astype(float)
    assert recording.truth is not None
    assert len(count_unnamed(from_camera(recording.t, img, recording.size, world))) == len(moving(recording.truth))


def test_arms_are_counted_where_nothing_else_moves():
    still = captured(perform("G03", repetitions=0))
    t = np.arange(450) / 30
    points = np.repeat(still.space[:1], len(t), axis=0)
    raised = np.radians(5 + 40 * (1 - np.cos(2 * np.pi * t / 3)))
    way = np.stack([np.sin(raised), -np.cos(raised), np.zeros(len(t))], axis=1)
    for shoulder, elbow, wrist in ((11, 13, 15), (12, 14, 16)):
        points[:, elbow] = points[:, shoulder] + 0.3 * way
        points[:, wrist] = points[:, shoulder] + 0.55 * way
    found = count_unnamed(from_markers(t, points, (0.0, 1.0, 0.0)))
    assert len(found) == 5
    assert [one.range_deg for one in found] == pytest.approx([80.0] * 5, abs=2.0)


def test_nobody_and_a_still_person_do_nothing():
    still = captured(perform("G03", repetitions=0))
    assert count_unnamed(still) == ()
    assert count_unnamed(still.part(0, 5)) == ()
    assert count_unnamed(still.part(0, 0)) == ()
