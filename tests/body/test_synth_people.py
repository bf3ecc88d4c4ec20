"""Synthetic people: bodies, repetitions, faults, and the truth about them."""

from dataclasses import replace
from itertools import islice, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coxa.body.synth import (
    BODIES,
    CLEAN,
    LANDMARKS,
    USUAL,
    Body,
    Camera,
    Performance,
    PlayedFault,
    Recording,
    Scene,
    Truth,
    Turn,
    random_scenes,
    record,
)
from coxa.body.synth.faults import played, solved
from coxa.body.trajectory import Trajectory, result, results
from coxa.errors import InputError
from strategies.trajectories import ABDUCTION, BRIDGE, LEANING, MOVEMENTS, SQUAT, movement

EXACT = BODIES["joint_centres"]
STILL = Performance(repetitions=2, spread=0.0, sway_m=0.0)
BUILDS = st.sampled_from(sorted(BODIES)).map(BODIES.__getitem__)
SEEDS = st.integers(0, 2**32 - 1)


def recorded(scene: Scene, seed: int = 1) -> tuple[Recording, Truth]:
    recording = record(scene, np.random.default_rng(seed))
    assert recording.truth is not None
    return recording, recording.truth


def points(recording: Recording, name: str) -> np.ndarray:
    return recording.world[:, LANDMARKS.index(name)].astype(float)


def bend(recording: Recording, first: str, middle: str, last: str) -> np.ndarray:
    """How far (degrees) the line first-middle-last is from straight."""
    one = points(recording, middle) - points(recording, first)
    two = points(recording, last) - points(recording, middle)
    cosine = (one * two).sum(axis=1) / np.linalg.norm(one, axis=1) / np.linalg.norm(two, axis=1)
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))


@given(body=BUILDS, azimuth=st.floats(-180, 180), size=st.floats(0.3, 1.2), rate=st.sampled_from((15.0, 24.0, 60.0)))
@settings(max_examples=20, deadline=None)
def test_knees_of_landmarks_bend_as_the_truth_says(body: Body, azimuth: float, size: float, rate: float) -> None:
    scene = Scene(SQUAT, replace(body, hip_offset=0.0), replace(STILL, range=size), Camera(azimuth), CLEAN, rate)
    recording, truth = recorded(scene)
    seen = bend(recording, "left_hip", "left_knee", "left_ankle")
    assert np.abs(seen - truth.angle("knee_flexion_left")).max() < 0.05


def test_the_hip_bends_and_opens_as_the_truth_says() -> None:
    recording, truth = recorded(Scene(ABDUCTION, EXACT, STILL, Camera(elevation_deg=0), CLEAN))
    thigh = points(recording, "right_knee") - points(recording, "right_hip")
    opened = np.degrees(np.arctan2(-thigh[:, 0], thigh[:, 1]))
    assert np.abs(opened - truth.angle("hip_abduction_right")).max() < 1e-3


@given(body=BUILDS)
@settings(max_examples=7, deadline=None)
def test_hips_where_blazepose_puts_them_change_the_knee_by_a_few_degrees_at_most(body: Body) -> None:
    recording, truth = recorded(Scene(SQUAT, body, STILL, Camera(90), CLEAN))
    error = bend(recording, "left_hip", "left_knee", "left_ankle") - truth.angle("knee_flexion_left")
    assert np.abs(error).max() < 12
    width = np.linalg.norm(points(recording, "left_hip") - points(recording, "right_hip"), axis=1)
    assert 0.14 < width.min() <= width.max() < 0.33


@given(MOVEMENTS, SEEDS)
@settings(max_examples=15, deadline=None)
def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(trajectory: Trajectory, seed: int) -> None:
    scene = Scene(trajectory, performance=Performance(repetitions=2))
    first, again, other = recorded(scene, seed)[0], recorded(scene, seed)[0], recorded(scene, seed + 1)[0]
    assert first.img.tobytes() == again.img.tobytes()
    assert first.world.tobytes() == again.world.tobytes()
    assert first.img.tobytes() != other.img.tobytes()


