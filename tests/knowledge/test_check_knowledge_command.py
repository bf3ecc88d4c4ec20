"""`coxa check-knowledge`: what it prints, and what it returns."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coxa.cli import main
from coxa.knowledge.loader import shipped

Change = Callable[[str, str, str], None]
Capture = pytest.CaptureFixture[str]


def counts() -> dict[str, int]:
    content = shipped()
    return {
        "exercises": len(content.exercises),
        "conditions": len(content.conditions),
        "lessons": len(content.lessons),
        "safety questions": len(content.questions),
        "rules": len(content.progression.rows) + len(content.review.rows) + len(content.course_rules),
        "sources": len(content.sources),
    }


def test_no_fault_prints_one_line_of_counts(capsys: Capture) -> None:
    code = main(["check-knowledge"])
    told = ", ".join(f"{number} {name}" for name, number in counts().items())
    assert (code, capsys.readouterr()) == (0, (f"No fault in {told}.\n", ""))


def test_no_fault_as_json_has_an_empty_list(capsys: Capture) -> None:
    code = main(["check-knowledge", "--json"])
    assert (code, json.loads(capsys.readouterr().out)) == (0, {"faults": [], "counts": counts()})


def test_faults_of_several_files_are_all_printed(change: Change, folder: Path, capsys: Capture) -> None:
    change("exercises/g05.toml", '["G06", "G07"]', '["G06", "G07", "G99"]')
    change("rules/gates.toml", 'status = "draft"', 'status = "reviewed"')
    code = main(["check-knowledge", "--folder", str(folder)])
    assert (code, capsys.readouterr().out) == (
        1,
        "exercises/g05.toml harder.2: names the exercise G99, which does not exist "
        "→ name one that exists, or take the link out\n"
        "rules/gates.toml status: is reviewed, but no clinician is named "
        '→ write "draft": nothing records yet which clinician has signed a file\n'
        f"2 faults in {folder}\n",
    )


def test_broken_schemas_are_all_printed(change: Change, folder: Path, capsys: Capture) -> None:
    change("exercises/g05.toml", 'position = "side_lying"', 'position = "flying"')
    (folder / "rules/gates.toml").unlink()
    code = main(["check-knowledge", "--folder", str(folder), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (code, [fault["where"] for fault in told["faults"]], told["counts"]) == (
        1,
        ["exercises/g05.toml position", "rules/gates.toml"],
        {},
    )


def test_folder_that_is_not_there_says_what_to_restore(tmp_path: Path, capsys: Capture) -> None:
    code = main(["check-knowledge", "--folder", str(tmp_path / "none")])
    lines = capsys.readouterr().out.splitlines()
    assert (code, lines[0]) == (1, "bibliography.json: cannot be read (No such file or directory) → restore the file")
