"""A form that may arrive twice, or after another record was opened, and does no harm."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import BaseModel

from coxa.records.models import Person


class Token(forms.Field):
    """A number made with the page; whatever else arrives is replaced by a fresh one."""

    def to_python(self, value: Any) -> UUID:
        """Read the token."""
        try:
            return UUID(str(value))
        except ValueError:
            return uuid4()


class SentOnce(forms.Form):
    """The two hidden fields of such a form: its token, and whose record was open when the page was shown."""

    token = Token(required=False, initial=uuid4)
    record = forms.CharField(required=False)

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["record"].initial = str(person.pk) if person else ""
        self._person = person

    def clean(self) -> dict[str, Any]:
        """Refuse answers that were meant for another record: it was changed in another window."""
        meant = self.cleaned_data.get("record")
        if meant and self._person and meant != str(self._person.pk):
            raise ValidationError(
                _("The record of %(name)s is open now. If these answers are about %(name)s, send them again.")
                % {"name": self._person.name}
            )
        return self.cleaned_data

    @property
    def record_now(self) -> str:
        """Whose record is open as the page is shown (again)."""
        return str(self._person.pk) if self._person else ""

    def entry_id(self, said: BaseModel | str) -> UUID:
        """The id of the entry that says `said`: the same form sent twice gives the same id."""
        words = said if isinstance(said, str) else said.model_dump_json()
        return once(self.cleaned_data["token"], f"{self.record_now} {words}")


def once(token: UUID, said: BaseModel | str) -> UUID:
    """The id for saying `said` from the page with this `token`: other words give another id."""
    return uuid5(token, said if isinstance(said, str) else said.model_dump_json())
