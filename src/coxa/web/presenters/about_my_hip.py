"""The words for the answers about the hip."""

from typing import Any

from django.utils.translation import gettext as _

from coxa.knowledge.library import Content
from coxa.web.forms.about_my_hip import DURATIONS, NOBODY, SETTLE_HOURS

Items = list[dict[str, Any]]


def choices(content: Content) -> dict[str, Items]:
    """The answers to choose from on the three pages, by the name of the field."""
    return {
        "painful": _items(
            left=_("The left hip"), right=_("The right hip"), both=_("Both hips"), none=_("No hip hurts now")
        ),
        "places": _items(
            groin=_("In the groin, at the front of the hip"),
            side=_("On the side of the hip"),
            buttock=_("In the buttock, at the back"),
            thigh=_("In the thigh"),
            knee=_("In or near the knee"),
            back=_("In the lower back"),
        ),
        "told": _conditions(content),
        "told_by_professional": _items(
            yes=_("A doctor or a physiotherapist"), no=_("Somebody else, or I read about it"), unsure=_("I don’t know")
        ),
        "duration_weeks": _durations(),
        "yes_no": _items(yes=_("Yes"), no=_("No"), unsure=_("I don’t know")),
        "settle_h": _settle_hours(),
        "troubles": _troubles(),
    }


def _items(**texts: str) -> Items:
    return [{"value": value, "text": text} for value, text in texts.items()]


def _conditions(content: Content) -> Items:
    ordered = sorted(content.conditions.values(), key=lambda one: (one.team_only, one.name))
    return [
        *(
            {"value": one.id, "text": one.name, "hint": _("Also called: %s") % ", ".join(one.aliases[:3])}
            for one in ordered
        ),
        {"divider": _("or")},
        {"value": NOBODY, "text": _("Nobody told me, or I don’t know")},
    ]


def _durations() -> Items:
    texts = (
        _("Less than 6 weeks"),
        _("6 weeks to 3 months"),
        _("3 months to a year"),
        _("1 to 5 years"),
        _("More than 5 years"),
    )
    return [{"value": weeks, "text": text} for weeks, text in zip(DURATIONS, texts, strict=True)]


def _settle_hours() -> Items:
    texts = (
        _("A few minutes"),
        _("About an hour or two"),
        _("Several hours"),
        _("About a day"),
        _("More than a day"),
    )
    return [{"value": hours, "text": text} for hours, text in zip(SETTLE_HOURS, texts, strict=True)]


def _troubles() -> Items:
    return _items(
        knee=_("A painful knee"),
        shoulder=_("A painful shoulder"),
        wrist=_("A painful wrist or hand"),
        back_and_leg=_("Back pain, or pain that runs down the leg"),
        groin=_("A strained or sore inner thigh"),
        cannot_kneel=_("I cannot kneel"),
        cannot_lie_on_front=_("I cannot lie on my front"),
        open_wound=_("An open wound, or a wound that is still healing"),
        loose_joints=_("Very loose joints, or a hip that slips"),
        weight_limit=_("I was told to limit the weight on my leg"),
    )
