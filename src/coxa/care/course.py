"""The course: where a person stands today, as a pure function of their record.

`course(entries, content, today)` gives the same answer for the same entries on any machine, in whatever order they
come.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from coxa.care.adherence import adherence_percent, days_done, missed
from coxa.care.decision import Reason, reason_of
from coxa.care.entries import Entry, Goal, HipDescribed, LifeDescribed
from coxa.care.fitting import fitting
from coxa.care.flare import quiet_lines
from coxa.care.fold import fold
from coxa.care.keeping_on import KeepingOn
from coxa.care.lines import Line
from coxa.care.locks import LOCKING, Lock
from coxa.care.memory import DatedDecision, Memory
from coxa.care.planning import plan
from coxa.care.programme import Prescription, Programme
from coxa.care.response import SessionRecord
from coxa.care.review import ReviewDecision, review_due
from coxa.care.scheduling import LastDone, due_lines, rest_day, short_version
from coxa.care.screening import Outcome
from coxa.care.situation import Situation, pain_profile
from coxa.knowledge.dosing_rules import PainProfileRule
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Level, Phase


class NextStep(StrEnum):
    """The one thing to do now."""

    GET_HELP = "get_help"
    SAFETY_CHECK = "safety_check"
    SEE_SOMEONE = "see_someone"
    PROFESSIONAL = "professional"
    ABOUT_MY_HIP = "about_my_hip"
    MY_LIFE = "my_life"
    GO_ON = "go_on"
    MORNING = "morning"
    UNWELL = "unwell"
    REVIEW = "review"
    CALM_DAY = "calm_day"
    SESSION = "session"
    REST = "rest"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that follows from a record on one day."""

    today: date
    content: str
    next_step: NextStep
    because: Reason
    triage: Level
    locks: tuple[Lock, ...]
    outcome: Outcome | None
    screened_on: date | None
    professional_seen: bool | None
    hip: HipDescribed | None
    life: LifeDescribed | None
    goals: tuple[Goal, ...]
    situation: Situation
    pain_limits: PainProfileRule
    programme: Programme | None
    due: tuple[Prescription, ...]
    short: tuple[Prescription, ...]
    decisions: tuple[DatedDecision, ...]
    sessions: tuple[SessionRecord, ...]
    open_session: SessionRecord | None
    awaiting_morning: SessionRecord | None
    flare_day: int | None
    start: date | None
    review_due: int | None
    reviews: tuple[ReviewDecision, ...]
    adherence_percent: float | None
    reminders: tuple[Reason, ...]
    pain: tuple[tuple[date, float], ...]
    lines: tuple[Line, ...]
    triage_by_date: tuple[tuple[date, Level], ...]
    keeping_on: KeepingOn
    missed: bool

    @property
    def session_days(self) -> frozenset[date]:
        """The days on which something was done."""
        return days_done(self.sessions)

    @property
    def may_exercise(self) -> bool:
        """Whether a session may begin now. A red flag never yields one."""
        return self.next_step in (
            NextStep.SESSION,
            NextStep.CALM_DAY,
            NextStep.GO_ON,
            NextStep.REST,
        ) and bool(self.due)

    def session(self, session_id: UUID) -> SessionRecord | None:
        """The session called `session_id`."""
        return next((session for session in self.sessions if session.id == session_id), None)


def course(entries: Iterable[Entry], content: Content, today: date) -> Course:
    """Compute where a person stands on `today` from their `entries` and the clinical `content`."""
    memory = fold(entries, content, today)
    situation = memory.situation(today)
    programme = _programme(memory, situation)
    due = _due(memory, situation, programme, today)
    step, rule = _next_step(memory, programme, due, today)
    return Course(
        today=today,
        content=content.version,
        next_step=step,
        because=reason_of(rule, content),
        triage=memory.triage,
        locks=tuple(sorted(memory.locks.shut.values(), key=lambda lock: -lock.level.urgency)),
        outcome=memory.outcome,
        screened_on=memory.last_full,
        professional_seen=memory.professional_seen if memory.professional else None,
        hip=memory.hip,
        life=memory.life,
        goals=memory.goals,
        situation=situation,
        pain_limits=pain_profile(situation, content),
        programme=programme,
        due=due,
        short=short_version(due, content),
        decisions=tuple(sorted(memory.decisions.values(), key=lambda d: (d.day, d.exercise, d.side))),
        sessions=tuple(sorted(memory.sessions.values(), key=lambda s: (s.day, s.id))),
        open_session=_unfinished(memory, today),
        awaiting_morning=_awaiting_morning(memory, today),
        flare_day=memory.flare.day_of(today),
        start=memory.start,
        review_due=_review_due(memory, today),
        reviews=tuple(memory.reviews[week] for week in sorted(memory.reviews)),
        adherence_percent=_adherence(memory, today),
        reminders=_reminders(memory),
        pain=memory.diary.means(),
        lines=tuple(memory.lines.values()),
        triage_by_date=tuple(sorted(memory.triage_by_date.items())),
        keeping_on=memory.keeping_on,
        missed=step is NextStep.SESSION and _missed(memory, programme, today),
    )


