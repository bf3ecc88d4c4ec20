"""How the hip responded to one exercise in one session, as the facts the progression table asks for."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from coxa.care.entries import ExerciseDone, MorningChecked, PlannedLine, Swapped
from coxa.knowledge.decision_table import Value
from coxa.knowledge.dosing_rules import PainProfileRule
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Side

MORNING_WORSE: Final = {"better": -1, "same": 0, "little_worse": 1, "much_worse": 2}
"""The next morning against usual, as a number the table can compare."""

HOURS_IN_A_DAY: Final = 24


@dataclass(slots=True)
class SessionRecord:
    """Everything a record says about one session."""

    id: UUID
    day: date
    pain_before: int | None = None
    pain_after: int | None = None
    morning: MorningChecked | None = None
    finished: bool = False
    short: bool = False
    planned: dict[tuple[str, Side], PlannedLine] = field(default_factory=dict)
    sets_done: set[tuple[str, str, int]] = field(default_factory=set)
    stop_symptom: str | None = None
    begun: bool = False
    """Whether the fold has come to it."""
    while_check_due: bool = False
    """Whether the whole safety check was due when the session took place."""
    while_locked: bool = False
    """Whether the programme was shut when the session took place."""
    exercises: dict[tuple[str, Side], ExerciseDone] = field(default_factory=dict)
    swaps: dict[str, Swapped] = field(default_factory=dict)
    """By the exercise that gave its place, in the order in which they were made."""

    def swapped_for(self, exercise: str) -> Swapped | None:
        """The swap by which `exercise` came into the session; `None` when it was planned from the start."""
        return next((one for one in self.swaps.values() if one.planned[0].exercise == exercise), None)

    @property
    def done(self) -> bool:
        """Whether anything was done in it."""
        return bool(self.sets_done) or any(exercise.ended != "skipped" for exercise in self.exercises.values())

    def asks_for_morning(self, today: date, most_days: float) -> bool:
        """Whether the next morning can still be asked for on `today`; memory fades."""
        return self.done and self.morning is None and 0 < (today - self.day).days <= most_days

    @property
    def settled_by_morning(self) -> bool:
        """Whether the next morning shows that even strong pain had settled within a day."""
        morning = self.morning
        if morning is None or morning.morning in (None, "much_worse"):
            return False
        return morning.night_worse is False and (morning.hours_to_settle or 0) <= HOURS_IN_A_DAY

    @property
    def worst_after(self) -> int | None:
        """The worst pain reported after the session."""
        at_once, later = self.pain_after, self.morning.pain_after if self.morning else None
        if at_once is None or later is None:
            return later if at_once is None else at_once
        return max(at_once, later)


@dataclass(slots=True)
class History:
    """What a line remembers between sessions."""

    last_day: date | None = None
    last_clean_day: date | None = None
    good_sessions: int = 0
    easy_sessions: int = 0
    hard_before: bool = False
    holds: int = 0
    last_week_eased: date | None = None


Facts = dict[str, Value | None]


def facts_of(session: SessionRecord, profile: PainProfileRule) -> Facts:
    """The facts that all exercises of one session share."""
    morning = session.morning
    return {
        "stop_symptom": session.stop_symptom is not None or session.while_locked,
        "before": session.pain_before,
        "after": session.worst_after,
        "morning_worse": _morning_worse(session, profile),
        "night_worse": morning.night_worse if morning else None,
        "swelling": morning.swelling if morning else None,
        "hours_to_settle": morning.hours_to_settle if morning else None,
    }


def facts_about(
    done: ExerciseDone,
    session: SessionRecord,
    history: History,
    profile: PainProfileRule,
    effort_target: int,
    shared: Facts,
) -> Facts:
    """The facts of one exercise in one session, before it is known whether the session was a good one.

    `shared` is what `facts_of` says of the session.
    """
    worst, before = done.worst_pain, session.pain_before
    after: int | None = shared["after"]  # type: ignore[assignment]  # `facts_of` puts a number there, or nothing
    ended, effort, most = done.ended, done.effort, profile.during_most
    rise = None if worst is None or before is None else max(worst, after or 0) - before
    facts: Facts = {
        **shared,
        "worst_during": worst,
        "sharp": done.sharp,
        "rise": rise,
        "above_limit": (
            ended == "too_painful" or (worst or 0) > most or (after or 0) > most or (rise or 0) > profile.rise_most
        ),
        "hard_before": history.hard_before,
        "done_percent": done.done_percent,
        "in_control": done.in_control,
        "effort_above_target": None if effort is None else effort - effort_target,
    }
    missing = ended == "skipped" or session.while_check_due or None in map(facts.__getitem__, _NEEDED)
    facts["answers_missing"] = missing
    return facts


def _morning_worse(session: SessionRecord, profile: PainProfileRule) -> int | None:
    """The next morning against usual; a pain that is clearly above the one before the session outweighs the word."""
    morning = session.morning
    if morning is None or morning.morning is None:
        return None
    told = MORNING_WORSE[morning.morning]
    if morning.pain_now is None or session.pain_before is None:
        return told
    return MORNING_WORSE["much_worse"] if morning.pain_now - session.pain_before > profile.rise_most else told


_NEEDED: Final = (
    "before",
    "worst_during",
    "after",
    "morning_worse",
    "night_worse",
    "done_percent",
    "in_control",
    "effort_above_target",
)
"""Without all of these there is no progress; above all without the next morning."""


def is_clean(facts: Facts, content: Content) -> bool:
    """Whether the session was a good one: complete, controlled, within limits, with a calm next morning."""
    if facts["answers_missing"] or facts["above_limit"] or facts["night_worse"] or facts["swelling"]:
        return False
    if not facts["in_control"] or _number(facts, "morning_worse") > 0 or _number(facts, "effort_above_target") > 0:
        return False
    return _number(facts, "done_percent") >= content.thresholds.enough_done_percent.value


def is_easy(facts: Facts, content: Content) -> bool:
    """Whether a clean session was also clearly easier than it should be."""
    return _number(facts, "effort_above_target") <= -content.thresholds.easy_below_target.value


def _number(facts: Facts, name: str) -> int | float:
    """A fact that was answered: who misses one has already been told apart."""
    return facts[name]  # type: ignore[return-value]
