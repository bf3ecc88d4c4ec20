"""What got in the way, and what is tried for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coxa.care.barriers import BarrierAnswer
from coxa.knowledge.library import Content
from coxa.web.forms.asking import one_of
from coxa.web.forms.once import SentOnce


class BarrierForm(SentOnce):
    """One thing that got in the way."""

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = (one.id for one in content.barriers.barrier)
        self.fields["barrier"] = one_of(*known, missing=_("Choose what got in the way."))


class OfferForm(SentOnce):
    """One of the things that an answer offers."""

    def __init__(self, *args: Any, said: BarrierAnswer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gone = _("This is not offered today. Choose one of the buttons shown.")
        offers = [(one.id, one.name) for one in said.offers]
        self.fields["offer"] = forms.ChoiceField(
            choices=offers, error_messages={"required": gone, "invalid_choice": gone}
        )
