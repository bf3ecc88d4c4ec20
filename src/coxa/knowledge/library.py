"""Everything that is known, as one frozen value."""

from dataclasses import dataclass

from coxa.knowledge.bibliography import Source
from coxa.knowledge.condition import Condition
from coxa.knowledge.decision_table import DecisionTable
from coxa.knowledge.dosing_rules import (
    CourseRule,
    DosingRules,
    FlareRules,
    PainProfileRule,
    PhaseRule,
    StarterPlan,
    StarterPlans,
    Thresholds,
)
from coxa.knowledge.exercise import Exercise, ExerciseId
from coxa.knowledge.keeping_on import BarrierRules, KeepingOnRules
from coxa.knowledge.lesson import Lesson
from coxa.knowledge.muscle import BodyPart
from coxa.knowledge.screening_rules import (
    EmergencyNumber,
    Gate,
    LevelAdvice,
    Question,
    Screening,
    StopSymptom,
)
from coxa.knowledge.vocabulary import Action, Level, PainProfile, Phase, ReviewAction


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """The whole clinical content, loaded and checked against its schemas.

    `version` is a fingerprint of all files: the same text gives the same version on any machine.
    """

    version: str
    exercises: dict[ExerciseId, Exercise]
    conditions: dict[str, Condition]
    lessons: dict[str, Lesson]
    muscles: dict[str, BodyPart]
    sources: dict[str, Source]
    screening: Screening
    questions: dict[str, Question]
    stop_symptoms: dict[str, StopSymptom]
    gates: dict[str, Gate]
    emergency_numbers: dict[str, EmergencyNumber]
    emergency_fallback: str
    thresholds: Thresholds
    dosing: DosingRules
    progression: DecisionTable[Action]
    review: DecisionTable[ReviewAction]
    review_weeks: tuple[int, ...]
    plans: StarterPlans
    flare: FlareRules
    course_rules: dict[str, CourseRule]
    barriers: BarrierRules
    keeping_on: KeepingOnRules

    def phase(self, phase: Phase) -> PhaseRule:
        """What `phase` allows."""
        return next(rule for rule in self.dosing.phase if rule.phase is phase)

    def pain_profile(self, profile: PainProfile) -> PainProfileRule:
        """How much pain `profile` accepts."""
        return next(rule for rule in self.dosing.profile if rule.profile is profile)

    def plan(self, plan_id: str) -> StarterPlan:
        """The starter plan called `plan_id`."""
        return next(plan for plan in self.plans.plan if plan.id == plan_id)

    def advice(self, level: Level) -> LevelAdvice:
        """The words for one level of urgency."""
        return next(advice for advice in self.screening.level if advice.level is level)

    def emergency_number(self, country: str | None) -> str:
        """The number to call in `country`, or words that work anywhere."""
        known = self.emergency_numbers.get(country or "")
        return known.number if known else self.emergency_fallback
