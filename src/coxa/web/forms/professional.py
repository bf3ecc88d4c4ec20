"""The form of the first rule: have you asked a professional?"""

from typing import Any, get_args

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coxa.care.entries import HealthEvent, Professional, ProfessionalSeen
from coxa.web.forms.asking import PastDate, one_of
from coxa.web.forms.once import SentOnce


class ProfessionalForm(SentOnce):
    """Seen and cleared, with the day and by whom; or not yet."""

    status = one_of(
        "seen_and_cleared", "not_yet", missing=gettext_lazy("Choose whether you have asked a professional.")
    )
    on = PastDate()
    who = one_of(*get_args(Professional))

    def clean(self) -> dict[str, Any]:
        """Ask for day and person only of those who were seen."""
        cleaned = super().clean()
        if cleaned.get("status") != "seen_and_cleared":
            for name in ("on", "who"):
                self.errors.pop(name, None)
            return cleaned
        if not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", ValidationError(_("Choose the day on which you were seen. About right will do.")))
        if not cleaned.get("who") and "who" not in self.errors:
            self.add_error("who", ValidationError(_("Choose who told you.")))
        return cleaned

    @property
    def fact(self) -> ProfessionalSeen:
        """What the record is told."""
        said = self.cleaned_data
        if said["status"] == "not_yet":
            return ProfessionalSeen(status="not_yet")
        return ProfessionalSeen(status="seen_and_cleared", on=said["on"], who=said["who"])


class EventForm(SentOnce):
    """Something happened that calls for the whole safety check again."""

    what = one_of("fall", "illness", "surgery", "new_medicine", missing=gettext_lazy("Choose what has changed."))
    on = PastDate(missing=gettext_lazy("Choose the day on which it happened. About right will do."))

    @property
    def fact(self) -> HealthEvent:
        """What the record is told."""
        return HealthEvent(what=self.cleaned_data["what"], on=self.cleaned_data["on"])
