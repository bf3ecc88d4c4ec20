"""Ask the safety questions, and say how urgent the answers are.

The most urgent answer wins. An answer that is missing, or "don't know", counts as "yes" for the three urgent levels; a
caution that is not ruled out still puts its tags on. The first emergency ends the questions at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from coxa.care.decision import Reason, sources
from coxa.knowledge.library import Content
from coxa.knowledge.screening_rules import Question, QuestionId
from coxa.knowledge.vocabulary import Answer, Level, Tag

Answers = Mapping[QuestionId, Answer]

URGENT: Final = frozenset({Level.EMERGENCY, Level.NOT_SERVED, Level.SAME_DAY, Level.SEE_FIRST})
"""The levels at which silence counts as "yes"; who is not served counts among them."""


@dataclass(frozen=True, slots=True)
class Fired:
    """One question that counts, how urgent it is here, and why."""

    question: QuestionId
    level: Level
    reason: Reason


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a screening."""

    triage: Level
    fired: tuple[Fired, ...]
    tags: frozenset[Tag]
    postponed: bool = False


def screen(answers: Answers, content: Content) -> Outcome:
    """Weigh the whole list of questions."""
    return _weighed(tuple(answers.items()), content, whole=True)


def screen_short(answers: Answers, content: Content) -> Outcome:
    """Weigh the short list that comes before every session."""
    return _weighed(tuple(answers.items()), content, whole=False)


@lru_cache(maxsize=256)
def _weighed(answers: tuple[tuple[QuestionId, Answer], ...], content: Content, *, whole: bool) -> Outcome:
    """The same answers come again and again in a record: they are weighed once."""
    return _weigh(content.screening.question if whole else short_list(content), dict(answers), content)


def short_list(content: Content) -> tuple[Question, ...]:
    """The questions asked before every session."""
    return tuple(question for question in content.screening.question if question.short_list)


def next_question(answers: Answers, content: Content) -> Question | None:
    """The next question to ask, or `None` when all is asked or an emergency ended it."""
    if ended_by_emergency(answers, content):
        return None
    unasked = (q for q in content.screening.question if q.id not in answers and applies(q, answers))
    return next(unasked, None)


def ended_by_emergency(answers: Answers, content: Content) -> bool:
    """Whether an answer already given means: stop asking, get help now."""
    return any(
        level_of(content.questions[question_id], answers) is Level.EMERGENCY and answer is not Answer.NO
        for question_id, answer in answers.items()
        if question_id in content.questions
    )


def applies(question: Question, answers: Answers) -> bool:
    """Whether `question` is asked at all, given the answers to those it follows."""
    if answers.get(question.id) is Answer.YES:
        return True
    return not question.asked_if or any(answers.get(q) is not Answer.NO for q in question.asked_if)


def counts_as_yes(question: Question, answers: Answers) -> bool:
    """Whether the answer to `question` must be taken as "yes"; not answered is never "no"."""
    if question.informs_only or not applies(question, answers):
        return False
    if question.asked_if and question.id not in answers:
        return False  # never asked: the question it follows stands for both, at its own level
    answer = answers.get(question.id)
    return answer is Answer.YES or (answer is not Answer.NO and question.level in URGENT)


def level_of(question: Question, answers: Answers) -> Level:
    """How urgent `question` is next to the other answers."""
    for lower in question.lowered_by:
        if answers.get(lower.by) is Answer.YES:
            return lower.to
    raised = [r.to for r in question.raised_by if answers.get(r.by) is not Answer.NO]
    return max([question.level, *raised], key=lambda level: level.urgency)


def _weigh(questions: tuple[Question, ...], answers: Answers, content: Content) -> Outcome:
    if ended_by_emergency(answers, content):
        questions = tuple(question for question in questions if question.id in answers)
    fired = tuple(_fired(questions, answers, content))
    return Outcome(
        triage=max((f.level for f in fired), key=lambda level: level.urgency, default=Level.OK),
        fired=tuple(sorted(fired, key=lambda f: -f.level.urgency)),
        tags=frozenset(_tags(questions, answers)),
        postponed=any(q.postpones and answers.get(q.id) is not Answer.NO for q in questions),
    )


def _fired(questions: tuple[Question, ...], answers: Answers, content: Content) -> Iterator[Fired]:
    for question in questions:
        if counts_as_yes(question, answers):
            reason = _reason(question, answers.get(question.id), content)
            yield Fired(question.id, level_of(question, answers), reason)


def _tags(questions: tuple[Question, ...], answers: Answers) -> Iterator[Tag]:
    """Tags of everything that was not clearly ruled out: who is unsure gets more care, not less."""
    for question in questions:
        if applies(question, answers) and answers.get(question.id) is not Answer.NO:
            yield from question.tags


def _reason(question: Question, answer: Answer | None, content: Content) -> Reason:
    rule = {None: "SC01", Answer.DONT_KNOW: "SC02"}.get(answer)
    because = f"{content.course_rules[rule].because} {question.because}" if rule else question.because
    return Reason(question.id, because, sources(question.evidence))
