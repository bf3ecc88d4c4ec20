"""The JSON that `screen`, `plan` and `replay` print: a contract, published as JSON Schema in docs/guide/schemas."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from coxa.care.course import Course, NextStep
from coxa.care.decision import Reason
from coxa.care.locks import Lock
from coxa.care.memory import DatedDecision
from coxa.care.programme import Prescription, Programme
from coxa.care.review import ReviewDecision
from coxa.care.screening import Fired, Outcome
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Action, Level, Phase, Purpose, ReviewAction, Side, Tag, Track


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReasonShown(_Part):
    """The rule, a sentence, and the ids of its evidence in the bibliography."""

    rule: str
    because: str
    evidence: tuple[str, ...]

    @classmethod
    def of(cls, reason: Reason) -> "ReasonShown":
        """Show a reason."""
        return cls(rule=reason.rule, because=reason.because, evidence=reason.evidence)


class FiredShown(_Part):
    """A safety question that counts, how urgent it is, and why."""

    id: str
    level: Level
    because: str
    act: str
    evidence: tuple[str, ...]

    @classmethod
    def of(cls, fired: Fired, content: Content, country: str) -> "FiredShown":
        """Show a fired question, with the number to call in `country`."""
        act = content.questions[fired.question].act
        return cls(
            id=fired.question,
            level=fired.level,
            because=fired.reason.because,
            act=act.replace("{emergency_number}", content.emergency_number(country)),
            evidence=fired.reason.evidence,
        )

    @classmethod
    def of_gate(cls, gate: Lock, content: Content) -> "FiredShown":
        """Show a gate that is shut: its own words, and whom its level says to see."""
        return cls(
            id=gate.rule,
            level=gate.level,
            because=gate.reason.because,
            act=content.advice(gate.level).who,
            evidence=gate.reason.evidence,
        )


class ScreenReport(_Part):
    """What `coxa screen` prints."""

    content: str
    triage: Level
    fired: tuple[FiredShown, ...]
    tags: tuple[Tag, ...]
    postponed: bool
    emergency_number: str

    @classmethod
    def of(cls, outcome: Outcome, gates: tuple[Lock, ...], content: Content, country: str) -> "ScreenReport":
        """Report the result of a whole safety check, and of the `gates` that age, operation or pain at rest shut."""
        levels = [outcome.triage, *(gate.level for gate in gates)]
        return cls(
            content=content.version,
            triage=max(levels, key=lambda level: level.urgency),
            fired=(
                *(FiredShown.of(fired, content, country) for fired in outcome.fired),
                *(FiredShown.of_gate(gate, content) for gate in gates),
            ),
            tags=tuple(sorted(outcome.tags)),
            postponed=outcome.postponed,
            emergency_number=content.emergency_number(country),
        )


class PrescriptionShown(_Part):
    """One exercise on one side; seconds, minutes and effort 0 to 10."""

    exercise: str
    name: str
    side: Side
    purpose: Purpose
    sets: int
    repetitions: int | None
    hold_s: int | None
    minutes: int | None
    rest_s: int
    times_a_day: int
    days_per_week: int
    effort: int
    adaptations: tuple[str, ...]
    because: str
    evidence: tuple[str, ...]

    @classmethod
    def of(cls, line: Prescription, content: Content) -> "PrescriptionShown":
        """Show a prescription."""
        dose = line.dose
        return cls(
            exercise=line.exercise,
            name=content.exercises[line.exercise].name,
            side=line.side,
            purpose=line.purpose,
            sets=dose.sets,
            repetitions=dose.repetitions,
            hold_s=dose.hold_s,
            minutes=dose.minutes,
            rest_s=dose.rest_s,
            times_a_day=dose.times_a_day,
            days_per_week=dose.days_per_week,
            effort=line.effort,
            adaptations=line.adaptations,
            because=" ".join(reason.because for reason in line.reasons),
            evidence=tuple(source for reason in line.reasons for source in reason.evidence),
        )


class ProgrammeShown(_Part):
    """A programme, line by line."""

    plan: str
    phase: Phase
    track: Track
    days_per_week: int
    because: tuple[ReasonShown, ...]
    prescriptions: tuple[PrescriptionShown, ...]

    @classmethod
    def of(cls, programme: Programme, content: Content) -> "ProgrammeShown":
        """Show a programme."""
        return cls(
            plan=programme.plan,
            phase=programme.phase,
            track=programme.track,
            days_per_week=programme.days_per_week,
            because=tuple(ReasonShown.of(reason) for reason in programme.because),
            prescriptions=tuple(PrescriptionShown.of(line, content) for line in programme.prescriptions),
        )


class PlanReport(_Part):
    """What `coxa plan` prints; `programme` is null where there must be none."""

    content: str
    triage: Level
    next_step: NextStep
    because: str
    tags: tuple[Tag, ...]
    reminders: tuple[ReasonShown, ...]
    pain_limit: int
    programme: ProgrammeShown | None

    @classmethod
    def of(cls, course: Course, content: Content) -> "PlanReport":
        """Report the programme of a course."""
        return cls(
            content=content.version,
            triage=course.triage,
            next_step=course.next_step,
            because=course.because.because,
            tags=tuple(sorted(course.situation.tags)),
            reminders=tuple(ReasonShown.of(reason) for reason in course.reminders),
            pain_limit=course.pain_limits.during_most,
            programme=ProgrammeShown.of(course.programme, content) if course.programme else None,
        )


class DecisionShown(_Part):
    """What happens to one exercise on one side after a session, and why."""

    date: date
    exercise: str
    side: Side
    action: Action
    rule: str
    because: str
    evidence: tuple[str, ...]
    raised: str | None
    next_exercise: str
    waiting_for_morning: bool

    @classmethod
    def of(cls, decided: DatedDecision) -> "DecisionShown":
        """Show a decision."""
        return cls(
            date=decided.day,
            exercise=decided.exercise,
            side=decided.side,
            action=decided.decision.action,
            rule=decided.decision.reason.rule,
            because=decided.decision.reason.because,
            evidence=decided.decision.reason.evidence,
            raised=decided.change.raised,
            next_exercise=decided.change.new_exercise,
            waiting_for_morning=decided.waiting,
        )


class TriageOnDate(_Part):
    """The most urgent level of one day."""

    date: date
    triage: Level


class ReviewShown(_Part):
    """What a review led to, and why."""

    week: int
    date: date
    action: ReviewAction
    rule: str
    because: str
    evidence: tuple[str, ...]

    @classmethod
    def of(cls, review: ReviewDecision) -> "ReviewShown":
        """Show a review."""
        reason = review.reason
        return cls(
            week=review.week,
            date=review.day,
            action=review.action,
            rule=reason.rule,
            because=reason.because,
            evidence=reason.evidence,
        )


class ReplayReport(_Part):
    """What `coxa replay` prints."""

    content: str
    decisions: tuple[DecisionShown, ...]
    triage_by_date: tuple[TriageOnDate, ...]
    reviews: tuple[ReviewShown, ...]
    today: PlanReport

    @classmethod
    def of(cls, course: Course, content: Content) -> "ReplayReport":
        """Report every decision of a course."""
        return cls(
            content=content.version,
            decisions=tuple(DecisionShown.of(decided) for decided in course.decisions),
            triage_by_date=tuple(TriageOnDate(date=day, triage=level) for day, level in course.triage_by_date),
            reviews=tuple(ReviewShown.of(review) for review in course.reviews),
            today=PlanReport.of(course, content),
        )


REPORTS: dict[Literal["screen", "plan", "replay"], type[BaseModel]] = {
    "screen": ScreenReport,
    "plan": PlanReport,
    "replay": ReplayReport,
}
"""The commands whose JSON is a contract."""
