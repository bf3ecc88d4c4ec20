"""The forms of the settings page, one for each topic."""

from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from coxa.web.device import CHOICES, Device
from coxa.web.forms.asking import a_number_of, one_of

HELPS: Final = ("voice", "sounds", "vibration")
"""What a session's player can do besides showing."""

_ONE = _("Choose one of the answers shown.")


class DeviceForm(forms.Form):
    """A topic whose answers this device keeps."""

    asks_for: ClassVar[tuple[str, ...]]

    @classmethod
    def initial_from(cls, device: Device) -> dict[str, Any]:
        """What the device keeps already, as the fields show it."""
        return {name: getattr(device, name) for name in cls.asks_for}

    @property
    def changes(self) -> dict[str, Any]:
        """The choices, by the names `Device` has for them."""
        return {name: self.cleaned_data[name] for name in self.asks_for}


class ReadingForm(DeviceForm):
    """How large, how clear and how calm pages are."""

    asks_for = ("text", "contrast", "motion")

    text = one_of(*CHOICES["text"], missing=_ONE)
    contrast = one_of(*CHOICES["contrast"], missing=_ONE)
    motion = one_of(*CHOICES["motion"], missing=_ONE)


class PlayerForm(DeviceForm):
    """What helps during a session."""

    asks_for = ("pace", "voice_speed", "countdown_s")

    helps = forms.MultipleChoiceField(
        choices=[(name, name) for name in HELPS],
        required=False,
        error_messages={"invalid_choice": _("Tick only boxes that are shown.")},
    )
    pace = one_of(*CHOICES["pace"], missing=_ONE)
    voice_speed = one_of(*CHOICES["voice_speed"], missing=_ONE)
    countdown_s = a_number_of(*CHOICES["countdown_s"], missing=_ONE)

    @classmethod
    def initial_from(cls, device: Device) -> dict[str, Any]:
        """The boxes that are ticked, and the rest."""
        return {**super().initial_from(device), "helps": [name for name in HELPS if getattr(device, name)]}

    @property
    def changes(self) -> dict[str, Any]:
        """A box that is not ticked is off."""
        return {**super().changes, **{name: name in self.cleaned_data["helps"] for name in HELPS}}


class FigureForm(DeviceForm):
    """Who shows the exercises."""

    asks_for = ("body", "skin")

    body = one_of(*CHOICES["body"], missing=_ONE)
    skin = one_of(*CHOICES["skin"], missing=_ONE)


DEVICE_FORMS: Final[dict[str, type[DeviceForm]]] = {"reading": ReadingForm, "player": PlayerForm, "figure": FigureForm}
"""The topics whose answers this device keeps, in the order of the page."""
