"""The catalogues of the pages' sentences: complete, compiled, and with every placeholder."""

import ast
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

import coxa.web

WEB = Path(coxa.web.__file__).parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
OPTIONS = {"**.html": {"silent": "false"}}
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|%%")

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def ids(message: Message) -> tuple[str, ...]:
    """The English of one message: one text, or one and many."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def told(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def folder(language: str) -> Path:
    return WEB / "locale" / language / "LC_MESSAGES"


def catalogue(language: str) -> Catalog:
    with (folder(language) / "django.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def test_every_sentence_of_the_pages_is_there_and_no_other(language: str) -> None:
    found = {
        (message,) if isinstance(message, str) else message
        for _, _, message, _, _ in extract_from_dir(WEB, METHODS, OPTIONS, KEYWORDS)
    }
    assert {ids(message) for message in messages(language)} == found
    assert not catalogue(language).obsolete


def test_every_sentence_is_translated(language: str) -> None:
    assert [ids(message) for message in messages(language) if message.fuzzy or not all(told(message))] == []


def test_placeholders_are_the_same(language: str) -> None:
    wrong = []
    for message in messages(language):
        wanted = Counter(PLACEHOLDER.findall(ids(message)[-1]))
        wrong += [text for text in told(message) if Counter(PLACEHOLDER.findall(text)) != wanted]
    assert wrong == []


def test_numbers_are_the_same(language: str) -> None:
    wrong = [
        told(message)
        for message in messages(language)
        for text in told(message)
        if Counter(re.findall(r"\d+", text)) != Counter(re.findall(r"\d+", ids(message)[-1]))
    ]
    assert wrong == []


def test_compiled_catalogue_is_the_one_people_read(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    assert (folder(language) / "django.mo").read_bytes() == compiled.getvalue()


def test_no_sentence_hides_in_an_f_string_or_a_variable(language: str) -> None:
    """What script/messages cannot gather would stay English."""
    hidden = []
    for path in WEB.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        in_f_strings = {node for text in ast.walk(tree) if isinstance(text, ast.JoinedStr) for node in ast.walk(text)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                texts = node.args[: 2 if node.func.id.startswith("ng") else 1]
                if node in in_f_strings or not all(isinstance(text, ast.Constant) for text in texts):
                    hidden.append(f"{path.name}:{node.lineno} {ast.unparse(node)}")
    assert hidden == []
