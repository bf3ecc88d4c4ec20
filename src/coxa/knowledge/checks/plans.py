"""The starter plans: whoever begins, even in the gentlest phase, finds something in every line."""

from collections.abc import Iterator

from coxa.errors import Fault
from coxa.knowledge.checks.ladders import is_light
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Phase


def faults(content: Content) -> Iterator[Fault]:
    """Lines that open in the gentlest phase with nothing light enough for it."""
    for plan in content.plans.plan:
        for slot in plan.slot:
            known = [content.exercises[name] for name in slot.candidates if name in content.exercises]
            if slot.from_phase is Phase.SETTLE and known and not any(is_light(exercise) for exercise in known):
                yield Fault(
                    f"rules/plans.toml plan.{plan.id}.slot.{slot.id}.candidates",
                    "opens in the settle phase, but no candidate is of band L1 or below on both hips",
                    "add a lighter candidate, or let the line begin in a later phase",
                )
