"""How hard each file is to read."""

from collections import defaultdict
from collections.abc import Iterator

from coxa.errors import Fault
from coxa.knowledge.checks.files import Files
from coxa.knowledge.checks.person_texts import person_texts
from coxa.knowledge.reading import MOST_GRADE, MOST_WORDS, grade, long_sentences


def faults(files: Files) -> Iterator[Fault]:
    """Files that read too hard as a whole, and single sentences that are too long."""
    by_file: dict[str, list[str]] = defaultdict(list)
    for where, text in person_texts(files):
        by_file[where.split()[0]].append(text)
        for sentence in long_sentences([text]):
            what = f"has a sentence of more than {MOST_WORDS} words: {sentence[:60]}…"
            yield Fault(where, what, "make two sentences of it")
    for name, texts in by_file.items():
        if grade(texts) > MOST_GRADE:
            what = f"reads at grade {grade(texts):.1f}; the most is {MOST_GRADE:.0f}"
            yield Fault(name, what, "use shorter words and shorter sentences")
