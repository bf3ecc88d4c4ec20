"""What would let the camera see better: told once the picture has been so for two seconds, and not again before it was
well."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from coxa.knowledge.coaching import Coaching, View
from coxa.motion.body import Bodies
from coxa.motion.events import Told, Why
from coxa.motion.frames import Frames
from coxa.motion.geometry import between, length, middle
from coxa.motion.landmarks import Landmark
from coxa.motion.sight import REASONS, SEEN, SURELY, Columns

PATIENCE_S = 2.0
"""How long a picture must be unfit before the person is told. Our design."""

BEATS_HZ = 5.0
"""How often a second the picture is looked at."""

SMALLEST_BODY = 0.25
"""Picture heights from shoulders over hips to ankles below which the person is too far away. Our design."""

FROM_THE_SIDE = 35.0
"""Degrees between the line of the hips and the line of sight below which a view is from the side; above 55 it is from
the front."""

_ALL_WELL = dict.fromkeys(
    (Told.SHOW_FEET, Told.STEP_BACK, Told.COME_CLOSER, Told.MORE_LIGHT, Told.SECOND_PERSON), False
)

_LEFT_ANKLE = int(Landmark.LEFT_ANKLE)
_SECOND_PERSON = REASONS.index(Why.SECOND_PERSON)


class Advice:
    """Watches the picture."""

    def __init__(self, coaching: Coaching) -> None:
        self._view = coaching.view
        self._since: dict[Told, float] = {}
        self._beat = -np.inf
        self._well: dict[Told, float] = {}
        self._told: set[Told] = set()
        view = Told.TURN_SIDEWAYS if coaching.view is View.SIDE else Told.FACE_CAMERA
        self._unturned, self._turned = ({**_ALL_WELL, view: wrong} for wrong in (False, True))

    def look(self, frames: Frames, bodies: Bodies, verdict: NDArray[np.int8]) -> Iterator[tuple[float, Told]]:
        """Tell (when, what) for `frames`, whose `bodies` these are; motion capture needs no advice."""
        if frames.picture is None:
            return
        if frames.t.size == 1 and math.floor(float(frames.t[0]) * BEATS_HZ) <= self._beat:
            return
        if frames.t.size == 1 and verdict[0] == SEEN:
            wrong = self._wrong_at_once(frames, bodies)
            if wrong is not None:
                self._beat = math.floor(float(frames.t[0]) * BEATS_HZ)
                if self._since or wrong is self._turned:
                    yield from self._wait({told: np.array([is_wrong]) for told, is_wrong in wrong.items()}, frames.t)
                return
        beat = np.floor(frames.t * BEATS_HZ)
        new = np.flatnonzero(beat > np.concatenate([[self._beat], beat[:-1]]))
        self._beat = float(beat[-1])
        if not len(new):
            return
        hips = bodies.space.main[:, 2:4].take(new, axis=2) if frames.metric and self._view is not View.ANY else None
        with np.errstate(invalid="ignore", divide="ignore"):
            wrongs = self._wrongs(
                frames.aspect,
                bodies.picture.main.take(new, axis=2),
                bodies.visible.take(new, axis=1),
                verdict[new],
                hips,
            )
        yield from self._wait(wrongs, frames.t[new])

    def _wrong_at_once(self, frames: Frames, bodies: Bodies) -> dict[Told, bool] | None:
        """What is wrong in a single live frame, which can be trusted: surely nothing, or nothing but the view. Plain
        numbers are faster; `None` where it takes a closer look."""
        picture, right = bodies.picture, frames.aspect * 1.02
        for x, y, _ in picture.one:
            if not (-0.02 <= x <= right and -0.02 <= y <= 1.02):
                return None
        if max(bodies.seen[_LEFT_ANKLE], bodies.seen[_LEFT_ANKLE + 1]) < 0.3:
            return None
        ankles = middle(picture.at(_LEFT_ANKLE), picture.at(_LEFT_ANKLE + 1))
        if not length(picture.trunk) + length(between(picture.hips, ankles)) > SMALLEST_BODY / SURELY:
            return None
        if not frames.metric or self._view is View.ANY:
            return _ALL_WELL
        x, y, z = bodies.space.pelvis_left
        turned = math.degrees(math.atan2(math.hypot(x, y), abs(z)))
        low, high = turned * SURELY, turned / SURELY
        if self._view is View.SIDE:
            low, high = (90.0 - FROM_THE_SIDE) - high, (90.0 - FROM_THE_SIDE) - low
        else:
            low, high = low - FROM_THE_SIDE, high - FROM_THE_SIDE
        return self._unturned if low > 0 else self._turned if high < 0 else None

    def _wait(self, wrongs: dict[Told, NDArray[np.bool_]], t: NDArray[np.float64]) -> Iterator[tuple[float, Told]]:
        for told, wrong in wrongs.items():
            if told in self._since or wrong.any():
                yield from self._patiently(told, wrong, t)

    def _wrongs(
        self, aspect: float, picture: Columns, seen: Columns, verdict: NDArray[np.int8], hips: Columns | None
    ) -> dict[Told, NDArray[np.bool_]]:
        """What is wrong at which moment (moments,); `hips` (axes, 2, moments) where they tell the view."""
        x, y = picture
        outside = (x < -0.02) | (x > aspect * 1.02) | (y < -0.02) | (y > 1.02)
        feet_out = outside[6:].any(axis=0) | (seen[6:].max(axis=0) < 0.3)
        body_out = outside[:6].any(axis=0)
        shoulders, middle, ankles = ((picture[:, place] + picture[:, place + 1]) / 2.0 for place in (0, 2, 6))
        trunk, leg = shoulders - middle, middle - ankles
        size = np.hypot(trunk[0], trunk[1]) + np.hypot(leg[0], leg[1])
        dim = (seen[:6].max(axis=0) < 0.5) & (verdict != SEEN)
        wrongs = {
            Told.SHOW_FEET: feet_out & ~body_out,
            Told.STEP_BACK: body_out,
            Told.COME_CLOSER: size < SMALLEST_BODY,
            Told.MORE_LIGHT: dim & ~feet_out,
            Told.SECOND_PERSON: verdict == _SECOND_PERSON,
        }
        if hips is not None:
            across = hips[:, 0] - hips[:, 1]
            turned = np.degrees(np.arctan2(np.hypot(across[0], across[1]), np.abs(across[2])))
            if self._view is View.SIDE:
                wrongs[Told.TURN_SIDEWAYS] = turned > 90.0 - FROM_THE_SIDE
            else:
                wrongs[Told.FACE_CAMERA] = turned < FROM_THE_SIDE
        return wrongs

    def _patiently(self, told: Told, wrong: NDArray[np.bool_], t: NDArray[np.float64]) -> Iterator[tuple[float, Told]]:
        patience = 0.3 if told is Told.SECOND_PERSON else PATIENCE_S
        starts = [0, *(np.flatnonzero(wrong[1:] != wrong[:-1]) + 1).tolist()]
        is_wrong, began_s = bool(wrong[0]), t[starts].tolist()
        ended_s = t[[*(start - 1 for start in starts[1:]), -1]].tolist()
        for start_s, stop_s in zip(began_s, ended_s, strict=True):
            well, is_wrong = not is_wrong, not is_wrong
            if well:
                if self._since.pop(told, None) is not None:
                    self._well[told] = start_s
                continue
            if told not in self._since and start_s - self._well.get(told, np.inf) > PATIENCE_S:
                self._told.discard(told)
            since = self._since.setdefault(told, start_s)
            if told not in self._told and stop_s - since >= patience:
                self._told.add(told)
                yield since + patience, told
