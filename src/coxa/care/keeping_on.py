"""What a record says about keeping going: the plan, the goals' scores, what got in the way, what is left out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from coxa.care.entries import BarrierNamed, BroughtBack, Goal, LeftOut, PlanMade
from coxa.knowledge.keeping_on import Help, LeftOutReason

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The names of the days in entries, as `date.weekday` counts them."""


class GoalScore(NamedTuple):
    """How well an activity went on a day, 0 to 10 (10 = as before)."""

    day: date
    activity: str
    rating: int


class BarrierNote(NamedTuple):
    """Something that got in the way on a day, and the help that was chosen for it."""

    day: date
    barrier: str
    tried: Help | None


@dataclass(frozen=True, slots=True)
class KeepingOn:
    """What helps a person keep going, as far as the record knows."""

    plan: PlanMade | None = None
    plan_since: date | None = None
    scores: tuple[GoalScore, ...] = ()
    barriers: tuple[BarrierNote, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    pain_untold: bool = False
    """Whether an exercise was left out because it hurt, and no pain was told since."""

    @property
    def excluded(self) -> frozenset[str]:
        """The exercises that must not be given."""
        return frozenset(one.exercise for one in self.left_out)

    @property
    def weekdays(self) -> frozenset[int]:
        """The days of the week that the plan names, Monday is 0; every day when it names none."""
        named = frozenset(WEEKDAYS.index(day) for day in self.plan.days) if self.plan else frozenset[int]()
        return named or frozenset(range(len(WEEKDAYS)))

    def first_rating(self, activity: str) -> int | None:
        """How well an activity went when it was rated first."""
        return next((score.rating for score in self.scores if score.activity == activity), None)

    def with_plan(self, plan: PlanMade, day: date) -> "KeepingOn":
        """Take in a plan; its goal is scored on that day."""
        goals = (plan.goal,) if plan.goal else ()
        return replace(self.with_goals(goals, day), plan=plan, plan_since=day)

    def with_goals(self, goals: Iterable[Goal], day: date) -> "KeepingOn":
        """Take in how well some activities go; what was not rated says nothing."""
        new = tuple(GoalScore(day, goal.activity, goal.rating) for goal in goals if goal.rating is not None)
        return replace(self, scores=self.scores + new) if new else self

    def with_barrier(self, named: BarrierNamed, day: date) -> "KeepingOn":
        """Take in what got in the way; what is tried for it belongs to the same note."""
        note = BarrierNote(day, named.barrier, named.tried)
        last = self.barriers[-1] if self.barriers else None
        if last and (last.day, last.barrier) == (day, named.barrier):
            note = note._replace(tried=named.tried or last.tried)
            return replace(self, barriers=(*self.barriers[:-1], note))
        return replace(self, barriers=(*self.barriers, note))

    def without(self, fact: LeftOut) -> "KeepingOn":
        """Leave an exercise out, for the reason that was given last."""
        others = tuple(one for one in self.left_out if one.exercise != fact.exercise)
        untold = self.pain_untold or fact.reason == "hurts"
        return replace(self, left_out=(*others, fact), pain_untold=untold)

    def with_again(self, fact: BroughtBack) -> "KeepingOn":
        """Bring an exercise back."""
        return replace(self, left_out=tuple(one for one in self.left_out if one.exercise != fact.exercise))

    def pain_told(self) -> "KeepingOn":
        """Pain was told."""
        return replace(self, pain_untold=False) if self.pain_untold else self

    def reason(self, exercise: str) -> LeftOutReason | None:
        """Why an exercise is left out."""
        return next((one.reason for one in self.left_out if one.exercise == exercise), None)


class GoalChange(NamedTuple):
    """An activity, how well it went first, and how well it goes now."""

    activity: str
    first: GoalScore
    last: GoalScore

    @property
    def points(self) -> int:
        """By how many points it goes better now."""
        return self.last.rating - self.first.rating


def goal_changes(scores: Iterable[GoalScore]) -> tuple[GoalChange, ...]:
    """The first and the last score of every activity, in the order in which the activities came."""
    by_activity: dict[str, list[GoalScore]] = {}
    for score in scores:
        by_activity.setdefault(score.activity, []).append(score)
    return tuple(GoalChange(activity, told[0], told[-1]) for activity, told in by_activity.items())


class Tried(NamedTuple):
    """A barrier with the help chosen for it: how often, and how often a session followed soon."""

    barrier: str
    tried: Help | None
    times: int
    sessions: int


def what_followed(notes: Iterable[BarrierNote], session_days: frozenset[date], within_days: float) -> tuple[Tried, ...]:
    """For every barrier and its chosen help, how often a session came on the same day or `within_days` after."""
    counted: dict[tuple[str, Help | None], list[bool]] = {}
    for note in notes:
        soon = any(0 <= (day - note.day).days <= within_days for day in session_days)
        counted.setdefault((note.barrier, note.tried), []).append(soon)
    return tuple(Tried(barrier, tried, len(each), sum(each)) for (barrier, tried), each in counted.items())
