"""Evidence ids as citations people can read."""

from collections.abc import Iterable

from coxa.knowledge.bibliography import describe
from coxa.knowledge.library import Content


def citations(evidence: Iterable[str], content: Content) -> tuple[str, ...]:
    """One line for each source, each once."""
    known = (content.sources.get(source) for source in dict.fromkeys(evidence))
    return tuple(describe(source) for source in known if source)
