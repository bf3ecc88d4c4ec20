"""The outcome of a rule, with the reason a person can read."""

from collections.abc import Iterable
from dataclasses import dataclass

from coxa.knowledge.evidence import Citation
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Action, Level


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so: the rule, a sentence, and the evidence ids."""

    rule: str
    because: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to one prescription next, and why."""

    action: Action
    reason: Reason
    refer: Level | None = None


def reason_of(rule: str, content: Content) -> Reason:
    """The reason of one rule of the course as a whole."""
    found = content.course_rules[rule]
    return Reason(rule, found.because, sources(found.evidence))


def sources(citations: Iterable[Citation]) -> tuple[str, ...]:
    """The evidence ids of `citations`, in order, each once."""
    return tuple(dict.fromkeys(citation.source for citation in citations))
