"""Look back at weeks 2, 6 and 12, and every three months after: does this programme help?"""

from dataclasses import dataclass
from datetime import date, timedelta

from coxa.care.decision import Reason, sources
from coxa.care.entries import Goal, Reviewed
from coxa.knowledge.decision_table import Value
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Level, ReviewAction

WEEKS_IN_A_MONTH = 52 / 12


@dataclass(frozen=True, slots=True)
class ReviewDecision:
    """What a review leads to, and why."""

    week: int
    day: date
    action: ReviewAction
    reason: Reason
    refer: Level | None


def review_due(start: date, today: date, answered: frozenset[int], content: Content) -> int | None:
    """The latest review week that has come and was not answered yet."""
    due = [week for week in review_weeks(start, today, content) if week not in answered]
    return due[-1] if due and due[-1] > max(answered, default=0) else None


def review_weeks(start: date, today: date, content: Content) -> list[int]:
    """All review weeks that have come by `today`: the early ones, the check-ins, then boosters."""
    weeks = (today - start) // timedelta(weeks=1)
    early, rules = content.review_weeks, content.keeping_on.check_in
    check_ins = [round(month * WEEKS_IN_A_MONTH) for month in rules.months]
    apart = [week for week in check_ins if week > early[-1] + rules.apart_weeks.value]
    every = round(content.thresholds.booster_months.value * WEEKS_IN_A_MONTH)
    boosters = range(check_ins[-1] + every, weeks + 1, every)
    return [week for week in (*early, *apart, *boosters) if week <= weeks]


def check_in_month(week: int, content: Content) -> int | None:
    """The month after the start for which the review of `week` is the check-in; `None` for an early review."""
    return round(week / WEEKS_IN_A_MONTH) if week >= content.review_weeks[-1] else None


def judge(
    review: Reviewed,
    day: date,
    first_pain: int | None,
    goals: tuple[Goal, ...],
    adherence_percent: float | None,
    content: Content,
) -> ReviewDecision:
    """Decide what one answered review means."""
    facts = _facts(review, first_pain, goals, adherence_percent, content)
    row = content.review.fitting(facts)[0]
    reason = Reason(row.id, row.because, sources(row.evidence))
    return ReviewDecision(review.week, day, row.action, reason, row.refer)


def _facts(
    review: Reviewed,
    first_pain: int | None,
    goals: tuple[Goal, ...],
    adherence_percent: float | None,
    content: Content,
) -> dict[str, Value | None]:
    now = review.average_pain
    down = None if now is None or first_pain is None else first_pain - now
    percent = None if down is None or not first_pain else 100 * down / first_pain
    return {
        "week": review.week,
        "answered": None if down is None and review.change is None else True,
        "pain_down": down,
        "pain_down_percent": percent,
        "goal_up": _goal_up(review, goals),
        "adherence_percent": adherence_percent,
        "worse": (down is not None and -down >= content.thresholds.week_rise.value) or review.change == "much_worse",
    }


def _goal_up(review: Reviewed, goals: tuple[Goal, ...]) -> float | None:
    """Mean change of the goals that were rated both times."""
    pairs = [
        (goal.rating, now) for goal, now in zip(goals, review.goal_ratings, strict=False) if goal.rating is not None
    ]
    return sum(now - before for before, now in pairs) / len(pairs) if pairs else None
