"""My programme in words: the phase, the parts, and why each exercise is there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coxa.care.course import Course
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Phase, Purpose
from coxa.web.presenters.lines import PARTS, ShownLine, shown_lines
from coxa.web.presenters.reasons import Because, because


@dataclass(frozen=True, slots=True)
class Part:
    """The exercises of one kind."""

    name: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class ShownProgramme:
    """The whole page. Without a programme, `because` says why."""

    because: tuple[Because, ...]
    phase: str
    phases: tuple[tuple[str, str, bool], ...]
    days: int
    parts: tuple[Part, ...]
    left_out: tuple[Exercise, ...]
    exists: bool


def shown_programme(course: Course, content: Content) -> ShownProgramme:
    """The programme of a course, or why there is none."""
    programme = course.programme
    reasons = programme.because if programme else (course.because,)
    phase = content.phase(programme.phase) if programme else None
    disliked = course.life.dislikes if course.life else ()
    return ShownProgramme(
        because=tuple(because(reason, content) for reason in reasons),
        phase=phase.name if phase else "",
        phases=tuple(_phases(programme.phase, content)) if programme else (),
        days=programme.days_per_week if programme else 0,
        parts=_parts(course, content),
        left_out=tuple(content.exercises[one] for one in disliked if one in content.exercises),
        exists=programme is not None,
    )


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
