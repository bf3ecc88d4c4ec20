"""The language a course is told in changes its words and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from pydantic import BaseModel

from coxa.care.course import course
from coxa.care.screening import screen
from coxa.knowledge.decision_table import DecisionTable
from coxa.knowledge.loader import shipped
from coxa.knowledge.translation import ENGLISH, languages, shipped_translations
from coxa.knowledge.vocabulary import Answer
from strategies.histories import records
from strategies.record import DAY_0, Record
from strategies.tries import tries

OTHERS = languages()


def translations_of(language: str) -> dict[str, set[str]]:
    """Every English text with what any file makes of it."""
    found: dict[str, set[str]] = {}
    for file in shipped_translations(language).values():
        for text, told in file.root.items():
            found.setdefault(text, set()).add(told)
    return found


def differences(english: Any, other: Any, words: dict[str, set[str]], where: str = "") -> Iterator[str]:
    """Where two values are not the same thing told in two languages."""
    if isinstance(english, str) and english != other and other in told_in(english, words):
        return
    inside, beside = parts(english), parts(other)
    if type(english) is not type(other) or list(inside) != list(beside) or (not inside and english != other):
        yield f"{where}: {english!r} became {other!r}"
        return
    for name, part in inside.items():
        yield from differences(part, beside[name], words, f"{where}.{name}")


def parts(value: Any) -> dict[Any, Any]:
    """What a value is made of, by name or place; nothing for a plain value."""
    if isinstance(value, dict):
        return value
    if isinstance(value, tuple | list):
        return dict(enumerate(value))
    if isinstance(value, DecisionTable):
        return {"rows": value.rows}
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    return {field.name: getattr(value, field.name) for field in fields(value)} if is_dataclass(value) else {}


def told_in(text: str, words: dict[str, set[str]]) -> set[str]:
    """What a text may become; a reason may be made of two texts."""
    found = set(words.get(text, ()))
    for between in (": ", " "):
        for split in re.finditer(between, text):
            first, second = words.get(text[: split.start()], ()), words.get(text[split.end() :], ())
            found |= {f"{one}{between}{two}" for one in first for two in second}
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_content_in_another_language_decides_by_the_same_values(language: str) -> None:
    assert list(differences(shipped(), shipped(language), translations_of(language))) == []
    assert shipped(language).version == shipped().version


@pytest.mark.parametrize("language", OTHERS)
def test_content_in_another_language_is_told_in_it(language: str) -> None:
    names = [(one.name, shipped(language).exercises[id_].name) for id_, one in shipped().exercises.items()]
    assert len([name for name, told in names if name != told]) > 0.9 * len(names)
    asked = zip(shipped().questions.values(), shipped(language).questions.values(), strict=True)
    assert [one.id for one, told in asked if one.question == told.question] == []


def test_language_there_is_none_of_is_told_in_english() -> None:
    assert shipped("xx") is shipped(ENGLISH)


@pytest.mark.parametrize("language", OTHERS)
@tries(8)
@given(told=records(most=12))
def test_course_is_the_same_in_another_language(language: str, told: tuple[Record, int]) -> None:
    record, day = told
    today = DAY_0 + timedelta(days=day)
    english, other = (course(record.entries, shipped(one), today) for one in (ENGLISH, language))
    assert list(differences(english, other, translations_of(language))) == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("answer", [None, Answer.YES, Answer.DONT_KNOW])
def test_screening_is_the_same_in_another_language(language: str, answer: Answer | None) -> None:
    answers = {question.id: answer for question in shipped().screening.question if answer}
    english, other = screen(answers, shipped()), screen(answers, shipped(language))
    assert list(differences(english, other, translations_of(language))) == []
