"""What the player needs to pace a set: the dose, the pace, and every word it shows or says."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coxa.care.response import SessionRecord
from coxa.care.session import Place
from coxa.knowledge.library import Content
from coxa.web.device import GET_READY_S


@dataclass(frozen=True, slots=True)
class Player:
    """The attributes of the player: which set it is, and three that are JSON."""

    key: str
    dose: str
    pace: str
    words: str


def player(place: Place, record: SessionRecord, rest_s: int, side: str, content: Content) -> Player:
    """The player of the set at `place`, after `rest_s` seconds of rest; `side` is said as it begins."""
    line = place.line
    key = f"{record.id}/{line.exercise}/{line.side.value}/{place.number}"
    dose = {
        "repetitions": line.repetitions,
        "holdS": line.hold_s,
        "minutes": line.minutes,
        "restS": rest_s,
    }
    pace = {"readyS": GET_READY_S, "repetitionS": content.thresholds.seconds_per_repetition.value}
    return Player(key, json.dumps(dose), json.dumps(pace), json.dumps(_words(side)))


def _words(side: str) -> dict[str, str]:
    return {
        "start": _("Start this set"),
        "pause": _("Pause"),
        "paused": _("Paused"),
        "go_on": _("Go on"),
        "skip": _("I am ready now"),
        "there": _("I am there"),
        "one_done": _("One more done"),
        "own_pace": _("My own pace"),
        "voice": _("Voice"),
        "sound": _("Sounds"),
        "rest": _("Rest"),
        "ready": _("Get ready. %(side)s.") % {"side": side},
        "out": _("Slowly out"),
        "own": _("At your own pace"),
        "hold": _("Hold"),
        "back": _("Slowly back"),
        "go": _("Go"),
        "done": _("That was the set"),
        "repetition": _("{number} of {of}"),
    }
