"""Fit prescriptions into the minutes a person gives."""

from dataclasses import replace

from coxa.care import limits
from coxa.care.programme import Prescription
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Purpose


def seconds_of(prescription: Prescription, content: Content) -> float:
    """How long a prescription takes, in seconds, with its rests and getting into position."""
    dose, numbers = prescription.dose, content.thresholds
    if dose.minutes is not None:
        return dose.sets * dose.minutes * 60 + numbers.changeover_s.value
    one = numbers.seconds_per_repetition.value + (dose.hold_s or 0)
    work = dose.sets * (dose.repetitions or 1) * one
    return work + dose.rest_s * (dose.sets - 1) + numbers.changeover_s.value


def fitting(prescriptions: tuple[Prescription, ...], minutes: float, content: Content) -> tuple[Prescription, ...]:
    """The most important prescriptions that fit into `minutes`; both sides of a slot stay together.

    At least one exercise always remains. Cardio takes what the others leave, but never less than five minutes in a
    session that has room for it.
    """
    left = max(minutes, limits.LEAST_SESSION_MINUTES) * 60
    groups = _by_slot(prescriptions)
    cardio = [group for group in groups if group[0].purpose is Purpose.CARDIO]
    if not cardio or minutes < content.thresholds.cardio_from_minutes.value:
        return _filled(groups, left, content)
    reserve = content.thresholds.five_minutes.value * 60 + content.thresholds.changeover_s.value
    first = _filled([group for group in groups if group not in cardio], left - reserve, content)
    left -= sum(seconds_of(line, content) for line in first)
    return (*first, *_filled(cardio, left, content))


def _filled(groups: list[tuple[Prescription, ...]], left: float, content: Content) -> tuple[Prescription, ...]:
    """The groups that fit into `left` seconds, in order."""
    chosen: list[Prescription] = []
    for group in groups:
        needed = sum(seconds_of(line, content) for line in group)
        shortened = _shortened(group, left, content) if needed > left else group
        chosen.extend(shortened)
        left -= sum(seconds_of(line, content) for line in shortened)
    return tuple(chosen)


def _shortened(group: tuple[Prescription, ...], seconds: float, content: Content) -> tuple[Prescription, ...]:
    """Cardio cut to the time that is left, if that is at least five minutes; nothing else is cut."""
    line = group[0]
    whole_minutes = int((seconds - content.thresholds.changeover_s.value) // 60)
    if line.dose.minutes is None or whole_minutes < content.thresholds.five_minutes.value - 1:
        return ()
    return (replace(line, dose=line.dose._replace(minutes=min(line.dose.minutes, whole_minutes))),)


def _by_slot(prescriptions: tuple[Prescription, ...]) -> list[tuple[Prescription, ...]]:
    groups: dict[str, list[Prescription]] = {}
    for line in sorted(prescriptions, key=lambda line: line.priority):
        groups.setdefault(line.slot, []).append(line)
    return [tuple(group) for group in groups.values()]
