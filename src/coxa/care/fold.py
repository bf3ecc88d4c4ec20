"""Read a record entry by entry: one small function per kind of entry."""

from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter
from typing import Any, Final

from coxa.care.adherence import adherence_percent
from coxa.care.decision import Reason, reason_of, sources
from coxa.care.entries import (
    BarrierNamed,
    BroughtBack,
    ClearanceStated,
    Corrected,
    Entry,
    ExerciseDone,
    Fact,
    Goal,
    HealthEvent,
    HipDescribed,
    LeftOut,
    LifeDescribed,
    MorningChecked,
    PainReported,
    PlanMade,
    ProfessionalSeen,
    Reviewed,
    ScreeningAnswered,
    SessionFinished,
    SessionStarted,
    SessionStopped,
    SetDone,
    Swapped,
)
from coxa.care.judging import close_session
from coxa.care.locks import LOCKING, Lock
from coxa.care.memory import Memory
from coxa.care.new_day import begin_day, restart_after_gap
from coxa.care.phases import PhaseState, first_phase
from coxa.care.response import SessionRecord
from coxa.care.review import judge
from coxa.care.screening import ended_by_emergency, screen, screen_short
from coxa.care.sessions_told import gather
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Level, Phase, ReviewAction, Track


def fold(entries: Iterable[Entry], content: Content, today: date) -> Memory:
    """Read every entry up to `today`. The order in which entries arrive makes no difference; doubles do no harm."""
    sessions, turning = gather(_in_force(entries, content, today))
    memory = Memory(content, sessions=sessions)
    last = None
    for day, fact in turning:
        if day != last:
            _wake(memory, day, today)
        last = day
        _HANDLERS[type(fact)](memory, fact, day)
    close_session(memory, today)
    begin_day(memory, today)
    restart_after_gap(memory, today)
    return memory


def _wake(memory: Memory, day: date, today: date) -> None:
    """Begin a day on which something was told: what was done before it is judged before it is told."""
    close_session(memory, today)
    begin_day(memory, day)


def _in_force(entries: Iterable[Entry], content: Content, today: date) -> list[tuple[date, Fact]]:
    """The facts up to `today` as corrected, in the order in which they happened, each once."""
    by_id = {entry.id.int: entry for entry in entries}  # an integer's hash needs no call into Python
    ordered = sorted(by_id.values(), key=attrgetter("occurred_at", "id"))
    corrections = {e.body.corrects: e.body.replacement for e in ordered if isinstance(e.body, Corrected)}
    if not corrections:
        return [(entry.day, entry.body) for entry in ordered if entry.day <= today]  # type: ignore[misc]
    facts: list[tuple[date, Fact]] = []
    for entry in ordered:
        body = entry.body
        if entry.day > today or isinstance(body, Corrected):
            continue
        replacement = corrections.get(entry.id, body)
        if replacement is not body and _told_of_emergency(body, content):
            facts.append((entry.day, body))
        if replacement is not None:
            facts.append((entry.day, replacement))
    return facts


def _told_of_emergency(fact: Fact, content: Content) -> bool:
    """An emergency that was told is never corrected away; a professional has to look."""
    return isinstance(fact, ScreeningAnswered) and ended_by_emergency(fact.answers, content)


def _screening(memory: Memory, fact: ScreeningAnswered, day: date) -> None:
    full = fact.scope == "full"
    outcome = screen(fact.answers, memory.content) if full else screen_short(fact.answers, memory.content)
    if full:
        memory.answers, memory.outcome, memory.last_full = dict(fact.answers), outcome, day
        memory.rescreen.clear()
    memory.short_outcome, memory.short_on = (None if full else outcome), day
    memory.postponed_on = day if outcome.postponed else None
    memory.locks.screened(outcome, day, full=full)
    memory.note_triage(day)


