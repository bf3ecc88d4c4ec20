"""Postures that are held: how long, counting only the time in which the posture was right."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FLICKER = 6
"""Moments (0.2 s) for which a posture must be wrong before the hold is over, and right before it begins. Our design."""


@dataclass(slots=True)
class Holding:
    """Follows whether the posture is right."""

    since: int | None = None
    _now: int = 0
    _right: int = 0
    _wrong: int = 0

    def restart(self, now: int) -> None:
        """Forget the hold under way."""
        self.since, self._now, self._right, self._wrong = None, now, 0, 0

    def feed(self, right: NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
        """Take the next moments; tell (first, last, known) of each hold that ended."""
        edges = np.flatnonzero(np.diff(right)) + 1 if len(right) else np.empty(0, int)
        starts = [0, *edges.tolist()] if len(right) else []
        for start, stop in zip(starts, [*starts[1:], len(right)], strict=True):
            ended = self._run(bool(right[start]), stop - start)
            if ended is not None:
                yield ended

    def finish(self) -> tuple[int, int, int] | None:
        """The hold that is still under way."""
        if self.since is None:
            return None
        ended = (self.since, self._now - 1 - self._wrong, self._now)
        self.since = None
        return ended

    def _run(self, right: bool, count: int) -> tuple[int, int, int] | None:  # noqa: FBT001  # one value of the series
        ended = None
        if right:
            self._right, self._wrong = self._right + count, 0
            if self.since is None and self._right >= FLICKER:
                self.since = self._now + count - self._right
        else:
            before, self._wrong, self._right = self._wrong, self._wrong + count, 0
            if self.since is not None and self._wrong >= FLICKER:
                ended = (self.since, self._now - before - 1, self._now - before + FLICKER)
                self.since = None
        self._now += count
        return ended
