"""A year of Ana's record: the same every time, made by following the course day by day."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from coxa.care.course import Course, NextStep, course
from coxa.care.entries import (
    Entry,
    ExerciseDone,
    Fact,
    HipDescribed,
    LifeDescribed,
    MorningChecked,
    ProfessionalSeen,
    Reviewed,
    ScreeningAnswered,
    SessionFinished,
    SessionStarted,
    SetDone,
)
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Answer, Place

START = date(2025, 11, 3)
ANA = UUID("a0a0a0a0-0000-4000-8000-000000000001")


class Diary:
    """Appends facts with rising times."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.random = Random(7)  # noqa: S311  # a repeatable record, not a secret

    def tell(self, day: date, hour: int, fact: Fact) -> None:
        """Append one fact."""
        number = len(self.entries)
        at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC) + timedelta(seconds=number % 3000)
        self.entries.append(Entry(uuid5(ANA, str(number)), ANA, fact, day, at, at))


def year_of_entries(count: int = 5_000) -> tuple[Entry, ...]:
    """The first `count` entries of a long, steady record with good days and bad ones."""
    diary, day = Diary(), START
    answers = {q.id: Answer.NO for q in shipped().screening.question if not q.asked_if}
    answers["EX11"] = Answer.YES
    full = ScreeningAnswered(scope="full", answers=answers)
    diary.tell(day, 7, full)
    diary.tell(day, 7, ProfessionalSeen(status="seen_and_cleared", on=day, who="physiotherapist"))
    hip = HipDescribed(
        age=62, painful="left", places=(Place.GROIN,), told="osteoarthritis", told_by_professional=True,
        average_pain=4, pain_at_rest=1, night_pain=False, settle_h=1, fear=2,
        rises_without_hands=True, walks_ten_minutes=True,
    )  # fmt: skip
    diary.tell(day, 7, hip)
    diary.tell(day, 7, LifeDescribed(days_per_week=5, minutes=45))
    while len(diary.entries) < count:
        _one_day(diary, day, full)
        day += timedelta(days=1)
    return tuple(diary.entries[:count])


def _one_day(diary: Diary, day: date, full: ScreeningAnswered) -> None:
    now = course(diary.entries, shipped(), day)
    if now.next_step is NextStep.SAFETY_CHECK:
        diary.tell(day, 7, full)
        now = course(diary.entries, shipped(), day)
    if now.review_due:
        diary.tell(day, 8, Reviewed(week=now.review_due, average_pain=3))
        now = course(diary.entries, shipped(), day)
    if now.next_step is NextStep.SESSION:
        _session(diary, day, now)


def _session(diary: Diary, day: date, now: Course) -> None:
    session = uuid5(ANA, f"session {day}")
    diary.tell(day, 10, SessionStarted(session=session, pain_before=2, planned=tuple(p.as_planned() for p in now.due)))
    for line in now.due:
        for number in range(1, line.dose.sets + 1):
            diary.tell(day, 10, SetDone(session=session, exercise=line.exercise, side=line.side, number=number))
        pain = diary.random.choice((0, 1, 2, 2, 3, 4))
        done = ExerciseDone(
            session=session, exercise=line.exercise, side=line.side, worst_pain=pain,
            effort=max(1, line.effort - diary.random.choice((0, 0, 1))), in_control=True, done_percent=100,
        )  # fmt: skip
        diary.tell(day, 10, done)
    diary.tell(day, 11, SessionFinished(session=session, pain_after=2))
    worse = diary.random.random() < 0.1
    told = MorningChecked(
        session=session, morning="little_worse" if worse else "same", pain_after=2,
        pain_now=2, night_worse=False, swelling=False, hours_to_settle=10,
    )  # fmt: skip
    diary.tell(day + timedelta(days=1), 6, told)