def _professional(memory: Memory, fact: ProfessionalSeen, day: date) -> None:
    """Take in whether a professional was asked; a visit still to come is not one yet."""
    if fact.on is not None and fact.on > day:
        fact = ProfessionalSeen(status="not_yet")
    memory.professional = fact
    if fact.status == "not_yet" and memory.phase and memory.phase.phase is not Phase.SETTLE:
        memory.phase.move_to(Phase.SETTLE, day)
    if fact.status == "seen_and_cleared" and fact.who == "operating_team":
        _clearance(memory, ClearanceStated(on=fact.on or day, who=fact.who), day)


def _clearance(memory: Memory, fact: ClearanceStated, day: date) -> None:
    """Take in the statement; one about a day still to come says nothing yet."""
    if fact.on > day:
        return
    memory.professional = ProfessionalSeen(status="seen_and_cleared", on=fact.on, who=fact.who)
    memory.team_cleared = memory.team_cleared or fact.who == "operating_team"
    memory.locks.cleared(fact)
    if any(lock.awaits_screening for lock in memory.locks.shut.values()):
        memory.rescreen.setdefault("CO13", day)


def _hip(memory: Memory, fact: HipDescribed, day: date) -> None:
    memory.hip = fact
    if memory.first_pain is None:
        memory.first_pain = fact.average_pain
    memory.diary.note(day, fact.average_pain)
    _lock_by_gate(memory, fact, day)
    first = first_phase(fact, professional_seen=memory.professional_seen, content=memory.content)
    if memory.phase is None:
        memory.phase = PhaseState(first, day)
    elif first is Phase.SETTLE and memory.phase.phase is not Phase.SETTLE:
        memory.phase.move_to(Phase.SETTLE, day)


def _lock_by_gate(memory: Memory, hip: HipDescribed, day: date) -> None:
    condition = memory.content.conditions.get(hip.told or "")
    for rule in ("CO04", "CO27", "GA01"):
        memory.locks.shut.pop(rule, None)
    if hip.pain_at_rest is not None and hip.pain_at_rest >= memory.content.thresholds.severe_pain.value:
        memory.locks.add(Lock("CO27", Level.SEE_FIRST, day, reason_of("CO27", memory.content)))
    if condition and condition.team_only and not memory.team_cleared:
        reason = reason_of("CO04", memory.content)
        memory.locks.add(Lock("CO04", Level.SEE_FIRST, day, reason, "operating_team"))
    if hip.age is not None and hip.age < memory.content.thresholds.adult_age.value:
        gate = memory.content.gates["GA01"]
        reason = Reason(gate.id, gate.rule, sources(gate.evidence))
        memory.locks.add(Lock(gate.id, Level.NOT_SERVED, day, reason, "nobody"))
    memory.note_triage(day)


def _life(memory: Memory, fact: LifeDescribed, day: date) -> None:
    if memory.life is None or memory.life.track is not fact.track:
        memory.track = None
    memory.life = fact
    memory.first_goals = memory.first_goals or fact.goals
    memory.keeping_on = memory.keeping_on.with_goals(fact.goals, day)


def _event(memory: Memory, _fact: HealthEvent, day: date) -> None:
    memory.rescreen.setdefault("CO07", day)


def _session_started(memory: Memory, fact: SessionStarted, day: date) -> None:
    _open(memory, memory.sessions[fact.session])
    memory.diary.note(day, fact.pain_before)


def _session_fact(memory: Memory, fact: Swapped | SetDone | ExerciseDone | SessionFinished, day: date) -> None:
    session = memory.sessions[fact.session]
    if not session.begun:
        _open(memory, session)
    if type(fact) is SessionFinished:
        memory.diary.note(day, fact.pain_after)


def _open(memory: Memory, session: SessionRecord) -> None:
    """Begin a session, once: the one before is judged, and the programme brought up to its day."""
    if session.begun:
        return
    session.begun = True
    close_session(memory, session.day)
    begin_day(memory, session.day)
    restart_after_gap(memory, session.day, session)
    memory.start = memory.start or session.day
    session.while_locked = memory.locks.level in LOCKING
    session.while_check_due = bool(memory.rescreen)
    memory.open_session = session
    memory.note_triage(session.day)


