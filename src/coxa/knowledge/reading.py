"""How hard a text is to read.

The automated readability index (Senter and Smith 1967, AMRL-TR-66-220) counts letters, words and sentences; its result
is a US school grade, so 6 is an age of about 11 to 12. It needs no syllables and no dictionary.
"""

import re

MOST_GRADE = 7.0
"""The hardest a file may be on average (our design choice: a reading age of about 12 at most)."""

MOST_WORDS = 25
"""The longest a sentence may be, in words (our design choice)."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


def sentences(text: str) -> list[str]:
    """Split `text` at full stops, question marks and exclamation marks."""
    return [part for part in _SENTENCE_END.split(text.strip()) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """The words of `text`; a hyphenated word counts once."""
    return _WORD.findall(text)


def grade(texts: list[str]) -> float:
    """The automated readability index of all `texts` together; 0 where there is nothing to read."""
    parts = [sentence for text in texts for sentence in sentences(text)]
    found = [word for part in parts for word in words(part)]
    if not found:
        return 0.0
    letters = sum(len(word) for word in found)
    return 4.71 * letters / len(found) + 0.5 * len(found) / len(parts) - 21.43


def long_sentences(texts: list[str]) -> list[str]:
    """Every sentence of `texts` with more than `MOST_WORDS` words."""
    return [part for text in texts for part in sentences(text) if len(words(part)) > MOST_WORDS]
