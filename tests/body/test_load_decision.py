"""Model and literature stand side by side; which one counts follows the rules, and a check holds kept files to it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coxa.body.load.digests import solved_digests
from coxa.errors import ContentError
from coxa.knowledge.checks.loads import faults
from coxa.knowledge.load import (
    Bands,
    HipResult,
    LoadResult,
    ModelSays,
    agree,
    decide,
    differences,
    load_results,
    load_rules,
)
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import LoadBand

RULES = load_rules()
SHARES = st.floats(0.0, 3.0).map(lambda share: round(share, 2))
BANDS = st.sampled_from(LoadBand)


def hip(share: float) -> HipResult:
    activity = {"gluteus_medius": 0.2}
    band = RULES.band_of(share)
    return HipResult(peak=share, low=share, high=share, band=band, course=(share, share), activity=activity)


def says(working: float, other: float, *flags: str) -> ModelSays:
    return ModelSays(flags=flags, working=hip(working), other=hip(other))


def bands(working: str, other: str) -> Bands:
    return Bands(working=LoadBand(working), other=LoadBand(other))


def kept(exercise: str = "G03", **changes: object) -> LoadResult:
    model = says(0.6, 1.2)
    literature = Bands.model_validate(shipped().exercises["G03"].load.model_dump(include={"working", "other"}))
    decision = decide("G03", model, literature, RULES)
    head = {"version": 1, "status": "draft", "review_due": date(2027, 1, 1), "method": 1}
    told = {"movement": "movement-of-g03", "reference": "walking-now", "agrees": agree(model, literature)}
    values = {**head, **told, "exercise": exercise, "model": model, "literature": literature, "decision": decision}
    return LoadResult.model_validate({**values, **changes})


DIGESTS = {"G03": "movement-of-g03", "WALK": "walking-now"}


def test_higher_band_counts_for_each_hip_by_itself() -> None:
    decision = decide("G03", says(0.3, 1.3), bands("L1", "L2"), RULES)
    assert (decision.working, decision.other, decision.by) == (LoadBand.L1, LoadBand.L3, "both")
    assert decide("G03", says(0.6, 1.3), bands("L1", "L2"), RULES).by == "model"
    assert decide("G03", says(0.3, 0.3), bands("L1", "L2"), RULES).by == "literature"


def test_clamshell_is_decided_by_literature_and_says_why() -> None:
    decision = decide("G05", says(2.0, 2.0), bands("L1", "L1"), RULES)
    assert (decision.working, decision.other, decision.by) == (LoadBand.L1, LoadBand.L1, "literature")
    assert "feet" in decision.why


@pytest.mark.parametrize("flag", ["residual", "reserve", "unsolved", "deep_flexion"])
def test_any_flag_gives_the_decision_to_literature(flag: str) -> None:
    decision = decide("G03", says(2.0, 2.0, flag), bands("L0", "L1"), RULES)
    assert (decision.working, decision.other, decision.by) == (LoadBand.L0, LoadBand.L1, "literature")


def test_missing_band_pull_is_told_and_the_model_stays_a_floor() -> None:
    decision = decide("B02", says(0.2, 1.7), bands("L2", "L3"), RULES)
    assert (decision.working, decision.other) == (LoadBand.L2, LoadBand.L4)
    assert "band" in decision.why


@given(working=SHARES, other=SHARES, one=BANDS, two=BANDS)
def test_trusted_decision_is_never_below_model_or_literature(
    working: float, other: float, one: LoadBand, two: LoadBand
) -> None:
    model, literature = says(working, other), Bands(working=one, other=two)
    decision = decide("G03", model, literature, RULES)
    for hip_name in ("working", "other"):
        ranks = {getattr(model, hip_name).band.rank, getattr(literature, hip_name).rank}
        assert getattr(decision, hip_name).rank == max(ranks)


@given(less=SHARES, more=SHARES)
def test_bands_rise_with_the_share_of_walking(less: float, more: float) -> None:
    low, high = sorted((less, more))
    assert RULES.band_of(low).rank <= RULES.band_of(high).rank


def test_walking_itself_is_about_walking() -> None:
    assert RULES.band_of(1.0) is LoadBand.L2


def test_every_kept_result_is_sound_and_the_planner_reads_what_was_decided() -> None:
    assert [*faults(shipped(), load_results(), RULES, solved_digests())] == []


def test_a_decision_that_the_exercise_does_not_say_is_a_fault() -> None:
    found = [*faults(shipped(), {"G03": kept()}, RULES, DIGESTS)]
    assert [fault.where for fault in found] == ["exercises/g03.toml load.other"]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"movement": "older-movement"}, "movement"),
        ({"reference": "older-walking"}, "reference"),
        ({"agrees": True}, "agrees"),
        ({"literature": bands("L0", "L0")}, "literature"),
        ({"decision": {"working": "L0", "other": "L0", "by": "model", "why": "Made up."}}, "decision"),
    ],
)
def test_whatever_no_longer_follows_is_a_fault(changes: dict[str, object], key: str) -> None:
    found = [*faults(shipped(), {"G03": kept(**changes)}, RULES, DIGESTS)]
    assert f"loads/g03.toml {key}" in [fault.where for fault in found]
    assert all("coxa body load G03" in fault.advice for fault in found if fault.where.startswith("loads/"))


def test_wrong_band_of_a_hip_is_a_fault() -> None:
    wrong = hip(0.6).model_copy(update={"band": LoadBand.L3})
    model = says(0.6, 1.2).model_copy(update={"working": wrong})
    assert "model.working.band" in dict(differences(kept(model=model), shipped().exercises["G03"], RULES))


def test_result_of_an_unknown_exercise_is_a_fault() -> None:
    found = [*faults(shipped(), {"X99": kept("X99")}, RULES, DIGESTS)]
    assert [fault.where for fault in found] == ["loads/x99.toml exercise"]


def test_broken_file_names_the_key_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "loads").mkdir()
    (tmp_path / "loads" / "g03.toml").write_text('exercise = "G03"\n', encoding="utf-8")
    with pytest.raises(ContentError) as told:
        load_results(tmp_path)
    assert "loads/g03.toml movement" in str(told.value)
    assert "coxa body load" in str(told.value)


def test_rules_must_cover_every_band_in_order() -> None:
    rows = [rule.model_dump() for rule in RULES.band]
    with pytest.raises(ValueError, match="every band once"):
        type(RULES).model_validate({**RULES.model_dump(), "band": tuple(reversed(rows))})


def test_kept_results_belong_to_the_movements_as_they_are_now() -> None:
    assert [*faults(shipped(), load_results(), RULES, solved_digests())] == []


def test_every_exercise_with_a_movement_has_a_load_and_every_load_a_movement() -> None:
    solved = {name for name in solved_digests() if name in shipped().exercises}
    assert solved == {*load_results()}
