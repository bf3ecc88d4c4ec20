"""The loader: what it gives, and how it refuses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coxa.errors import ContentError, Fault
from coxa.knowledge.coaching import load_coaching
from coxa.knowledge.load import load_results, load_rules
from coxa.knowledge.loader import load, load_movements, shipped
from coxa.knowledge.reader import FOLDER
from coxa.knowledge.translation import LANGUAGES

Change = Callable[[str, str, str], None]
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.toml") if LANGUAGES not in path.parts)


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """What all that read content files find wrong with them."""
    found: list[Fault] = []
    for read in (load, load_movements, load_results, load_rules, load_coaching):
        try:
            read(folder=folder)
        except ContentError as error:
            found += error.faults
    assert found
    return tuple(found)


def test_version_same_text_is_the_same(folder: Path) -> None:
    assert load(folder).version == shipped().version


def test_version_one_letter_more_is_another(folder: Path, change: Change) -> None:
    change("exercises/g05.toml", "Clamshell", "Clamshells")
    assert load(folder).version != shipped().version


def test_shelves_every_file_is_one_item(folder: Path) -> None:
    content = load(folder)
    files = {name: len(list((folder / name).glob("*.toml"))) for name in ("exercises", "conditions", "education")}
    assert files == {
        "exercises": len(content.exercises),
        "conditions": len(content.conditions),
        "education": len(content.lessons),
    }


def test_shipped_asked_twice_is_loaded_once() -> None:
    assert shipped() is shipped()


@given(broken=st.sets(st.sampled_from(FILES), min_size=1, max_size=6))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_load_several_broken_files_tells_all_at_once(folder: Path, broken: set[str]) -> None:
    for name in broken:
        (folder / name).write_text("no such = toml\n", encoding="utf-8")
    told = {fault.where for fault in faults_of(folder)}
    for name in broken:
        (folder / name).write_bytes((FOLDER / name).read_bytes())
    assert told == broken


def test_load_several_faults_of_several_files_tells_all(folder: Path, change: Change) -> None:
    change("exercises/g05.toml", 'position = "side_lying"', 'position = "flying"')
    change("exercises/g05.toml", "version = 1", "version = 0")
    change("rules/flare.toml", 'words = "A', 'word = "A')
    assert [fault.where for fault in faults_of(folder)] == [
        "exercises/g05.toml position",
        "exercises/g05.toml version",
        "rules/flare.toml word",
        "rules/flare.toml words",
    ]


def test_load_unknown_key_says_which_and_what_to_do(folder: Path, change: Change) -> None:
    change("conditions/prevention.toml", "team_only = false", "team_only = false\ncolour = 'red'")
    assert faults_of(folder) == (
        Fault(
            "conditions/prevention.toml colour",
            "Extra inputs are not permitted (found 'red')",
            "correct this key; docs/guide/content.md lists what each one holds",
        ),
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("exercises/x02.toml", 'tag = "PREG"', 'tag = "NONE"', "exercises/x02.toml cautions.0.tag"),
        ("exercises/x02.toml", 'support = "Lie', 'support = ""\nstart_ = "Lie', "exercises/x02.toml start_"),
        ("rules/dosing.toml", 'name = "Usual"', 'name = " "', "rules/dosing.toml profile.1.name"),
        ("rules/dosing.toml", "during_most = 5", "during_most = 6", "rules/dosing.toml profile.1.during_most"),
        ("rules/review.toml", 'id = "RV10"', 'id = "last"', "rules/review.toml row.9.id"),
    ],
)
def test_load_value_out_of_bounds_names_its_key(
    folder: Path, change: Change, name: str, old: str, new: str, where: str
) -> None:
    change(name, old, new)
    assert where in {fault.where for fault in faults_of(folder)}


def test_load_exercise_without_evidence_for_its_load_is_refused(folder: Path, change: Change) -> None:
    file = folder / "exercises/x02.toml"
    text = file.read_text(encoding="utf-8")
    start = text.index("evidence = [", text.index("[load]"))
    file.write_text(text[:start] + "evidence = []" + text[text.index("]\n\n[[evidence]]") + 1 :], encoding="utf-8")
    assert [fault.where for fault in faults_of(folder)] == ["exercises/x02.toml load.evidence"]


def test_load_id_not_the_name_of_the_file_says_how_to_call_it(folder: Path, change: Change) -> None:
    change("exercises/g05.toml", 'id = "G05"', 'id = "G99"')
    assert faults_of(folder) == (Fault("exercises/g05.toml id", "is G99", "rename the file to g99.toml"),)


def test_load_file_missing_says_so(folder: Path) -> None:
    (folder / "rules/gates.toml").unlink()
    assert faults_of(folder) == (
        Fault("rules/gates.toml", "cannot be read (No such file or directory)", "restore the file"),
    )


def test_load_file_in_latin1_says_so(folder: Path) -> None:
    (folder / "rules/gates.toml").write_bytes("é".encode("latin-1"))
    assert faults_of(folder) == (Fault("rules/gates.toml", "is not UTF-8 text", "save it as UTF-8"),)


def test_load_bibliography_not_json_says_so(folder: Path) -> None:
    (folder / "bibliography.json").write_text("[{", encoding="utf-8")
    assert [fault.where for fault in faults_of(folder)] == ["bibliography.json (file)"]
