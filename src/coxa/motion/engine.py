"""The engine: frames in, events out. Whoever drives it (a socket, a file, a cluster), the same frames give the same
events."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from coxa.knowledge.coaching import Coaching
from coxa.knowledge.vocabulary import Side
from coxa.motion.advice import Advice
from coxa.motion.body import Bodies
from coxa.motion.bounds import Bounds
from coxa.motion.compiled import PROCESS
from coxa.motion.events import Event, Hold, Notice, Repetition, SeenFault, Told, Unseen, Why
from coxa.motion.form import Judge, Judged
from coxa.motion.frames import CHUNK, Frames
from coxa.motion.geometry import Series
from coxa.motion.holding import Holding
from coxa.motion.sight import REASONS, SEEN, Sight
from coxa.motion.signals import Signals
from coxa.motion.smoothing import DELAY, FEW, LONGEST_BRIDGE_S, RATE_HZ, SAME_S, EvenRate, History, Smoothing, is_finite
from coxa.motion.tracking import Excursion, Tracker

KEPT = 90 * RATE_HZ
"""Moments (90 s) of history: the longest repetition with its hold."""

PAUSE_S = 8.0
"""Rest after a repetition that counts as a pause. Our design."""

SHORTEST_HOLD_S = 0.3
"""How long a stay at the turn must last to be told as a hold. Our design."""

COUNTED_WHEN_CUT = 0.7
"""The share of the way back that must have been seen when sight is lost, for the repetition to count."""


class Engine:
    """Follows one person through one exercise.

    Feed frames in the order in which they come; frames that come late or twice are left out. Call `finish` at the end.
    """

    def __init__(self, coaching: Coaching) -> None:
        self.coaching = coaching
        self.signals = Signals(coaching)
        rule = coaching.repetition
        read = [rule.signal, *(condition.signal for condition in rule.only_when)] if rule else []
        read += [condition.signal for condition in coaching.hold.posture] if coaching.hold else []
        self._needed = tuple(dict.fromkeys(read))
        self._sight = Sight(both=coaching.sides == "each", widest_knees=coaching.widest_knees)
        self._advice = Advice(coaching)
        self._even = EvenRate()
        self._smoothing = Smoothing()
        self._judging = Judge(coaching, self.signals)
        self._history = History(len(self.signals), KEPT, len(self._judging.sources))
        way = {"more": 1, "less": -1, "either": 0}[rule.towards] if rule else 1
        self._tracker = Tracker(rule.smallest, way, rule.expected[0]) if rule else Tracker(1.0)
        self._lead_s = rule.lead_s if rule else 0.0
        self._named = {fault.name for fault in coaching.fault}
        self._holding = Holding()
        self._t = -np.inf
        self._seen_s: float | None = None
        self._why: dict[int, int] = {}
        self._lost = False
        self._count = 0
        self._half: tuple[Repetition, tuple[SeenFault, ...]] | None = None
        self._side: Side | None = None
        self._ended_s: float | None = None
        self._paused = False
        self._said: list[tuple[float, int, Event]] = []

    @property
    def count(self) -> int:
        """How many repetitions were counted so far."""
        return self._count

    def feed(self, frames: Frames) -> tuple[Event, ...]:
        """Take the next frames; tell what became certain with them, in the order in which it did."""
        if frames.t.size == 1:
            self._feed(frames)
            return tuple(self._tell()) if self._said else ()
        events: list[Event] = []
        PROCESS.note(len(frames))
        for start in range(0, len(frames), CHUNK):
            self._feed(frames.part(start, start + CHUNK))
            events += self._tell()
        return tuple(events)

    def finish(self) -> tuple[Event, ...]:
        """No more frames: tell what was still open."""
        self._break(np.inf, COUNTED_WHEN_CUT / 1.5)
        if self._seen_s is not None and self._t - self._seen_s > LONGEST_BRIDGE_S:
            self._say(np.inf, Unseen(self._seen_s, self._t, self._reason()))
        elif self._seen_s is None and self._t > -np.inf and self._why:
            self._say(np.inf, Unseen(self._first_s, self._t, self._reason()))
        if self._count:
            self._say(np.inf, Notice(Told.DONE, self._t))
        return tuple(self._tell())

    def _say(self, known_s: float, event: Event) -> None:
        self._said.append((known_s, len(self._said), event))

    def _tell(self) -> Iterator[Event]:
        said, self._said = sorted(self._said, key=lambda item: item[:2]), []
        return (event for _, _, event in said)

    def _feed(self, frames: Frames) -> None:
        frames = self._in_order(frames)
        if not frames.t.size:
            return
        bodies = Bodies(frames)
        verdict = self._sight.look(frames, bodies)
        rows = self.signals.compute(frames, bodies)
        for needed in () if is_finite(rows) else self._needed:
            verdict[(verdict == SEEN) & ~np.isfinite(self.signals.one(rows, needed))] = REASONS.index(Why.HIDDEN)
        for known_s, told in self._advice.look(frames, bodies, verdict):
            self._say(known_s, Notice(told, known_s))
        if frames.t.size == 1 and verdict[0] == SEEN and self._still_seen():
            self._follow(frames.t, *self._even.feed(frames.t, rows))
            self._note_pause(self._t, resting=self._tracker.resting)
            return
        good = np.flatnonzero(verdict == SEEN)
        self._note_sight(frames.t, verdict, good)
        if len(good):
            everything = len(good) == len(frames)
            t = frames.t if everything else frames.t[good]
            self._follow(t, *self._even.feed(t, rows if everything else rows[:, good]))
        self._note_pause(self._t, resting=self._tracker.resting)

    def _in_order(self, frames: Frames) -> Frames:
        t = frames.t
        if t.size == 1 and self._t > -np.inf and self._t < t[0] < np.inf:
            self._t = float(t[0])
            return frames
        if len(t) and t[0] > self._t and np.all(t[1:] > t[:-1]) and np.isfinite(t[-1]):
            keep = frames
        else:
            newest = np.maximum.accumulate(np.concatenate([[self._t], np.where(np.isfinite(t), t, -np.inf)]))[:-1]
            place = np.flatnonzero(np.isfinite(t) & (t > newest))
            keep = frames.at(place)
        if len(keep):
            if self._t == -np.inf:
                self._first_s = float(keep.t[0])
            self._t = float(keep.t[-1])
        return keep

    def _still_seen(self) -> bool:
        """Note that the newest frame is a good one, if nothing was lost before it."""
        if self._t - (self._first_s if self._seen_s is None else self._seen_s) > LONGEST_BRIDGE_S:
            return False
        self._why, self._seen_s = {}, self._t
        return True

    def _note_sight(self, t: Series, verdict: NDArray[np.int8], good: NDArray[np.intp]) -> None:
        """Tell where sight was lost and found: no good frame for longer than can be bridged."""
        anchor = self._first_s if self._seen_s is None else self._seen_s
        found = t[good]
        before = np.concatenate([[anchor], found[:-1]])[: len(found)]
        for gap in np.flatnonzero(found - before > LONGEST_BRIDGE_S).tolist():
            if gap:
                self._why = {}
            self._blame(verdict[int(good[gap - 1]) + 1 if gap else 0 : int(good[gap])])
            self._lose(float(before[gap]))
            self._lost = False
            self._say(float(found[gap]), Unseen(float(before[gap]), float(found[gap]), self._reason()))
            self._say(float(found[gap]), Notice(Told.FOUND, float(found[gap])))
        if len(found):
            self._why = {}
            self._seen_s = anchor = float(found[-1])
        self._blame(verdict[int(good[-1]) + 1 if len(good) else 0 :])
        if self._t - anchor > LONGEST_BRIDGE_S:
            self._lose(anchor)

    def _lose(self, last_s: float) -> None:
        if self._lost:
            return
        self._lost = True
        self._say(last_s + LONGEST_BRIDGE_S, Notice(Told.LOST, last_s + LONGEST_BRIDGE_S))

    def _blame(self, verdict: NDArray[np.int8]) -> None:
        for reason in verdict[verdict != SEEN].tolist():
            self._why[reason] = self._why.get(reason, 0) + 1

    def _reason(self) -> Why:
        return REASONS[max(self._why, key=lambda reason: (self._why[reason], -reason))] if self._why else Why.GAP

    def _follow(self, t: Series, first: int, even: NDArray[np.float64]) -> None:
        """Take the even moments that became known with good frames at `t`, part by part between breaks."""
        if is_finite(even):
            self._smooth(first, even)
            return
        whole = np.isfinite(even[0]) if len(even) else np.ones(even.shape[1], np.bool_)
        for needed in self._needed:
            whole &= np.isfinite(self.signals.one(even, needed))
        if whole.all():
            self._smooth(first, even)
            return
        edges = np.flatnonzero(np.diff(whole)) + 1
        for start, stop in zip([0, *edges.tolist()], [*edges.tolist(), len(whole)], strict=True):
            if whole[start]:
                self._smooth(first + start, even[:, start:stop])
            else:
                # A break is certain with the good frame after it, and told just before that the person is found.
                found = t[min(int(np.searchsorted(t, self._time(first + stop - 1) - SAME_S)), len(t) - 1)]
                self._break(float(np.nextafter(found, -np.inf)), COUNTED_WHEN_CUT)

    def _smooth(self, first: int, even: NDArray[np.float64]) -> None:
        if not even.shape[1]:
            return
        starting = self._smoothing.starting
        if starting:
            self._history.restart(first - DELAY)
            self._tracker.restart(first - DELAY)
            self._holding.restart(first - DELAY)
        self._judge(self._smoothing.feed(even))

    def _break(self, known_s: float, least: float) -> None:
        """Sight was lost: judge what was seen, then start anew."""
        rest = self._smoothing.rest()
        if rest is None:
            return
        self._judge(rest, known_s if known_s < np.inf else -np.inf)
        self._repetitions([(one, known_s, self._tracker.resting) for one in self._tracker.finish(least)])
        ended = self._holding.finish()
        if ended is not None:
            self._hold(ended[0], ended[1], known_s)

    def _judge(self, rows: NDArray[np.float64], least_s: float = -np.inf) -> None:
        """Follow the quiet moments `rows` (signals, moments), of which nothing was certain before `least_s`."""
        if not rows.shape[1]:
            return
        self._history.add(rows)
        if self.coaching.repetition is not None:
            rule = self.coaching.repetition
            followed = (self.signals.now if rows.shape[1] <= FEW else self.signals.one)(rows, rule.signal)
            self._repetitions(
                [
                    (one, max(self._time(one.told + DELAY), least_s), self._tracker.resting)
                    for one in self._tracker.feed(followed)
                ]
            )
        if self.coaching.hold is not None:
            for start, end, known in self._holding.feed(self.signals.fulfilled(rows, self.coaching.hold.posture)):
                self._hold(start, end, max(self._time(known + DELAY), least_s))

    def _time(self, moment: float) -> float:
        return (self._even.origin_s or 0.0) + moment / RATE_HZ

    def _repetitions(self, found: list[tuple[Excursion, float, bool]]) -> None:
        """Judge excursions; with each, when it was certain and whether the person was at rest then."""
        if not found:
            return
        judged = self._judging.judge(self._history, [excursion for excursion, _, _ in found], self._time(0))
        for one, (_, known_s, resting) in zip(judged, found, strict=True):
            if one is not None:
                self._tell_repetition(known_s, one, resting=resting)

    def _tell_repetition(self, known_s: float, judged: Judged, *, resting: bool) -> None:
        bounds, side, told = judged.bounds, judged.side, judged.range_deg
        held_s = (bounds.left - bounds.arrived) / RATE_HZ
        if self.coaching.repetition is not None and self.coaching.repetition.hold and held_s >= SHORTEST_HOLD_S:
            self._say(known_s, Hold(side, self._time(bounds.arrived), self._time(bounds.left)))
        half, self._half = self._half, None
        earlier, faults = half or (None, ())
        if self._is_first_half(earlier, bounds):
            start_s = max(self._time(bounds.start) - self._lead_s, self._ended_s or 0.0)
            end_s = self._time(bounds.end) + self._lead_s
            one = Repetition(side, start_s, self._time(judged.top), end_s, told, self._count + 1)
            self._half = one, tuple(fault for fault in judged.faults if fault.name in self._named)
            return
        if self._count == 0:
            self._say(known_s, Notice(Told.STARTED, self._time(bounds.start), side))
        elif self._side is not None and side is not self._side:
            self._say(known_s, Notice(Told.SWITCHED_SIDES, self._time(bounds.start), side))
        self._note_pause(self._time(bounds.start), resting=resting)
        self._count += 1
        start_s = max(self._time(bounds.start) - self._lead_s, self._ended_s or 0.0, self._even.origin_s or 0.0)
        peak_s = self._time(judged.top)
        if earlier is not None:
            start_s, told = earlier.start_s, min(earlier.range_deg, told)
            peak_s = (earlier.peak_s + peak_s) / 2
        last_s = self._t if known_s == np.inf else np.inf
        self._side, self._ended_s, self._paused = side, min(self._time(bounds.end) + self._lead_s, last_s), False
        self._say(known_s, Repetition(side, min(start_s, peak_s), peak_s, self._ended_s, told, self._count))
        worst = sorted((*faults, *judged.faults), key=lambda fault: fault.by)
        for fault in {fault.name: fault for fault in worst}.values():
            self._say(known_s, fault)

    def _is_first_half(self, earlier: Repetition | None, bounds: Bounds) -> bool:
        """Whether a movement waits for its second half: the other leg, or the way back."""
        if self.coaching.repetition is None or self.coaching.repetition.moves == 1:
            return False
        return earlier is None or self._time(bounds.start) - earlier.end_s > PAUSE_S

    def _hold(self, start: int, end: int, known_s: float) -> None:
        rule = self.coaching.hold
        if rule is None or (end - start) / RATE_HZ < rule.shortest_s:
            return
        rows = self._history.part(start, end + 1)
        side = Side.BOTH
        if self.coaching.side_by is not None and rows.shape[1]:
            left, right = (
                float(np.nanmedian(self.signals.row(rows, self.coaching.side_by, each)))
                for each in (Side.LEFT, Side.RIGHT)
            )
            side = Side.LEFT if left > right else Side.RIGHT
        if self._count == 0:
            self._say(known_s, Notice(Told.STARTED, self._time(start), side))
        self._count += 1
        self._say(known_s, Hold(side, self._time(start), self._time(end)))

    def _note_pause(self, until_s: float, *, resting: bool) -> None:
        """Tell a pause once it is long enough; while a movement is under way nothing is a pause."""
        if self._ended_s is None or self._paused or until_s - self._ended_s < PAUSE_S:
            return
        if resting:
            self._paused = True
            self._say(self._ended_s + PAUSE_S, Notice(Told.PAUSED, self._ended_s + PAUSE_S))
