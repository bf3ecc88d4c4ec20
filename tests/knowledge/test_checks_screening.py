"""The safety questions as a whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coxa.errors import Fault

Change = Callable[[str, str, str], None]
Found = Callable[[], tuple[Fault, ...]]
FILE = "rules/screening.toml"


@pytest.fixture
def move(folder: Path) -> Callable[[str, str], None]:
    """Put one question in front of another, or only take it out when there is no other."""

    def move(question: str, before: str) -> None:
        file = folder / FILE
        head, *parts = file.read_text(encoding="utf-8").split("[[question]]")
        parts[-1], *levels = parts[-1].split("[[level]]")
        moved = next(part for part in parts if f'id = "{question}"\n' in part)
        parts.remove(moved)
        if before:
            parts.insert(next(n for n, part in enumerate(parts) if f'id = "{before}"\n' in part), moved)
        file.write_text("[[level]]".join(["[[question]]".join([head, *parts]), *levels]), encoding="utf-8")

    return move


def test_question_taken_out_is_a_fault(move: Callable[[str, str], None], found: Found) -> None:
    move("RF23", "")
    assert found() == (Fault(f"{FILE} question", "lacks RF23", "put the question back"),)


def test_follow_up_before_its_question_is_a_fault(move: Callable[[str, str], None], found: Found) -> None:
    move("RF06a", "RF06")
    where = f"{FILE} question.RF06a.asked_if"
    assert found() == (Fault(where, "names RF06, which is asked later", "move RF06a behind RF06"),)


def test_emergency_behind_a_calmer_question_is_a_fault(move: Callable[[str, str], None], found: Found) -> None:
    move("RF14", "RF09")
    where = f"{FILE} question.RF14"
    advice = "move it to the emergencies at the top"
    assert found() == (Fault(where, "is an emergency, asked only after RF19", advice),)


def test_short_list_without_short_words_is_a_fault(change: Change, found: Found) -> None:
    change(FILE, 'short = "New hip: sudden pain, a clunk, or the leg will not hold you"\n', "")
    where, what = f"{FILE} question.RF24.short", "is missing, though it is on the short list"
    assert found() == (Fault(where, what, "say the question in a few words"),)


def test_short_words_never_asked_are_a_fault(change: Change, found: Found) -> None:
    old = 'short_list = true\nshort = "New hip: sudden'
    change(FILE, old, 'short = "New hip: sudden')
    where = f"{FILE} question.RF24.short"
    assert found() == (Fault(where, "is never asked", "set short_list, or take it out"),)


def test_change_to_a_level_the_wrong_way_is_a_fault(change: Change, found: Found) -> None:
    change(FILE, '{ by = "RF22", to = "same_day" }', '{ by = "RF22", to = "caution" }')
    where = f"{FILE} question.RF29.raised_by.0"
    assert found() == (Fault(where, "goes from see_first to caution", "turn the levels round"),)


def test_emergency_without_a_number_to_call_is_a_fault(change: Change, found: Found) -> None:
    change(FILE, "Call {emergency_number} now. Keep the leg still while you wait.", "Get help now.")
    where = f"{FILE} question.RF14.act"
    assert found() == (Fault(where, "does not say whom to call", "name {emergency_number} in it"),)


def test_level_without_words_is_a_fault(change: Change, found: Found) -> None:
    change(FILE, '[[level]]\nlevel = "ok"', '[[level]]\nlevel = "caution"')
    advice = "describe each level exactly once"
    assert found() == (
        Fault(f"{FILE} level", "holds caution 2 times", advice),
        Fault(f"{FILE} level", "holds ok 0 times", advice),
    )
