"""What holds the body to the world and to itself: resting, touching, grasping, and the balance over the feet.

Every bond gives rows of a least squares problem: residuals (n,) in units of its give, and how they change with the
drives (n, D).
"""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from coxa.body.kinematics import Body
from coxa.body.scene import Surface
from coxa.body.shape import PALM, Ball
from coxa.body.trajectory import SEGMENTS, Array

PIN_M = 0.0005
HAND_M = 0.002
PALM_TURN = 0.35
"""How far bonds give way: metres, and for a palm radians (our design choice, well below the 1 cm that is checked)."""

Rows = tuple[Array, Array]


class Bond(Protocol):
    """Something to be kept."""

    def rows(self, body: Body) -> Rows:
        """Residuals and slopes in the body's present pose."""

    def freeze(self, body: Body) -> None:
        """From now on, stay at the present place."""


@dataclass(slots=True)
class Rest:
    """A round point of the body on a surface; pinned, it also keeps its place once frozen."""

    ball: Ball
    surface: Surface
    pinned: bool
    place: Array | None = field(default=None)

    def rows(self, body: Body) -> Rows:
        """The height over the surface, or the way from the frozen place."""
        centre = body.point(self.ball.segment, self.ball.centre)
        slope = body.point_slope(self.ball.segment, centre)
        if self.place is not None:
            return (centre - self.place) / PIN_M, slope / PIN_M
        height = (centre - self.surface.point) @ self.surface.normal - self.ball.radius
        return np.array([height / PIN_M]), (self.surface.normal @ slope)[None] / PIN_M

    def freeze(self, body: Body) -> None:
        """Keep the present place along the surface; the height stays exact."""
        if self.pinned:
            centre = body.point(self.ball.segment, self.ball.centre)
            height = (centre - self.surface.point) @ self.surface.normal - self.ball.radius
            self.place = centre - height * self.surface.normal


@dataclass(slots=True)
class Touch:
    """A round point of one segment against one of another; pinned, it stays there once frozen."""

    ball: Ball
    other: Ball
    pinned: bool
    above: bool = False
    give: float = PIN_M
    place: Array | None = field(default=None)

    def rows(self, body: Body) -> Rows:
        """How far the skins are apart, or the way from the frozen place on the other segment."""
        centre = body.point(self.ball.segment, self.ball.centre)
        slope = body.point_slope(self.ball.segment, centre)
        if self.place is not None:
            kept = body.point(self.other.segment, self.place)
            return (centre - kept) / self.give, (slope - body.point_slope(self.other.segment, kept)) / self.give
        kept = body.point(self.other.segment, self.other.centre)
        way = centre - kept
        distance = float(np.linalg.norm(way)) or 1e-6
        slopes = slope - body.point_slope(self.other.segment, kept)
        if self.above:
            up = np.array([0.0, 0.0, self.ball.radius + self.other.radius])
            return (way - up) / self.give, slopes / self.give
        gap = distance - self.ball.radius - self.other.radius
        return np.array([gap / self.give]), (way / distance @ slopes)[None] / self.give

    def freeze(self, body: Body) -> None:
        """Keep the present place on the other segment."""
        if self.pinned:
            way = body.point(self.ball.segment, self.ball.centre) - body.joint_centre(self.other.segment)
            self.place = body.turn(self.other.segment).T @ way


@dataclass(slots=True)
class Grasp:
    """A palm at a place of the world, turned towards it."""

    ball: Ball
    place: Array
    normal: Array

    def rows(self, body: Body) -> Rows:
        """The way from the place, and how far the palm looks away from it."""
        palm = PALM[self.ball.segment]
        centre = body.point(self.ball.segment, self.ball.centre)
        ahead = body.point(self.ball.segment, self.ball.centre + palm)
        slope = body.point_slope(self.ball.segment, centre)
        turning = body.point_slope(self.ball.segment, ahead) - slope
        off = centre - (self.place + self.normal * self.ball.radius)
        looking = ahead - centre + self.normal
        return (
            np.concatenate([off / HAND_M, looking / PALM_TURN]),
            np.vstack([slope / HAND_M, turning / PALM_TURN]),
        )

    def freeze(self, body: Body) -> None:
        """A grasp is at one place from the start."""


@dataclass(slots=True)
class Balance:
    """The centre of mass over the middle of some points, or over a fixed place when `place` (2,) is given."""

    balls: tuple[Ball, ...]
    give: float
    place: Array | None = field(default=None)

    def rows(self, body: Body) -> Rows:
        """The way from the middle, forward and left."""
        centre, slope = body.centre_of_mass()[:2], body.centre_of_mass_slope()[:2]
        if self.place is not None:
            return (centre - self.place) / self.give, slope / self.give
        for ball in self.balls:
            point = body.point(ball.segment, ball.centre)
            centre = centre - point[:2] / len(self.balls)
            slope = slope - body.point_slope(ball.segment, point)[:2] / len(self.balls)
        return centre / self.give, slope / self.give

    def freeze(self, body: Body) -> None:
        """Balance follows the feet."""


@dataclass(slots=True)
class Ground:
    """No point of the body below the ground; where nothing else holds it, the lowest lies on it."""

    balls: tuple[Ball, ...]
    surface: Surface
    must_touch: bool
    give: float = 0.001

    def rows(self, body: Body) -> Rows:
        """The depth of every point that is below."""
        numbers = [SEGMENTS.index(ball.segment) for ball in self.balls]
        offsets = np.array([ball.centre for ball in self.balls])
        centres = body.centres[numbers] + np.einsum("nij,nj->ni", body.turns[numbers], offsets)
        radii = np.array([ball.radius for ball in self.balls])
        heights = (centres - self.surface.point) @ self.surface.normal - radii
        below = set(np.flatnonzero(heights < 0).tolist())
        if self.must_touch:
            below.add(int(np.argmin(heights)))
        kept = sorted(below)
        slopes = [self.surface.normal @ body.point_slope(self.balls[n].segment, centres[n]) for n in kept]
        return heights[kept] / self.give, np.array(slopes).reshape(len(kept), len(body.drives)) / self.give

    def freeze(self, body: Body) -> None:
        """The ground is always there."""


@dataclass(slots=True)
class Limits:
    """No joint beyond its range."""

    give: float = 0.01

    def rows(self, body: Body) -> Rows:
        """How far each drive is beyond its range."""
        drives = body.drives
        beyond = np.minimum(drives - body.least, 0.0) + np.maximum(drives - body.most, 0.0)
        kept = np.flatnonzero(beyond)
        return beyond[kept] / self.give, np.eye(len(drives))[kept] / self.give

    def freeze(self, body: Body) -> None:
        """Ranges never change."""
