"""What helps on the days of a flare."""

from dataclasses import dataclass

from coxa.knowledge.library import Content
from coxa.web.presenters.citing import citations


@dataclass(frozen=True, slots=True)
class FlarePlan:
    """What a flare is, and what to do from which day on. `steps`: the day, the name, the sentences."""

    words: str
    steps: tuple[tuple[int, str, tuple[str, ...]], ...]
    sources: tuple[str, ...]


def flare_plan(content: Content) -> FlarePlan:
    """The flare plan of the content."""
    flare = content.flare
    cited = [*flare.evidence, *(citation for step in flare.step for citation in step.evidence)]
    return FlarePlan(
        words=flare.words,
        steps=tuple((step.from_day, step.name, step.words) for step in flare.step),
        sources=citations((citation.source for citation in cited), content),
    )