def _programme(memory: Memory, situation: Situation) -> Programme | None:
    """The programme, once the person is known and nothing is shut."""
    known = memory.hip and memory.life and memory.last_full and memory.professional
    if not known or memory.locks.level in LOCKING:
        return None
    return plan(situation, memory.standings, memory.content)


def _due(memory: Memory, situation: Situation, programme: Programme | None, today: date) -> tuple[Prescription, ...]:
    if programme is None:
        return ()
    if _is_calm_day(memory, today):
        return fitting(quiet_lines(situation, memory.content), situation.life.minutes, memory.content)
    last = {key: LastDone(line.history.last_day, line.not_before) for key, line in memory.lines.items()}
    return due_lines(programme.prescriptions, last, today)


def _is_calm_day(memory: Memory, today: date) -> bool:
    return memory.flare.day_of(today) is not None


def _next_step(
    memory: Memory, programme: Programme | None, due: tuple[Prescription, ...], today: date
) -> tuple[NextStep, str]:
    level = memory.locks.level
    awaits = level in LOCKING and all(lock.awaits_screening for lock in memory.locks.shut.values())
    if level in (Level.EMERGENCY, Level.NOT_SERVED) and not awaits:
        return NextStep.GET_HELP, "CO23"
    due_screening = _screening_due(memory, today)
    if awaits or (due_screening and level not in LOCKING):
        return NextStep.SAFETY_CHECK, due_screening or "CO13"
    if level in LOCKING:
        return NextStep.SEE_SOMEONE, "CO23"
    if memory.professional is None:
        return NextStep.PROFESSIONAL, "CO21"
    if memory.hip is None:
        return NextStep.ABOUT_MY_HIP, "CO19"
    if memory.life is None:
        return NextStep.MY_LIFE, "CO20"
    if _awaiting_morning(memory, today):
        return NextStep.MORNING, "CO15"
    if memory.postponed_on == today:
        return NextStep.UNWELL, "CO11"
    if _unfinished(memory, today):
        return NextStep.GO_ON, "CO22"
    return _what_today(memory, programme, due, today)


def _what_today(
    memory: Memory, programme: Programme | None, due: tuple[Prescription, ...], today: date
) -> tuple[NextStep, str]:
    """A session, or not, for someone who may exercise."""
    done = days_done(memory.sessions.values())
    if today in done:
        return NextStep.DONE, "CO14"
    if _review_due(memory, today) is not None:
        return NextStep.REVIEW, "CO25"
    if _is_calm_day(memory, today):
        return (NextStep.CALM_DAY, "CO17") if due else (NextStep.REST, "CO17")
    if programme is None or not programme.prescriptions:
        return NextStep.SEE_SOMEONE, "CO24"
    if not due or rest_day(done, today, programme.days_per_week):
        return NextStep.REST, "CO12"
    return NextStep.SESSION, "CO16"


def _screening_due(memory: Memory, today: date) -> str | None:
    """Why the whole safety check is due, as the rule's id."""
    if memory.last_full is None:
        return "CO05"
    for rule, since in sorted(memory.rescreen.items()):
        if since >= memory.last_full:
            return rule
    days = timedelta(days=memory.content.thresholds.full_screening_days.value)
    return "CO06" if today - memory.last_full >= days else None


def _unfinished(memory: Memory, today: date) -> SessionRecord | None:
    """Today's session that was begun and neither finished nor stopped."""
    open_today = [
        session
        for session in memory.sessions.values()
        if session.day == today and not session.finished and session.stop_symptom is None
    ]
    return open_today[-1] if open_today else None


def _awaiting_morning(memory: Memory, today: date) -> SessionRecord | None:
    """The last session, when its next morning has come and was not told."""
    most = memory.content.thresholds.morning_asked_days.value
    past = [session for session in memory.sessions.values() if session.done and session.day < today]
    last = max(past, key=lambda session: session.day, default=None)
    return last if last and last.asks_for_morning(today, most) else None


def _review_due(memory: Memory, today: date) -> int | None:
    if memory.start is None:
        return None
    return review_due(memory.start, today, frozenset(memory.reviews), memory.content)


def _adherence(memory: Memory, today: date) -> float | None:
    if memory.start is None or memory.life is None:
        return None
    return adherence_percent(memory.sessions.values(), memory.start, today, memory.life.days_per_week)


def _missed(memory: Memory, programme: Programme | None, today: date) -> bool:
    if programme is None:
        return False
    days = days_done(memory.sessions.values())
    after = memory.content.keeping_on.missed.after_days.value
    return missed(days, today, programme.days_per_week, memory.keeping_on.weekdays, after)


def _reminders(memory: Memory) -> tuple[Reason, ...]:
    """What the person is reminded of on every visit."""
    rules = []
    if memory.professional and not memory.professional_seen:
        rules.append("CO09")
    most = memory.content.thresholds.hold_review_sessions.value
    if any(line.history.holds >= most for line in memory.lines.values()):
        rules.append("CO10")
    if memory.phase and memory.phase.phase is Phase.SETTLE and memory.flare.since:
        rules.append("CO17")
    if memory.keeping_on.pain_untold:
        rules.append("CO28")
    return tuple(reason_of(rule, memory.content) for rule in rules)
