"""Loads are computed once, kept as files that read back the same, and computed again only when something changed."""

import shutil
from pathlib import Path

import pytest

pytest.importorskip("mujoco")
pytest.importorskip("daqp")

from coxa.body.load.keeping import keep_loads, movement_of  # after the extra was found
from coxa.cli import main
from coxa.errors import InputError
from coxa.knowledge.load import LoadResult, load_results, load_rules
from coxa.knowledge.loader import shipped
from coxa.knowledge.reader import FOLDER
from coxa.knowledge.vocabulary import LoadBand

BRIDGE = shipped().exercises["X02"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LoadResult]:
    folder = tmp_path_factory.mktemp("content")
    (first,) = keep_loads([BRIDGE], folder / "loads", load_rules(), {})
    assert first.computed
    return folder, first.result


def test_file_reads_back_as_it_was_written(kept: tuple[Path, LoadResult]) -> None:
    folder, result = kept
    assert load_results(folder) == {"X02": result}


def test_bridge_loads_both_hips_alike_and_less_than_walking(kept: tuple[Path, LoadResult]) -> None:
    model = kept[1].model
    assert model.flags == ()
    assert model.working.peak == pytest.approx(model.other.peak, abs=0.03)
    assert model.working.peak < 0.8
    assert model.working.low <= model.working.peak <= model.working.high
    assert max(model.working.course) == pytest.approx(model.working.peak, abs=0.05)


def test_nothing_is_computed_while_nothing_changed(kept: tuple[Path, LoadResult]) -> None:
    folder, result = kept
    (again,) = keep_loads([BRIDGE], folder / "loads", load_rules(), {"X02": result})
    assert not again.computed
    assert again.result == result


@pytest.mark.parametrize("change", [{"method": 999}, {"movement": "another-one"}, {"reference": "another-one"}])
def test_another_method_movement_or_walking_is_computed_again(
    change: dict[str, object], kept: tuple[Path, LoadResult], tmp_path: Path
) -> None:
    old = kept[1].model_copy(update=change)
    (again,) = keep_loads([BRIDGE], tmp_path, load_rules(), {"X02": old})
    assert again.computed
    assert again.result == kept[1]


def test_change_of_the_published_band_is_decided_again(kept: tuple[Path, LoadResult], tmp_path: Path) -> None:
    heavier = BRIDGE.model_copy(update={"load": BRIDGE.load.model_copy(update={"working": LoadBand.L3})})
    (again,) = keep_loads([heavier], tmp_path, load_rules(), {"X02": kept[1]})
    assert again.computed
    assert again.result.decision.working is LoadBand.L3


def test_exercise_without_a_movement_says_how_to_make_one() -> None:
    with pytest.raises(InputError, match="coxa body build Z99"):
        movement_of("Z99")


def test_command_writes_the_file_and_prints_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "content", ignore=shutil.ignore_patterns("loads"))
    assert main(["body", "load", "x02", "--folder", str(folder)]) == 0
    assert "X02" in capsys.readouterr().out
    assert [*load_results(folder)] == ["X02"]


def test_command_refuses_what_is_no_exercise(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["body", "load", "Z99"]) == 2
    assert "Z99" in capsys.readouterr().err
