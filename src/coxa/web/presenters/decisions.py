"""What happens to each exercise next, in words, with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coxa.care.memory import DatedDecision
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Action, Side
from coxa.web.presenters.doses import dose_words
from coxa.web.presenters.reasons import Because, because
from coxa.web.presenters.sides import side_words

MISSING_ANSWERS: Final = "PR11"
"""The rule that says: too little was told to change anything."""


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise that a decision is about, with the sides it is for and what is done next time."""

    exercise: str
    name: str
    sides: str
    now: str


@dataclass(frozen=True, slots=True)
class Told:
    """One outcome as people read it, with every exercise of a day that it holds for, and the reason."""

    when: str
    what: str
    colour: str
    items: tuple[Item, ...]
    because: Because


def told(decisions: Iterable[DatedDecision], content: Content) -> tuple[Told, ...]:
    """`decisions` in words, newest day first; what has the same outcome and reason is told together."""
    return in_words(grouped(decisions), content)


def grouped(decisions: Iterable[DatedDecision]) -> list[list[DatedDecision]]:
    """`decisions` by day, outcome and reason, newest day first."""
    groups: dict[object, list[DatedDecision]] = {}
    for decision in sorted(decisions, key=lambda d: d.day, reverse=True):
        outcome = (decision.day, decision.decision.reason.rule, _what(decision))
        groups.setdefault(outcome, []).append(decision)
    return list(groups.values())


def in_words(groups: Iterable[list[DatedDecision]], content: Content) -> tuple[Told, ...]:
    """Each group as people read it."""
    return tuple(_told(group, content) for group in groups)


def last_decided(decisions: tuple[DatedDecision, ...]) -> tuple[DatedDecision, ...]:
    """The decisions of the newest day, those that changed something first."""
    newest = max((decision.day for decision in decisions), default=None)
    return tuple(
        sorted((d for d in decisions if d.day == newest), key=lambda d: d.decision.action is Action.HOLD),
    )


def _told(group: list[DatedDecision], content: Content) -> Told:
    first = group[0]
    reason = because(first.decision.reason, content)
    if _is_undecided(first):
        reason = Because(_("Until then nothing changes."), reason.sources)
    return Told(
        when=date_format(first.day, "DATE_FORMAT"),
        what=_what(first),
        colour=_colour(first),
        items=_items(group, content),
        because=reason,
    )


def _items(group: list[DatedDecision], content: Content) -> tuple[Item, ...]:
    """The exercises of a group; sides with the same outcome stand together."""
    alike: dict[tuple[str, str], list[Side]] = {}
    for one in group:
        alike.setdefault((one.exercise, _now(one, content)), []).append(one.side)
    return tuple(
        Item(exercise, content.exercises[exercise].name, side_words(sides), now)
        for (exercise, now), sides in alike.items()
    )


def _is_undecided(d: DatedDecision) -> bool:
    return d.waiting and d.decision.reason.rule == MISSING_ANSWERS


def _what(d: DatedDecision) -> str:
    change, action = d.change, d.decision.action
    if _is_undecided(d):
        return _("Decided tomorrow morning")
    if action is Action.STOP:
        return _("Stops for now")
    if change.new_exercise != change.exercise:
        moves = {Action.PROGRESS: _("A step up"), Action.REGRESS: _("An easier one instead")}
        return moves.get(action, _("Another one instead"))
    if change.raised:
        return _raised(change.raised)
    return _("A little less") if change.new_dose.volume < change.dose.volume else _("Stays the same")


def _raised(what: str) -> str:
    return {
        "repetitions": _("A little more: more times in each set"),
        "sets": _("A little more: one more set"),
        "hold": _("A little more: hold a little longer"),
        "minutes": _("A little more: a longer time"),
    }.get(what, _("A little more"))


def _now(d: DatedDecision, content: Content) -> str:
    """What is done next time; nothing when that is open, or the exercise stops."""
    if _is_undecided(d) or d.decision.action is Action.STOP:
        return ""
    dose = dose_words(d.change.new_dose)
    if d.change.new_exercise == d.exercise:
        return dose
    return _("%(name)s: %(dose)s") % {"name": content.exercises[d.change.new_exercise].name, "dose": dose}


def _colour(d: DatedDecision) -> str:
    colours = {Action.PROGRESS: "green", Action.HOLD: "petrol", Action.STOP: "red"}
    return "sand" if _is_undecided(d) else colours.get(d.decision.action, "amber")
