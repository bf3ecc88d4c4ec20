"""How much of what was planned was done: completed sets of planned sets, and days of planned days."""

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import fmean

from coxa.care.response import SessionRecord
from coxa.care.scheduling import DAYS_IN_A_WEEK, coming_days


def adherence_percent(sessions: Iterable[SessionRecord], start: date, today: date, days_per_week: int) -> float | None:
    """The share of planned work done from `start` to `today`, 0 to 100; `None` before the first week is over."""
    weeks = (today - start) / timedelta(weeks=1)
    if weeks < 1:
        return None
    shares: dict[date, float] = {}
    for session in sessions:
        if session.done and start <= session.day <= today:
            shares[session.day] = max(shares.get(session.day, 0.0), share_done(session))
    return min(100.0, 100 * sum(shares.values()) / (weeks * days_per_week))


def days_done(sessions: Iterable[SessionRecord]) -> frozenset[date]:
    """The days on which something was done."""
    return frozenset(session.day for session in sessions if session.done)


def share_done(session: SessionRecord) -> float:
    """The share of a session's planned sets that was done, 0 to 1; without set counts, what was told."""
    planned = sum(line.sets for line in session.planned.values())
    if planned and session.sets_done:
        return min(1.0, len(session.sets_done) / planned)
    told = [done.done_percent for done in session.exercises.values() if done.done_percent is not None]
    return fmean(told) / 100 if told else float(session.done)


def missed(
    session_days: frozenset[date], today: date, days_per_week: int, weekdays: frozenset[int], after_days: float
) -> bool:
    """Whether the session that could have come next after the last one did not, `after_days` ago or longer.

    Before the first session nothing was missed.
    """
    if not session_days:
        return False
    first = max(session_days) + timedelta(days=1)
    coming = coming_days(session_days, first, days_per_week, DAYS_IN_A_WEEK, weekdays)
    return bool(coming) and (today - coming[0]).days >= after_days
