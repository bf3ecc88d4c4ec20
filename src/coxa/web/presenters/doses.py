"""A dose and an effort in words that can be read aloud."""

from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coxa.care.dose import Dose


class _Amount(Protocol):
    """What a dose and a planned line of a session have in common."""

    @property
    def sets(self) -> int: ...
    @property
    def repetitions(self) -> int | None: ...
    @property
    def hold_s(self) -> int | None: ...
    @property
    def minutes(self) -> int | None: ...
    @property
    def rest_s(self) -> int: ...


def dose_words(dose: Dose) -> str:
    """The whole dose: "2 sets of 8, hold each for 3 seconds, rest 45 seconds after each set, 3 days a week"."""
    return ", ".join([amount_words(dose), *_how_often(dose)])


def amount_words(amount: _Amount) -> str:
    """How much is done in one session."""
    rest = amount.rest_s and not amount.minutes
    parts = [_work(amount), _hold(amount), _rest(amount) if rest else ""]
    return ", ".join(part for part in parts if part)


def set_numbers(amount: _Amount) -> list[dict[str, object]]:
    """One set as big numbers with their names."""
    if amount.minutes is not None:
        return [{"value": amount.minutes, "text": ngettext("minute", "minutes", amount.minutes)}]
    numbers: list[dict[str, object]] = []
    if amount.repetitions is not None:
        numbers.append({"value": amount.repetitions, "text": ngettext("time", "times", amount.repetitions)})
    if amount.hold_s is not None:
        numbers.append({"value": amount.hold_s, "text": _("seconds to hold")})
    return numbers


def effort_words(effort: int) -> str:
    """A number of the effort scale with its meaning: "4 out of 10 (somewhat easy)"."""
    names = [(2, _("easy")), (4, _("somewhat easy")), (6, _("somewhat hard")), (8, _("hard"))]
    name = next((name for most, name in names if effort <= most), _("very hard"))
    return _("%(effort)d out of 10 (%(name)s)") % {"effort": effort, "name": name}


def _work(amount: _Amount) -> str:
    if amount.minutes is not None:
        minutes = ngettext("%(count)d minute", "%(count)d minutes", amount.minutes) % {"count": amount.minutes}
        return minutes if amount.sets == 1 else _("%(sets)d times %(minutes)s") % _named(amount.sets, minutes)
    if amount.repetitions is None:
        return ngettext("%(count)d time", "%(count)d times", amount.sets) % {"count": amount.sets}
    sets = ngettext("%(count)d set", "%(count)d sets", amount.sets) % {"count": amount.sets}
    return _("%(sets)s of %(repetitions)d") % {"sets": sets, "repetitions": amount.repetitions}


def _named(sets: int, minutes: str) -> dict[str, object]:
    return {"sets": sets, "minutes": minutes}


def _hold(amount: _Amount) -> str:
    if not amount.hold_s:
        return ""
    words = ngettext("hold each for %(count)d second", "hold each for %(count)d seconds", amount.hold_s)
    return words % {"count": amount.hold_s}


def _rest(amount: _Amount) -> str:
    return _("rest %(count)d seconds after each set") % {"count": amount.rest_s}


def _how_often(dose: Dose) -> list[str]:
    days = dose.days_per_week
    week = _("every day") if days == 7 else ngettext("%(count)d day a week", "%(count)d days a week", days)
    words = [week % {"count": days} if days != 7 else week]
    return [*([_("twice a day")] if dose.times_a_day == 2 else []), *words]
