"""Leave an exercise out of the programme, or bring it back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coxa.knowledge.library import Content
from coxa.web.forms.once import SentOnce

_GONE = _("Press the button again: we did not understand which exercise you mean.")


class LeaveOutForm(SentOnce):
    """One exercise, and what happens to it."""

    action = forms.ChoiceField(
        choices=[("leave_out", "leave_out"), ("bring_back", "bring_back")],
        error_messages={"required": _GONE, "invalid_choice": _GONE},
    )
    exercise = forms.CharField(max_length=10, error_messages={"required": _GONE, "max_length": _GONE})

    def disliked_after(self, disliked: tuple[str, ...], content: Content) -> tuple[str, ...]:
        """The exercises that are left out once this was done."""
        exercise = self.cleaned_data["exercise"]
        others = tuple(one for one in disliked if one != exercise)
        known = exercise in content.exercises
        return (*others, exercise) if self.cleaned_data["action"] == "leave_out" and known else others
