"""The facts a record is made of: one frozen type per kind of entry.

`None` always means *not answered*. Pain and effort are whole numbers from 0 to 10.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from coxa.knowledge.exercise import ExerciseId
from coxa.knowledge.keeping_on import BarrierId, Help, LeftOutReason
from coxa.knowledge.screening_rules import QuestionId, SymptomId
from coxa.knowledge.vocabulary import Answer, Equipment, Place, Side, Track

ZeroToTen = Annotated[int, Field(ge=0, le=10)]
Percent = Annotated[int, Field(ge=0, le=100)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Hips = Literal["left", "right", "both", "none"]
Professional = Literal["doctor", "physiotherapist", "operating_team"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Morning = Literal["better", "same", "little_worse", "much_worse"]
Trouble = Literal[
    "knee",
    "shoulder",
    "wrist",
    "back_and_leg",
    "groin",
    "cannot_kneel",
    "cannot_lie_on_front",
    "open_wound",
    "loose_joints",
    "weight_limit",
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScreeningAnswered(_Body):
    """Safety questions answered: the whole list, or the short one before a session."""

    kind: Literal["screening"] = "screening"
    scope: Literal["full", "short"]
    answers: dict[QuestionId, Answer]


class ProfessionalSeen(_Body):
    """The article's first rule: whether a professional was asked before starting."""

    kind: Literal["professional"] = "professional"
    status: Literal["seen_and_cleared", "not_yet"]
    on: date | None = None
    who: Professional | None = None


class ClearanceStated(_Body):
    """The person states, with a date, that a professional said they may exercise."""

    kind: Literal["clearance"] = "clearance"
    on: date
    who: Professional


class HipDescribed(_Body):
    """About my hip: who I am, where it hurts, and how it behaves."""

    kind: Literal["hip"] = "hip"
    age: Annotated[int, Field(ge=0, le=120)] | None = None
    painful: Hips | None = None
    places: tuple[Place, ...] = ()
    told: str | None = None
    told_by_professional: bool | None = None
    duration_weeks: Annotated[int, Field(ge=0, le=5200)] | None = None
    average_pain: ZeroToTen | None = None
    pain_at_rest: ZeroToTen | None = None
    night_pain: bool | None = None
    settle_h: Annotated[float, Field(ge=0, le=720)] | None = None
    fear: ZeroToTen | None = None
    rises_without_hands: bool | None = None
    walks_ten_minutes: bool | None = None
    waiting_for_surgery: bool | None = None
    troubles: tuple[Trouble, ...] = ()


class Goal(_Body):
    """Something the person wants to do again, and how well they can do it now (10 = as before)."""

    activity: Words
    rating: ZeroToTen | None = None


class LifeDescribed(_Body):
    """My life and goals: what fits, what is at hand, what is liked."""

    kind: Literal["life"] = "life"
    goals: tuple[Goal, ...] = Field(default=(), max_length=5)
    equipment: tuple[Equipment, ...] = ()
    days_per_week: Annotated[int, Field(ge=1, le=7)] = 3
    minutes: Annotated[int, Field(ge=5, le=90)] = 20
    track: Track | None = None
    likes: tuple[ExerciseId, ...] = ()
    dislikes: tuple[ExerciseId, ...] = ()
    when_and_where: Words | None = None


class HealthEvent(_Body):
    """Something that calls for the whole safety check again."""

    kind: Literal["event"] = "event"
    what: Literal["fall", "illness", "surgery", "new_medicine"]
    on: date


class PlannedLine(_Body):
    """One line of a session as it was planned when it began."""

    slot: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
    exercise: ExerciseId
    side: Side
    line_side: Side | None = None
    """The side whose line this is, when an exercise for both legs stands in for one side; `None` is `side`."""
    sets: Annotated[int, Field(ge=1, le=10)]
    repetitions: Annotated[int, Field(ge=1, le=60)] | None = None
    hold_s: Annotated[int, Field(ge=1, le=300)] | None = None
    minutes: Annotated[int, Field(ge=1, le=90)] | None = None
    rest_s: Annotated[int, Field(ge=0, le=300)] = 0
    effort: ZeroToTen = 3


class SessionStarted(_Body):
    """A session begins: how the hip feels, and what is planned."""

    kind: Literal["session_started"] = "session_started"
    session: UUID
    pain_before: ZeroToTen | None = None
    short: bool = False
    planned: tuple[PlannedLine, ...] = Field(default=(), max_length=60)


class Swapped(_Body):
    """An exercise of a session gave its place to another one: what is done instead of the rest of it."""

    kind: Literal["swapped"] = "swapped"
    session: UUID
    exercise: ExerciseId
    planned: tuple[PlannedLine, ...] = Field(min_length=1, max_length=2)
    """The exercise that came, side by side; `slot` and `line_side` are those of the line that gave its place."""
    from_now_on: bool = False
    """Whether it stays so in the programme."""


