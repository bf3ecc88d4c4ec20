"""The kinds of answers our pages ask for. What is left out stays `None`; it never becomes "no"."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NONE: Final = "none"
"""The value of the last box of a group: "none of these"."""

_Words = str | Promise
_CHOOSE = _("Choose one of the answers shown.")
_TICK = _("Tick only boxes that are shown.")
_EARLIEST: Final = date(1900, 1, 1)


def one_of(*values: str, missing: _Words = "") -> forms.TypedChoiceField:
    """One of `values`; with `missing`, an answer is needed and these words ask for it."""
    return forms.TypedChoiceField(
        choices=[(value, value) for value in values],
        empty_value=None,
        required=bool(missing),
        error_messages=_messages(required=missing, invalid_choice=_CHOOSE),
    )


def a_number_of(*numbers: int, missing: _Words = "") -> forms.TypedChoiceField:
    """One of `numbers`."""
    field = one_of(*map(str, numbers), missing=missing)
    field.coerce = int
    return field


def zero_to_ten() -> forms.TypedChoiceField:
    """A whole number from 0 to 10, or nothing."""
    return a_number_of(*range(11))


def yes_or_no() -> forms.TypedChoiceField:
    """Yes or no; "unsure" is the same as no answer."""
    field = one_of("yes", "no", "unsure")
    field.coerce = {"yes": True, "no": False, "unsure": None}.get
    return field


class SomeOf(forms.MultipleChoiceField):
    """Any number of boxes, or "none of these" alone, which cleans to an empty list."""

    def __init__(self, values: Iterable[str], *, missing: _Words = "") -> None:
        super().__init__(
            choices=[(value, value) for value in (*values, NONE)],
            required=bool(missing),
            error_messages=_messages(required=missing, invalid_choice=_TICK, invalid_list=_TICK),
        )

    def clean(self, value: Any) -> list[str]:
        """Refuse "none of these" beside anything else: we cannot know which one is meant."""
        ticked = list(dict.fromkeys(super().clean(value)))
        if NONE not in ticked:
            return ticked
        if len(ticked) > 1:
            raise ValidationError(_("You ticked a box and also “none”. Untick the one that is not true."))
        return []


class PastDate(forms.DateField):
    """A day that has come: today or before."""

    def __init__(self, *, missing: _Words = "") -> None:
        super().__init__(
            required=bool(missing),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
            error_messages=_messages(required=missing, invalid=_("Write the date as day, month and year.")),
        )

    def validate(self, value: date | None) -> None:
        """Refuse the future, and days nobody here can remember."""
        super().validate(value)
        if value and value > timezone.localdate():
            raise ValidationError(_("This day is still to come. Choose today or an earlier day."))
        if value and value < _EARLIEST:
            raise ValidationError(_("This date is too long ago. Check the year."))


def _messages(**messages: _Words) -> dict[str, Any]:
    """Messages by code; Django's own type for lazy words exists for the type checker only."""
    return dict(messages)
