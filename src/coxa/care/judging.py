"""Judge a session when it closes: one decision per exercise and side, and what it does to the line."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from coxa.care.dose import DoseCeiling, capped, lower
from coxa.care.entries import ExerciseDone, PlannedLine
from coxa.care.limits import MOST_MINUTES
from coxa.care.lines import ONE_WEEK, Line, room
from coxa.care.locks import Lock
from coxa.care.memory import DatedDecision, Memory
from coxa.care.moving import LOADING, move
from coxa.care.planning import plan
from coxa.care.prescribing import effort_for, entry_dose
from coxa.care.programme import LineKey
from coxa.care.progression import Ruling, count_good_sessions, decide
from coxa.care.response import Facts, SessionRecord, facts_about, facts_of
from coxa.care.situation import Situation, ceiling, pain_profile
from coxa.care.staying import given, line_of_its_own, take_over
from coxa.knowledge.dosing_rules import PainProfileRule
from coxa.knowledge.vocabulary import BOTH, HOLD, PROGRESS, STOP, Action, Level

ACTIONS: Final = tuple(Action)
"""From the boldest to the most careful."""


def close_session(memory: Memory, today: date) -> None:
    """Judge the open session, if there is one, and remember what it decided.

    All exercises are judged before any dose moves; then the most careful decisions take effect first.
    """
    session, memory.open_session = memory.open_session, None
    if session is None:
        return
    bench = _Bench.of(session, memory)
    told = [done for done in session.exercises.values() if done.ended != "skipped" or done.worst_pain is not None]
    verdicts = [bench.judge(done) for done in told]
    waiting = session.morning is None and (today - session.day).days <= 1
    for verdict in sorted(verdicts, key=lambda v: -ACTIONS.index(v.ruling.decision.action)):
        bench.carry_out(verdict, waiting=waiting)
    for swap in session.swaps.values():
        if swap.from_now_on:
            take_over(swap, bench.situation, memory)
    if session.done:
        memory.last_session_day = session.day
        if memory.phase:
            memory.phase.days_done.add(session.day)


class _Verdict(NamedTuple):
    """What the table says of one exercise on one side."""

    done: ExerciseDone
    line: Line
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class _Bench:
    """A session, and everything it is judged by."""

    session: SessionRecord
    memory: Memory
    situation: Situation
    limits: PainProfileRule
    top: DoseCeiling
    """The caps of that day: a dose is judged as it was given, so that it never jumps when a cap is lifted."""
    week_rise: float | None
    shared: Facts
    """What is true of every exercise of the session."""

    @classmethod
    def of(cls, session: SessionRecord, memory: Memory) -> "_Bench":
        situation = memory.situation(session.day)
        content = memory.content
        limits = pain_profile(situation, content)
        return cls(
            session=session,
            memory=memory,
            situation=situation,
            limits=limits,
            top=ceiling(situation, content)._replace(minutes=MOST_MINUTES),
            week_rise=memory.diary.week_rise(session.day),
            shared=facts_of(session, limits),
        )

    def judge(self, done: ExerciseDone) -> _Verdict:
        """Say what the table decides, and update what the line remembers of its past."""
        content = self.memory.content
        line = self._line_for(done)
        line.dose = capped(line.dose, self.top)
        facts = self._facts(done, line)
        if self._says_how_it_goes(done, line):
            count_good_sessions(facts, line.history, self.session.day, content)
            facts["good_sessions"] = min(line.history.good_sessions, 2)
            facts["easy_sessions"] = min(line.history.easy_sessions, 2)
        if facts.get("good_sessions") == 2:
            facts["room"] = room(line, self.session.day, self.situation, self.memory.taken_beside, content)
        ruling = decide(facts, content.progression)
        self.memory.flare.note_response(ruling, self.session.day)
        self._remember(done, ruling, line)
        return _Verdict(done, line, ruling)

    def carry_out(self, verdict: _Verdict, *, waiting: bool) -> None:
        """Move the line and keep the decision; a restart of that day stands unless this is more careful."""
        day, line, ruling = self.session.day, verdict.line, verdict.ruling
        if line.restarted_on == day and ruling.decision.action in (PROGRESS, HOLD):
            return
        joined = self.memory.lines.get((line.slot, BOTH))
        if joined and self.memory.lines.get(line.key) is not line and ruling.decision.action is not PROGRESS:
            line = joined
        change = move(line, ruling, day, self.situation, self.memory)
        exercise, side = verdict.done.exercise, verdict.done.side
        decided = DatedDecision(day, exercise, side, ruling.decision, change, waiting)
        self.memory.decisions[day, exercise, side] = decided
        if ruling.decision.action is STOP:
            self._start_counting_anew()
        if ruling.step.rungs < 0:
            self._ease_its_doubles(verdict)

    def _start_counting_anew(self) -> None:
        """After a stop, good sessions of before count no more, on any line."""
        for line in self.memory.lines.values():
            line.history.good_sessions = line.history.easy_sessions = 0
            line.history.last_clean_day = None

    def _ease_its_doubles(self, verdict: _Verdict) -> None:
        """What hurt on one line is not done again on another."""
        for line in list(self.memory.lines.values()):
            if line is not verdict.line and line.exercise == verdict.done.exercise and line.slot != verdict.line.slot:
                move(line, verdict.ruling, self.session.day, self.situation, self.memory)

    def _facts(self, done: ExerciseDone, line: Line) -> Facts:
        content, history = self.memory.content, line.history
        planned = self.session.planned.get((done.exercise, done.side))
        target = planned.effort if planned else effort_for(content.exercises[done.exercise], self.situation, content)
        facts = facts_about(done, self.session, history, self.limits, target, self.shared)
        eased = history.last_week_eased
        loading = content.exercises[line.exercise].purpose in LOADING
        once_a_week = loading and (eased is None or self.session.day - eased >= ONE_WEEK)
        facts["week_rise" if once_a_week else "week_rise_otherwise"] = self.week_rise
        return facts

    def _says_how_it_goes(self, done: ExerciseDone, line: Line) -> bool:
        """Whether a good session counts: not on another rung, nor with less than the line's dose after a swap."""
        planned = self._planned(done)
        less = planned and self._came_by_swap(planned) and given(planned).volume < line.dose.volume
        return done.exercise == line.exercise and not less

    def _remember(self, done: ExerciseDone, ruling: Ruling, line: Line) -> None:
        history, decision, day = line.history, ruling.decision, self.session.day
        if history.good_sessions and history.last_clean_day == day:
            line.good_dose = line.dose
        line.volumes.append((day, line.dose.volume))
        history.last_day = day
        history.hard_before = decision.reason.rule.startswith("PR03")
        history.holds = history.holds + 1 if decision.action is HOLD else 0
        if decision.reason.rule == "PR05":
            history.last_week_eased = day
        self.memory.done_before.add(done.exercise)
        if decision.action is STOP:
            self._shut_after_strong_pain(ruling)

    def _shut_after_strong_pain(self, ruling: Ruling) -> None:
        """Very strong pain shuts the programme; a stop symptom, or what was shut before, has done so already."""
        if self.session.while_locked or self.session.stop_symptom is not None:
            return
        decision, locks = ruling.decision, self.memory.locks
        rule = decision.reason.rule
        locks.add(Lock(rule, decision.refer or Level.SEE_FIRST, self.session.day, decision.reason))
        if self.session.settled_by_morning:
            locks.settled(rule)
            self.memory.rescreen.setdefault("CO26", self.session.day)
        self.memory.note_triage(self.session.day)

    def _line_for(self, done: ExerciseDone) -> Line:
        """The line an exercise belongs to: as planned, as it stands, as it stood, by the programme, or its own."""
        memory = self.memory
        planned = self._planned(done)
        if planned and self._came_by_swap(planned):
            return self._line(line_of_its_own(planned.exercise, planned.side), done)
        if planned:
            return self._line((planned.slot, planned.line_side or planned.side), done)
        for line in memory.lines.values():
            same_side = BOTH in (done.side, line.side) or done.side is line.side
            if same_side and (line.exercise == done.exercise or done.exercise in line.been_on):
                return line
        prescription = plan(self.situation, memory.standings, memory.content).line(done.exercise, done.side)
        return self._line(prescription.key if prescription else (done.exercise.lower(), done.side), done)

    def _came_by_swap(self, planned: PlannedLine) -> bool:
        return self.session.swapped_for(planned.exercise) is not None

    def _planned(self, done: ExerciseDone) -> PlannedLine | None:
        """The planned line that was done, or that something easier was done instead of."""
        wanted, planned = done.instead_of or done.exercise, self.session.planned
        found = planned.get((wanted, done.side))
        if found is None and done.instead_of:
            found = next((line for line in planned.values() if line.exercise == wanted), None)
        return found

    def _line(self, key: LineKey, done: ExerciseDone) -> Line:
        """The line called `key`; a new one begins at its entry dose."""
        if key not in self.memory.lines:
            exercise = self.memory.content.exercises[done.instead_of or done.exercise]
            dose = entry_dose(exercise, self.situation, self.memory.content)
            planned = self._planned(done)
            if planned and self._came_by_swap(planned):
                dose = lower(dose, given(planned))
            self.memory.lines[key] = Line(slot=key[0], side=key[1], exercise=exercise.id, dose=dose)
        return self.memory.lines[key]
