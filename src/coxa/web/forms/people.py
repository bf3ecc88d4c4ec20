"""The forms that start a record for someone, and say where they live."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coxa.knowledge.library import Content
from coxa.records.people import LONGEST_NAME, faults_of_name
from coxa.web.forms.asking import one_of
from coxa.web.forms.once import SentOnce

ELSEWHERE: Final = "elsewhere"
"""A country that is not in our list."""


class CountryForm(SentOnce):
    """The country that decides whom to call in an emergency, and a look at that number."""

    confirmed = forms.BooleanField(
        error_messages={"required": _("Look at the emergency number, and tick this box when it is right.")}
    )

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = _("Choose the country you live in, or “another country”.")
        self.fields["country"] = one_of(*content.emergency_numbers, ELSEWHERE, missing=missing)
        self.order_fields(["name", "country", "confirmed"])

    def clean_country(self) -> str:
        """The two letters of the country; empty for another country."""
        country: str = self.cleaned_data["country"]
        return "" if country == ELSEWHERE else country


class NewPersonForm(CountryForm):
    """A name, a country and its emergency number."""

    name = forms.CharField(
        error_messages={
            "required": _("Type a name. A nickname will do."),
            "null_characters_not_allowed": _("Type letters, digits and spaces only."),
        }
    )

    def clean_name(self) -> str:
        """Refuse a name that cannot be shown in the header."""
        name: str = self.cleaned_data["name"]
        if len(name) > LONGEST_NAME:
            raise ValidationError(_("This name is too long. Type a shorter one."))
        if faults_of_name(name):
            raise ValidationError(_("Type letters, digits and spaces only."))
        return name
