"""Why something is so: the sentence, and the sources it comes from, as people can read them."""

from dataclasses import dataclass

from coxa.care.decision import Reason
from coxa.knowledge.library import Content
from coxa.web.presenters.citing import citations


@dataclass(frozen=True, slots=True)
class Because:
    """A reason in words, with its sources."""

    text: str
    sources: tuple[str, ...]


def because(reason: Reason, content: Content) -> Because:
    """One reason, ready to be read."""
    return Because(reason.because, citations(reason.evidence, content))
