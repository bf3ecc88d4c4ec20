"""Leave an exercise out of the programme, or bring it back."""

from typing import Final, get_args

from django import forms
from django.utils.translation import gettext_lazy as _

from coxa.knowledge.keeping_on import LeftOutReason
from coxa.web.forms.asking import one_of
from coxa.web.forms.once import SentOnce

REASONS: Final[tuple[LeftOutReason, ...]] = tuple(one for one in get_args(LeftOutReason) if one != "swapped")
"""What can be chosen; an exercise that was swapped in a session for good is told with it."""
_GONE = _("Press the button again: we did not understand which exercise you mean.")


class BringBackForm(SentOnce):
    """One exercise that was left out, and comes back."""

    action = forms.ChoiceField(
        choices=[("bring_back", "bring_back")],
        error_messages={"required": _GONE, "invalid_choice": _GONE},
    )
    exercise = forms.CharField(max_length=10, error_messages={"required": _GONE, "max_length": _GONE})


class SwapForm(SentOnce):
    """Why an exercise is left out."""

    reason = one_of(*REASONS, missing=_("Choose why you want to leave it out."))
