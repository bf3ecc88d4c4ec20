"""What is remembered while a record is read from its first entry to its last."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from coxa.care.decision import Decision
from coxa.care.entries import Goal, HipDescribed, LifeDescribed, ProfessionalSeen
from coxa.care.flare import FlareState
from coxa.care.keeping_on import KeepingOn
from coxa.care.lines import Change, Line
from coxa.care.locks import Locks
from coxa.care.pain_diary import PainDiary
from coxa.care.phases import PhaseState
from coxa.care.programme import LineKey, Standing
from coxa.care.response import SessionRecord
from coxa.care.review import ReviewDecision
from coxa.care.screening import Outcome
from coxa.care.situation import Situation, falls_gate, tags_of
from coxa.knowledge.library import Content
from coxa.knowledge.screening_rules import QuestionId
from coxa.knowledge.vocabulary import Answer, Level, Phase, Side, Tag, Track


class DatedDecision(NamedTuple):
    """A decision about one exercise on one side, on the day of its session, and what it changed."""

    day: date
    exercise: str
    side: Side
    decision: Decision
    change: Change
    waiting: bool = False
    """Whether the next morning is still to come."""


@dataclass(slots=True)
class Memory:
    """The state of one record; every field starts as "not told yet"."""

    content: Content
    answers: dict[QuestionId, Answer] = field(default_factory=dict)
    outcome: Outcome | None = None
    last_full: date | None = None
    rescreen: dict[str, date] = field(default_factory=dict)
    short_outcome: Outcome | None = None
    short_on: date | None = None
    postponed_on: date | None = None
    professional: ProfessionalSeen | None = None
    team_cleared: bool = False
    hip: HipDescribed | None = None
    first_pain: int | None = None
    life: LifeDescribed | None = None
    first_goals: tuple[Goal, ...] = ()
    track: Track | None = None
    start: date | None = None
    phase: PhaseState | None = None
    diary: PainDiary = field(default_factory=PainDiary)
    lines: dict[LineKey, Line] = field(default_factory=dict)
    last_session_day: date | None = None
    done_before: set[str] = field(default_factory=set)
    sessions: dict[UUID, SessionRecord] = field(default_factory=dict)
    open_session: SessionRecord | None = None
    decisions: dict[tuple[date, str, Side], DatedDecision] = field(default_factory=dict)
    reviews: dict[int, ReviewDecision] = field(default_factory=dict)
    triage_by_date: dict[date, Level] = field(default_factory=dict)
    keeping_on: KeepingOn = field(default_factory=KeepingOn)
    locks: Locks = field(init=False)
    flare: FlareState = field(init=False)

    def __post_init__(self) -> None:
        self.locks = Locks(self.content)
        self.flare = FlareState(self.content)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals that reviews ask about, each as it was rated first: those of daily life, then that of the plan."""
        plan = self.keeping_on.plan
        if plan is None or plan.goal is None or plan.goal.activity in {goal.activity for goal in self.first_goals}:
            return self.first_goals
        rating = self.keeping_on.first_rating(plan.goal.activity)
        return (*self.first_goals, Goal(activity=plan.goal.activity, rating=rating))

    @property
    def professional_seen(self) -> bool:
        """Whether a professional was seen and said yes; not answered is no."""
        return self.professional is not None and self.professional.status == "seen_and_cleared"

    @property
    def regularly_active(self) -> bool:
        """Whether the person said they have been active for months; not answered is no."""
        return self.answers.get("EX11") is Answer.YES

    @property
    def standings(self) -> dict[LineKey, Standing]:
        """Where every line stands."""
        return {key: line.standing for key, line in self.lines.items()}

    def taken_beside(self, line: Line) -> frozenset[str]:
        """The exercises that other slots stand on; what was only swapped in for a day takes no place."""
        return frozenset(
            other.exercise for other in self.lines.values() if other.slot != line.slot and not other.of_its_own
        )

    def week(self, day: date) -> int:
        """The week of the programme `day` is in, from 1."""
        return 1 if self.start is None else max(0, (day - self.start).days) // 7 + 1

    def screening_tags(self) -> frozenset[Tag]:
        """The cautions from the last whole safety check and the last short one."""
        whole = self.outcome.tags if self.outcome else frozenset[Tag]()
        return whole | (self.short_outcome.tags if self.short_outcome else frozenset[Tag]())

    def situation(self, day: date) -> Situation:
        """The person as the planner sees them on `day`; what was not told counts as the careful answer."""
        hip, life = self.hip or HipDescribed(), self.life or LifeDescribed()
        if self.track is not None and self.track is not life.track:
            life = life.model_copy(update={"track": self.track})
        week = self.week(day)
        gate = falls_gate(hip, regularly_active=self.regularly_active, week=week, content=self.content)
        return Situation(
            hip=hip,
            life=life,
            tags=tags_of(hip, self.screening_tags() | gate, week, self.content),
            phase=self.phase.phase if self.phase else Phase.SETTLE,
            week=week,
            professional_seen=self.professional_seen,
            regularly_active=self.regularly_active,
            excluded=self.keeping_on.excluded,
            done_before=frozenset(self.done_before),
        )

    @property
    def triage(self) -> Level:
        """The most urgent of what is shut and what the last whole safety check left as a caution."""
        shut = self.locks.level
        if shut is not Level.OK:
            return shut
        return Level.CAUTION if self.outcome and self.outcome.fired else Level.OK

    def note_triage(self, day: date) -> None:
        """Remember how urgent things were on `day`: the most urgent of that day stays."""
        now = self.triage
        before = self.triage_by_date.get(day)
        if before is None or now.urgency > before.urgency:
            self.triage_by_date[day] = now
