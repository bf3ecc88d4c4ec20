"""The phases and the pain profiles: all there, each once, from gentle to hard."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from coxa.errors import Fault
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import PainProfile, Phase


def faults(content: Content) -> Iterator[Fault]:
    """Phases and profiles that are missing, doubled or out of order."""
    phases = [rule.phase for rule in content.dosing.phase]
    profiles = [rule.profile for rule in content.dosing.profile]
    yield from _each_once("phase", phases, list(Phase))
    yield from _each_once("profile", profiles, list(PainProfile))
    if sorted(phases) == sorted(Phase) and phases != list(Phase):
        advice = f"put them in this order: {', '.join(Phase)}"
        yield Fault("rules/dosing.toml phase", "does not go from the gentlest phase to the hardest", advice)


def _each_once(key: str, found: Sequence[StrEnum], wanted: Sequence[StrEnum]) -> Iterator[Fault]:
    for name in wanted:
        if found.count(name) != 1:
            what = f"holds {name} {found.count(name)} times"
            yield Fault(f"rules/dosing.toml {key}", what, f"describe each {key} exactly once")
