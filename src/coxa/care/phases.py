"""When a programme moves on to its next phase, and when it steps back."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from coxa.care.entries import HipDescribed
from coxa.care.situation import Irritability, irritability
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Phase

ORDER = tuple(Phase)


@dataclass(slots=True)
class PhaseState:
    """The phase a record is in, since when, and the days exercised in it."""

    phase: Phase
    since: date
    days_done: set[date] = field(default_factory=set)

    def move_to(self, phase: Phase, day: date) -> None:
        """Begin `phase` on `day`."""
        self.phase, self.since, self.days_done = phase, day, set()


def first_phase(hip: HipDescribed, *, professional_seen: bool, content: Content) -> Phase:
    """Where a programme begins: settling for an irritable or unseen hip, or one that a team looks after."""
    condition = content.conditions.get(hip.told or "")
    team = condition is not None and condition.team_only
    if not professional_seen or team or irritability(hip, content) is Irritability.HIGH:
        return Phase.SETTLE
    return Phase.LEARN


def advance(
    state: PhaseState,
    day: date,
    hip: HipDescribed,
    *,
    professional_seen: bool,
    days_per_week: int,
    mean_pain: float | None,
    content: Content,
) -> None:
    """Move `state` on by one phase when its time is over and enough of it was done. Silence never moves it.

    Maintenance comes from the review at 12 weeks, not from time alone.
    """
    if state.phase in (Phase.LOAD, Phase.MAINTAIN) or not professional_seen:
        return
    if state.phase is Phase.SETTLE and _may_leave_settle(state, hip, mean_pain, content):
        state.move_to(Phase.LEARN, day)
        return
    rule = content.phase(state.phase)
    planned = rule.weeks * min(days_per_week, rule.days_per_week)
    enough = len(state.days_done) >= planned * content.thresholds.sessions_to_advance_share.value
    over = day - state.since >= timedelta(weeks=rule.weeks)
    if state.phase is not Phase.SETTLE and enough and over:
        state.move_to(ORDER[ORDER.index(state.phase) + 1], day)


def step_back(state: PhaseState, day: date) -> None:
    """After a long gap: one phase back, though never behind learning."""
    if state.phase not in (Phase.SETTLE, Phase.LEARN):
        state.move_to(ORDER[ORDER.index(state.phase) - 1], day)


def _may_leave_settle(state: PhaseState, hip: HipDescribed, mean_pain: float | None, content: Content) -> bool:
    condition = content.conditions.get(hip.told or "")
    if condition and condition.team_only:
        return False
    if irritability(hip, content) is not Irritability.HIGH:
        return True
    calm = mean_pain is not None and mean_pain < content.thresholds.pain_to_leave_settle.value
    return calm and len(state.days_done) >= content.thresholds.settle_sessions.value
