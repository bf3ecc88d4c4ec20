"""Every movement that comes with Coxa: well written, solved as it stands, and passing every check."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from body.movements import KINDS, MOVEMENTS, SQUAT, squat
from coxa.body.building import RESULTS, build, solved
from coxa.body.trajectory import result
from coxa.cli import main
from coxa.knowledge.checks.files import movement_file, read_whole
from coxa.knowledge.checks.movements import faults
from coxa.knowledge.loader import shipped
from coxa.knowledge.reader import FOLDER

BRIDGE = [MOVEMENTS["X02"]]
FILES = read_whole(FOLDER)


@pytest.mark.parametrize("exercise", sorted(MOVEMENTS))
def test_the_kept_result_belongs_to_the_text(exercise: str) -> None:
    assert solved(MOVEMENTS[exercise], KINDS) is not None, f"run: coxa body build {exercise}"


@pytest.mark.parametrize("exercise", sorted(MOVEMENTS))
def test_every_check_is_passed(exercise: str, tmp_path: Path) -> None:
    (tmp_path / f"{exercise}.npz").write_bytes((RESULTS / f"{exercise}.npz").read_bytes())

    (built,) = build([MOVEMENTS[exercise]], KINDS, tmp_path)

    assert [finding for finding in built.findings if not finding.good] == []
    assert not built.solved


@pytest.mark.parametrize("exercise", sorted(MOVEMENTS))
def test_expected_ranges_hold_in_the_movement_itself(exercise: str) -> None:
    movement, trajectory = MOVEMENTS[exercise], result(exercise)
    for expected in movement.expected:
        value = trajectory.angle(expected.angle)[round(movement.keyframe(expected.keyframe).at_s * 25)]
        assert expected.least - expected.tolerance <= value <= expected.most + expected.tolerance


def test_files_hold_together() -> None:
    assert list(faults(shipped(), FILES)) == []


def test_an_exercise_without_a_movement_is_a_fault() -> None:
    fewer = {name: file for name, file in FILES.items() if name not in {movement_file("G03"), movement_file("X02")}}
    assert [fault.where for fault in faults(shipped(), fewer)] == ["exercises/g03.toml", "exercises/x02.toml"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"supports": [{"segment": "tail", "on": "floor"}]}, "tail is no segment"),
        ({"supports": [{"segment": "foot_left", "on": "floor", "points": ["nose"]}]}, "foot_left has no point nose"),
        ({"peak": "top"}, "peak names the keyframe top"),
        ({"keyframes": SQUAT["keyframes"][1:]}, "the first keyframe is at at_s = 0"),
        ({"keyframes": [*SQUAT["keyframes"], SQUAT["keyframes"][1] | {"at_s": 2}]}, "comes at 2.0 s, before"),
        ({"evidence": []}, "at least 1 item"),
        ({"keyframes": [SQUAT["keyframes"][0] | {"both": {"wing": 3}}, *SQUAT["keyframes"][1:]]}, "wing is no angle"),
    ],
)
def test_a_slip_in_a_movement_is_told(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        squat(**changes)


def test_building_again_solves_nothing_new(tmp_path: Path) -> None:
    first = [built.solved for built in build(BRIDGE, KINDS, tmp_path)]
    second = [built.solved for built in build(BRIDGE, KINDS, tmp_path)]

    assert (first, second) == ([True], [False])


def test_show_prints_the_working_side_and_draws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["body", "show", "g03", "--side", "left", "--frames", "3", "--picture", str(tmp_path / "g03.png")])

    said = capsys.readouterr().out
    assert code == 0
    assert "hip_abduction_left" in said
    assert (tmp_path / "g03.png").stat().st_size > 1000


def test_show_tells_which_faults_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["body", "show", "G03", "--fault", "flies"])

    assert code == 2
    assert "name one of body_leans, toes_turn_out" in capsys.readouterr().err


def test_an_unknown_exercise_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["body", "build", "Z99"]) == 2
    assert "Z99: has no movement file" in capsys.readouterr().err
