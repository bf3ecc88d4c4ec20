"""Answers that are needed: a number from 0 to 10, or yes and no; and what to say when they are missing."""

from collections.abc import Sequence

from django import forms
from django.utils.functional import Promise

from coxa.web.forms.asking import a_number_of, one_of


def zero_to_ten(missing: str | Promise) -> forms.TypedChoiceField:
    """A whole number from 0 to 10."""
    return a_number_of(*range(11), missing=missing)


def yes_or_no(missing: str | Promise, *, unsure: bool = False) -> forms.TypedChoiceField:
    """Yes or no; where `unsure` is offered it counts as not answered, never as no."""
    field = one_of("yes", "no", *(["unsure"] if unsure else []), missing=missing)
    field.coerce = {"yes": True, "no": False, "unsure": None}.get
    return field


def problems(filled: Sequence[forms.Form], where: Sequence[str] = ()) -> list[dict[str, str]]:
    """Everything that is wrong on a page, for the error summary: the words, and the field they lead to.

    `where` names the forms, such as "Left side", when there is more than one of a kind.
    """
    return [
        {"text": f"{place}: {message}" if place else str(message), "href": f"#{form.add_prefix(name)}"}
        for form, place in zip(filled, where or [""] * len(filled), strict=True)
        for name, messages in form.errors.items()
        for message in messages
    ]
