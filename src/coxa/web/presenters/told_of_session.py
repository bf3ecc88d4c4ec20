"""What someone told about a session, in words: one small function per kind of entry."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coxa.care.entries import (
    ExerciseDone,
    MorningChecked,
    SessionFinished,
    SessionStarted,
    SessionStopped,
    SetDone,
    Swapped,
)
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Side
from coxa.web.presenters.answers import Row, Words, filled, hours_words, joined, out_of_ten, yes_no
from coxa.web.presenters.doses import effort_words
from coxa.web.presenters.sides import side_name, side_words


def _session_started(fact: SessionStarted, content: Content) -> Words:
    number = len({line.exercise for line in fact.planned})
    count = ngettext("%(number)d exercise planned", "%(number)d exercises planned", number) % {"number": number}
    planned = "; ".join(dict.fromkeys(_exercise(line.exercise, content) for line in fact.planned))
    rows = filled((_("Pain before"), out_of_ten(fact.pain_before)), (_("Planned"), planned))
    title = _("A short session began") if fact.short else _("A session began")
    return Words(title, joined((*rows[:-1], (_("Planned"), count)) if planned else rows), rows)


def _swapped(fact: Swapped, content: Content) -> Words:
    name, other = _exercise(fact.planned[0].exercise, content), _exercise(fact.exercise, content)
    stays = _("From now on") if fact.from_now_on else _("Only today")
    rows = filled((_("Exercise"), name), (_("Instead of"), other), (_("For how long"), stays))
    return Words(_("An exercise was swapped"), joined(rows), rows)


def _set(fact: SetDone, content: Content) -> Words:
    name = _exercise(fact.exercise, content)
    line = _("%(name)s, %(side)s: set %(number)d") % {
        "name": name,
        "side": side_words([fact.side]),
        "number": fact.number,
    }
    return Words(_("A set, done"), f"{line}.", _movement(fact.exercise, fact.side, content))


def _exercise_done(fact: ExerciseDone, content: Content) -> Words:
    ended = {"finished": _("Done"), "skipped": _("Left out"), "too_painful": _("Stopped because of pain")}
    instead = _exercise(fact.instead_of, content) if fact.instead_of else None
    rows = (
        *_movement(fact.exercise, fact.side, content),
        *filled(
            (_("How it ended"), ended[fact.ended]),
            (_("Instead of"), instead),
            (_("Worst pain"), out_of_ten(fact.worst_pain)),
            (_("Effort"), None if fact.effort is None else effort_words(fact.effort)),
            (_("With control"), yes_no(said=fact.in_control)),
            (_("Sharp pain, or the hip gave way"), yes_no(said=fact.sharp)),
            (_("Done of what was planned"), None if fact.done_percent is None else f"{fact.done_percent} %"),
        ),
    )
    about = f"{_exercise(fact.exercise, content)}, {side_words([fact.side])}. "
    return Words(_("How an exercise went"), about + joined([r for r in rows[2:] if r[0] != _("Instead of")][:3]), rows)


def _stopped(fact: SessionStopped, content: Content) -> Words:
    symptom = content.stop_symptoms.get(fact.symptom)
    what = symptom.symptom if symptom else fact.symptom
    rows: tuple[Row, ...] = ((_("What came up"), what),)
    if fact.exercise and fact.side:
        rows = (*rows, *_movement(fact.exercise, fact.side, content))
    return Words(_("A session was stopped"), f"{what}.", rows)


def _session_finished(fact: SessionFinished, _content: Content) -> Words:
    rows = filled((_("Pain after"), out_of_ten(fact.pain_after)))
    return Words(_("A session ended"), joined(rows), rows)


def _morning(fact: MorningChecked, _content: Content) -> Words:
    mornings = {
        "better": _("Better than usual"),
        "same": _("As usual"),
        "little_worse": _("A little worse than usual"),
        "much_worse": _("Much worse than usual"),
    }
    rows = filled(
        (_("The hip in the morning"), mornings.get(str(fact.morning))),
        (_("Pain now"), out_of_ten(fact.pain_now)),
        (_("Worst pain after the session"), out_of_ten(fact.pain_after)),
        (_("New or worse pain at night"), yes_no(said=fact.night_worse)),
        (_("New swelling"), yes_no(said=fact.swelling)),
        (_("Time to settle"), hours_words(fact.hours_to_settle)),
    )
    return Words(_("The morning after"), joined(rows[:2]), rows)


def _movement(exercise: str, side: Side, content: Content) -> tuple[Row, Row]:
    return (_("Exercise"), _exercise(exercise, content)), (_("Side"), side_name(side))


def _exercise(exercise: str, content: Content) -> str:
    """The name of an exercise; its id when the library no longer holds it."""
    known = content.exercises.get(exercise)
    return known.name if known else exercise


ABOUT_SESSION: Final[dict[type, Callable[[Any, Content], Words]]] = {
    ExerciseDone: _exercise_done,
    MorningChecked: _morning,
    SessionFinished: _session_finished,
    SessionStarted: _session_started,
    SessionStopped: _stopped,
    SetDone: _set,
    Swapped: _swapped,
}
"""The function of each kind."""