@given(MOVEMENTS, SEEDS, st.floats(0.2, 3.0), st.floats(-180, 180))
@settings(max_examples=15, deadline=None)
def test_the_truth_does_not_know_of_noise_or_camera(
    trajectory: Trajectory, seed: int, noise: float, azimuth: float
) -> None:
    scene = Scene(trajectory, performance=Performance(repetitions=3), disturbances=CLEAN)
    spoilt = replace(scene, camera=Camera(azimuth), disturbances=replace(USUAL, noise=noise))
    assert recorded(scene, seed)[1].repetitions == recorded(spoilt, seed)[1].repetitions
    assert recorded(scene, seed)[1].holds == recorded(spoilt, seed)[1].holds


@given(SEEDS, st.sampled_from((10.0, 15.0, 24.0, 60.0, 120.0)))
@settings(max_examples=15, deadline=None)
def test_another_frame_rate_shows_the_same_repetitions(seed: int, rate: float) -> None:
    scene = Scene(SQUAT, performance=Performance(repetitions=3, fatigue=0.2), disturbances=CLEAN)
    slow, fast = recorded(scene, seed), recorded(replace(scene, frames_per_s=rate), seed)
    assert slow[1].repetitions == fast[1].repetitions
    common = slow[0].t[: int(min(slow[0].t[-1], fast[0].t[-1]) * 30)]
    knee = "knee_flexion_left"
    between = np.interp(common, fast[0].t, fast[1].angle(knee))
    assert np.abs(between - slow[1].angle(knee)[: len(common)]).max() < 6


def test_the_left_leg_does_what_the_right_leg_did_seen_in_a_mirror() -> None:
    right, told = recorded(Scene(ABDUCTION, performance=STILL, disturbances=CLEAN))
    left, other = recorded(Scene(ABDUCTION, performance=replace(STILL, sides="left"), disturbances=CLEAN))
    for name in LANDMARKS:
        other_name = name.replace("right", "LEFT").replace("left", "right").replace("LEFT", "left")
        assert np.allclose(points(right, name) * (-1, 1, 1), points(left, other_name), atol=1e-6), name
    assert told.mirrored().repetitions == other.repetitions
    assert {repetition.side for repetition in other.repetitions} == {"left"}
    assert {repetition.signal for repetition in other.repetitions} == {"hip_abduction_left"}


def test_sides_take_turns() -> None:
    _, truth = recorded(Scene(ABDUCTION, performance=Performance(repetitions=4, sides="alternating")))
    assert [repetition.side for repetition in truth.repetitions] == ["right", "left", "right", "left"]
    for repetition in truth.repetitions:
        inside = (truth.t > repetition.start_s) & (truth.t < repetition.end_s)
        assert truth.angle(f"hip_abduction_{repetition.side}")[inside].max() > 25


def test_a_movement_of_both_legs_has_no_working_side() -> None:
    _, truth = recorded(Scene(BRIDGE, performance=STILL))
    assert {repetition.side for repetition in truth.repetitions} == {"both"}


@given(
    tempo=st.floats(0.5, 2.0),
    size=st.floats(0.4, 1.1),
    hold=st.floats(0.0, 8.0),
    pause=st.floats(0.0, 3.0),
    seed=SEEDS,
)
@settings(max_examples=25, deadline=None)
def test_repetitions_are_as_fast_far_and_long_as_asked(
    tempo: float, size: float, hold: float, pause: float, seed: int
) -> None:
    performance = Performance(repetitions=3, tempo=tempo, range=size, hold_s=hold, pause_s=pause, spread=0.0)
    _, truth = recorded(Scene(ABDUCTION, performance=performance, disturbances=CLEAN), seed)
    assert len(truth.repetitions) == 3
    for repetition in truth.repetitions:
        assert repetition.range_deg == pytest.approx(30 * size, abs=0.1)
        assert repetition.end_s - repetition.start_s == pytest.approx(3.2 / tempo + hold, abs=0.01)
        assert repetition.start_s < repetition.peak_s < repetition.end_s
    for held in truth.holds:
        assert held.end_s - held.start_s == pytest.approx(hold, abs=1e-6)
        still = truth.angle("hip_abduction_right")[(truth.t >= held.start_s) & (truth.t <= held.end_s)]
        assert np.ptp(still) < 0.1 if len(still) else hold < 0.1
    for one, following in pairwise(truth.repetitions):
        assert following.start_s - one.end_s == pytest.approx(pause, abs=1e-6)


