"""The same content in every language: what is missing, left over, or not the same."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coxa.errors import Fault
from coxa.knowledge.checks.files import files_of, read_whole
from coxa.knowledge.checks.translations import faults
from coxa.knowledge.loader import load
from coxa.knowledge.reader import FOLDER

Found = Callable[[], list[tuple[str, str]]]
Change = Callable[[str, str, str], None]

G05 = "languages/de/exercises/g05.toml"
STOP_NOW = "languages/de/rules/stop_now.toml"
QUESTIONS = "languages/de/rules/screening.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped content in all its languages, to be changed."""
    return Path(shutil.copytree(FOLDER, tmp_path / "content"))


@pytest.fixture
def found(folder: Path) -> Found:
    def found() -> list[tuple[str, str]]:
        """Where and what, for every fault of the translations."""
        told: Iterator[Fault] = faults(files_of(load(folder), read_whole(folder)))
        return [(fault.where, fault.what) for fault in told]

    return found


@pytest.fixture
def translation(folder: Path) -> Callable[[str, str], None]:
    """Give a text of a German file another translation; without one, take its line out."""

    def translate(name: str, text: str, told: str = "") -> None:
        file = folder / name
        lines = file.read_text(encoding="utf-8").splitlines()
        [line] = [line for line in lines if line.startswith(f'"{text}" = ')]
        lines[lines.index(line)] = f'"{text}" = "{told}"' if told else ""
        file.write_text("\n".join(lines), encoding="utf-8")

    return translate


def test_shipped_translations_have_no_fault(found: Found) -> None:
    assert found() == []


def test_line_taken_out_is_a_missing_translation(translation: Change, found: Found) -> None:
    translation(G05, "Clamshell")
    assert found() == [(G05, "does not translate “Clamshell”")]


def test_file_taken_out_misses_all_its_texts(folder: Path, found: Found) -> None:
    (folder / G05).unlink()
    assert {where for where, _ in found()} == {G05}
    assert len(found()) > 20


def test_english_text_changed_is_missing_and_left_over(change: Change, found: Found) -> None:
    change("exercises/g05.toml", 'name = "Clamshell"', 'name = "Clam"')
    assert found() == [
        (G05, "does not translate “Clam”"),
        (G05, "translates “Clamshell”, which no longer stands there"),
    ]


def test_empty_translation_is_a_fault(translation: Change, found: Found) -> None:
    translation(G05, "Clamshell", " ")
    assert found() == [(f"{G05} “Clamshell”", "has an empty translation")]


def test_placeholder_lost_is_a_fault(change: Change, found: Found, folder: Path) -> None:
    file = folder / STOP_NOW
    line = next(line for line in file.read_text().splitlines() if "{emergency_number}" in line)
    change(STOP_NOW, line, line[::-1].replace("{emergency_number}"[::-1], "112"[::-1], 1)[::-1])
    assert [what for _, what in found()] == [
        "has other placeholders than the English text",
        "does not have the same numbers: 112",
    ]


@pytest.mark.parametrize(
    ("text", "told", "lost"),
    [
        ("Hold for 5 seconds.", "Halten Sie 15 Sekunden.", "5, 15"),
        ("Hold for 5 seconds.", "Halten Sie.", "5"),
        ("Hold for 5 seconds.", "Halten Sie fünf Sekunden.", ""),
        ("Do it twice.", "Tun Sie es 2-mal.", ""),
        ("Lift it 2.5 cm.", "Heben Sie es 2,5 cm.", ""),
        ("Lift it 2.5 cm.", "Heben Sie es 25 cm.", "2.5, 25"),
    ],
)
def test_number_lost_is_a_fault_unless_it_is_written_as_a_word(
    folder: Path, found: Found, text: str, told: str, lost: str
) -> None:
    course = folder / "rules/course.toml"
    rule = f'\n[[rule]]\nid = "ZZ01"\nbecause = "{text}"\nevidence = [{{ source = "coxa-design", mark = "D" }}]\n'
    course.write_text(course.read_text() + rule)
    file = folder / "languages/de/rules/course.toml"
    file.write_text(f'{file.read_text()}\n"{text}" = "{told}"\n')
    assert [what for _, what in found()] == ([f"does not have the same numbers: {lost}"] if lost else [])


def test_sentence_left_in_english_is_a_fault(folder: Path, found: Found) -> None:
    text = "A class is many movements, and the figure shows one of them."
    file = folder / "languages/de/loads.toml"
    lines = [line for line in file.read_text().splitlines() if not line.startswith(f'"{text}"')]
    file.write_text("\n".join([*lines, f'"{text}" = "{text}"']))
    assert [what for _, what in found()] == ["is the same as the English text"]


def test_name_may_be_the_same_in_both_languages(translation: Change, found: Found) -> None:
    translation(G05, "Clamshell", "Clamshell")
    assert found() == []


def test_sentence_that_is_too_long_is_a_fault(translation: Change, found: Found) -> None:
    translation(G05, "Clamshell", " ".join(["Muschel"] * 26))
    assert [what.split(":")[0] for _, what in found()] == ["has a sentence that is too long"]
