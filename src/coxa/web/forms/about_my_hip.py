"""The three short pages about the hip. Only the age and the painful side must be answered."""

from typing import Any, Final, get_args

from django import forms
from django.utils.translation import gettext_lazy as _

from coxa.care.entries import HipDescribed, Hips, Trouble
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Place
from coxa.web.forms.asking import SomeOf, a_number_of, one_of, yes_or_no, zero_to_ten
from coxa.web.forms.once import SentOnce

NOBODY: Final = "nobody"
"""The value for "nobody told me what it is"."""

DURATIONS: Final = (0, 6, 13, 52, 260)
"""Weeks that the pain has lasted at least; the words for them stand in presenters/about_my_hip.py."""

SETTLE_HOURS: Final = ("0.5", "2", "8", "24", "48")
"""Hours until the pain settles; the words for them stand there, too."""

_YES_NO: Final = {True: "yes", False: "no"}


class HipPart(SentOnce):
    """One of the pages."""

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content

    @classmethod
    def asks_for(cls, content: Content) -> list[str]:
        """The names of the fields that are kept until the last page."""
        return [name for name in cls(content=content).fields if name not in ("token", "record")]

    @classmethod
    def initial_from(cls, hip: HipDescribed | None) -> dict[str, Any]:
        """What the record says already, as the fields show it."""
        if hip is None:
            return {}
        known = hip.model_dump(mode="json", exclude={"kind"})
        words = {name: _YES_NO[value] for name, value in known.items() if isinstance(value, bool)}
        told = {"told": hip.told or NOBODY}
        settle = {"settle_h": f"{hip.settle_h:g}"} if hip.settle_h is not None else {}
        return {**known, **words, **told, **settle}


class YouAndYourHip(HipPart):
    """Who you are, where it hurts, and what you were told."""

    age = forms.IntegerField(
        min_value=0,
        max_value=120,
        error_messages={
            "required": _("Type your age in years. It decides how gently we begin."),
            "invalid": _("Type your age as a whole number, such as 67."),
            "min_value": _("Check your age. It should be a number such as 67."),
            "max_value": _("Check your age. It should be a number such as 67."),
        },
    )
    painful = one_of(*get_args(Hips), missing=_("Choose which hip hurts, or “no hip hurts now”."))
    places = SomeOf(Place)
    told_by_professional = yes_or_no()
    duration_weeks = a_number_of(*DURATIONS)

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, content=content, **kwargs)
        self.fields["told"] = one_of(*content.conditions, NOBODY)


class HowItBehaves(HipPart):
    """Pain, nights, and how long it takes to settle."""

    average_pain = zero_to_ten()
    pain_at_rest = zero_to_ten()
    night_pain = yes_or_no()
    settle_h = one_of(*SETTLE_HOURS)
    fear = zero_to_ten()


class WhatYouCanDo(HipPart):
    """What works, and what else we should take care of."""

    rises_without_hands = yes_or_no()
    walks_ten_minutes = yes_or_no()
    waiting_for_surgery = yes_or_no()
    troubles = SomeOf(get_args(Trouble))


PARTS: Final[tuple[type[HipPart], ...]] = (YouAndYourHip, HowItBehaves, WhatYouCanDo)


def hip_from(parts: list[dict[str, Any]]) -> HipDescribed:
    """Put the cleaned answers of all pages together."""
    said = {name: value for part in parts for name, value in part.items() if name in HipDescribed.model_fields}
    told = None if said["told"] == NOBODY else said["told"]
    settle_h = None if said["settle_h"] is None else float(said["settle_h"])
    return HipDescribed(**{**said, "told": told, "settle_h": settle_h})
