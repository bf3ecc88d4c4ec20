"""From a person to a programme: which lines, why, and how they fit into the time there is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coxa.care.course import NextStep
from coxa.care.entries import HipDescribed, LifeDescribed
from coxa.care.fitting import seconds_of
from coxa.care.planning import lies_on_sore_side, plan
from coxa.care.situation import Situation
from coxa.knowledge.vocabulary import Answer, Equipment, Phase, Purpose, Side, Tag, Track
from strategies.people import calm_hips, lives
from strategies.record import ANA_HIP, BEN_HIP, CONTENT, LIFE, ready
from strategies.tries import tries

IRRITABLE = ANA_HIP.model_copy(update={"pain_at_rest": 6, "settle_h": 30})


def exercises(hip: HipDescribed = ANA_HIP, life: LifeDescribed = LIFE, **answers: Answer) -> set[str]:
    programme = ready(hip, life, **answers).on(0).programme
    return {line.exercise for line in programme.prescriptions} if programme else set()


def test_ana_begins_with_the_five_exercises_of_the_article() -> None:
    long = LIFE.model_copy(update={"minutes": 60})
    assert {"M01", "S01", "X02", "G03", "G05"} <= exercises(ANA_HIP, long)


def test_ana_walks_or_cycles_as_low_impact_cardio() -> None:
    purposes = {CONTENT.exercises[one].purpose for one in exercises()}
    assert purposes >= {Purpose.MOBILITY, Purpose.STRENGTH, Purpose.CARDIO}


def test_likes_come_first() -> None:
    swims = LIFE.model_copy(update={"equipment": (Equipment.POOL,), "likes": ("C03",)})
    assert "C03" in exercises(ANA_HIP, swims)
    assert "C01" not in exercises(ANA_HIP, swims)


def test_dislikes_are_left_out() -> None:
    assert "X02" in exercises()
    assert "X02" not in exercises(ANA_HIP, LIFE.model_copy(update={"dislikes": ("X02",)}))


def test_nothing_needs_what_is_not_at_hand() -> None:
    needed = {item for one in exercises() for item in CONTENT.exercises[one].equipment}
    assert not needed & {Equipment.BAND, Equipment.BIKE, Equipment.POOL, Equipment.STEP, Equipment.LEG_PRESS}


def test_an_irritable_hip_begins_in_the_calm_plan_at_the_lowest_load() -> None:
    course = ready(IRRITABLE).on(0)
    assert course.programme
    assert (course.programme.plan, course.programme.phase) == ("irritable", Phase.SETTLE)
    for line in course.programme.prescriptions:
        assert line.effort <= 3
        assert line.dose.sets == 1
        assert CONTENT.exercises[line.exercise].load.working.rank <= 1


def test_not_telling_how_the_hip_behaves_counts_as_irritable() -> None:
    silent = ANA_HIP.model_copy(update={"pain_at_rest": None})
    assert ready(silent).on(0).programme.plan == "irritable"  # type: ignore[union-attr]


def test_ben_begins_with_the_lateral_track_and_nothing_crossed() -> None:
    course = ready(BEN_HIP).on(0)
    assert course.programme
    assert course.programme.plan == "lateral_hip"
    assert {"G01", "G02", "X02"} <= {line.exercise for line in course.programme.prescriptions}
    assert {Tag.GT_ADD, Tag.GT_SL} <= course.situation.tags
    assert "S01" not in {line.exercise for line in course.programme.prescriptions}
    assert course.pain_limits.during_most == 3


@pytest.mark.parametrize(
    ("question", "tag", "blocked"),
    [("RF28", Tag.PREG, "X02"), ("RF30", Tag.FALL, "G04"), ("RF27", Tag.OP, "S10")],
)
def test_a_caution_leaves_out_what_does_not_suit(question: str, tag: Tag, blocked: str) -> None:
    course = ready(ANA_HIP, LIFE, **{question: Answer.YES}).on(0)
    assert tag in course.situation.tags
    assert blocked not in {line.exercise for line in course.programme.prescriptions}  # type: ignore[union-attr]
    assert CONTENT.exercises[blocked].blocked_by(frozenset({tag}))


def test_blood_pressure_keeps_holds_short_and_effort_moderate() -> None:
    course = ready(ANA_HIP, LIFE, EX12=Answer.YES).on(0)
    assert course.programme
    assert all((line.dose.hold_s or 0) <= 10 for line in course.programme.prescriptions)
    assert all(line.effort <= 6 for line in course.programme.prescriptions)


def test_every_line_says_why_it_is_there_with_its_evidence() -> None:
    for hip in (ANA_HIP, BEN_HIP, IRRITABLE):
        for line in ready(hip).on(0).programme.prescriptions:  # type: ignore[union-attr]
            assert line.reasons[0].because.endswith(".")
            assert set(line.reasons[0].evidence) <= set(CONTENT.sources)
            assert line.reasons[0].evidence


def test_a_short_session_keeps_the_most_important_lines() -> None:
    few = LIFE.model_copy(update={"minutes": 10})
    course = ready(ANA_HIP, few).on(0)
    assert course.programme
    assert sum(seconds_of(line, CONTENT) for line in course.programme.prescriptions) <= 600
    assert {"X02", "M01"} <= {line.exercise for line in course.programme.prescriptions}


def test_the_two_tracks_differ_once_strength_is_built() -> None:
    situations = {
        track: ready(ANA_HIP, LIFE.model_copy(update={"track": track, "minutes": 60})).on(0).situation
        for track in Track
    }
    built = {
        track: {line.exercise for line in plan(_in_phase(one, Phase.BUILD), {}, CONTENT).prescriptions}
        for track, one in situations.items()
    }
    assert built[Track.RESISTANCE] != built[Track.NEUROMUSCULAR]


@pytest.mark.parametrize("told", ["after_replacement", "after_fracture"])
def test_after_an_operation_only_the_team_opens_the_programme(told: str) -> None:
    hip = ANA_HIP.model_copy(update={"told": told})
    assert ready(hip).on(0).next_step is NextStep.SEE_SOMEONE
    assert ready(hip).on(0).programme is None


def test_prevention_without_pain_has_no_sore_side() -> None:
    hip = HipDescribed(age=40, painful="none", told="prevention", average_pain=0)
    course = ready(hip).on(0)
    assert course.situation.sore_sides == frozenset()
    assert course.may_exercise


@tries(60)
@given(calm_hips(), lives(), st.sampled_from(Phase))
def test_no_exercise_stands_twice_and_both_sides_stay_together(
    hip: HipDescribed, life: LifeDescribed, phase: Phase
) -> None:
    situation = _in_phase(ready(hip, life).on(0).situation, phase)
    lines = plan(situation, {}, CONTENT).prescriptions
    assert len({(line.exercise, line.side) for line in lines}) == len(lines)
    for line in lines:
        lies_on_it = lies_on_sore_side(CONTENT.exercises[line.exercise], line.side.other, situation)
        if line.side is not Side.BOTH and not lies_on_it:
            assert [one.exercise for one in lines if one.key == (line.slot, line.side.other)] == [line.exercise]


def _in_phase(situation: Situation, phase: Phase) -> Situation:
    return replace(situation, phase=phase)
