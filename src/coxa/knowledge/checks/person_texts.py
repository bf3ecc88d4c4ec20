"""The sentences people read, wherever they stand."""

from collections.abc import Iterator

from coxa.knowledge.checks.files import Files, key_in, pieces
from coxa.knowledge.person_texts import keys_of, sentence_keys_of, texts_at


def person_texts(files: Files) -> Iterator[tuple[str, str]]:
    """Every sentence a person reads, with where it stands."""
    for where, piece in pieces(files):
        for key, text in texts_at(piece, sentence_keys_of(type(piece))):
            yield key_in(where, key), text


def translatable_texts(files: Files) -> Iterator[tuple[str, str]]:
    """Every text a person reads, names and other short words too, with where it stands."""
    for where, piece in pieces(files):
        for key, text in texts_at(piece, keys_of(type(piece))):
            yield key_in(where, key), text
