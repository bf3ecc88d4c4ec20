"""What the plan must know about a person, computed from their answers and the content."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from coxa.care import limits
from coxa.care.dose import DoseCeiling
from coxa.care.entries import HipDescribed, LifeDescribed, Trouble
from coxa.knowledge.dosing_rules import PainProfileRule, PhaseRule, PlanId
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import AT_THE_SIDE, HOLD_BP, LoadBand, PainProfile, Phase, Place, Purpose, Side, Tag


class Irritability(StrEnum):
    """How easily the hip is upset, and how long it then takes to settle."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


TROUBLE_TAGS: Final[dict[Trouble, Tag]] = {
    "knee": Tag.KNEE,
    "shoulder": Tag.SHOULDER,
    "wrist": Tag.WRIST,
    "back_and_leg": Tag.LBP,
    "groin": Tag.GROIN,
    "cannot_kneel": Tag.KNEEL,
    "cannot_lie_on_front": Tag.PRONE,
    "open_wound": Tag.WATER,
    "loose_joints": Tag.ANT,
    "weight_limit": Tag.WB_LIM,
}
"""Which caution each named trouble puts on."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A person on one day, as the planner sees them."""

    hip: HipDescribed
    life: LifeDescribed
    tags: frozenset[Tag]
    phase: Phase
    week: int
    professional_seen: bool
    regularly_active: bool
    excluded: frozenset[str] = frozenset()
    done_before: frozenset[str] = frozenset()

    @property
    def sore_sides(self) -> frozenset[Side]:
        """The hips that hurt. Not answered counts as both; "none" has none."""
        return {
            "left": frozenset({Side.LEFT}),
            "right": frozenset({Side.RIGHT}),
            "none": frozenset[Side](),
        }.get(self.hip.painful or "both", frozenset({Side.LEFT, Side.RIGHT}))

    @property
    def lateral(self) -> bool:
        """Whether the pain is, or may be, at the side of the hip."""
        return self.hip.told == "lateral_hip_pain" or AT_THE_SIDE in self.hip.places


def irritability(hip: HipDescribed, content: Content) -> Irritability:
    """How irritable the hip is; without the answers it counts as highly irritable."""
    numbers = content.thresholds
    if hip.painful == "none":
        return Irritability.LOW
    if hip.pain_at_rest is None or hip.settle_h is None:
        return Irritability.HIGH
    if hip.pain_at_rest >= numbers.irritable_pain_at_rest.value or hip.settle_h > numbers.irritable_settle_h.value:
        return Irritability.HIGH
    if hip.night_pain is not False or hip.settle_h > numbers.moderate_settle_h.value:
        return Irritability.MODERATE
    return Irritability.LOW


def tags_of(hip: HipDescribed, life_tags: frozenset[Tag], week: int, content: Content) -> frozenset[Tag]:
    """Every caution the person carries in `week`: from screening, condition, place, troubles and age."""
    tags = set(life_tags)
    tags |= {TROUBLE_TAGS[trouble] for trouble in hip.troubles}
    condition = content.conditions.get(hip.told or "")
    if condition:
        tags |= set(condition.tags)
    if AT_THE_SIDE in hip.places or hip.told == "lateral_hip_pain":
        tags |= {Tag.GT_ADD}
        if week <= content.thresholds.lateral_single_leg_weeks.value:
            tags |= {Tag.GT_SL}
        else:
            tags -= {Tag.GT_SL}
    if Place.GROIN in hip.places and hip.told is None:
        tags |= {Tag.FAI}
    return frozenset(tags)


def falls_gate(hip: HipDescribed, *, regularly_active: bool, week: int, content: Content) -> frozenset[Tag]:
    """Extra support for older people new to exercise, in the first weeks; unknown age counts as older."""
    numbers = content.thresholds
    older = hip.age is None or hip.age >= numbers.older_age.value
    early = week <= numbers.single_leg_weeks.value
    return frozenset({Tag.FALL}) if older and early and not regularly_active else frozenset()


