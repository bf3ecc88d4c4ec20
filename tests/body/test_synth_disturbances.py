"""What goes wrong in recordings: as often, as long and as badly as asked, and told in the truth."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coxa.body.synth import (
    BODIES,
    CLEAN,
    LANDMARKS,
    PARTS,
    POOR,
    USUAL,
    Camera,
    Disturbances,
    Performance,
    Recording,
    Scene,
    Spell,
    Trouble,
    load_recording,
    random_spells,
    record,
    truth_beside,
)
from coxa.errors import InputError
from strategies.trajectories import ABDUCTION, BRIDGE, SQUAT

LEGS = list(PARTS["legs"])
FOREVER = Performance(repetitions=5, spread=0.0)


def shown(disturbances: Disturbances, camera: Camera | None = None, seed: int = 1) -> Recording:
    scene = Scene(ABDUCTION, performance=FOREVER, camera=camera or Camera(), disturbances=disturbances)
    return record(scene, np.random.default_rng(seed))


def spell(trouble: Trouble, part: str = "all") -> Disturbances:
    return replace(CLEAN, spells=(Spell(trouble, 5.0, 7.0, part),))


def during(recording: Recording) -> np.ndarray:
    return (recording.t >= 5.0) & (recording.t < 7.0)


def test_without_disturbances_frames_come_evenly_and_in_full() -> None:
    recording = shown(CLEAN)
    assert np.allclose(np.diff(recording.t), 1 / 30)
    assert np.isfinite(recording.img).all()
    assert (recording.img[:, :, 3] > 0.9).all()


def test_errors_are_as_large_as_measured() -> None:
    clean, usual = shown(CLEAN), shown(Disturbances())
    error = (usual.world - clean.world).astype(float)
    knee = error[:, LANDMARKS.index("left_knee")]
    trembling = np.diff(knee, 3, axis=0).std(axis=0) / np.sqrt(20)
    assert (trembling[:2] > 0.001).all()
    assert (trembling[:2] < 0.004).all()
    assert 0.005 < np.abs(error[:, LEGS, :2]).mean() < 0.03
    assert error[:, :, 2].std() > 1.5 * error[:, :, 1].std(), "depth is worse"


@given(noise=st.floats(0.5, 3.0), seed=st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_more_noise_is_more_error(noise: float, seed: int) -> None:
    clean = shown(CLEAN, seed=seed).world
    less, more = (shown(Disturbances(noise=size), seed=seed).world for size in (noise, 2 * noise))
    assert np.abs(more - clean).mean() > 1.5 * np.abs(less - clean).mean()


@given(dropped=st.floats(0.05, 0.6), seed=st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_frames_are_dropped(dropped: float, seed: int) -> None:
    whole, rest = shown(CLEAN, seed=seed), shown(replace(CLEAN, dropped=dropped), seed=seed)
    assert len(rest.t) / len(whole.t) == pytest.approx(1 - dropped, abs=0.08)
    assert set(rest.t) <= set(whole.t)
    assert rest.truth is not None
    assert len(rest.truth.angles) == len(rest.t)


def test_frames_are_doubled_late_and_empty() -> None:
    doubled = shown(replace(CLEAN, doubled=0.2))
    again = np.flatnonzero(np.diff(doubled.t) == 0)
    assert 0.1 < len(again) / len(doubled.t) < 0.25
    assert (doubled.img[again] == doubled.img[again + 1]).all()
    late = shown(replace(CLEAN, jitter_s=0.01))
    assert 0.005 < np.diff(late.t).std() < 0.03
    assert (np.diff(late.t) >= 0).all()
    empty = shown(replace(CLEAN, empty=0.1))
    nobody = np.isnan(empty.img).all(axis=(1, 2))
    assert 0.05 < nobody.mean() < 0.16
    holed = shown(replace(CLEAN, holes=0.01))
    assert 0.005 < np.isnan(holed.img[:, :, 0]).mean() < 0.015


def test_hidden_legs_are_hardly_visible_and_wander() -> None:
    clean, hidden = shown(CLEAN), shown(spell(Trouble.HIDDEN, "legs"))
    inside = during(hidden)
    assert (hidden.img[inside][:, LEGS, 3] < 0.3).all()
    assert (hidden.img[~inside][:, :, 3] > 0.9).all()
    assert np.abs(hidden.world - clean.world)[inside][:, LEGS].mean() > 0.05
    assert np.abs(hidden.world - clean.world)[~inside].max() == 0


def test_swapped_sides_are_exactly_exchanged() -> None:
    clean, swapped = shown(CLEAN), shown(spell(Trouble.SWAPPED, "legs"))
    left, right = LANDMARKS.index("left_knee"), LANDMARKS.index("right_knee")
    inside = during(swapped)
    assert (swapped.img[inside, left] == clean.img[inside, right]).all()
    assert (swapped.world[inside, right] == clean.world[inside, left]).all()
    assert (swapped.img[~inside] == clean.img[~inside]).all()
    assert (swapped.img[inside, 0] == clean.img[inside, 0]).all(), "the head stays"


def test_a_second_person_takes_the_upper_half_at_full_visibility() -> None:
    clean, chimera = shown(CLEAN), shown(spell(Trouble.SECOND_PERSON, "upper"))
    inside, upper, lower = during(chimera), list(PARTS["upper"]), list(PARTS["lower"])
    assert (chimera.img[inside][:, upper, 3] > 0.8).all()
    assert np.abs(chimera.img - clean.img)[inside][:, upper, 0].mean() > 0.05
    assert (chimera.img[inside][:, lower] == clean.img[inside][:, lower]).all()


def test_nobody_is_not_a_number_and_a_gap_has_no_frames() -> None:
    nobody = shown(spell(Trouble.NOBODY))
    assert np.isnan(nobody.img[during(nobody)]).all()
    assert np.isfinite(nobody.img[~during(nobody)]).all()
    assert not during(shown(spell(Trouble.GAP))).any()


@pytest.mark.parametrize("trouble", [trouble for trouble in Trouble if trouble is not Trouble.OUTSIDE])
def test_the_truth_tells_every_spell(trouble: Trouble) -> None:
    truth = shown(spell(trouble)).truth
    assert truth is not None
    assert [(one.start_s, one.end_s, one.why) for one in truth.unseen] == [(5.0, 7.0, trouble.value)]


def test_from_the_side_the_far_leg_is_hidden_by_the_near_one() -> None:
    scene = Scene(SQUAT, performance=FOREVER, camera=Camera(90, 0), disturbances=Disturbances(noise=0))
    visible = record(scene, np.random.default_rng(1)).img[:, :, 3]
    assert np.median(visible[:, LANDMARKS.index("left_knee")]) > 0.9
    assert np.median(visible[:, LANDMARKS.index("right_knee")]) < 0.5
    front = record(replace(scene, camera=Camera(0, 0)), np.random.default_rng(1)).img[:, :, 3]
    assert np.median(front[:, LANDMARKS.index("right_knee")]) > 0.9


def test_low_light_trembles_fades_and_loses_frames() -> None:
    bright, dark = shown(USUAL), shown(replace(USUAL, low_light=1.0))
    assert dark.img[:, :, 3].mean() < 0.7 * bright.img[:, :, 3].mean()
    assert len(dark.t) < 0.92 * len(bright.t)


@given(st.floats(5, 120), st.floats(0, 30), st.integers(0, 10_000))
def test_random_spells_lie_inside_and_apart(duration: float, rate: float, seed: int) -> None:
    spells = random_spells(duration, rate, np.random.default_rng(seed))
    for one in spells:
        assert 0 <= one.start_s < one.end_s <= max(duration, 3.1)
    for one, following in pairwise(spells):
        assert following.start_s > one.end_s


def test_a_part_of_the_body_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="no such part"):
        Spell(Trouble.HIDDEN, 0, 1, "tail")


@pytest.mark.parametrize("disturbances", [CLEAN, USUAL, POOR])
def test_a_recording_and_its_truth_survive_the_disk(tmp_path: Path, disturbances: Disturbances) -> None:
    scene = Scene(BRIDGE, BODIES["wide_pelvis"], Performance(repetitions=2), disturbances=disturbances)
    recording = record(scene, np.random.default_rng(5))
    recording.save(tmp_path / "bridge.npz")
    again = load_recording(tmp_path / "bridge.npz")
    assert again.truth is not None
    assert recording.truth is not None
    assert np.array_equal(again.img, recording.img, equal_nan=True)
    assert np.array_equal(again.t, recording.t)
    assert again.size == recording.size
    assert again.truth.repetitions == recording.truth.repetitions
    assert np.abs(again.truth.angle("hip_flexion_left") - recording.truth.angle("hip_flexion_left")).max() < 0.006
    json.loads(truth_beside(tmp_path / "bridge.npz").read_text(encoding="utf-8"))


def test_files_have_the_layout_the_motion_engine_reads(tmp_path: Path) -> None:
    shown(USUAL).save(tmp_path / "one.npz")
    with np.load(tmp_path / "one.npz", allow_pickle=False) as data:
        frames = len(data["t"])
        assert data["img"].shape == (frames, 33, 5)
        assert data["world"].shape == (frames, 33, 3)
        assert data["size"].tolist() == [640, 480]
        assert float(data["fps"]) == 30.0


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.npz").write_bytes(b"no")
    with pytest.raises(InputError, match=r"no\.npz: is not a recording"):
        load_recording(tmp_path / "no.npz")
