"""How entries are put right, and how a record is erased."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coxa.care.entries import ExerciseDone, Fact, MorningChecked, PainReported, SessionStarted
from coxa.web.forms.asking import yes_or_no, zero_to_ten
from coxa.web.forms.morning import MorningForm, PainForm
from coxa.web.forms.once import SentOnce

_SAID: Final = {True: "yes", False: "no", None: "unsure"}


class TakeBackForm(SentOnce):
    """Nothing but the wish to take an entry back."""


class PainAgain(PainForm):
    """A report of pain."""

    @staticmethod
    def shows(fact: PainReported) -> dict[str, Any]:
        """The fields as the entry fills them."""
        return {"average": fact.average, "flare": fact.flare}


class MorningAgain(MorningForm, SentOnce):
    """The morning after a session."""

    def clean(self) -> dict[str, Any]:
        """Check both what the morning needs and whose record it is."""
        MorningForm.clean(self)
        return SentOnce.clean(self)

    @staticmethod
    def shows(fact: MorningChecked) -> dict[str, Any]:
        """The fields as the entry fills them."""
        told = fact.model_dump()
        hours = None if fact.hours_to_settle is None else f"{fact.hours_to_settle:g}"
        said = {name: _SAID[told[name]] for name in ("night_worse", "swelling")}
        return {**told, **said, "hours_to_settle": hours}


class ExerciseAgain(SentOnce):
    """How an exercise went on one side."""

    worst_pain = zero_to_ten()
    effort = zero_to_ten()
    in_control = yes_or_no()
    sharp = yes_or_no()

    @staticmethod
    def shows(fact: ExerciseDone) -> dict[str, Any]:
        """The fields as the entry fills them."""
        said = {"in_control": _SAID[fact.in_control], "sharp": _SAID[fact.sharp]}
        return {"worst_pain": fact.worst_pain, "effort": fact.effort, **said}


class StartAgain(SentOnce):
    """The pain before a session."""

    pain_before = zero_to_ten()

    @staticmethod
    def shows(fact: SessionStarted) -> dict[str, Any]:
        """The fields as the entry fills them."""
        return {"pain_before": fact.pain_before}


Again = PainAgain | MorningAgain | ExerciseAgain | StartAgain

AGAIN: Final[Mapping[type, type[Again]]] = {
    ExerciseDone: ExerciseAgain,
    MorningChecked: MorningAgain,
    PainReported: PainAgain,
    SessionStarted: StartAgain,
}
"""The kinds that are put right on the spot; all others are taken back and told again."""


def put_right(fact: Fact, answers: Mapping[str, Any]) -> Fact:
    """`fact` with the answers of its form, checked like any other fact."""
    changed = {name: value for name, value in answers.items() if name in type(fact).model_fields}
    return type(fact).model_validate({**fact.model_dump(), **changed})


class EraseForm(SentOnce):
    """The name, typed as a confirmation."""

    name = forms.CharField(required=False, max_length=200)

    def clean_name(self) -> str:
        """Refuse any other name."""
        typed = str(self.cleaned_data["name"])
        if self._person is None or typed.casefold() != self._person.name.casefold():
            raise ValidationError(_("Type the name exactly as it is shown, to confirm."))
        return typed
