"""What the review at 2, 6 and 12 weeks asks."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from coxa.web.forms.asking import one_of
from coxa.web.forms.once import SentOnce
from coxa.web.forms.scales import yes_or_no, zero_to_ten

ONWARD: Final = ("keep", "return", "change")
CHANGES: Final = ("much_better", "better", "same", "worse", "much_worse")
MOST_CHAIR_STANDS: Final = 60


class ReviewForm(SentOnce):
    """A look back; every goal gets a number of its own, called `goal_1` and so on."""

    average_pain = zero_to_ten(_("Choose a number for your average pain."))
    change = one_of(*CHANGES, missing=_("Choose how your hip is now."))
    good_enough = yes_or_no(_("Choose yes or no: is it good enough for you?"))

    def __init__(self, *args: Any, goals: int, stands: bool, check_in: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.goal_names = [f"goal_{number}" for number in range(1, goals + 1)]
        for name in self.goal_names:
            self.fields[name] = zero_to_ten(_("Choose a number for each of your goals."))
        if check_in:
            self.fields["onward"] = one_of(*ONWARD, missing=_("Choose what you want to do with your plan."))
        if stands:
            self.fields["chair_stands"] = _stands()

    @property
    def goal_ratings(self) -> tuple[int, ...]:
        """The numbers of the goals, in their order."""
        return tuple(self.cleaned_data[name] for name in self.goal_names)


def _stands() -> forms.IntegerField:
    error = _("Write how often you stood up as a whole number from 0 to 60, or leave it empty.")
    messages = {"invalid": error, "min_value": error, "max_value": error}
    return forms.IntegerField(required=False, min_value=0, max_value=MOST_CHAIR_STANDS, error_messages=messages)
