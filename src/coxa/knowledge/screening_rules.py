"""What is asked before exercise, what the answers mean, and what always stops a session."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from coxa.knowledge.evidence import Citation, ContentFile, Frozen, Text
from coxa.knowledge.vocabulary import Level, Tag

QuestionId = Annotated[str, StringConstraints(pattern=r"^(RF|EX)\d{2}[a-z]?$")]
SymptomId = Annotated[str, StringConstraints(pattern=r"^SN\d{2}$")]
GateId = Annotated[str, StringConstraints(pattern=r"^GA\d{2}$")]


class Raise(Frozen):
    """Another answer that changes how urgent this one is."""

    by: QuestionId
    to: Level


class Question(Frozen):
    """One yes/no safety question and what "yes" leads to."""

    id: QuestionId
    question: Text
    help: Text | None = None
    level: Level
    concern: Text
    because: Text
    act: Text
    asked_if: tuple[QuestionId, ...] = ()
    """Asked only when one of these was answered with anything but "no"."""
    raised_by: tuple[Raise, ...] = ()
    """More urgent when that question, too, was answered with anything but "no"."""
    lowered_by: tuple[Raise, ...] = ()
    """Less urgent when that question was answered "yes", and only then."""
    tags: tuple[Tag, ...] = ()
    short_list: bool = False
    """Asked again before every session, in the words of `short`."""
    short: Text | None = None
    cleared_by: Literal["professional", "operating_team", "nobody"] = "professional"
    postpones: bool = False
    """No session today; asked again tomorrow."""
    informs_only: bool = False
    """Not a flag: it only helps to weigh other answers, and "yes" is the good news."""
    evidence: tuple[Citation, ...] = Field(min_length=1)


class LevelAdvice(Frozen):
    """What a level of urgency means to a person."""

    level: Level
    title: Text
    advice: tuple[Text, ...] = Field(min_length=1)
    who: Text
    by_when: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)


class EmergencyNumber(Frozen):
    """The number to call in a country (ISO 3166-1 alpha-2)."""

    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    name: Text
    number: Text


class Screening(ContentFile):
    """The whole screening: questions in the order they are asked, and the words for each level."""

    question: tuple[Question, ...] = Field(min_length=1)
    level: tuple[LevelAdvice, ...] = Field(min_length=1)


class StopSymptom(Frozen):
    """Something that ends a session at once, and what happens then."""

    id: SymptomId
    symptom: Text
    level: Level
    ends: Literal["exercise", "session"]
    ask: tuple[QuestionId, ...] = ()
    advice: tuple[Text, ...] = Field(min_length=1)
    only_with: tuple[Tag, ...] = ()
    evidence: tuple[Citation, ...] = Field(min_length=1)


class Gate(Frozen):
    """A rule for a group of people: who is not served, or served with more care."""

    id: GateId
    group: Text
    rule: Text
    effect: Literal["not_served", "carer_only", "team_only", "gentle_start", "stricter_pain"]
    tags: tuple[Tag, ...] = ()
    evidence: tuple[Citation, ...] = Field(min_length=1)


class StopRules(ContentFile):
    """Everything that ends an exercise or a session."""

    symptom: tuple[StopSymptom, ...] = Field(min_length=1)


class Gates(ContentFile):
    """The rules for groups of people."""

    gate: tuple[Gate, ...] = Field(min_length=1)


class EmergencyNumbers(ContentFile):
    """Whom to call, by country, and the words for everywhere else."""

    fallback: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)
    number: tuple[EmergencyNumber, ...]
