"""When to get help, and how: the signs of each level of urgency, most urgent first."""

from dataclasses import dataclass
from typing import Final

from coxa.knowledge.library import Content
from coxa.knowledge.screening_rules import Question
from coxa.knowledge.vocabulary import Level
from coxa.web.presenters.safety import Advice, advice

_LEVELS: Final = (Level.EMERGENCY, Level.SAME_DAY, Level.SEE_FIRST)


@dataclass(frozen=True, slots=True)
class Signs:
    """What belongs to one level: signs at any time, signs during exercise, and what to do."""

    advice: Advice
    any_time: tuple[str, ...]
    exercising: tuple[str, ...]


def signs(content: Content, number: str) -> tuple[Signs, ...]:
    """The three levels at which a person needs someone."""
    return tuple(_signs(level, content, number) for level in _LEVELS)


def _signs(level: Level, content: Content, number: str) -> Signs:
    questions = (question for question in content.screening.question if question.level is level)
    symptoms = (symptom for symptom in content.stop_symptoms.values() if symptom.level is level)
    return Signs(
        advice=advice(content.advice(level), content, number),
        any_time=tuple(_sign(question, content) for question in questions),
        exercising=tuple(symptom.symptom for symptom in symptoms),
    )


def _sign(question: Question, content: Content) -> str:
    """The sign in few words; a follow-up without them needs the question it follows."""
    before = (content.questions[one].question for one in question.asked_if)
    return question.short or " ".join((*before, question.question))
