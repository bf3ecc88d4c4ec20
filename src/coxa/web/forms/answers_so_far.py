"""A whole safety check on its way: it waits in the browser's signed cookie until it is finished.

It belongs to one person and one day: the questions ask about now, so yesterday's half-finished check is not used.
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from typing import Any, Final, Self
from uuid import UUID, uuid4

from django.contrib.sessions.backends.base import SessionBase

from coxa.care.entries import ScreeningAnswered
from coxa.care.screening import ended_by_emergency
from coxa.knowledge.library import Content
from coxa.knowledge.screening_rules import Question, QuestionId
from coxa.knowledge.vocabulary import Answer
from coxa.web.forms.once import once

_KEY: Final = "safety_check"


@dataclass(frozen=True, slots=True)
class AnswersSoFar:
    """The answers given, and the questions the person would rather not answer."""

    person: UUID
    day: date
    token: UUID
    answers: dict[QuestionId, Answer]
    skipped: frozenset[QuestionId] = frozenset()

    @classmethod
    def begin(cls, person: UUID, day: date) -> Self:
        """A new check, without an answer."""
        return cls(person, day, uuid4(), {})

    def saying(self, question: QuestionId, answer: Answer | None, content: Content) -> Self:
        """The check with one more answer, or with a question left out; follow-ups of a "no" are forgotten.

        A follow-up that was shown and left out is a "don't know": it was asked, so silence counts.
        """
        if answer is None and content.questions[question].asked_if:
            answer = Answer.DONT_KNOW
        answers = {asked: said for asked, said in self.answers.items() if asked != question}
        skipped = self.skipped - {question}
        if answer is None:
            skipped |= {question}
        else:
            answers[question] = answer
        moot = {
            one.id
            for one in content.screening.question
            if one.asked_if and all(answers.get(before) is Answer.NO for before in one.asked_if)
        }
        kept = {one: said for one, said in answers.items() if one not in moot}
        return replace(self, answers=kept, skipped=skipped - moot)

    def next_question(self, content: Content) -> Question | None:
        """The next question to ask, or `None` when all is asked or an emergency ended it."""
        if ended_by_emergency(self.answers, content):
            return None
        asked = filter(self.asks, content.screening.question)
        return next((question for question in asked if not self._dealt_with(question.id)), None)

    def previous_question(self, question: Question, content: Content) -> Question | None:
        """The question that was dealt with before this one."""
        return next((one for one in reversed(self._before(question, content)) if self._dealt_with(one.id)), None)

    def number_of(self, question: Question, content: Content) -> int:
        """The place of `question` among those that are asked."""
        return sum(map(self.asks, self._before(question, content))) + 1

    def total(self, content: Content) -> int:
        """How many questions there are, as far as the answers tell."""
        return sum(map(self.asks, content.screening.question))

    def asks(self, question: Question) -> bool:
        """Whether `question` is asked: a follow-up only when what it follows was asked and not answered with "no"."""
        return not question.asked_if or any(
            self._dealt_with(before) and self.answers.get(before) is not Answer.NO for before in question.asked_if
        )

    @property
    def fact(self) -> ScreeningAnswered:
        """What the record is told."""
        return ScreeningAnswered(scope="full", answers=dict(self.answers))

    @property
    def entry_id(self) -> UUID:
        """The id of the entry: the same answers sent twice are one entry."""
        return once(self.token, self.fact)

    def _dealt_with(self, question: QuestionId) -> bool:
        return question in self.answers or question in self.skipped

    @staticmethod
    def _before(question: Question, content: Content) -> list[Question]:
        return list(takewhile(lambda one: one.id != question.id, content.screening.question))

    def keep(self, session: SessionBase) -> None:
        """Put the check into the cookie."""
        session[_KEY] = {
            "person": str(self.person),
            "day": self.day.isoformat(),
            "token": str(self.token),
            "answers": self.answers,
            "skipped": sorted(self.skipped),
        }


def unfinished(session: SessionBase, person: UUID, today: date) -> AnswersSoFar | None:
    """The check this person began today, when there is one."""
    kept: dict[str, Any] | None = session.get(_KEY)
    if not kept or kept["person"] != str(person) or kept["day"] != today.isoformat():
        return None
    answers = {question: Answer(answer) for question, answer in kept["answers"].items()}
    return AnswersSoFar(person, today, UUID(kept["token"]), answers, frozenset(kept["skipped"]))


def forget(session: SessionBase) -> None:
    """Take the check out of the cookie: the record has it now."""
    session.pop(_KEY, None)
