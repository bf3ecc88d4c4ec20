"""What keeps a programme shut, and what opens it again.

Only the person's dated statement that a professional said they may exercise opens a lock. An emergency needs the whole
safety check again as well, with nothing urgent in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from coxa.care.decision import Reason
from coxa.care.entries import ClearanceStated
from coxa.care.screening import Outcome
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Level

LOCKING = frozenset({Level.EMERGENCY, Level.NOT_SERVED, Level.SAME_DAY, Level.SEE_FIRST})


@dataclass(frozen=True, slots=True)
class Lock:
    """One thing that must be settled with a professional before the next session."""

    rule: str
    level: Level
    since: date
    reason: Reason
    cleared_by: str = "professional"
    awaits_screening: bool = False
    """Cleared by a professional, but still open until the whole safety check has been answered again."""


@dataclass(slots=True)
class Locks:
    """The locks of one record, while it is read."""

    content: Content
    shut: dict[str, Lock] = field(default_factory=dict)
    covered_until: dict[str, date] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        """The most urgent level of all locks; `ok` when there is none."""
        if not self.shut:
            return Level.OK
        return max((lock.level for lock in self.shut.values()), key=lambda level: level.urgency)

    def add(self, lock: Lock) -> None:
        """Shut, unless it is shut already as urgently."""
        old = self.shut.get(lock.rule)
        if old is None or lock.level.urgency >= old.level.urgency:
            self.shut[lock.rule] = lock

    def screened(self, outcome: Outcome, day: date, *, full: bool) -> None:
        """Take in the result of a screening."""
        for fired in outcome.fired:
            covered = fired.level is Level.SEE_FIRST and self.covered_until.get(fired.question, date.min) >= day
            if fired.level in LOCKING and not covered:
                cleared_by = self.content.questions[fired.question].cleared_by
                self.add(Lock(fired.question, fired.level, day, fired.reason, cleared_by))
        if full and outcome.triage not in (Level.EMERGENCY, Level.NOT_SERVED):
            fired_now = {fired.question for fired in outcome.fired if fired.level in LOCKING}
            self._open(rule for rule, lock in self.shut.items() if lock.awaits_screening and rule not in fired_now)

    def cleared(self, statement: ClearanceStated) -> None:
        """Take in the person's statement that a professional said they may exercise."""
        for rule, lock in list(self.shut.items()):
            if not self._covers(statement, lock):
                continue
            if lock.level is Level.EMERGENCY:
                self.shut[rule] = replace(lock, awaits_screening=True)
                continue
            if lock.level is Level.SEE_FIRST:
                days = int(self.content.thresholds.clearance_days.value)
                self.covered_until[rule] = statement.on + timedelta(days=days)
            del self.shut[rule]

    def settled(self, rule: str) -> None:
        """What shut `rule` has settled by itself; the whole safety check still has to be answered."""
        if rule in self.shut:
            self.shut[rule] = replace(self.shut[rule], awaits_screening=True)

    def _covers(self, statement: ClearanceStated, lock: Lock) -> bool:
        if lock.cleared_by == "nobody" or (lock.cleared_by == "operating_team" and statement.who != "operating_team"):
            return False
        before = self.content.thresholds.clearance_before_days.value if lock.level is Level.SEE_FIRST else 0
        return statement.on >= lock.since - timedelta(days=before)

    def _open(self, rules: Iterable[str]) -> None:
        for rule in list(rules):
            del self.shut[rule]
