"""How this device shows and says things, kept in a signed cookie: it works before anybody's record is open."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE: Final = "coxa_device"
YEAR_S: Final = 365 * 24 * 60 * 60
"""How long a browser keeps the choices after the last change (our design choice)."""

GET_READY_S: Final = 5
"""Time to put the device down and take up the position, unless a person wants longer (our design choice)."""

CHOICES: Final[dict[str, tuple[Any, ...]]] = {
    "text": ("normal", "large", "largest"),
    "contrast": ("normal", "high"),
    "motion": ("device", "calm"),
    "voice": (True, False),
    "voice_speed": ("slow", "normal", "quick"),
    "sounds": (True, False),
    "vibration": (True, False),
    "countdown_s": (GET_READY_S, 10, 20),
    "pace": ("coxa", "own"),
    "body": ("woman_older", "man", "woman"),
    "skin": ("light", "fair", "tan", "brown", "dark"),
}
"""What can be chosen; `assets/coxa/_device.scss` and the player and figure know the same names."""


@dataclass(frozen=True, slots=True)
class Device:
    """What was chosen on the settings page of this browser; a fresh one is as Coxa comes."""

    text: str = "normal"
    contrast: str = "normal"
    motion: str = "device"
    voice: bool = True
    voice_speed: str = "normal"
    sounds: bool = True
    vibration: bool = True
    countdown_s: int = GET_READY_S
    pace: str = "coxa"
    body: str = "woman_older"
    skin: str = "fair"

    @classmethod
    def of(cls, request: HttpRequest) -> "Device":
        """What this browser keeps; nothing, a forged cookie or a choice we no longer have is the usual."""
        if COOKIE not in request.COOKIES:
            return cls()
        try:
            kept = signing.loads(request.COOKIES[COOKIE], salt=COOKIE)
        except signing.BadSignature:
            return cls()
        return cls(**{name: value for name, value in kept.items() if value in CHOICES.get(name, ())})

    def keep(self, response: HttpResponse) -> None:
        """Let the browser keep the choices that differ from the usual."""
        response.set_cookie(
            COOKIE, signing.dumps(self._changed, salt=COOKIE), max_age=YEAR_S, httponly=True, samesite="Lax"
        )

    @property
    def attributes(self) -> dict[str, str]:
        """The data attributes of a page's root element, which the stylesheet, the player and the figure read."""
        return {f"data-{name.replace('_', '-')}": _word(value) for name, value in self._changed.items()}

    @property
    def _changed(self) -> dict[str, Any]:
        usual = {field.name: field.default for field in fields(self)}
        return {name: value for name, value in asdict(self).items() if value != usual[name]}


def for_templates(request: HttpRequest) -> dict[str, Device]:
    """Give every template the choices of this device, as `device`."""
    return {"device": Device.of(request)}


def _word(value: Any) -> str:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)
