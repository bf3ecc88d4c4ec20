"""What the engine promises, whoever drives it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coxa.knowledge.coaching import shipped_coaching
from coxa.motion import Engine, Event, Frames, Hold, Notice, Repetition, SeenFault, Unseen, analyse
from coxa.motion.landmarks import MIRROR
from motion.people import MOVES, captured, filmed, mirror, perform

COACHING = shipped_coaching()
ARTICLE = ("X02", "G05", "G03", "M01", "Q03")


def run(frames: Frames, name: str, cuts: list[int]) -> tuple[Event, ...]:
    engine, told = Engine(COACHING[name]), []
    for start, stop in zip([0, *cuts], [*cuts, len(frames)], strict=True):
        told += engine.feed(frames.part(start, stop))
    return (*told, *engine.finish())


def spoiled(frames: Frames) -> Frames:
    """Late, doubled and missing frames, a person who walks out, and a break of a second."""
    t, space, visibility = frames.t.copy(), frames.space.copy(), frames.visibility.copy()
    picture = None if frames.picture is None else frames.picture.copy()
    space[100:130], visibility[100:130] = np.nan, 0.0
    t[50] = t[49]
    t[200:] += 1.0
    t[300:305] = t[290]
    if picture is not None:
        picture[100:130] = np.nan
        picture[400:] += [0.9, 0.0]
    return replace(frames, t=t, space=space, visibility=visibility, picture=picture)


@pytest.mark.parametrize("name", ARTICLE)
@settings(max_examples=8, deadline=None)
@given(cuts=st.lists(st.integers(1, 499), unique=True, max_size=40).map(sorted))
def test_any_chunking_gives_the_same_events(name, cuts):
    frames = spoiled(filmed(perform(name), azimuth=MOVES[name].azimuth, noise=0.012, seed=3)).part(0, 500)
    assert run(frames, name, cuts) == run(frames, name, [])


def test_one_frame_a_call_gives_the_same_events():
    frames = filmed(perform("G03"), azimuth=0, noise=0.01, seed=2)
    assert run(frames, "G03", list(range(1, len(frames)))) == run(frames, "G03", [])


ONE_EACH = sorted(name for name in MOVES if (rule := COACHING[name].repetition) and rule.moves == 1)


@pytest.mark.parametrize("name", ONE_EACH)
@pytest.mark.parametrize("side", ["left", "right"])
def test_every_repetition_is_counted_on_its_side(name, side):
    person = perform(name, side=side)
    report = analyse(filmed(person, azimuth=MOVES[name].azimuth, noise=0.006, seed=1), COACHING[name])
    assert [repetition.side for repetition in report.repetitions] == [person.truth.side] * 5
    found = np.array([[repetition.start_s, repetition.end_s] for repetition in report.repetitions])
    assert np.median(np.abs(found - person.truth.bounds[:, [0, 3]])) <= 0.25


@pytest.mark.parametrize("name", ["I01", "I02", "B04"])
def test_one_leg_and_the_other_are_one_repetition(name):
    right, left = perform(name, repetitions=1), mirror(perform(name, repetitions=1))
    points = np.concatenate([right.points, left.points] * 3)
    report = analyse(captured(replace(right, t=np.arange(len(points)) / 30, points=points)), COACHING[name])
    assert [repetition.side for repetition in report.repetitions] == ["both"] * 3


@pytest.mark.parametrize("first", [True, False])
def test_a_fault_of_either_half_is_one_of_the_repetition(first):
    back = {"pelvis_tilt": 18, "hip_flexion_l": -18, "hip_flexion_r": -18}
    halves = [perform("I01", repetitions=1, extra=extra) for extra in ((back, {}) if first else ({}, back))]
    points = np.concatenate([halves[0].points, mirror(halves[1]).points] * 3)
    report = analyse(captured(replace(halves[0], t=np.arange(len(points)) / 30, points=points)), COACHING["I01"])
    assert len(report.repetitions) == 3
    assert [fault.name for fault in report.faults] == ["body_leans_back"] * 3


@pytest.mark.parametrize("fps", [10, 15, 24, 30, 60, 120])
@pytest.mark.parametrize("name", ARTICLE)
def test_the_frame_rate_does_not_matter(name, fps):
    report = analyse(captured(perform(name, fps=fps)), COACHING[name])
    usual = analyse(captured(perform(name, fps=30)), COACHING[name])
    assert len(report.repetitions) == len(usual.repetitions) == 5
    for one, other in zip(report.repetitions, usual.repetitions, strict=True):
        assert one.range_deg == pytest.approx(other.range_deg, abs=1.5)
        assert one.start_s == pytest.approx(other.start_s, abs=0.12)


@pytest.mark.parametrize("name", ARTICLE)
def test_a_mirror_swaps_the_sides_and_nothing_else(name):
    frames = filmed(perform(name), azimuth=MOVES[name].azimuth, noise=0.005, seed=4)
    report, other = analyse(frames, COACHING[name]), analyse(frames.mirrored(), COACHING[name])
    assert [one.side.other for one in report.repetitions] == [one.side for one in other.repetitions]
    assert [one.range_deg for one in report.repetitions] == pytest.approx([one.range_deg for one in other.repetitions])
    assert [one.end_s for one in report.repetitions] == pytest.approx([one.end_s for one in other.repetitions])


def test_size_and_place_in_the_picture_do_not_matter():
    person = perform("X02")
    near = analyse(filmed(person, azimuth=90, distance=3.0), COACHING["X02"])
    far = analyse(filmed(person, azimuth=90, distance=5.0, scale=0.8, shift=(0.1, 0.05)), COACHING["X02"])
    assert len(near.repetitions) == len(far.repetitions) == 5
    for one, other in zip(near.repetitions, far.repetitions, strict=True):
        assert one.range_deg == pytest.approx(other.range_deg, abs=2.0)


def test_holds_are_only_the_time_at_the_turn():
    person = perform("X02", hold_s=3.0)
    report = analyse(captured(person), COACHING["X02"])
    for hold, (arrived, left) in zip(report.holds, person.truth.held, strict=True):
        assert hold.start_s == pytest.approx(arrived, abs=0.2)
        assert hold.end_s == pytest.approx(left, abs=0.2)


def test_a_trunk_that_leans_is_told_and_an_upright_one_is_not():
    upright = analyse(captured(perform("G03")), COACHING["G03"])
    leaning = analyse(captured(perform("G03", extra={"lumbar_bending": -20})), COACHING["G03"])
    assert [fault.name for fault in upright.faults] == []
    assert [fault.name for fault in leaning.faults].count("body_leans") == 5


def test_half_the_way_is_counted_and_said_to_be_too_small():
    report = analyse(captured(perform("X02", share=0.4)), COACHING["X02"])
    assert len(report.repetitions) == 5
    assert [fault.name for fault in report.faults].count("range_too_small") == 5


def test_switching_sides_is_told_once():
    right, left = perform("G03", repetitions=3), perform("G03", repetitions=3, side="left")
    points = np.concatenate([right.points, left.points])
    both = replace(right, t=np.arange(len(points)) / 30, points=points)
    report = analyse(captured(both), COACHING["G03"])
    assert [one.side for one in report.repetitions] == ["right"] * 3 + ["left"] * 3
    assert [notice.told for notice in report.notices].count("switched_sides") == 1


def still(name: str, seconds: int = 10) -> Frames:
    person = perform(name, repetitions=0)
    points = np.repeat(person.points[:1], seconds * 30, axis=0)
    return filmed(
        replace(person, t=np.arange(len(points)) / 30, points=points), azimuth=MOVES[name].azimuth, noise=0.01, seed=7
    )


def with_points(frames: Frames, other: Frames, where: np.ndarray, numbers: list[int]) -> Frames:
    """Some points at some times from another person."""
    assert frames.picture is not None
    assert other.picture is not None
    space, picture = frames.space.copy(), frames.picture.copy()
    space[np.ix_(where, numbers)] = other.space[np.ix_(where, numbers)]
    picture[np.ix_(where, numbers)] = other.picture[np.ix_(where, numbers)]
    return replace(frames, space=space, picture=picture)


@pytest.mark.parametrize("name", ARTICLE)
@pytest.mark.parametrize("numbers", [list(range(23)), list(range(33))], ids=["chimera", "second person"])
def test_another_body_in_the_picture_is_never_counted(name, numbers):
    frames = still(name)
    person = perform(name, repetitions=0)
    other = filmed(
        replace(person, t=frames.t, points=np.repeat(person.points[:1] * 1.2, len(frames), axis=0)),
        azimuth=60, shift=(0.25, -0.1), noise=0.01, seed=9,
    )  # fmt: skip
    flickering = (np.mod(frames.t, 2) < 1) & (frames.t > 1)
    report = analyse(with_points(frames, other, flickering, numbers), COACHING[name])
    assert report.repetitions == ()
    assert report.faults == ()
    assert report.unseen


@pytest.mark.parametrize("name", ["G03", "G05", "M01"])
def test_exchanged_legs_are_no_repetition(name):
    frames = still(name)
    assert frames.picture is not None
    where = (np.mod(frames.t, 1.5) < 0.5) & (frames.t > 1)
    space, picture = frames.space.copy(), frames.picture.copy()
    space[where], picture[where] = space[where][:, MIRROR], picture[where][:, MIRROR]
    report = analyse(replace(frames, space=space, picture=picture), COACHING[name])
    assert report.repetitions == ()
    assert {unseen.why for unseen in report.unseen} == {"left_and_right_swapped"}


@pytest.mark.parametrize("name", ARTICLE)
def test_feet_out_of_the_picture_are_told_within_half_a_second(name):
    frames = filmed(perform(name), azimuth=MOVES[name].azimuth)
    visibility = frames.visibility.copy()
    visibility[60:, 27:] = 0.05
    report = analyse(replace(frames, visibility=visibility), COACHING[name])
    assert report.repetitions == ()
    lost = [notice.at_s for notice in report.notices if notice.told == "lost_sight"]
    assert lost == pytest.approx([frames.t[60]], abs=0.5)
    assert [notice.told for notice in report.notices].count("show_feet") == 1


def test_nobody_is_nobody():
    frames = still("X02")
    report = analyse(replace(frames, space=frames.space * np.nan, visibility=frames.visibility * 0), COACHING["X02"])
    assert report.repetitions == ()
    assert [unseen.why for unseen in report.unseen] == ["nobody"]


def test_a_pause_is_told_when_it_is_one():
    person = perform("X02", repetitions=2)
    points = np.concatenate([person.points, np.repeat(person.points[-1:], 400, axis=0)])
    report = analyse(captured(replace(person, t=np.arange(len(points)) / 30, points=points)), COACHING["X02"])
    paused = [notice.at_s for notice in report.notices if notice.told == "paused"]
    assert paused == [report.repetitions[-1].end_s + 8.0]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_nonsense_never_breaks_the_engine(seed):
    random = np.random.default_rng(seed)
    frames = filmed(perform("Q03", repetitions=1), azimuth=90, noise=0.3, seed=seed)
    space, t = frames.space.copy(), frames.t.copy()
    space[random.random(space.shape) < 0.1] = random.choice([np.nan, np.inf, -1e9, 0.0])
    t[random.random(len(t)) < 0.05] = random.choice([np.nan, np.inf, -5.0])
    for event in run(replace(frames, space=space, t=t), "Q03", [50]):
        assert isinstance(event, Repetition | Hold | SeenFault | Unseen | Notice)


def test_an_hour_needs_no_more_memory_than_a_minute():
    engine = Engine(COACHING["Q03"])
    minute = captured(perform("Q03", repetitions=14))
    kept = []
    for number in range(12):
        engine.feed(replace(minute, t=minute.t + number * 60.0))
        kept.append(engine._history._values.nbytes)
    assert kept[-1] == kept[2]


def test_mirrored_people_work_with_the_other_side():
    person = perform("G03")
    assert {one.side for one in analyse(captured(mirror(person)), COACHING["G03"]).repetitions} == {"left"}