class SetDone(_Body):
    """One set, done."""

    kind: Literal["set"] = "set"
    session: UUID
    exercise: ExerciseId
    side: Side
    number: Annotated[int, Field(ge=1, le=10)]


class ExerciseDone(_Body):
    """How one exercise went on one side."""

    kind: Literal["exercise"] = "exercise"
    session: UUID
    exercise: ExerciseId
    side: Side
    ended: Literal["finished", "skipped", "too_painful"] = "finished"
    worst_pain: ZeroToTen | None = None
    effort: ZeroToTen | None = None
    in_control: bool | None = None
    done_percent: Percent | None = None
    sharp: bool | None = None
    instead_of: ExerciseId | None = None


class SessionStopped(_Body):
    """Something came up that ends the session at once."""

    kind: Literal["stopped"] = "stopped"
    session: UUID
    symptom: SymptomId
    exercise: ExerciseId | None = None
    side: Side | None = None


class SessionFinished(_Body):
    """A session is over; `pain_after` is the pain about half an hour later."""

    kind: Literal["session_finished"] = "session_finished"
    session: UUID
    pain_after: ZeroToTen | None = None


class MorningChecked(_Body):
    """The next morning, compared with usual."""

    kind: Literal["morning"] = "morning"
    session: UUID
    morning: Morning | None = None
    pain_after: ZeroToTen | None = None
    pain_now: ZeroToTen | None = None
    night_worse: bool | None = None
    swelling: bool | None = None
    hours_to_settle: Annotated[float, Field(ge=0, le=168)] | None = None


class PainReported(_Body):
    """Pain on a day, outside a session; `flare` when the person calls it one."""

    kind: Literal["pain"] = "pain"
    average: ZeroToTen
    flare: bool = False


class Reviewed(_Body):
    """The review at 2, 6 or 12 weeks; goal ratings in the order of the goals."""

    kind: Literal["review"] = "review"
    week: Annotated[int, Field(ge=1, le=520)]
    average_pain: ZeroToTen | None = None
    goal_ratings: tuple[ZeroToTen, ...] = ()
    change: Literal["much_better", "better", "same", "worse", "much_worse"] | None = None
    good_enough: bool | None = None
    onward: Literal["keep", "return", "change"] | None = None
    """At a check-in: keep the plan, return to it after a break, or change it."""
    chair_stands: Annotated[int, Field(ge=0, le=60)] | None = None


class PlanMade(_Body):
    """When, where and after what the person exercises, for which goal, and the reminders they want.

    Times are those of the clock on the wall.
    """

    kind: Literal["plan"] = "plan"
    goal: Goal | None = None
    days: tuple[Weekday, ...] = Field(default=(), max_length=7)
    at: ClockTime | None = None
    place: Words | None = None
    cue: Words | None = None
    reminders: bool = False
    minutes_before: Annotated[int, Field(ge=0, le=240)] | None = None
    quiet_from: ClockTime | None = None
    quiet_until: ClockTime | None = None


class BarrierNamed(_Body):
    """Something got in the way; `tried` is the help that was chosen for it."""

    kind: Literal["barrier"] = "barrier"
    barrier: BarrierId
    tried: Help | None = None


class LeftOut(_Body):
    """An exercise the person does not want in the programme, and why."""

    kind: Literal["left_out"] = "left_out"
    exercise: ExerciseId
    reason: LeftOutReason


class BroughtBack(_Body):
    """An exercise that was left out may be given again."""

    kind: Literal["brought_back"] = "brought_back"
    exercise: ExerciseId


class Corrected(_Body):
    """A correction: it names the entry it replaces; without a body it withdraws it."""

    kind: Literal["correction"] = "correction"
    corrects: UUID
    replacement: "Annotated[Fact, Field(discriminator='kind')] | None" = None


Fact = (
    ScreeningAnswered
    | ProfessionalSeen
    | ClearanceStated
    | HipDescribed
    | LifeDescribed
    | HealthEvent
    | SessionStarted
    | Swapped
    | SetDone
    | ExerciseDone
    | SessionStopped
    | SessionFinished
    | MorningChecked
    | PainReported
    | Reviewed
    | PlanMade
    | BarrierNamed
    | LeftOut
    | BroughtBack
)
"""Everything an entry can say, corrections apart."""

Corrected.model_rebuild()


_BODIES: Final[TypeAdapter[Fact | Corrected]] = TypeAdapter(Annotated[Fact | Corrected, Field(discriminator="kind")])


def parse_body(data: object) -> Fact | Corrected:
    """Read one entry body from plain data.

    Raises:
        pydantic.ValidationError: with every fault, when it is not a body of a known kind.

    """
    return _BODIES.validate_python(data)


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact in a record. `day` is the person's calendar day; times carry their zone."""

    id: UUID
    person: UUID
    body: Fact | Corrected
    day: date
    occurred_at: datetime
    recorded_at: datetime
    actor: str = "self"
    content: str = ""
