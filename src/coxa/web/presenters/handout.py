"""The programme as a handout, in words."""

from pathlib import Path
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coxa.care.course import Course
from coxa.exchange.handout import Handout, HandoutExercise, HandoutPart, HandoutWords, Picture
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Side
from coxa.web.presenters.figure import picture_words
from coxa.web.presenters.lines import ShownLine
from coxa.web.presenters.pain_rule import pain_rule
from coxa.web.presenters.programme import shown_programme

LOG_DAYS: Final = 12
"""How many days the log sheet has: four weeks at three sessions a week (our design choice)."""

_PICTURES: Final = Path(__file__).parents[1] / "static" / "coxa" / "figure" / "pictures"


def shown_handout(course: Course, content: Content, number: str, name: str) -> Handout:
    """The handout of `name`'s programme; `number` is the emergency number."""
    page, rule = shown_programme(course, content), pain_rule(course, content, number)
    day = date_format(course.today, "DATE_FORMAT")
    call = _("Call %(number)s at once for: %(signs)s") % {"number": number, "signs": "; ".join(rule.call_for)}
    return Handout(
        language=(get_language() or "en").split("-")[0],
        title=_("My exercises for the hip"),
        description=_("The programme of %(name)s on %(day)s, with a log sheet.") % {"name": name, "day": day},
        intro=(
            _("For %(name)s, %(day)s. Phase: %(phase)s. %(days)d days a week.")
            % {"name": name, "day": day, "phase": page.phase, "days": page.days},
            _("Doses change with how your hip answers: ask Coxa before each session, and print this anew each week."),
        ),
        pain_title=_("How much pain is all right"),
        pain=(rule.zone, rule.rise),
        stop_title=_("Stop, and do not go on, for:"),
        stop=(*rule.stop_for, call),
        parts=tuple(HandoutPart(part.name, tuple(_exercise(line) for line in part.lines)) for part in page.parts),
        log_days=LOG_DAYS,
        words=_words(),
        foot=_("Coxa educates and guides. It does not diagnose and is not a medical device. This content is a draft."),
    )


def _exercise(line: ShownLine) -> HandoutExercise:
    exercise = line.exercise
    pictures = (
        Picture(_PICTURES / f"{exercise.id}-{phase}-right.webp", picture_words(exercise, phase, Side.RIGHT))
        for phase in ("start", "end")
    )
    return HandoutExercise(
        name=exercise.name,
        doses=tuple(f"{side[:1].upper()}{side[1:]}: {dose}" for side, dose in line.doses),
        effort=_("How hard it should feel: %(effort)s.") % {"effort": line.effort},
        support=exercise.support,
        start=exercise.start,
        steps=exercise.steps,
        avoid=exercise.avoid,
        notes=line.adaptations,
        pictures=tuple(pictures),
    )


def _words() -> HandoutWords:
    return HandoutWords(
        start=_("Start"),
        take_care=_("Take care"),
        log_title=_("Log sheet"),
        log_help=_("Tick what you did. Write pain as a number from 0 (none) to 10 (the worst you can think of)."),
        day=_("Day"),
        pain_during=_("Worst pain during"),
        pain_next_morning=_("Pain next morning"),
    )
