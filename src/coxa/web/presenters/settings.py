"""The settings page: its topics, and the words for what can be chosen."""

from typing import Any

from django.utils.translation import gettext as _

from coxa.web.device import CHOICES
from coxa.web.presenters.figure import bodies, skins

Items = list[dict[str, Any]]


def choices() -> dict[str, Items]:
    """The answers to choose from, by the name of the field."""
    return {
        "text": _items(normal=_("Normal"), large=_("Large"), largest=_("Very large")),
        "contrast": _items(normal=_("Normal"), high=_("High: black on white, with strong lines")),
        "motion": [
            {"value": "device", "text": _("As this device says"), "hint": _("You may have asked it for less motion.")},
            {"value": "calm", "text": _("Always calm"), "hint": _("The figure moves only when you press “Play”.")},
        ],
        "helps": _items(
            voice=_("A voice that says what to do"), sounds=_("A short sound at each change"), vibration=_("Vibration")
        ),
        "voice_speed": _items(slow=_("Slowly"), normal=_("Normally"), quick=_("Quickly")),
        "pace": [
            {"value": "coxa", "text": _("Coxa does"), "hint": _("It counts each movement out and back.")},
            {
                "value": "own",
                "text": _("I do"),
                "hint": _("You press a button after each one. A hold is counted for you."),
            },
        ],
        "countdown_s": _seconds(*CHOICES["countdown_s"]),
        "body": _items(**bodies()),
        "skin": _items(**skins()),
    }


def _items(**texts: str) -> Items:
    return [{"value": value, "text": text} for value, text in texts.items()]


def _seconds(*numbers: int) -> Items:
    return [{"value": number, "text": _("%(number)d seconds") % {"number": number}} for number in numbers]
