"""The pain a record knows of, day by day, and how it moves from week to week."""

from collections import defaultdict
from datetime import date, timedelta

_WEEK = timedelta(days=7)


class PainDiary:
    """Pain values (0 to 10) by day."""

    def __init__(self) -> None:
        self._by_day: dict[date, list[int]] = defaultdict(list)
        self._means: dict[int, float] = {}
        """The mean of every day, by the day's number."""
        self._weeks: dict[date, float | None] = {}
        """The means of the weeks that were asked for since the last value."""

    def note(self, day: date, pain: int | None) -> None:
        """Remember one value; `None` (not answered) leaves no trace."""
        if pain is not None:
            values = self._by_day[day]
            values.append(pain)
            self._means[day.toordinal()] = sum(values) / len(values)
            self._weeks.clear()

    def week_mean(self, last_day: date) -> float | None:
        """Mean of the daily means of the 7 days that end on `last_day`; `None` with fewer than two days."""
        if last_day not in self._weeks:
            last, daily = last_day.toordinal(), self._means
            means = [daily[day] for day in range(last, last - 7, -1) if day in daily]
            self._weeks[last_day] = sum(means) / len(means) if len(means) >= 2 else None
        return self._weeks[last_day]

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
        return tuple((day, self._means[day.toordinal()]) for day in sorted(self._by_day))
