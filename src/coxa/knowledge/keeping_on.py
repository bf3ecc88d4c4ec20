"""What helps people keep going: what gets in the way and its answers, reminders, check-ins."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from coxa.knowledge.dosing_rules import Number
from coxa.knowledge.evidence import Citation, ContentFile, Frozen, Text
from coxa.knowledge.lesson import LessonId
from coxa.knowledge.vocabulary import Equipment

BarrierId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$")]

Help = Literal[
    "short_session",
    "plan",
    "swap",
    "anywhere",
    "how_to",
    "pain",
    "safety",
    "professional",
]
"""What Coxa can do about a barrier: each has a page."""

LeftOutReason = Literal["disliked", "hurts", "position", "equipment", "swapped"]


class Answering(Frozen):
    """What is said, and what is offered with it, the best first."""

    words: tuple[Text, ...] = Field(min_length=1)
    offers: tuple[Help, ...] = ()
    evidence: tuple[Citation, ...] = Field(min_length=1)


class Barrier(Answering):
    """Something that gets in the way of exercise, and its answer."""

    id: BarrierId
    name: Text
    lesson: LessonId | None = None
    asks_safety: bool = False
    """Whether naming it asks the whole safety check again."""


class HelpOffered(Frozen):
    """One thing Coxa can do, as its button says it."""

    id: Help
    name: Text
    moves: bool = False
    """Whether it asks someone to exercise: never offered when the programme is shut or the hip has flared up."""


class BarrierRules(ContentFile):
    """What gets in the way, and what answers it."""

    barrier: tuple[Barrier, ...] = Field(min_length=1)
    help: tuple[HelpOffered, ...] = Field(min_length=1)
    shut: Answering
    """Instead of any other answer, on a day on which safety comes first."""
    flare: Answering
    """Instead of any other answer, on the days of a flare."""
    anywhere_equipment: tuple[Equipment, ...]
    """What can be found away from home."""
    helped_within_days: Number

    def called(self, barrier: str) -> Barrier | None:
        """The barrier with this id, if content still has it."""
        return next((one for one in self.barrier if one.id == barrier), None)

    def offered(self, name: Help) -> HelpOffered:
        """How `name` is offered."""
        return next(one for one in self.help if one.id == name)


class ReminderRules(Frozen):
    """How reminders come, and how they fade."""

    minutes_before: tuple[Annotated[int, Field(ge=0, le=240)], ...] = Field(min_length=1)
    usual_minutes_before: int
    quiet_from: Annotated[str, StringConstraints(pattern=r"^[0-2]\d:[0-5]\d$")]
    quiet_until: Annotated[str, StringConstraints(pattern=r"^[0-2]\d:[0-5]\d$")]
    every_session_weeks: Number
    """From the day of the plan, every session has a reminder for so long."""
    once_a_week_weeks: Number
    """Then for so long only the first session of a week has one; after that, none."""
    words: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)


class CheckInRules(Frozen):
    """When someone is asked, long after the start, how it goes."""

    months: tuple[Annotated[int, Field(ge=1, le=24)], ...] = Field(min_length=1)
    apart_weeks: Number
    """A review this near before a check-in stands for it."""
    words: Text
    break_words: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)


class MissedRules(Frozen):
    """When a session that did not come is asked about, and how."""

    after_days: Number
    words: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)


class KeepingOnRules(ContentFile):
    """Reminders, check-ins, and what is said when a session did not come."""

    reminders: ReminderRules
    check_in: CheckInRules
    missed: MissedRules
    trend_days: Number
    trend_change: Number
    """The change of pain that counts as one."""
