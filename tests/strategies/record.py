"""Build a record entry by entry, and live through days as the course asks for them."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from coxa.care.course import Course, NextStep, course
from coxa.care.entries import (
    ClearanceStated,
    Corrected,
    Entry,
    ExerciseDone,
    Fact,
    HipDescribed,
    LifeDescribed,
    MorningChecked,
    PainReported,
    ProfessionalSeen,
    Reviewed,
    ScreeningAnswered,
    SessionFinished,
    SessionStarted,
    SessionStopped,
)
from coxa.care.programme import Prescription
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Answer, Place

CONTENT = shipped()
DAY_0 = date(2026, 1, 5)
PERSON = UUID("a11ce000-0000-4000-8000-000000000001")

ALL_NO: dict[str, Answer] = {q.id: Answer.NO for q in CONTENT.screening.question}
"""Every safety question answered "no"; as `EX11` says, not active lately."""
SHORT_NO: dict[str, Answer] = {q.id: Answer.NO for q in CONTENT.screening.question if q.short_list}

ANA_HIP = HipDescribed(
    age=62,
    painful="left",
    places=(Place.GROIN,),
    told="osteoarthritis",
    told_by_professional=True,
    average_pain=4,
    pain_at_rest=1,
    night_pain=False,
    settle_h=1,
    fear=2,
)
"""Ana: 62, osteoarthritis of the left hip, a calm one."""
BEN_HIP = ANA_HIP.model_copy(
    update={"age": 48, "painful": "right", "places": (Place.SIDE,), "told": "lateral_hip_pain"},
)
"""Ben: 48, pain at the side of the right hip."""
LIFE = LifeDescribed(days_per_week=3, minutes=30)


@dataclass(frozen=True, slots=True, repr=False)
class Day:
    """How one day goes, if there is a session on it. `None` is an answer that is left out."""

    exercises: bool = True
    before: int | None = 2
    worst: int | None = 2
    after: int | None = 2
    morning: str | None = "same"
    night_worse: bool | None = False
    swelling: bool | None = False
    hours: float | None = None
    tells_morning: bool = True
    effort: int | None = 0
    """How far the effort is from the target."""
    in_control: bool | None = True
    done_percent: int | None = 100
    sharp: bool | None = None
    hurts: int | None = None
    """The place in the session of the one exercise that hurts as told; `None`: all do."""
    stops: str | None = None
    first: Fact | None = None
    """Something told in the morning of that day."""

    def __repr__(self) -> str:
        """Only what is not as on a good day."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        changed = [f"{one.name}={told[one.name]!r}" for one in fields(self) if told[one.name] != one.default]
        return f"Day({', '.join(changed)})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # hypothesis asks for it so
        printer.text(repr(self))


GOOD = Day()
OFF = Day(exercises=False)


@dataclass(slots=True, repr=False)
class Record:
    """The entries of one person, in the making."""

    person: UUID = PERSON
    entries: list[Entry] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"Record({[entry.body for entry in self.entries]})"

    def tell(self, body: Fact | Corrected, day: int, hour: int = 9, minute: int = 0) -> Entry:
        """Add one fact on `day` (0 is the first)."""
        on = DAY_0 + timedelta(days=day)
        at = datetime.combine(on, time(hour, minute), UTC) + timedelta(milliseconds=len(self.entries))
        entry = Entry(uuid5(self.person, str(len(self.entries))), self.person, body, on, at, at)
        self.entries.append(entry)
        return entry

    def copy(self) -> "Record":
        """The same entries, free to go on differently."""
        return Record(self.person, copy(self.entries))

    def on(self, day: int) -> Course:
        """The course on `day`."""
        return course(self.entries, CONTENT, DAY_0 + timedelta(days=day))

    def answer_all_no(self, day: int, hour: int = 7) -> None:
        """The whole safety check, with nothing in it."""
        self.tell(ScreeningAnswered(scope="full", answers=ALL_NO), day, hour)

    def begin(self, day: int, planned: Iterable[Prescription], how: Day = GOOD) -> UUID:
        """Start a session over `planned`."""
        session = session_id(self.person, day)
        lines = tuple(line.as_planned() for line in planned)
        self.tell(SessionStarted(session=session, pain_before=how.before, planned=lines), day, 10)
        return session

    def exercise(self, day: int, line: Prescription, how: Day = GOOD, **changed: Any) -> None:
        """Do one exercise of the session of `day`."""
        told = {
            "worst_pain": how.worst,
            "effort": None if how.effort is None else min(10, max(0, line.effort + how.effort)),
            "in_control": how.in_control,
            "done_percent": how.done_percent,
            "sharp": how.sharp,
        } | changed
        session = session_id(self.person, day)
        self.tell(ExerciseDone(session=session, exercise=line.exercise, side=line.side, **told), day, 10, 30)

    def session(self, day: int, planned: Iterable[Prescription], how: Day = GOOD) -> UUID:
        """A whole session; all exercises go as `how` says, or the one that `how.hurts` names."""
        lines = tuple(planned)
        session = self.begin(day, lines, how)
        calm = replace(how, worst=None if how.worst is None else min(how.worst, 2), sharp=None)
        for number, line in enumerate(lines):
            hurts = how.hurts is None or number == how.hurts % len(lines)
            self.exercise(day, line, how if hurts else calm)
        if how.stops:
            self.tell(SessionStopped(session=session, symptom=how.stops), day, 11)
        else:
            self.tell(SessionFinished(session=session, pain_after=how.after), day, 11)
        return session

    def next_morning(self, session: UUID, day: int, how: Day = GOOD) -> None:
        """What is told the morning after, on `day`."""
        told = MorningChecked.model_validate(
            {
                "session": session,
                "morning": how.morning,
                "pain_now": how.before,
                "pain_after": how.after,
                "night_worse": how.night_worse,
                "swelling": how.swelling,
                "hours_to_settle": how.hours,
            }
        )
        self.tell(told, day, 6)