def pain_profile(situation: Situation, content: Content) -> PainProfileRule:
    """Which pain limits apply now; the careful ones unless there is a reason for others."""
    return content.pain_profile(_profile(situation, content))


def _profile(situation: Situation, content: Content) -> PainProfile:
    hip, numbers = situation.hip, content.thresholds
    condition = content.conditions.get(hip.told or "")
    if condition and condition.team_only:
        return PainProfile.CLINICIAN
    if situation.lateral:
        return PainProfile.TENDON
    careful = (
        not situation.professional_seen
        or situation.phase is Phase.SETTLE
        or situation.week <= numbers.first_weeks.value
        or hip.told is None
        or hip.told_by_professional is not True
        or hip.age is None
        or hip.age > numbers.very_old_age.value
        or (hip.fear is None or hip.fear >= numbers.high_fear.value)
        or hip.waiting_for_surgery is True
    )
    if careful or condition is None:
        return PainProfile.CONSERVATIVE
    return PainProfile(condition.pain_profile)


def plan_id(situation: Situation, content: Content) -> PlanId:
    """Which starter plan fits."""
    if situation.lateral:
        return "lateral_hip"
    if irritability(situation.hip, content) is Irritability.HIGH:
        return "irritable"
    return "default"


def effort_most(purpose: Purpose, situation: Situation, content: Content) -> int:
    """The highest effort asked for in exercises of one purpose, 0 to 10; only strength grows with the phase."""
    numbers = content.thresholds
    most = min(content.phase(situation.phase).effort.most, limits.MOST_EFFORT)
    kinds = {
        Purpose.MOBILITY: numbers.mobility_effort,
        Purpose.STRETCH: numbers.mobility_effort,
        Purpose.BALANCE: numbers.balance_effort,
        Purpose.CARDIO: numbers.cardio_effort,
    }
    if purpose in kinds:
        most = min(most, int(kinds[purpose].value))
    if HOLD_BP in situation.tags:
        most = min(most, limits.MOST_EFFORT_WITH_HEART_OR_PRESSURE)
    if not situation.professional_seen:
        most = min(most, int(content.thresholds.gentlest_effort.value))
    return most


def ceiling(situation: Situation, content: Content) -> DoseCeiling:
    """The most of each part of a dose that person and phase allow."""
    hold_bp = HOLD_BP in situation.tags
    return _ceiling(situation.life.minutes, situation.phase, content, hold_bp=hold_bp)


@lru_cache(maxsize=256)
def _ceiling(minutes: int, phase: Phase, content: Content, *, hold_bp: bool) -> DoseCeiling:
    numbers, rule = content.thresholds, content.phase(phase)
    two, three = numbers.minutes_for_two_sets.value, numbers.minutes_for_three_sets.value
    time_for = 1 + (minutes >= two) + (minutes >= three)
    return DoseCeiling(
        sets=min(rule.sets_most, time_for),
        repetitions=rule.repetitions_most,
        hold_s=limits.MOST_HOLD_S_WITH_HEART_OR_PRESSURE if hold_bp else limits.MOST_HOLD_S,
        minutes=max(limits.LEAST_SESSION_MINUTES, int(minutes * numbers.cardio_share.value)),
    )


def load_limits(situation: Situation, phase: PhaseRule) -> tuple[LoadBand, LoadBand]:
    """The most that a sore hip and the other hip may carry."""
    if not situation.professional_seen or phase.phase is Phase.SETTLE:
        return limits.GENTLEST_LOAD, _lower(phase.other_hip_load, LoadBand.L2)
    return _lower(phase.sore_hip_load, limits.MOST_LOAD), _lower(phase.other_hip_load, limits.MOST_LOAD)


def _lower(one: LoadBand, other: LoadBand) -> LoadBand:
    return min(one, other, key=lambda band: band.rank)