def test_a_tired_person_gets_slower_and_smaller() -> None:
    _, truth = recorded(Scene(SQUAT, performance=Performance(repetitions=8, fatigue=0.3, spread=0.0)))
    ranges = [repetition.range_deg for repetition in truth.repetitions]
    lengths = [repetition.end_s - repetition.start_s for repetition in truth.repetitions]
    assert ranges == sorted(ranges, reverse=True)
    assert lengths == sorted(lengths)
    assert ranges[-1] == pytest.approx(0.7 * ranges[0], rel=0.01)


def test_a_repetition_given_up_half_way_is_smaller_and_not_complete() -> None:
    _, truth = recorded(Scene(SQUAT, performance=Performance(repetitions=4, half=(1, 2))))
    assert [repetition.complete for repetition in truth.repetitions] == [True, False, False, True]
    assert truth.repetitions[1].range_deg < 0.6 * truth.repetitions[0].range_deg


def test_a_person_who_hesitates_takes_longer_and_gets_as_far() -> None:
    smooth = recorded(Scene(SQUAT, performance=STILL))[1].repetitions[0]
    halting = recorded(Scene(SQUAT, performance=replace(STILL, hesitation=1.0)))[1].repetitions[0]
    assert halting.range_deg == pytest.approx(smooth.range_deg, abs=0.1)
    assert 0.2 < (halting.end_s - halting.start_s) - (smooth.end_s - smooth.start_s) < 1.0


def test_the_truth_tells_the_range_of_the_angle_asked_for() -> None:
    _, truth = recorded(Scene(SQUAT, performance=replace(STILL, signal="knee_flexion_right")))
    assert truth.repetitions[0].range_deg == pytest.approx(90, abs=0.1)
    with pytest.raises(InputError, match="no such joint angle"):
        recorded(Scene(SQUAT, performance=replace(STILL, signal="elbow")))


@given(amount=st.floats(0.05, 1.0))
@settings(max_examples=12, deadline=None)
def test_a_fault_shows_as_much_as_asked_in_the_repetitions_asked(amount: float) -> None:
    fault = PlayedFault("trunk_leans", LEANING, amount, on=(1,))
    performance = replace(STILL, repetitions=3, faults=(fault,))
    recording, truth = recorded(Scene(ABDUCTION, EXACT, performance, Camera(elevation_deg=0), CLEAN))
    assert [repetition.faults for repetition in truth.repetitions] == [(), ("trunk_leans",), ()]
    assert [(one.name, one.side, one.amount) for one in truth.faults] == [("trunk_leans", "right", amount)]
    across = points(recording, "left_shoulder") - points(recording, "right_shoulder")
    lean = np.degrees(np.arctan2(across[:, 1], across[:, 0]))
    for number, repetition in enumerate(truth.repetitions):
        asked = 15 * amount if number == 1 else 0.0
        assert np.interp(repetition.peak_s, truth.t, truth.angle("lumbar_lean")) == pytest.approx(-asked, abs=0.01)
        assert np.interp(repetition.peak_s, recording.t, lean) == pytest.approx(asked, abs=0.01)


@given(body=BUILDS, size=st.floats(0.3, 1.0))
@settings(max_examples=15, deadline=None)
def test_the_standing_foot_stays_where_it_stands(body: Body, size: float) -> None:
    camera = Camera(distance_m=4.0, look_at=(0.0, 0.0, 0.8), elevation_deg=0)
    performance = replace(STILL, range=size)
    recording, _ = recorded(Scene(SQUAT, body, performance, camera, CLEAN))
    ankle = recording.img[:, LANDMARKS.index("left_ankle")].astype(float)
    assert np.ptp(ankle[:, :2], axis=0).max() < 1e-4


@given(body=BUILDS)
@settings(max_examples=7, deadline=None)
def test_bodies_keep_their_limb_lengths(body: Body) -> None:
    recording, _ = recorded(Scene(SQUAT, body, STILL, disturbances=CLEAN))
    for first, last in (("left_knee", "left_ankle"), ("left_elbow", "left_wrist"), ("left_hip", "left_shoulder")):
        length = np.linalg.norm(points(recording, first) - points(recording, last), axis=1)
        assert np.ptp(length) < 1e-5


def test_bodies_differ_in_height() -> None:
    heights = []
    for body in BODIES.values():
        recording, _ = recorded(Scene(ABDUCTION, body, STILL, disturbances=CLEAN))
        eyes, heel = points(recording, "left_eye")[0], points(recording, "left_heel")[0]
        heights.append(float((heel - eyes)[1]))
    assert min(heights) < 1.45
    assert max(heights) > 1.6


