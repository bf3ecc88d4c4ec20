"""Barriers, what was tried for them, and what was left out, in words."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coxa.care.barriers import BarrierAnswer, answer, anywhere
from coxa.care.course import Course
from coxa.care.keeping_on import goal_changes, what_followed
from coxa.care.programme import Prescription
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.keeping_on import Barrier, Help, LeftOutReason
from coxa.knowledge.library import Content
from coxa.web.presenters.citing import citations

Rows = list[list[str]]

PROFESSIONAL_LESSON: Final = "using-coxa-with-a-professional"

_PAGES: Final[dict[Help, str]] = {
    "plan": "plan",
    "swap": "programme",
    "pain": "pain",
    "safety": "safety",
}
_LISTS: Final[frozenset[Help]] = frozenset({"anywhere", "how_to"})
"""What is on the page of the answer itself."""


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One barrier with its answer. `lists` are the exercises by the help that shows them."""

    id: str
    name: str
    said: BarrierAnswer
    lesson: tuple[str, str] | None
    lists: dict[str, tuple[Exercise, ...]]
    sources: tuple[str, ...]


def answer_shown(barrier: Barrier, course: Course, content: Content) -> AnswerShown:
    """The page of one barrier."""
    said = answer(barrier, course, content)
    offered = {offer.id for offer in said.offers}
    lesson = content.lessons.get(said.lesson or "")
    lines = {
        "anywhere": anywhere(course, content),
        "how_to": course.programme.prescriptions if course.programme else (),
    }
    return AnswerShown(
        id=barrier.id,
        name=barrier.name,
        said=said,
        lesson=(lesson.title, reverse("lesson", args=[lesson.id])) if lesson else None,
        lists={name: _exercises(found, content) for name, found in lines.items() if name in offered and found},
        sources=citations(said.evidence, content),
    )


def place_of(offer: Help, barrier: Barrier) -> str:
    """Where a help is found."""
    if offer == "short_session":
        return f"{reverse('short_check')}?short=1"
    if offer == "professional":
        return reverse("lesson", args=[PROFESSIONAL_LESSON])
    if offer in _LISTS:
        return f"{reverse('in_the_way_answer', args=[barrier.id])}?show={offer}#{offer}"
    return reverse(_PAGES[offer])


def barrier_items(content: Content) -> list[dict[str, str]]:
    """What can get in the way, to choose from."""
    return [{"value": one.id, "text": one.name} for one in content.barriers.barrier]


def left_out_reasons() -> dict[LeftOutReason, str]:
    """Why an exercise may be left out."""
    return {
        "disliked": _("I don’t like it"),
        "hurts": _("It hurts"),
        "position": _("I can’t get into the position"),
        "equipment": _("I don’t have what it needs"),
        "swapped": _("I swapped it for another one"),
    }


def barrier_name(barrier: str, content: Content) -> str:
    """The name of a barrier; its id when content no longer has it."""
    known = content.barriers.called(barrier)
    return known.name if known else barrier


def help_name(name: Help, content: Content) -> str:
    """The name of a help."""
    return content.barriers.offered(name).name


def exercise_name(exercise: str, content: Content) -> str:
    """The name of an exercise; its id when the library no longer holds it."""
    known = content.exercises.get(exercise)
    return known.name if known else exercise


def goal_rows(course: Course) -> Rows:
    """Every goal with its first and its last score."""
    return [
        [change.activity, str(change.first.rating), str(change.last.rating)]
        for change in goal_changes(course.keeping_on.scores)
    ]


def barrier_rows(course: Course, content: Content) -> Rows:
    """What got in the way, what was chosen for it, and how often a session followed."""
    within = content.barriers.helped_within_days.value
    return [
        [
            barrier_name(one.barrier, content),
            help_name(one.tried, content) if one.tried else "–",
            ngettext("%(count)d time", "%(count)d times", one.times) % {"count": one.times},
            ngettext("%(count)d time", "%(count)d times", one.sessions) % {"count": one.sessions}
            if one.sessions
            else "–",
        ]
        for one in what_followed(course.keeping_on.barriers, course.session_days, within)
    ]


def _exercises(lines: tuple[Prescription, ...], content: Content) -> tuple[Exercise, ...]:
    return tuple(content.exercises[one] for one in dict.fromkeys(line.exercise for line in lines))
