"""What is offered to someone whom something keeps from exercising: never a push where hip or safety say rest."""

from dataclasses import dataclass

from coxa.care.course import Course, NextStep
from coxa.care.decision import sources
from coxa.care.programme import Prescription
from coxa.knowledge.keeping_on import Answering, Barrier, HelpOffered
from coxa.knowledge.library import Content

SHUT = frozenset({NextStep.GET_HELP, NextStep.SEE_SOMEONE, NextStep.SAFETY_CHECK, NextStep.UNWELL})
"""The steps on which safety comes before any exercise."""


@dataclass(frozen=True, slots=True)
class BarrierAnswer:
    """What is said, what is offered with it, and the evidence ids; `rests` when exercise can wait today."""

    words: tuple[str, ...]
    offers: tuple[HelpOffered, ...]
    lesson: str | None
    evidence: tuple[str, ...]
    rests: bool


def answer(barrier: Barrier, course: Course, content: Content) -> BarrierAnswer:
    """The answer to `barrier` on the day of a course."""
    rules = content.barriers
    said = _said(barrier, course, content)
    rests = may_rest(course)
    offers = (rules.offered(name) for name in said.offers)
    return BarrierAnswer(
        words=said.words,
        offers=tuple(one for one in offers if _fits(one, course, rests=rests)),
        lesson=barrier.lesson,
        evidence=sources(said.evidence),
        rests=rests,
    )


def may_rest(course: Course) -> bool:
    """Whether nobody may be pushed today: safety comes first, or the hip has flared up."""
    return _is_shut(course) or course.flare_day is not None


def anywhere(course: Course, content: Content) -> tuple[Prescription, ...]:
    """The lines of the programme that need nothing but what is found away from home; none on days of rest."""
    if course.programme is None or may_rest(course):
        return ()
    found = set(content.barriers.anywhere_equipment)
    lines = course.programme.prescriptions
    return tuple(line for line in lines if found.issuperset(content.exercises[line.exercise].equipment))


def _is_shut(course: Course) -> bool:
    return bool(course.locks) or course.next_step in SHUT


def _said(barrier: Barrier, course: Course, content: Content) -> Answering:
    """The words that fit the day; an answer that asks the safety questions never pushes."""
    rules = content.barriers
    if barrier.asks_safety:
        return barrier
    if _is_shut(course):
        return rules.shut
    return rules.flare if course.flare_day is not None else barrier


def _fits(offer: HelpOffered, course: Course, *, rests: bool) -> bool:
    if offer.id == "short_session":
        return not rests and course.next_step is NextStep.SESSION and course.may_exercise
    if offer.moves or offer.id in ("swap", "how_to"):
        return not rests and course.programme is not None
    return True