@pytest.mark.parametrize("border", ["left", "right"])
@pytest.mark.parametrize("trajectory", [ABDUCTION, BRIDGE], ids=["standing", "lying"])
def test_a_person_walks_in_and_out_of_the_picture(trajectory: Trajectory, border: str) -> None:
    performance = Performance(repetitions=1, enter=border, leave=border)
    camera = Camera(width=720, height=1280) if trajectory is ABDUCTION else Camera(distance_m=3.0)
    recording, truth = recorded(Scene(trajectory, performance=performance, camera=camera, disturbances=CLEAN))
    middle = recording.img[:, [LANDMARKS.index("left_hip"), LANDMARKS.index("right_hip")], 0].mean(axis=1)
    outside = (middle < 0) if border == "left" else (middle > 1)
    assert outside[0]
    assert outside[-1]
    assert not outside[np.searchsorted(recording.t, truth.repetitions[0].peak_s)]
    assert [unseen.why for unseen in truth.unseen] == ["out of picture"] * 2
    assert truth.unseen[0].end_s < truth.repetitions[0].start_s


def test_a_person_turns_from_the_front_to_the_side() -> None:
    performance = Performance(repetitions=2, turns=(Turn(0, 90.0),), sway_m=0.0)
    recording, truth = recorded(Scene(SQUAT, performance=performance, disturbances=CLEAN))
    across = points(recording, "left_shoulder")[:, 0] - points(recording, "right_shoulder")[:, 0]
    before = np.interp(truth.repetitions[0].peak_s, recording.t, across)
    after = np.interp(truth.repetitions[1].peak_s, recording.t, across)
    assert before > 0.25
    assert abs(after) < 0.02


def test_scenes_from_homes_differ_and_can_be_recorded() -> None:
    scenes = list(islice(random_scenes(movement({"hip_flexion_right": 60}), "side", np.random.default_rng(3)), 12))
    assert len({scene.performance.tempo for scene in scenes}) == 12
    for scene in scenes:
        recording, truth = recorded(scene)
        assert len(truth.repetitions) == scene.performance.repetitions
        assert np.isfinite(recording.img).all()


HARDLY_MOVE = {"B01", "G01"}
"""Pressing against a cushion or a strap."""

END_ELSEWHERE = {"F06"}
"""Up a stair and down its other side: the next repetition begins at the first stair again."""


@pytest.mark.parametrize("exercise", results())
def test_every_solved_movement_can_be_recorded(exercise: str) -> None:
    trajectory = result(exercise)
    performance = Performance(repetitions=2, spread=0.0, pause_s=0.0 if trajectory.loop else 1.0)
    for camera in (Camera.seen_from("front"), Camera.seen_from("side")):
        recording, truth = recorded(Scene(trajectory, performance=performance, camera=camera, disturbances=CLEAN))
        assert len(truth.repetitions) == 2
        assert all(repetition.range_deg > 5 for repetition in truth.repetitions) or exercise in HARDLY_MOVE
        assert not truth.unseen
        jumps = np.linalg.norm(np.diff(recording.world.astype(float), axis=0), axis=2).max()
        assert jumps < 0.2 or exercise in END_ELSEWHERE, "nothing moves faster than 6 m/s"
        for side in ("left", "right"):
            error = bend(recording, f"{side}_hip", f"{side}_knee", f"{side}_ankle") - truth.angle(
                f"knee_flexion_{side}"
            )
            assert np.abs(error).max() < 12


def test_a_fault_of_a_movement_file_is_played_and_an_unknown_one_refused() -> None:
    performance = replace(STILL, faults=(played("G03", "body_leans", 0.5, on=(1,)),))
    _, truth = recorded(Scene(solved("G03"), performance=performance, disturbances=CLEAN))
    assert [repetition.faults for repetition in truth.repetitions] == [(), ("body_leans",)]
    leans = [np.interp(one.peak_s, truth.t, truth.angle("lumbar_lean")) for one in truth.repetitions]
    assert leans[1] < leans[0] - 4, "half of a lean of 16 degrees, as far as the solver allows"
    with pytest.raises(InputError, match="is no fault of this movement"):
        solved("G03", "flies_away")
    with pytest.raises(InputError, match="has no movement"):
        solved("Z99")
