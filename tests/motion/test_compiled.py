"""The compiled loops (extra `fast`) and numpy's code tell the same, to the last bit."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coxa.knowledge.coaching import shipped_coaching
from coxa.motion import Engine, Event, Frames
from coxa.motion.compiled import PROCESS, WORTH_IT, Compiled
from coxa.motion.frames import from_camera, pieces_from_camera
from coxa.motion.report import analyse
from coxa.motion.signals import Signals
from coxa.motion.smoothing import EvenRate, Smoothing
from coxa.motion.tracking import Tracker
from motion.people import MOVES, camera_arrays, captured, filmed, perform

pytest.importorskip("numba")
COACHING = shipped_coaching()
SEEDS = st.integers(0, 2**32 - 1)


@pytest.fixture(autouse=True)
def _numpy_again() -> Iterator[None]:
    yield
    PROCESS.stop()


def both(work):
    """What `work` gives with numpy's code, and with the compiled loops."""
    PROCESS.stop()
    plain = work()
    assert PROCESS.start()
    compiled = work()
    PROCESS.stop()
    return plain, compiled


def spoiled(name: str, seed: int) -> Frames:
    """Somebody at `name`, with frames that are missing, doubled and late, points that are NaN or nonsense, jumps,
    exchanged sides and hidden legs, as `seed` has it."""
    random = np.random.default_rng(seed)
    frames = filmed(perform(name, repetitions=3), azimuth=MOVES[name].azimuth + 20, noise=0.01, seed=seed % 1000)
    if random.random() < 0.3:
        frames = captured(perform(name, repetitions=3))
    t, space, visibility = frames.t.copy(), frames.space.copy(), frames.visibility.copy()
    picture = None if frames.picture is None else frames.picture.copy()
    t += random.normal(0.0, random.choice([0.0, 0.004]), t.shape)
    for _ in range(random.integers(0, 5)):
        start = random.integers(0, len(t))
        part = slice(start, start + random.integers(1, 60))
        spoil = random.integers(0, 7)
        if spoil == 0:
            space[part] = np.nan
        elif spoil == 1:
            space[part, random.integers(0, 33)] = random.choice([np.nan, np.inf, 0.0, 1e9])
        elif spoil == 2:
            t[part] = t[start]
        elif spoil == 3:
            t[start:] += random.choice([0.5, 2.0])
        elif spoil == 4:
            visibility[part, random.integers(11, 33)] = random.choice([0.0, 0.2])
        elif picture is not None and spoil == 5:
            picture[part] += random.choice([0.05, 0.9])
        elif picture is not None:
            picture[part] = picture[part][:, [*range(23), 24, 23, 26, 25, 28, 27, 30, 29, 32, 31]]
    keep = np.sort(random.choice(len(t), len(t) - random.integers(0, 20), replace=False))
    return replace(frames, t=t, space=space, visibility=visibility, picture=picture).at(keep)


def events(frames: Frames, name: str, cuts: list[int]) -> list[Event]:
    engine = Engine(COACHING[name])
    told = [engine.feed(frames.part(start, stop)) for start, stop in zip([0, *cuts], [*cuts, len(frames)], strict=True)]
    return [*(event for some in told for event in some), *engine.finish()]


@pytest.mark.parametrize("name", ["X02", "G03", "M01", "Q03", "B04"])
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS, cuts=st.lists(st.integers(1, 300), unique=True, max_size=3).map(sorted))
def test_the_events_are_the_same(name, seed, cuts):
    frames = spoiled(name, seed)
    plain, compiled = both(lambda: events(frames, name, []))
    assert compiled == plain
    assert both(lambda: events(frames, name, cuts)) == (plain, plain)


@pytest.mark.parametrize("name", ["X02", "G03", "Q06", "squat"])
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_the_angles_are_the_same(name, seed):
    frames = spoiled(name if name in MOVES else "Q03", seed)
    plain, compiled = both(lambda: Signals(COACHING[name]).compute(frames))
    assert np.array_equal(compiled, plain, equal_nan=True)


@settings(deadline=None)
@given(seed=SEEDS)
def test_even_and_quiet_signals_are_the_same(seed):
    random = np.random.default_rng(seed)
    t = np.cumsum(random.choice([0.033, 0.01, 0.3, 0.6, 1 / 30], 600, p=[0.6, 0.2, 0.05, 0.01, 0.14]))
    values = random.normal(size=(4, 600))
    values[3, random.random(600) < 0.02] = np.nan

    def even() -> list[np.ndarray]:
        rate = EvenRate()
        return [rate.feed(part, value)[1] for part, value in ((t[:300], values[:, :300]), (t[300:], values[:, 300:]))]

    def quiet() -> list[np.ndarray]:
        smoothing = Smoothing()
        return [smoothing.feed(part) for part in (values[:, :200], values[:, 200:207], values[:, 207:])]

    for work in (even, quiet):
        for plain, compiled in zip(*both(work), strict=True):
            assert np.array_equal(compiled, plain, equal_nan=True)


@pytest.mark.parametrize("sign", [1, -1, 0])
@settings(deadline=None)
@given(seed=SEEDS)
def test_the_same_movements_are_followed(sign, seed):
    random = np.random.default_rng(seed)
    signal = np.convolve(random.normal(0, 30, 1500), np.ones(20) / 20, "same") + random.normal(0, 1, 1500)

    def follow() -> list[object]:
        tracker = Tracker(8.0, sign, 20.0)
        return [*tracker.feed(signal[:700]), *tracker.feed(signal[700:]), *tracker.finish(0.5)]

    plain, compiled = both(follow)
    assert compiled == plain
    assert plain


def test_what_a_gap_cuts_short_is_told_in_the_same_order_frame_by_frame():
    frames = spoiled("Q03", 983)
    assert events(frames, "Q03", [*range(1, len(frames))]) == events(frames, "Q03", [])


def test_changing_over_in_the_middle_changes_nothing():
    frames = spoiled("Q03", 5)
    plain = events(frames, "Q03", [])
    engine = Engine(COACHING["Q03"])
    first = engine.feed(frames.part(0, 200))
    assert PROCESS.start()
    assert [*first, *engine.feed(frames.part(200, len(frames))), *engine.finish()] == plain


def test_pieces_of_a_recording_are_the_whole_recording():
    person = perform("X02", repetitions=40)
    img, world = camera_arrays(person, 90, 0.004, 0.008, seed=5)
    img[100:120, 25, 3] = np.nan

    def whole() -> object:
        return analyse(from_camera(person.t, img, (1280, 960), world), COACHING["X02"])

    def pieces() -> object:
        return analyse(pieces_from_camera(person.t, img, (1280, 960), world), COACHING["X02"])

    assert len(img) > 4000
    plain, compiled = both(whole)
    assert both(pieces) == (plain, plain)
    assert compiled == plain


def test_a_process_changes_over_once_it_has_seen_enough():
    process = Compiled()
    process.note(WORTH_IT - 1)
    assert process.kernels is None
    process.note(1)
    assert process.kernels is not None


def test_numpy_does_the_work_where_nothing_compiled_can_be_kept(tmp_path):
    nowhere = tmp_path / "file"
    nowhere.touch()
    kept = {"NUMBA_CACHE_DIR": str(nowhere / "folder"), "NUMBA_CACHE_LOCATOR_CLASSES": "_UserProvidedCacheLocator"}
    program = "from coxa.motion.compiled import PROCESS; print(PROCESS.start(), PROCESS.kernels)"
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **kept, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False None"
