"""The pain a record knows of, day by day, and how it moves from week to week."""

from collections import defaultdict
from datetime import date, timedelta
from statistics import fmean

_WEEK = timedelta(days=7)


class PainDiary:
    """Pain values (0 to 10) by day."""

    def __init__(self) -> None:
        self._by_day: dict[date, list[int]] = defaultdict(list)

    def note(self, day: date, pain: int | None) -> None:
        """Remember one value; `None` (not answered) leaves no trace."""
        if pain is not None:
            self._by_day[day].append(pain)

    def week_mean(self, last_day: date) -> float | None:
        """Mean of the daily means of the 7 days that end on `last_day`; `None` with fewer than two days."""
        days = [last_day - timedelta(days=back) for back in range(7)]
        means = [fmean(self._by_day[day]) for day in days if day in self._by_day]
        return fmean(means) if len(means) >= 2 else None

    def week_rise(self, last_day: date) -> float | None:
        """How much the weekly mean has risen against the week before; `None` when either is unknown."""
        now, before = self.week_mean(last_day), self.week_mean(last_day - _WEEK)
        return None if now is None or before is None else round(now - before, 2)

    def latest(self, since: date, until: date) -> int | None:
        """The worst value of the latest day from `since` to `until` that has one."""
        days = [day for day in self._by_day if since <= day <= until]
        return max(self._by_day[max(days)]) if days else None

    def means(self) -> tuple[tuple[date, float], ...]:
        """The mean of every day that has a value, in order."""
        return tuple((day, fmean(values)) for day, values in sorted(self._by_day.items()))
