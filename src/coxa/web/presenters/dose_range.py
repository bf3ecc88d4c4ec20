"""Where a dose starts and how far it may grow, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coxa.knowledge.exercise import DoseRange, Range


def dose_range_words(dose: DoseRange) -> str:
    """The whole range: "1 to 3 sets of 8 to 12, hold each for 3 to 5 seconds, 3 days a week"."""
    return ", ".join([part for part in (_work(dose), _hold(dose), _rest(dose), _often(dose)) if part])


def _work(dose: DoseRange) -> str:
    if dose.minutes:
        return _counted(ngettext("%(count)s minute", "%(count)s minutes", dose.minutes.most), dose.minutes)
    sets = _counted(ngettext("%(count)s set", "%(count)s sets", dose.sets.most), dose.sets)
    if dose.repetitions is None:
        return sets
    return _("%(sets)s of %(repetitions)s") % {"sets": sets, "repetitions": _span(dose.repetitions)}


def _hold(dose: DoseRange) -> str:
    if dose.hold_s is None:
        return ""
    words = ngettext("hold each for %(count)s second", "hold each for %(count)s seconds", dose.hold_s.most)
    return _counted(words, dose.hold_s)


def _rest(dose: DoseRange) -> str:
    if dose.minutes or not dose.rest_s:
        return ""
    return _("rest %(count)d seconds after each set") % {"count": dose.rest_s}


def _often(dose: DoseRange) -> str:
    days = _("every day") if dose.days_per_week.start == 7 else _counted(_days(dose.days_per_week), dose.days_per_week)
    return _("twice a day, %(days)s") % {"days": days} if dose.times_a_day == 2 else days


def _days(days: Range) -> str:
    return ngettext("%(count)s day a week", "%(count)s days a week", days.most)


def _counted(words: str, bounds: Range) -> str:
    return words % {"count": _span(bounds)}


def _span(bounds: Range) -> str:
    if bounds.start == bounds.most:
        return str(bounds.start)
    return _("%(start)d to %(most)d") % {"start": bounds.start, "most": bounds.most}