def _session_stopped(memory: Memory, fact: SessionStopped, day: date) -> None:
    _open(memory, memory.sessions[fact.session])
    symptom = memory.content.stop_symptoms.get(fact.symptom)
    if symptom is None or symptom.level in LOCKING:
        level = symptom.level if symptom else Level.SAME_DAY
        because = symptom.symptom if symptom else fact.symptom
        evidence = sources(symptom.evidence) if symptom else ()
        memory.locks.add(Lock(fact.symptom, level, day, Reason(fact.symptom, because, evidence)))
    elif symptom.ends == "session":
        memory.postponed_on = day
    memory.note_triage(day)


def _morning(memory: Memory, fact: MorningChecked, day: date) -> None:
    memory.diary.note(day, fact.pain_now)


def _pain(memory: Memory, fact: PainReported, day: date) -> None:
    memory.diary.note(day, fact.average)
    memory.keeping_on = memory.keeping_on.pain_told()
    if fact.average >= memory.content.thresholds.severe_pain.value:
        memory.postponed_on = day
        memory.rescreen.setdefault("CO08", day)
    if fact.flare:
        memory.flare.begin(day)
        memory.rescreen.setdefault("CO08", day)


def _review(memory: Memory, fact: Reviewed, day: date) -> None:
    days = memory.life.days_per_week if memory.life else 3
    start = memory.start or day
    adherence = adherence_percent(memory.sessions.values(), start, day, days)
    decision = judge(fact, day, memory.first_pain, memory.goals, adherence, memory.content)
    memory.reviews[fact.week] = decision
    memory.keeping_on = memory.keeping_on.with_goals(_goals_now(fact, memory), day)
    memory.diary.note(day, fact.average_pain)
    if decision.action is ReviewAction.CHANGE_TRACK:
        now = memory.track or (memory.life.track if memory.life else None) or Track.NEUROMUSCULAR
        memory.track = Track.RESISTANCE if now is Track.NEUROMUSCULAR else Track.NEUROMUSCULAR
    if decision.action is ReviewAction.MAINTAIN and memory.phase:
        memory.phase.move_to(Phase.MAINTAIN, day)
    if decision.refer and fact.week < memory.content.review_weeks[-1]:
        memory.locks.add(Lock(decision.reason.rule, decision.refer, day, decision.reason))
        memory.note_triage(day)


def _goals_now(fact: Reviewed, memory: Memory) -> list[Goal]:
    pairs = zip(memory.goals, fact.goal_ratings, strict=False)
    return [goal.model_copy(update={"rating": rating}) for goal, rating in pairs]


def _plan_made(memory: Memory, fact: PlanMade, day: date) -> None:
    memory.keeping_on = memory.keeping_on.with_plan(fact, day)


def _barrier(memory: Memory, fact: BarrierNamed, day: date) -> None:
    """Take in what got in the way; an illness asks the whole safety check again, as told elsewhere it would."""
    memory.keeping_on = memory.keeping_on.with_barrier(fact, day)
    barrier = memory.content.barriers.called(fact.barrier)
    if barrier and barrier.asks_safety and fact.tried is None:
        memory.rescreen.setdefault("CO07", day)


def _left_out(memory: Memory, fact: LeftOut, _day: date) -> None:
    memory.keeping_on = memory.keeping_on.without(fact)


def _brought_back(memory: Memory, fact: BroughtBack, _day: date) -> None:
    memory.keeping_on = memory.keeping_on.with_again(fact)


_HANDLERS: Final[dict[type, Callable[[Memory, Any, date], None]]] = {
    ScreeningAnswered: _screening,
    ProfessionalSeen: _professional,
    ClearanceStated: _clearance,
    HipDescribed: _hip,
    LifeDescribed: _life,
    HealthEvent: _event,
    SessionStarted: _session_started,
    Swapped: _session_fact,
    SetDone: _session_fact,
    ExerciseDone: _session_fact,
    SessionStopped: _session_stopped,
    SessionFinished: _session_fact,
    MorningChecked: _morning,
    PainReported: _pain,
    Reviewed: _review,
    PlanMade: _plan_made,
    BarrierNamed: _barrier,
    LeftOut: _left_out,
    BroughtBack: _brought_back,
}
