"""How much, how often, how far, and what pain allows."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from coxa.knowledge.decision_table import Row, RuleId
from coxa.knowledge.evidence import Citation, ContentFile, Frozen, Text
from coxa.knowledge.exercise import ExerciseId, Range
from coxa.knowledge.vocabulary import (
    Action,
    LoadBand,
    PainProfile,
    Phase,
    Purpose,
    ReviewAction,
    Track,
)

SlotId = Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
PlanId = Literal["default", "lateral_hip", "irritable"]


Ability = Literal["rises_without_hands", "walks_ten_minutes"]


class Number(Frozen):
    """One clinical number, with its unit, what it is for and where it comes from."""

    value: float
    unit: Text
    why: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)


class PhaseRule(Frozen):
    """What one phase of a programme allows."""

    phase: Phase
    name: Text
    words: Text
    weeks: int = Field(ge=1)
    """How long the phase lasts before the next one may begin."""
    effort: Range
    sets_most: int = Field(ge=1, le=4)
    repetitions_most: int = Field(ge=1, le=15)
    days_per_week: int = Field(ge=1, le=7)
    sore_hip_load: LoadBand
    other_hip_load: LoadBand
    evidence: tuple[Citation, ...] = Field(min_length=1)


class PainProfileRule(Frozen):
    """How much pain is accepted, and how soon it must settle."""

    profile: PainProfile
    name: Text
    words: Text
    during_most: int = Field(ge=0, le=5)
    rise_most: int = Field(ge=0, le=3)
    settle_h: int = Field(ge=0, le=24)
    evidence: tuple[Citation, ...] = Field(min_length=1)


class Slot(Frozen):
    """One line of a programme: what it is for and which exercises can fill it, best first."""

    id: SlotId
    purpose: Purpose
    from_phase: Phase = Phase.SETTLE
    until_phase: Phase = Phase.MAINTAIN
    track: Track | None = None
    candidates: tuple[ExerciseId, ...] = Field(min_length=1)
    needs: dict[ExerciseId, Ability] = {}
    """What a person must be able to do before a candidate may fill the line; not answered is not able."""
    priority: int = Field(ge=1, le=20)
    because: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)


class StarterPlan(Frozen):
    """The lines a kind of programme is made of."""

    id: PlanId
    name: Text
    words: Text
    slot: tuple[Slot, ...] = Field(min_length=1)
    evidence: tuple[Citation, ...] = Field(min_length=1)


class TrackWeek(Frozen):
    """One row of the lateral-hip-pain track (LEAP): an exercise in one stretch of weeks."""

    from_week: int = Field(ge=1)
    to_week: int | None = None
    exercise: ExerciseId
    named: Text
    effort: Range
    speed: Text | None = None
    repetitions: Range | None = None
    hold_s: Range | None = None
    sets: Range
    times_a_day: int = Field(ge=1, le=2)
    days_per_week: int = Field(ge=1, le=7)
    evidence: tuple[Citation, ...] = Field(min_length=1)


class FlareStep(Frozen):
    """What to do in one stretch of days of a flare."""

    from_day: int = Field(ge=1)
    name: Text
    words: tuple[Text, ...] = Field(min_length=1)
    evidence: tuple[Citation, ...] = Field(min_length=1)


class Thresholds(Frozen):
    """Every clinical number the rules use, by name."""

    adult_age: Number
    older_age: Number
    very_old_age: Number
    irritable_pain_at_rest: Number
    irritable_settle_h: Number
    moderate_settle_h: Number
    high_fear: Number
    gentlest_effort: Number
    mobility_effort: Number
    balance_effort: Number
    cardio_effort: Number
    minutes_for_two_sets: Number
    minutes_for_three_sets: Number
    cardio_from_minutes: Number
    full_screening_days: Number
    clearance_days: Number
    clearance_before_days: Number
    first_weeks: Number
    single_leg_weeks: Number
    lateral_single_leg_weeks: Number
    good_sessions_apart_h: Number
    easy_below_target: Number
    enough_done_percent: Number
    severe_pain: Number
    sessions_to_advance_share: Number
    pain_to_leave_settle: Number
    settle_sessions: Number
    morning_asked_days: Number
    flare_responses: Number
    flare_window_days: Number
    flare_quiet_days: Number
    flare_restart_within: Number
    flare_restart_volume: Number
    flare_unsettled_days: Number
    flares_most: Number
    flares_window_days: Number
    week_rise: Number
    hold_review_sessions: Number
    easing_volume: Number
    missing_rung_volume: Number
    retry_settle_min: Number
    five_minutes: Number
    seconds_per_repetition: Number
    changeover_s: Number
    cardio_growth: Number
    cardio_share: Number
    line_gap_days: Number
    booster_months: Number


class DosingRules(ContentFile):
    """The dosing tables, the progression table and everything they refer to."""

    phase: tuple[PhaseRule, ...]
    profile: tuple[PainProfileRule, ...]


class ProgressionRules(ContentFile):
    """The decision table for each exercise, side and session."""

    row: tuple[Row[Action], ...]


class ReviewRules(ContentFile):
    """The decision table for the reviews at 2, 6 and 12 weeks."""

    weeks: tuple[int, ...]
    row: tuple[Row[ReviewAction], ...]


class StarterPlans(ContentFile):
    """The starter plans and the lateral-hip-pain track."""

    plan: tuple[StarterPlan, ...]
    lateral_track: tuple[TrackWeek, ...]


class FlareRules(ContentFile):
    """The flare plan."""

    words: Text
    step: tuple[FlareStep, ...]
    quiet_exercises: tuple[ExerciseId, ...]
    evidence: tuple[Citation, ...] = Field(min_length=1)


class CourseRule(Frozen):
    """One rule of the course as a whole, in the words people read."""

    id: RuleId
    because: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)


class CourseRules(ContentFile):
    """The rules of the course as a whole."""

    rule: tuple[CourseRule, ...]