def session_id(person: UUID, day: int) -> UUID:
    """The id of the session of `day`."""
    return uuid5(person, f"session {day}")


def ready(hip: HipDescribed = ANA_HIP, life: LifeDescribed = LIFE, *, seen: bool = True, **answers: Answer) -> Record:
    """A record that may exercise: screened, seen (or not yet), with a hip and a life; `answers` replace a "no"."""
    record = Record()
    record.tell(ScreeningAnswered(scope="full", answers=ALL_NO | answers), 0, 7)
    status = "seen_and_cleared" if seen else "not_yet"
    who = "physiotherapist" if seen else None
    record.tell(ProfessionalSeen(status=status, on=DAY_0 if seen else None, who=who), 0, 8)
    record.tell(hip, 0, 8, 10)
    record.tell(life, 0, 8, 20)
    return record


def live(record: Record, days: Iterable[Day], first_day: int = 0) -> Iterator[Course]:
    """Live through `days`, doing what the course asks for, and yield the course as it stands before each session.

    What is shut is cleared by the operating team on the third day.
    """
    last: tuple[UUID, Day] | None = None
    shut = 0
    for number, how in enumerate(days, start=first_day):
        if how.first is not None:
            record.tell(how.first, number, 5)
        now = _answered(record, number, last)
        yield now
        shut = shut + 1 if now.locks else 0
        if shut == 3:
            record.tell(ClearanceStated(on=now.today, who="operating_team"), number, 20)
        if how.exercises and now.may_exercise and now.next_step is not NextStep.REST:
            last = (record.session(number, now.due, how), how)


def lived(record: Record, days: Iterable[Day], first_day: int = 0) -> Record:
    """`record` after `days`."""
    for _ in live(record, days, first_day):
        pass
    return record


def _answered(record: Record, day: int, last: tuple[UUID, Day] | None) -> Course:
    """Answer what is asked before a session on `day`."""
    now = record.on(day)
    for _ in range(4):
        if now.next_step is NextStep.SAFETY_CHECK:
            record.answer_all_no(day)
        elif now.next_step is NextStep.REVIEW and now.review_due:
            record.tell(Reviewed(week=now.review_due, average_pain=3), day, 8)
        elif now.next_step is NextStep.MORNING and now.awaiting_morning:
            if last is None or not last[1].tells_morning:
                return _silent(record, day, now)
            record.next_morning(now.awaiting_morning.id, day, last[1])
        else:
            break
        now = record.on(day)
    return now


def _silent(record: Record, day: int, now: Course) -> Course:
    """The morning question is closed without an answer."""
    assert now.awaiting_morning
    record.tell(MorningChecked(session=now.awaiting_morning.id), day, 6)
    return record.on(day)


def pain_told(average: int, *, flare: bool = False) -> PainReported:
    """Pain outside a session."""
    return PainReported(average=average, flare=flare)
