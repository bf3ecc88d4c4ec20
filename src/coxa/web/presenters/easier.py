"""The easier exercises that may stand in for one that was too hard or hurt."""

from dataclasses import dataclass

from coxa.care.allowing import allowed
from coxa.care.prescribing import entry_dose
from coxa.care.response import SessionRecord
from coxa.care.situation import Situation
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.web.presenters.doses import amount_words
from coxa.web.presenters.session import adaptations


@dataclass(frozen=True, slots=True)
class Easier:
    """An easier exercise with its gentlest dose."""

    exercise: Exercise
    dose: str
    adaptations: tuple[str, ...]


def easier_than(original: str, record: SessionRecord, situation: Situation, content: Content) -> tuple[Easier, ...]:
    """The easier neighbours of `original` this person may do and that are not in the session anyway."""
    planned = {line.exercise for line in record.planned.values()}
    near = (content.exercises[one] for one in content.exercises[original].easier if one not in planned)
    return tuple(
        Easier(one, amount_words(entry_dose(one, situation, content)), adaptations(one, situation))
        for one in near
        if allowed(one, situation, content)
    )
