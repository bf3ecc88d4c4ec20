"""What a new day brings before anything is done on it: gaps, flares, rising pain, the next phase."""

from datetime import date, timedelta

from coxa.care.decision import Decision, reason_of
from coxa.care.dose import shrunk
from coxa.care.lines import ONE_WEEK, Change, Line
from coxa.care.locks import Lock
from coxa.care.memory import DatedDecision, Memory
from coxa.care.moving import LOADING, move
from coxa.care.phases import advance, step_back
from coxa.care.progression import Ruling, decide
from coxa.care.response import SessionRecord
from coxa.knowledge.vocabulary import REGRESS, Level


def begin_day(memory: Memory, day: date) -> None:
    """Look at rising pain and flares, and move the phase on when it is time."""
    _see_someone_when_it_does_not_settle(memory, day)
    _restart_after_flare(memory, day)
    if memory.phase and memory.hip:
        advance(
            memory.phase,
            day,
            memory.hip,
            professional_seen=memory.professional_seen,
            days_per_week=memory.life.days_per_week if memory.life else 1,
            mean_pain=memory.diary.week_mean(day),
            content=memory.content,
        )


def restart_after_gap(memory: Memory, day: date, session: SessionRecord | None = None) -> None:
    """Ease every line after a week or more without a session; with a `session`, remember it as that day's decision."""
    if memory.last_session_day is None:
        return
    slots = {line.slot for line in session.planned.values()} if session and session.planned else None
    for line, ruling in _overdue(memory, day):
        if memory.lines.get(line.key) is not line:
            continue
        line.restarted_on = day
        change = move(line, ruling, day, memory.situation(day), memory)
        if session and (slots is None or line.slot in slots):
            decided = DatedDecision(day, change.exercise, line.side, ruling.decision, change)
            memory.decisions[day, change.exercise, line.side] = decided
    long_gap = day - memory.last_session_day > 2 * ONE_WEEK
    if long_gap and memory.phase and memory.phase.since <= memory.last_session_day:
        step_back(memory.phase, day)


def _overdue(memory: Memory, day: date) -> list[tuple[Line, Ruling]]:
    """The lines that a gap eases, and how."""
    last = memory.last_session_day or day
    left_out = day - timedelta(days=memory.content.thresholds.line_gap_days.value)
    found = []
    rulings: dict[date, Ruling] = {}
    for line in memory.lines.values():
        own, restarted = line.history.last_day, line.restarted_on
        if own is None or restarted == day:
            continue
        since = own if own < left_out else last
        if restarted is not None and restarted > own:
            since = max(last, restarted)
        ruling = rulings.get(since)
        if ruling is None:
            ruling = rulings[since] = decide({"gap_days": (day - since).days}, memory.content.progression)
        if ruling.decision.action is REGRESS:
            found.append((line, ruling))
    return found


def _restart_after_flare(memory: Memory, day: date) -> None:
    """When a flare is over, every loading line starts again at a part of its last good dose."""
    usual = memory.hip.average_pain if memory.hip else None
    if not memory.flare.over(day, memory.diary, usual):
        return
    memory.flare.end()
    share = memory.content.thresholds.flare_restart_volume.value
    for line in memory.lines.values():
        if memory.content.exercises[line.exercise].purpose in LOADING:
            good = line.good_dose or line.dose
            restart = min(shrunk(good, share), line.dose, key=lambda dose: dose.volume)
            change = Change(line.exercise, line.dose, line.exercise, restart)
            line.stand_on(line.exercise, restart)
            decision = Decision(REGRESS, reason_of("CO18", memory.content))
            decided = DatedDecision(day, line.exercise, line.side, decision, change)
            memory.decisions[day, line.exercise, line.side] = decided


def _see_someone_when_it_does_not_settle(memory: Memory, day: date) -> None:
    """Shut the programme when pain keeps rising, or flares last or come too often."""
    rise = memory.content.thresholds.week_rise.value
    now = memory.diary.week_rise(day)
    if now is not None and now >= rise:
        if memory.last_full is None or day - memory.last_full >= ONE_WEEK:
            memory.rescreen.setdefault("CO08", day)
        before = memory.diary.week_rise(day - ONE_WEEK)
        if before is not None and before >= rise:
            _shut(memory, "CO01", day)
    rule = memory.flare.needs_someone(day)
    if rule:
        _shut(memory, rule, day)


def _shut(memory: Memory, rule: str, day: date) -> None:
    """Shut until someone has looked, unless the person's statement still covers it."""
    if memory.locks.covered_until.get(rule, date.min) >= day:
        return
    memory.locks.add(Lock(rule, Level.SEE_FIRST, day, reason_of(rule, memory.content)))
    memory.note_triage(day)
