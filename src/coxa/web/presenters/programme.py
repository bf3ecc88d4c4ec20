"""My programme in words: the phase, the parts, and why each exercise is there."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coxa.care.course import Course
from coxa.care.scheduling import DayKind, week_at_a_glance
from coxa.care.swapping import instead_of
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Phase, Purpose
from coxa.web.forms.programme import REASONS
from coxa.web.presenters.keeping_on import left_out_reasons
from coxa.web.presenters.lines import PARTS, ShownLine, shown_lines
from coxa.web.presenters.reasons import Because, because


@dataclass(frozen=True, slots=True)
class Part:
    """The exercises of one kind."""

    name: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One day of the week at a glance."""

    name: str
    kind: str
    words: str
    today: bool


@dataclass(frozen=True, slots=True)
class ShownLeftOut:
    """An exercise that was left out, and why; no reason when it was only said to be disliked."""

    exercise: Exercise
    reason: str


@dataclass(frozen=True, slots=True)
class ShownSwap:
    """The page on which one exercise is left out."""

    exercise: Exercise
    instead: tuple[Exercise, ...]
    reasons: tuple[dict[str, str], ...]
    is_left_out: bool
    in_programme: bool


@dataclass(frozen=True, slots=True)
class ShownProgramme:
    """The whole page. Without a programme, `because` says why."""

    because: tuple[Because, ...]
    phase: str
    phases: tuple[tuple[str, str, bool], ...]
    days: int
    parts: tuple[Part, ...]
    left_out: tuple[ShownLeftOut, ...]
    exists: bool
    week: tuple[ShownDay, ...]
    at: str


def shown_programme(course: Course, content: Content) -> ShownProgramme:
    """The programme of a course, or why there is none."""
    programme = course.programme
    reasons = programme.because if programme else (course.because,)
    phase = content.phase(programme.phase) if programme else None
    plan = course.keeping_on.plan
    return ShownProgramme(
        because=tuple(because(reason, content) for reason in reasons),
        phase=phase.name if phase else "",
        phases=tuple(_phases(programme.phase, content)) if programme else (),
        days=programme.days_per_week if programme else 0,
        parts=_parts(course, content),
        left_out=_left_out(course, content),
        exists=programme is not None,
        week=_week(course),
        at=(plan.at or "") if plan else "",
    )


def swap_shown(exercise: Exercise, course: Course, content: Content) -> ShownSwap:
    """What leaving `exercise` out would change."""
    programme = course.programme
    return ShownSwap(
        exercise=exercise,
        instead=tuple(content.exercises[one] for one in instead_of(exercise.id, course, content)),
        reasons=tuple({"value": value, "text": left_out_reasons()[value]} for value in REASONS),
        is_left_out=exercise.id in {one.exercise.id for one in _left_out(course, content)},
        in_programme=programme is not None and exercise.id in {line.exercise for line in programme.prescriptions},
    )


def _left_out(course: Course, content: Content) -> tuple[ShownLeftOut, ...]:
    reasons = {one.exercise: str(left_out_reasons()[one.reason]) for one in course.keeping_on.left_out}
    disliked = dict.fromkeys(course.life.dislikes if course.life else (), "")
    every = {**disliked, **reasons}
    return tuple(ShownLeftOut(content.exercises[one], why) for one, why in every.items() if one in content.exercises)


def _week(course: Course) -> tuple[ShownDay, ...]:
    """The seven days of this week; none without a programme."""
    if course.programme is None:
        return ()
    words = {
        DayKind.DONE: _("Done"),
        DayKind.DUE: _("Exercise day"),
        DayKind.REST: _("Rest"),
        DayKind.CALM: _("Calm day"),
        DayKind.OPEN: _("We will see"),
    }
    calm, kept = course.flare_day is not None, course.keeping_on
    week = week_at_a_glance(course.session_days, course.today, course.programme.days_per_week, kept.weekdays, calm=calm)
    return tuple(ShownDay(_day(day), kind.value, words[kind], day == course.today) for day, kind in week)


def _day(day: date) -> str:
    return date_format(day, "l j")


def _parts(course: Course, content: Content) -> tuple[Part, ...]:
    lines = course.programme.prescriptions if course.programme else ()
    names = {
        Purpose.MOBILITY: _("Moving freely"),
        Purpose.STRENGTH: _("Getting stronger"),
        Purpose.BALANCE: _("Balance"),
        Purpose.STRETCH: _("Stretching"),
        Purpose.CARDIO: _("Heart and breath"),
    }
    parts = (
        Part(name, shown_lines((line for line in lines if line.purpose is purpose), content))
        for purpose, name in ((purpose, names[purpose]) for purpose in PARTS)
    )
    return tuple(part for part in parts if part.lines)


def _phases(now: Phase, content: Content) -> list[tuple[str, str, bool]]:
    return [(rule.name, rule.words, rule.phase is now) for rule in content.dosing.phase]
