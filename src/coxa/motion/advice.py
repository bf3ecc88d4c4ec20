"""What would let the camera see better: told once the picture has been so for two seconds, and not again before it was
well."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from coxa.knowledge.coaching import Coaching, View
from coxa.motion.events import Told, Why
from coxa.motion.frames import Frames
from coxa.motion.landmarks import Landmark
from coxa.motion.sight import REASONS, SEEN

PATIENCE_S = 2.0
"""How long a picture must be unfit before the person is told. Our design."""

BEATS_HZ = 5.0
"""How often a second the picture is looked at."""

SMALLEST_BODY = 0.25
"""Picture heights from shoulders over hips to ankles below which the person is too far away. Our design."""

FROM_THE_SIDE = 35.0
"""Degrees between the line of the hips and the line of sight below which a view is from the side; above 55 it is from
the front."""

_BODY = [
    Landmark.LEFT_SHOULDER,
    Landmark.RIGHT_SHOULDER,
    Landmark.LEFT_HIP,
    Landmark.RIGHT_HIP,
    Landmark.LEFT_KNEE,
    Landmark.RIGHT_KNEE,
]
_FEET = [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE]


class Advice:
    """Watches the picture."""

    def __init__(self, coaching: Coaching) -> None:
        self._view = coaching.view
        self._since: dict[Told, float] = {}
        self._beat = -np.inf
        self._well: dict[Told, float] = {}
        self._told: set[Told] = set()

    def look(self, frames: Frames, verdict: NDArray[np.int8]) -> Iterator[tuple[float, Told]]:
        """Tell (when, what) for `frames`; motion capture needs no advice."""
        if frames.picture is None:
            return
        if len(frames) == 1 and math.floor(float(frames.t[0]) * BEATS_HZ) <= self._beat:
            return
        beat = np.floor(frames.t * BEATS_HZ)
        new = np.flatnonzero(beat > np.concatenate([[self._beat], beat[:-1]]))
        self._beat = float(beat[-1])
        if not len(new):
            return
        if len(new) < len(frames):
            frames, verdict = frames.at(new), verdict[new]
        with np.errstate(invalid="ignore", divide="ignore"):
            wrongs = self._wrongs(frames, verdict)
        for told, wrong in wrongs.items():
            yield from self._patiently(told, wrong, frames.t)

    def _wrongs(self, frames: Frames, verdict: NDArray[np.int8]) -> dict[Told, NDArray[np.bool_]]:
        assert frames.picture is not None  # noqa: S101  # look() asks only for cameras
        picture, seen = frames.picture, frames.visibility
        outside = (picture < -0.02) | (picture > np.array([frames.aspect, 1.0]) * 1.02)
        feet_out = outside[:, _FEET].any(axis=(1, 2)) | (seen[:, _FEET].max(axis=1) < 0.3)
        body_in = ~outside[:, _BODY].any(axis=(1, 2))
        trunk = picture[:, _BODY[:2]].mean(axis=1) - picture[:, _BODY[2:4]].mean(axis=1)
        shin = picture[:, _BODY[2:4]].mean(axis=1) - picture[:, _FEET].mean(axis=1)
        size = np.hypot(trunk[:, 0], trunk[:, 1]) + np.hypot(shin[:, 0], shin[:, 1])
        dim = (seen[:, _BODY].max(axis=1) < 0.5) & (verdict != SEEN)
        second = verdict == REASONS.index(Why.SECOND_PERSON)
        wrongs = {
            Told.SHOW_FEET: feet_out & body_in,
            Told.STEP_BACK: outside[:, _BODY].any(axis=(1, 2)),
            Told.COME_CLOSER: size < SMALLEST_BODY,
            Told.MORE_LIGHT: dim & ~feet_out,
            Told.SECOND_PERSON: second,
        }
        if frames.metric and self._view is not View.ANY:
            hips = frames.space[:, Landmark.LEFT_HIP] - frames.space[:, Landmark.RIGHT_HIP]
            turned = np.degrees(np.arctan2(np.hypot(hips[:, 0], hips[:, 1]), np.abs(hips[:, 2])))
            if self._view is View.SIDE:
                wrongs[Told.TURN_SIDEWAYS] = turned > 90.0 - FROM_THE_SIDE
            else:
                wrongs[Told.FACE_CAMERA] = turned < FROM_THE_SIDE
        return wrongs

    def _patiently(self, told: Told, wrong: NDArray[np.bool_], t: NDArray[np.float64]) -> Iterator[tuple[float, Told]]:
        patience = 0.3 if told is Told.SECOND_PERSON else PATIENCE_S
        edges = np.flatnonzero(np.diff(wrong)) + 1
        starts = [0, *edges.tolist()]
        for start, stop in zip(starts, [*starts[1:], len(wrong)], strict=True):
            if not wrong[start]:
                if self._since.pop(told, None) is not None:
                    self._well[told] = float(t[start])
                continue
            if told not in self._since and float(t[start]) - self._well.get(told, np.inf) > PATIENCE_S:
                self._told.discard(told)
            since = self._since.setdefault(told, float(t[start]))
            if told not in self._told and float(t[stop - 1]) - since >= patience:
                self._told.add(told)
                yield since + patience, told
