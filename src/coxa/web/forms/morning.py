"""What the next morning asks, and what a report of pain says."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from coxa.web.forms.asking import one_of
from coxa.web.forms.once import SentOnce
from coxa.web.forms.scales import yes_or_no, zero_to_ten

MORNINGS: Final = ("better", "same", "little_worse", "much_worse")
WORSE: Final = ("little_worse", "much_worse")
SETTLED_HOURS: Final = ("1", "6", "12", "24", "48")
"""Within an hour, a few hours, by the evening, within a day, longer."""

_HOW_LONG = _("Choose how long it took to settle.")


class MorningForm(forms.Form):
    """The hip on the morning after a session."""

    morning = one_of(*MORNINGS, missing=_("Choose how your hip is, compared with usual."))
    pain_now = zero_to_ten(_("Choose a number for your pain now."))
    pain_after = zero_to_ten(_("Choose a number for your worst pain after the session."))
    night_worse = yes_or_no(_("Say whether you had new or worse pain at night."), unsure=True)
    swelling = yes_or_no(_("Say whether your hip or leg is newly swollen."), unsure=True)
    hours_to_settle = one_of(*SETTLED_HOURS)

    def clean(self) -> dict[str, Any]:
        """Ask how long it took only of those whose hip was worse."""
        answers = super().clean() or self.cleaned_data
        unsaid = answers.get("hours_to_settle") is None and "hours_to_settle" not in self.errors
        if answers.get("morning") in WORSE and unsaid:
            self.add_error("hours_to_settle", _HOW_LONG)
        return answers


class PainForm(SentOnce):
    """Pain on a day without a session."""

    average = zero_to_ten(_("Choose a number for your pain today."))
    flare = forms.BooleanField(required=False)
