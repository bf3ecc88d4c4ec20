"""Where every landmark of the performing person is, at any moments."""

from dataclasses import dataclass

import numpy as np

from coxa.body.synth.bodies import PARENTS, Body
from coxa.body.synth.landmarks import FRAME, JOINT, Floats
from coxa.body.synth.noise import slow_noise
from coxa.body.synth.performance import Performance
from coxa.body.synth.rotations import blended, inverse, multiply, power, turned
from coxa.body.synth.timeline import Timeline, at, working_on
from coxa.body.synth.tracks import Pose, Track, misplaced, part_of_the_way, segments_of, track_of
from coxa.body.synth.walking import STRIDE_S, facing, turned_about, walking_track
from coxa.body.trajectory import ANGLES, Trajectory

SWAY_S = 1.5
"""How long a sway lasts; our design choice."""
DRIFT_S = 20.0
"""How long a person stays in one place before having drifted to another; our design choice."""
SAME = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The tracks of one working side: the movement, and the movement with each fault."""

    base: Track
    faults: tuple[Track, ...]

    def poses(self, cycle_s: Floats, size: Floats, amounts: Floats) -> Pose:
        """Return poses at times in the cycle (frames,) for ranges `size` (frames,) and `amounts` (faults, frames).

        With a smaller range or a part of a fault, the body is moved so that what touches the floor still does.
        """
        pose = self.base.sample(cycle_s)
        changed = np.flatnonzero((np.abs(size - 1) > SAME) | (np.abs(amounts).max(axis=0, initial=0.0) > SAME))
        if len(changed):
            part = self._changed(cycle_s[changed], size[changed], amounts[:, changed])
            for whole, some in zip(pose, part, strict=True):
                whole[..., changed] = some
        return pose

    def angles(self, cycle_s: Floats, size: Floats, amounts: Floats) -> Floats:
        """Return the joint angles (angles, frames) in degrees of the same poses."""
        whole, start = self.base.angles_at(cycle_s), self.base.angles_at(self.base.t[:1])
        angles = start + (whole - start) * size
        for track, amount in zip(self.faults, amounts, strict=True):
            if np.abs(amount).max(initial=0.0) > SAME:
                angles += (track.angles_at(cycle_s) - whole) * amount
        return angles

    def _changed(self, cycle_s: Floats, size: Floats, amounts: Floats) -> Pose:
        first = self.base.t[:1]
        whole, start = self.base.sample(cycle_s), self.base.sample(first)
        pose = part_of_the_way(start, whole, size, self.base.moving)
        touches, begin = self.base.touches_at(cycle_s), self.base.touches_at(first)
        targets = [early[3] + (touch[3] - early[3]) * size for touch, early in zip(touches, begin, strict=True)]
        for track, amount in zip(self.faults, amounts, strict=True):
            if np.abs(amount).max(initial=0.0) <= SAME:
                continue
            faulty = track.sample(cycle_s)
            joints = multiply(pose.joints, power(multiply(inverse(whole.joints), faulty.joints), amount))
            offsets = pose.offsets + (faulty.offsets - whole.offsets) * amount
            pose = Pose(joints, offsets, pose.root + (faulty.root - whole.root) * amount)
            if len(track.touches) == len(touches):
                moved = [other[3] - touch[3] for other, touch in zip(track.touches_at(cycle_s), touches, strict=True)]
                targets = [target + way * amount for target, way in zip(targets, moved, strict=True)]
        if not touches:
            return pose
        now = [(*touch[:3], target) for touch, target in zip(touches, targets, strict=True)]
        return pose._replace(root=pose.root + misplaced(pose, now))


@dataclass(frozen=True, slots=True, eq=False)
class Performer:
    """One body that does one performance: joint angles and landmarks at any times."""

    body: Body
    timeline: Timeline
    sides: dict[str, Side]
    walk: Track
    still: Pose
    pivot: Floats
    along_deg: float
    wander: tuple[tuple[Floats, Floats], ...]

    def poses_at(self, t: Floats) -> Pose:
        """Return the poses at times `t` (frames,)."""
        left = at(self.timeline.left, t)
        if left.max(initial=0.0) <= 0:
            pose = self.sides["right"].poses(*self._doing(t))
        elif left.min(initial=1.0) >= 1:
            pose = self.sides["left"].poses(*self._doing(t))
        else:
            doing = self._doing(t)
            pose = _between(self.sides["right"].poses(*doing), self.sides["left"].poses(*doing), _smooth(left))
        away = at(self.timeline.away, t)
        coming = np.flatnonzero(away > 0)
        if len(coming):
            there = Pose(*(part[..., coming] for part in pose))
            part = _between(there, self._walking(t[coming]), _smooth(away[coming]))
            for whole, new in zip(pose, part, strict=True):
                whole[..., coming] = new
        return self._placed(pose, t)

    def angles_at(self, t: Floats) -> Floats:
        """Return the joint angles (angles, frames) in degrees at times `t` (frames,), in any order."""
        left, doing = _smooth(at(self.timeline.left, t)), self._doing(t)
        angles = np.zeros((len(ANGLES), len(t)))
        for side, weight in (("right", 1 - left), ("left", left)):
            if weight.max(initial=0.0) > 0:
                angles += weight * self.sides[side].angles(*doing)
        away = _smooth(at(self.timeline.away, t))
        if away.max(initial=0.0) > 0:
            angles += (self.walk.angles_at(t % STRIDE_S) * self._swing(t) - angles) * away
        return angles

    def _doing(self, t: Floats) -> tuple[Floats, Floats, Floats]:
        line = self.timeline
        amounts = np.array([at(fault, t) for fault in line.faults]).reshape(-1, len(t))
        return at(line.cycle_s, t), at(line.range, t), amounts

    def _swing(self, t: Floats) -> Floats:
        """Return how much the legs swing: 1 at 1 m/s or more along the way, 0 standing still."""
        along = self.timeline.along
        return np.clip(np.abs(at(along, t + 0.1) - at(along, t - 0.1)) / 0.2, 0, 1)

    def landmarks_at(self, t: Floats) -> Floats:
        """Return the landmarks (3, 33, frames) in metres in the room."""
        rotation, position = segments_of(self.poses_at(t))
        offset = self.body.landmark_offset()
        landmarks = np.empty((3, len(JOINT), len(t)))
        for axis in range(3):
            np.take(position[:, axis], JOINT, axis=0, out=landmarks[axis])
        apart = np.flatnonzero(np.abs(offset).max(axis=1) > 0)
        landmarks[:, apart] += np.moveaxis(turned(rotation[FRAME[apart]], offset[apart][:, :, None]), 1, 0)
        return landmarks

    def _walking(self, t: Floats) -> Pose:
        line = self.timeline
        walk = self.walk.sample(t % STRIDE_S)
        pose = part_of_the_way(self.still, walk, self._swing(t), np.arange(len(PARENTS)))
        heading = at(line.heading, t)
        turn = facing((self.along_deg + 90 * np.sign(heading)) * np.abs(heading))
        way = at(line.along, t) * np.array(
            [[-np.sin(np.radians(self.along_deg))], [np.cos(np.radians(self.along_deg))], [0.0]]
        )
        place = self.pivot * (1, 1, 0)
        return turned_about(pose, turn, np.zeros(3), way + place[:, None])

    def _placed(self, pose: Pose, t: Floats) -> Pose:
        drift_x, drift_y, drift_deg, sway_x, sway_y = (at(line, t) for line in self.wander)
        shift = np.stack((drift_x + sway_x, drift_y + sway_y, np.zeros(len(t))))
        turn = facing(at(self.timeline.turn_deg, t) + drift_deg)
        return turned_about(pose, turn, self.pivot, shift)


def performer_of(
    trajectory: Trajectory,
    body: Body,
    performance: Performance,
    timeline: Timeline,
    azimuth_deg: float,
    rng: np.random.Generator,
) -> Performer:
    """Return `body` doing `performance`, whose plan is written in `timeline`; `rng` draws sway and drift.

    `azimuth_deg` is the camera's, for people who walk in from a border of the picture.
    """
    sides = {side: _side(trajectory, side, body, performance) for side in ("right", "left")}
    base = sides["right"].base
    walk = walking_track(base.pose.offsets[:, :, 0])
    still = walk.sample(walk.t[:1])
    still.joints[1:] = np.array([1.0, 0.0, 0.0, 0.0])[:, None]
    drift = [
        _wandering(timeline.duration_s, period, size, rng)
        for size, period in (
            (performance.drift_m, DRIFT_S),
            (performance.drift_m, DRIFT_S),
            (performance.drift_deg, DRIFT_S),
            (performance.sway_m, SWAY_S),
            (performance.sway_m, SWAY_S),
        )
    ]
    return Performer(body, timeline, sides, walk, still, base.pose.root[:, 0], azimuth_deg, tuple(drift))


def _side(trajectory: Trajectory, side: str, body: Body, performance: Performance) -> Side:
    faults = tuple(track_of(working_on(fault.trajectory, side), body) for fault in performance.faults)
    return Side(track_of(working_on(trajectory, side), body), faults)


def _wandering(duration_s: float, period_s: float, size: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
    times = np.arange(0, duration_s + 2, 0.25)
    values = slow_noise(times, period_s, (), rng).astype(np.float64) * size
    return times, values - values[0]


def _between(one: Pose, other: Pose, weight: Floats) -> Pose:
    joints = blended(one.joints, other.joints, weight)
    offsets = one.offsets + (other.offsets - one.offsets) * weight
    return Pose(joints, offsets, one.root + (other.root - one.root) * weight)


def _smooth(weight: Floats) -> Floats:
    return np.asarray(weight * weight * (3 - 2 * weight))
