"""Coaching content: whole, within its limits, and without a measure the engine does not know."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from coxa.errors import ContentError
from coxa.knowledge.checks.coaching import faults
from coxa.knowledge.coaching import Coaching, load_coaching, shipped_coaching
from coxa.knowledge.loader import shipped
from coxa.knowledge.reader import FOLDER
from coxa.motion.measures import MEASURES

ARTICLE_FIVE = {"G03", "G05", "M01", "S01", "X02"}
UI_PRMD = {"squat", "step_over", "split_squat", "side_lunge", "sit_to_stand", "standing_straight_leg_raise"}


def test_the_article_s_five_the_six_of_uiprmd_and_thirty_of_the_library_are_coached():
    coached = shipped_coaching()
    assert coached.keys() >= ARTICLE_FIVE | UI_PRMD
    assert sum(spec.exercise is not None for spec in coached.values()) >= 30


def test_the_content_has_no_fault():
    assert list(faults(shipped_coaching(), shipped(), date(2026, 11, 23))) == []


@pytest.mark.parametrize("spec", shipped_coaching().values(), ids=lambda spec: spec.id)
def test_every_measure_exists(spec: Coaching):
    assert {share.measure for signal in spec.signals() for share in signal.shares()} <= MEASURES.keys()


def test_who_stands_or_sits_with_knees_wide_apart_is_one_person():
    body_can = 2 * 1.0 + 0.5  # two thighs end to end, and the width of the pelvis, in thigh lengths
    on_feet = {name for name, one in shipped().exercises.items() if one.position in ("standing", "sitting")}
    coached = [spec for spec in shipped_coaching().values() if spec.exercise in on_feet or spec.id in UI_PRMD]
    assert len(coached) >= 25
    assert [spec.id for spec in coached if spec.widest_knees < body_can] == []


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path):
    good = (FOLDER / "coaching" / "x02.toml").read_text()
    (tmp_path / "coaching").mkdir()
    (tmp_path / "coaching" / "x02.toml").write_text(
        good.replace('which = "', 'wich = "').replace("smallest = ", "smalest = ")
    )
    (tmp_path / "coaching" / "x03.toml").write_text("id = [")
    with pytest.raises(ContentError) as told:
        load_coaching(tmp_path)
    assert {fault.where.split()[0] for fault in told.value.faults} == {"coaching/x02.toml", "coaching/x03.toml"}


def test_limits_that_contradict_each_other_are_a_fault():
    data = tomllib.loads((FOLDER / "coaching" / "x02.toml").read_text())
    data["repetition"]["smallest"] = 99
    spec = Coaching.model_validate(data)
    told = list(faults({"X02": spec}, shipped(), date(2026, 11, 23)))
    assert [fault.advice for fault in told] == ["make smallest <= low < high"]
