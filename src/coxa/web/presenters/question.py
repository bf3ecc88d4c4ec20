"""One safety question as a page."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from coxa.care.screening import URGENT
from coxa.knowledge.library import Content
from coxa.knowledge.screening_rules import Question
from coxa.knowledge.vocabulary import Level
from coxa.web.forms.answers_so_far import AnswersSoFar
from coxa.web.presenters.citing import citations


def asked(question: Question, so_far: AnswersSoFar, content: Content) -> Mapping[str, Any]:
    """The question, what was answered before, its place, and the way back."""
    before = so_far.previous_question(question, content)
    return {
        "question": question,
        "answer": so_far.answers.get(question.id),
        "number": so_far.number_of(question, content),
        "total": so_far.total(content),
        "back": reverse("safety_question", kwargs={"question_id": before.id}) if before else reverse("safety"),
        "left_out_means": _left_out_means(question),
        "sources": citations((citation.source for citation in question.evidence), content),
    }


def _left_out_means(question: Question) -> str:
    if question.level is Level.EMERGENCY:
        return "emergency"
    return "yes" if question.level in URGENT else "care"
