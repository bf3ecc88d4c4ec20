"""A whole recording in one value: repetitions, holds, faults, and what could not be seen."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from coxa.knowledge.coaching import Coaching
from coxa.motion.engine import Engine
from coxa.motion.events import Event, Hold, Notice, Repetition, SeenFault, Unseen
from coxa.motion.frames import Frames


@dataclass(frozen=True, slots=True)
class Report:
    """What happened in one recording of one exercise."""

    exercise: str | None
    repetitions: tuple[Repetition, ...]
    holds: tuple[Hold, ...]
    faults: tuple[SeenFault, ...]
    unseen: tuple[Unseen, ...]
    notices: tuple[Notice, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain lists and numbers, seconds to a thousandth, the range to a hundredth."""
        return {
            "exercise": self.exercise,
            "repetitions": [_row(item, "side", "start_s", "peak_s", "end_s", "range_deg") for item in self.repetitions],
            "holds": [_row(item, "side", "start_s", "end_s") for item in self.holds],
            "faults": [_row(item, "name", "side", "at_s", "confidence") for item in self.faults],
            "unseen": [_row(item, "start_s", "end_s", "why") for item in self.unseen],
            "notices": [_row(item, "told", "at_s", "side") for item in self.notices],
        }


def analyse(frames: Frames | Iterable[Frames], coaching: Coaching) -> Report:
    """Run the engine over a whole recording, given at once or in pieces."""
    engine = Engine(coaching)
    events: list[Event] = []
    for piece in (frames,) if isinstance(frames, Frames) else frames:
        events += engine.feed(piece)
    return report_of(coaching.id, (*events, *engine.finish()))


def report_of(exercise: str | None, events: Iterable[Event]) -> Report:
    """Sort events by kind."""
    told = tuple(events)
    return Report(
        exercise,
        tuple(event for event in told if isinstance(event, Repetition)),
        tuple(event for event in told if isinstance(event, Hold)),
        tuple(event for event in told if isinstance(event, SeenFault)),
        tuple(event for event in told if isinstance(event, Unseen)),
        tuple(event for event in told if isinstance(event, Notice)),
    )


def _row(item: Event, *names: str) -> dict[str, Any]:
    values = asdict(item)
    digits = {"range_deg": 2}
    return {
        name: round(value, digits.get(name, 3)) if isinstance(value := values[name], float) else value for name in names
    }
