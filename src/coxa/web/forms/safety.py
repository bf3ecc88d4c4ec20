"""The forms of the safety check, whole and short, and of the statement that a professional said yes."""

from typing import Any, Final, get_args

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coxa.care.entries import ClearanceStated, Professional, ScreeningAnswered
from coxa.care.screening import short_list
from coxa.knowledge.library import Content
from coxa.knowledge.screening_rules import Question, QuestionId
from coxa.knowledge.vocabulary import Answer, Level
from coxa.web.forms.asking import PastDate, SomeOf, one_of
from coxa.web.forms.once import SentOnce

SKIP: Final = "skip"
"""The name of the button for a question that someone would rather not answer."""

_MISSING: Final = {
    "now": gettext_lazy("Signs that need help now: tick what is true, or “None of these”."),
    "today": gettext_lazy("Signs to look at today: tick what is true, or “None of these”."),
    "unwell": gettext_lazy("How you are today: tick what is true, or “None of these”."),
}


class QuestionForm(SentOnce):
    """One safety question: yes, no, I don't know, or left out on purpose with a button of its own."""

    answer = one_of(*Answer, missing=gettext_lazy("Choose yes, no or “I don’t know”."))
    skip = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for no answer to a question that is left out."""
        cleaned = super().clean()
        if cleaned.get("skip"):
            self.errors.pop("answer", None)
            cleaned["answer"] = None
        return cleaned

    @property
    def given(self) -> Answer | None:
        """The answer; `None` when the question was left out."""
        answer = self.cleaned_data["answer"]
        return Answer(answer) if answer else None


class ShortCheckForm(SentOnce):
    """The short list before a session, in three groups. An emergency that is ticked needs no other answer."""

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = grouped(content)
        for name, questions in self.groups.items():
            self.fields[name] = SomeOf((question.id for question in questions), missing=_MISSING[name])

    def clean(self) -> dict[str, Any]:
        """Go on at once when something urgent was ticked."""
        cleaned = super().clean()
        if cleaned.get("now"):
            for name in ("today", "unwell"):
                self.errors.pop(name, None)
        return cleaned

    @property
    def fact(self) -> ScreeningAnswered:
        """Yes to what was ticked and no to what was not; groups left empty stay unanswered."""
        answers: dict[QuestionId, Answer] = {}
        for name, questions in self.groups.items():
            ticked = self.cleaned_data.get(name)
            if ticked is None:
                continue
            answers |= {q.id: Answer.YES if q.id in ticked else Answer.NO for q in questions}
        return ScreeningAnswered(scope="short", answers=answers)


class ClearanceForm(SentOnce):
    """The dated statement that a professional said: you may exercise."""

    on = PastDate(missing=gettext_lazy("Choose the day on which you were told."))
    who = one_of(*get_args(Professional), missing=gettext_lazy("Choose who told you."))
    confirmed = forms.BooleanField(
        error_messages={"required": gettext_lazy("Tick this box only if a professional has told you so.")}
    )

    @property
    def fact(self) -> ClearanceStated:
        """What the record is told."""
        return ClearanceStated(on=self.cleaned_data["on"], who=self.cleaned_data["who"])

    def refuse_as_opening_nothing(self) -> None:
        """Say that this statement does not fit what is shut."""
        self.add_error(
            "on", ValidationError(_("This does not fit yet. Look at the day and the person asked for above."))
        )


def grouped(content: Content) -> dict[str, tuple[Question, ...]]:
    """The short list in its three groups: help now, someone to see today, and not well."""
    groups: dict[str, list[Question]] = {"now": [], "today": [], "unwell": []}
    for question in short_list(content):
        groups[_group(question)].append(question)
    return {name: tuple(questions) for name, questions in groups.items()}


def _group(question: Question) -> str:
    if question.postpones:
        return "unwell"
    return "now" if question.level is Level.EMERGENCY else "today"
