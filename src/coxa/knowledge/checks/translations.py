"""Whether the content says the same in every language: nothing missing, nothing left over, no number lost."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from coxa.errors import Fault
from coxa.knowledge.checks.files import Files
from coxa.knowledge.checks.person_texts import translatable_texts
from coxa.knowledge.reading import long_sentences, words
from coxa.knowledge.translation import ENGLISH, LANGUAGES, LOADS, Translation

NAME_WORDS: Final = 3
"""A text of no more words may be the same in both languages, as names and Latin words are (our design choice)."""

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_PLACEHOLDER: Final = re.compile(r"\{[^}]*\}?")
_WRITTEN_OUT: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "1": r"one|once|first|an?", "2": r"two|twice|second|both", "3": r"three|third", "4": r"four|fourth",
        "5": r"five|fifth", "6": r"six|sixth", "7": r"seven", "8": r"eight", "9": r"nine", "10": r"ten",
        "11": r"eleven", "12": r"twelve",
    },
    "de": {
        "1": r"ein(s|e[mnrs]?|mal)?|erste\w*", "2": r"zwei(mal|te\w*)?|beide\w*", "3": r"drei(mal)?|dritte\w*",
        "4": r"vier(mal|te\w*)?", "5": r"fünf(mal|te\w*)?", "6": r"sechs(mal|te\w*)?", "7": r"sieben(mal)?",
        "8": r"acht(mal)?", "9": r"neun(mal)?", "10": r"zehn(mal)?", "11": r"elf(mal)?", "12": r"zwölf(mal)?",
    },
}  # fmt: skip
"""How small numbers are written as words, where a text may say them so."""


def faults(files: Files) -> Iterator[Fault]:
    """Everything that is wrong with the translations among `files`."""
    english = _english(files)
    for language, translations in sorted(_languages(files).items()):
        for name in sorted({*english, *translations}):
            where, translation = f"{LANGUAGES}/{language}/{name}", translations.get(name, {})
            # Which of its sentences the loads use changes with every computation, so none of them is left over.
            texts = tuple(dict.fromkeys([*english.get(name, ()), *(translation if name == LOADS else ())]))
            yield from _of_file(where, language, texts, translation)


def _english(files: Files) -> Mapping[str, tuple[str, ...]]:
    """The texts people read, each once, by the file that has to translate them."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for where, text in translatable_texts(files):
        name = where.split()[0]
        found[LOADS if name.startswith("loads/") else name][text] = None
    return {name: tuple(texts) for name, texts in found.items()}


def _languages(files: Files) -> Mapping[str, dict[str, Mapping[str, str]]]:
    found: dict[str, dict[str, Mapping[str, str]]] = defaultdict(dict)
    for name, file in files.items():
        if isinstance(file, Translation):
            _, language, rest = name.split("/", 2)
            found[language][rest] = file.root
    return found


def _of_file(where: str, language: str, texts: tuple[str, ...], translation: Mapping[str, str]) -> Iterator[Fault]:
    for text in texts:
        if text not in translation:
            yield Fault(where, f"does not translate “{_short(text)}”", "add a line with this text and its translation")
    for text, told in translation.items():
        if text not in texts:
            what = f"translates “{_short(text)}”, which no longer stands there"
            yield Fault(where, what, "take the line out, or give it the new English text")
        else:
            yield from _of_text(f"{where} “{_short(text)}”", language, text, told)


def _of_text(where: str, language: str, text: str, told: str) -> Iterator[Fault]:
    if not told.strip():
        yield Fault(where, "has an empty translation", "translate it")
        return
    if told == text and len(words(text)) > NAME_WORDS:
        yield Fault(where, "is the same as the English text", "translate it")
    if sorted(_PLACEHOLDER.findall(told)) != sorted(_PLACEHOLDER.findall(text)):
        yield Fault(where, "has other placeholders than the English text", "keep each {placeholder} as it is")
    lost = _numbers_lost(language, text, told)
    if lost:
        yield Fault(where, f"does not have the same numbers: {', '.join(lost)}", "say every number, and no other")
    for sentence in long_sentences([told]):
        yield Fault(where, f"has a sentence that is too long: {_short(sentence)}", "make two sentences of it")


def _numbers_lost(language: str, text: str, told: str) -> list[str]:
    """The numbers that only one of both texts has, as figures or as words."""
    english, other = _numbers(text), _numbers(told)
    missing = [number for number in (english - other).elements() if not _says(number, told, language)]
    added = [number for number in (other - english).elements() if not _says(number, text, ENGLISH)]
    return [*missing, *added]


def _numbers(text: str) -> Counter[str]:
    return Counter(number.replace(",", ".") for number in _NUMBER.findall(text))


def _says(number: str, text: str, language: str) -> bool:
    written = _WRITTEN_OUT.get(language, {}).get(number)
    return bool(written and re.search(rf"\b({written})\b", text, re.IGNORECASE))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
