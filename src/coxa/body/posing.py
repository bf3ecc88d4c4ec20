"""Solve a movement: from keyframes to a trajectory in which what must stay in place does.

Every keyframe is solved on its own (damped Gauss-Newton); its supports are then frozen where they are. Frames between
start from the smooth way between the solved keyframes and are mended by a few Gauss-Newton steps, smoothed
(Savitzky-Golay, 15 frames, cubic), and pinned once more.
"""

import hashlib
from dataclasses import dataclass

import numpy as np

from coxa.body import targets as wanted
from coxa.body.bonds import Balance, Bond, Grasp, Ground, Limits, Rest, Touch
from coxa.body.kinematics import DRIVES, Body
from coxa.body.scene import Scene
from coxa.body.shape import Ball, balls, resting_points
from coxa.body.striding import Foothold, Stride
from coxa.body.trajectory import ANGLES, SEGMENTS, Array, Contact, Flags, Trajectory, continuous
from coxa.errors import Fault, InputError
from coxa.knowledge.movement import Hand, Movement, PropKind, Support

try:
    from scipy.signal import savgol_filter
except ImportError:
    savgol_filter = None

SOLVER_VERSION = "4"
"""Counts up whenever the same definition gives another trajectory."""

_WINDOW, _ROUND_WINDOW, _ORDER = 15, 7, 3
"""Frames and order of the smoothing; loops that never stop, like walking, are quicker and get less."""

_BALANCE_M, _HELD_BALANCE_M = 0.008, 0.03
_FRAME_GIVE = 2.0
"""How much more the frames' drives hold to their way than keyframes to what they ask for."""


@dataclass(frozen=True, slots=True)
class _Lasting:
    """A bond and when it holds: from keyframe number `first` to `last`."""

    bond: Bond
    source: Support | Hand
    first: int
    last: int

    @property
    def place_of(self) -> tuple[str, str, str]:
        """What touches what."""
        ball: Ball = self.bond.ball  # type: ignore[attr-defined]
        return ball.segment, ball.name, self.source.on


def digest(movement: Movement, kinds: dict[str, PropKind]) -> str:
    """A fingerprint of all that the trajectory follows from."""
    used = sorted({prop.kind for prop in movement.props})
    parts = [SOLVER_VERSION, movement.model_dump_json(exclude={"version", "status", "review_due", "evidence"})]
    parts += [kinds[kind].model_dump_json() for kind in used]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def solve(movement: Movement, kinds: dict[str, PropKind], fault: str | None = None) -> Trajectory:
    """One cycle of the movement, with the right side working; `fault` shows one of its named faults.

    Raises:
        InputError: when a support or hand names something that is not in the scene.
        BodyPackagesMissing: when the extra `body` is not installed.

    """
    return _Solver(movement, kinds, fault).trajectory()


class _Solver:
    def __init__(self, movement: Movement, kinds: dict[str, PropKind], fault: str | None) -> None:
        self.movement, self.kinds = movement, kinds
        self.body = Body()
        self.scene = Scene(movement, kinds)
        self.targets = wanted.targets(movement, fault)
        self.rolls = wanted.knees_fall(movement, fault)
        self.body.set(np.zeros(len(DRIVES)), wanted.orientation(movement))
        self.bonds = [*self._support_bonds()]
        self.poses = np.zeros_like(self.targets.drives)
        self.masses = np.zeros((len(movement.keyframes), 2))

    def trajectory(self) -> Trajectory:
        for number in range(len(self.movement.keyframes)):
            self._keyframe(number)
        t = wanted.times(self.movement)
        way = wanted.between(self.movement, self.poses, t)
        masses = wanted.between(self.movement, self.masses, t)
        held = [(one, self._at(one, t)) for one in self.bonds]
        if self.movement.balance == "moving":
            return self._record(t, self._stride(t, held), held)
        drives = self._frames(way, masses, held, 8)
        drives = self._frames(self._smooth(drives), masses, held, 4)
        return self._record(t, drives, held)

    def _stride(self, t: Array, held: list[tuple[_Lasting, Flags]]) -> Array:
        """A walk whose forces balance, from what the keyframes ask for; what holds at the end holds at the start."""
        target = wanted.between(self.movement, self.targets.drives, t)[:-1]
        self.body.set(target[0])
        target[:, 2] -= self._lowest()
        holds = [
            Foothold(one.bond.ball, np.append(active[0] | active[-1], active[1:-1]))
            for one, active in held
            if isinstance(one.bond, Rest)
        ]
        drives = Stride(self.body, target, tuple(holds), float(t[-1])).balanced()
        return np.vstack([drives, drives[:1]])

    def _lowest(self) -> float:
        return min(float(self.body.point(b.segment, b.centre)[2]) - b.radius for b in balls().values())

    def _keyframe(self, number: int) -> None:
        target = self.targets.drives[number].copy()
        give = self.targets.give[number]
        start = target.copy()
        if number:
            free = give[:3] > 0.05
            target[:3][free] = self.poses[number - 1][:3][free]
            start[:3] = target[:3]
        else:
            self.body.set(start)
            start[2] -= self._lowest() - self._support_height()
            if give[2] > 0.05:
                target[2] = start[2]
        self._back_to_their_places(number)
        if self._like_the_first(number):
            self.poses[number], self.masses[number] = self.poses[0], self.masses[0]
            return
        holding = [one for one in self.bonds if one.first <= number <= one.last]
        self._add_hands(number, start, target, give, holding)
        bonds = [one.bond for one in self.bonds if one.first <= number <= one.last]
        bonds += self._always(bool(bonds))
        balance = self._balance(number)
        pose = self._least_squares(start, target, give, [*bonds, *balance], 80)
        self.body.set(pose)
        for one in self.bonds:
            if one.first == number and getattr(one.bond, "place", None) is None:
                one.bond.freeze(self.body)
        self.poses[number] = pose
        self.masses[number] = self.body.centre_of_mass()[:2]

    def _back_to_their_places(self, number: int) -> None:
        """Points that rest again on what they rested on before do so at the same place."""
        for one in self.bonds:
            if one.first == number and isinstance(one.source, Support) and not one.source.new_place:
                for before in self.bonds:
                    if (
                        before.last < number
                        and before.place_of == one.place_of
                        and isinstance(before.bond, Rest | Touch)
                    ):
                        one.bond.place = before.bond.place  # type: ignore[attr-defined]

    def _like_the_first(self, number: int) -> bool:
        """Whether the last keyframe asks for just what the first did, so that the cycle closes."""
        if number != len(self.movement.keyframes) - 1:
            return False
        same = np.allclose(self.targets.drives[number], self.targets.drives[0])
        same &= self.movement.keyframes[number].over == self.movement.keyframes[0].over
        held = [{one.place_of for one in self.bonds if one.first <= at <= one.last} for at in (0, number)]
        new = any(getattr(one.source, "new_place", False) for one in self.bonds)
        return bool(same) and held[0] == held[1] and not new

    def _support_height(self) -> float:
        surfaces = [self.scene.surface(one.on).point[2] for one in self.movement.supports if one.on not in SEGMENTS]
        return 0.0 if not surfaces or self.movement.orientation == "sitting" else float(min(surfaces))

    def _support_bonds(self) -> list[_Lasting]:
        found: list[_Lasting] = []
        for support in self.movement.supports:
            first, last = self._numbers(support)
            names = support.points or resting_points(support.segment, self.movement.orientation)
            for name in names:
                ball = balls()[support.segment, name]
                bond: Bond
                if support.on in SEGMENTS:
                    other = balls()[support.on, support.on_point or resting_points(support.on, "")[0]]
                    bond = Touch(ball, other, support.kind == "pin", support.above)
                else:
                    self._check_there(support.on, "supports")
                    if name == "ball_outer" and self.rolls:
                        continue
                    pinned = support.kind == "pin" and not (name == "ball_inner" and self.rolls)
                    bond = Rest(ball, self.scene.surface(support.on), pinned)
                found.append(_Lasting(bond, support, first, last))
        return found

    def _add_hands(self, number: int, start: Array, target: Array, give: Array, holding: list[_Lasting]) -> None:
        """Hands that take hold at this keyframe do so nearest to where the pose without them leaves them."""
        new = [hand for hand in self.movement.hands if self._numbers(hand)[0] == number]
        if not new:
            return
        bonds = [one.bond for one in holding] + self._always(bool(holding)) + self._balance(number)
        self.body.set(self._least_squares(start, target, give, bonds, 40))
        for hand in new:
            first, last = self._numbers(hand)
            self.bonds.append(_Lasting(self._hand_bond(hand), hand, first, last))

    def _hand_bond(self, hand: Hand) -> Bond:
        ball = balls()[hand.hand, "palm"]
        if hand.on in SEGMENTS:
            other = balls()[hand.on, hand.on_point or resting_points(hand.on, "")[0]]
            return Touch(ball, other, pinned=True, above=hand.above)
        self._check_there(hand.on, "hands")
        palm = self.body.point(ball.segment, ball.centre)
        place = self.scene.in_prop(hand.on, hand.at) if hand.at else self.scene.nearest(hand.on, palm)
        away = self.scene.surface(hand.on).normal
        return Grasp(ball, place, away)

    def _check_there(self, name: str, key: str) -> None:
        there = {*_grounds(self.movement), *(prop.name for prop in self.movement.props)}
        if name not in there:
            where = f"movements/{self.movement.exercise.lower()}.toml {key}"
            advice = f"name one of {', '.join(sorted(there))}"
            raise InputError((Fault(where, f"rests on {name}, which is not there", advice),))

    def _always(self, held: bool) -> list[Bond]:  # noqa: FBT001  # one private fact
        bonds: list[Bond] = [Limits()]
        if self.movement.ground != "water":
            bonds.append(Ground(tuple(balls().values()), self.scene.ground, must_touch=not held))
        return bonds

    def _balance(self, number: int) -> list[Bond]:
        movement = self.movement
        if movement.balance is not True or movement.orientation != "standing":
            return []
        rests = [one.bond for one in self.bonds if one.first <= number <= one.last and isinstance(one.bond, Rest)]
        if any(rest.ball.segment == "pelvis" for rest in rests):
            return []
        over = movement.keyframes[number].over
        side = {"working": "right", "other": "left"}.get(over or "", "")
        points = [rest.ball for rest in rests if rest.ball.segment.endswith(side)]
        points = [ball for ball in points if ball.segment.startswith(("foot", "toes"))]
        points += [ball for ball in points if ball.name == "heel"]
        if not points:
            return []
        held = any(self._numbers(hand)[0] <= number <= self._numbers(hand)[1] for hand in movement.hands)
        return [Balance(tuple(points), _HELD_BALANCE_M if held and over is None else _BALANCE_M)]

    def _frames(self, way: Array, masses: Array, held: list[tuple[_Lasting, Flags]], steps: int) -> Array:
        give = self.targets.give[0] / _FRAME_GIVE
        give = np.minimum(give, np.radians(4.0))
        give[:3] = 0.02
        balanced = bool(self._balance(0))
        out = np.empty_like(way)
        for frame, target in enumerate(way):
            bonds = [one.bond for one, active in held if active[frame]]
            bonds += self._always(bool(bonds))
            if balanced:
                bonds.append(Balance((), 0.02, masses[frame]))
            out[frame] = self._least_squares(target, target, give, bonds, steps)
        return out

    def _least_squares(self, start: Array, target: Array, give: Array, bonds: list[Bond], steps: int) -> Array:
        """Damped Gauss-Newton: the drives nearest to `target` that keep the bonds."""
        drives, damping = start.copy(), 1e-3
        cost, residual, slope = self._system(drives, target, give, bonds)
        for _ in range(steps):
            normal = slope.T @ slope
            normal[np.diag_indices_from(normal)] += damping / give**2
            step = np.linalg.solve(normal, -slope.T @ residual)
            step *= min(1.0, 0.6 / max(float(np.max(np.abs(step))), 1e-9))
            new_cost, new_residual, new_slope = self._system(drives + step, target, give, bonds)
            if new_cost > cost * (1 + 1e-9):
                damping = min(damping * 10, 1e6)
                if damping >= 1e6:
                    break
                continue
            gained = cost - new_cost
            drives, cost, residual, slope = drives + step, new_cost, new_residual, new_slope
            damping = max(damping / 5, 1e-6)
            if gained < 1e-4 * (1 + cost) and np.max(np.abs(step)) < 1e-4:
                break
        return drives

    def _system(self, drives: Array, target: Array, give: Array, bonds: list[Bond]) -> tuple[float, Array, Array]:
        self.body.set(drives)
        rows = [bond.rows(self.body) for bond in bonds]
        residual = np.concatenate([(drives - target) / give, *(row[0] for row in rows)])
        slope = np.vstack([np.diag(1.0 / give), *(row[1] for row in rows)])
        return float(residual @ residual), residual, slope

    def _smooth(self, drives: Array) -> Array:
        if wanted.is_round(self.movement):
            smooth = savgol_filter(drives[:-1], _ROUND_WINDOW, _ORDER, axis=0, mode="wrap")
            return np.vstack([smooth, smooth[:1]])
        if len(drives) <= _WINDOW:
            return drives
        return np.asarray(savgol_filter(drives, _WINDOW, _ORDER, axis=0, mode="nearest"))

    def _numbers(self, lasting: Support | Hand) -> tuple[int, int]:
        names = self.movement.names
        first = names.index(lasting.since) if lasting.since else 0
        return first, names.index(lasting.until) if lasting.until else len(names) - 1

    def _at(self, one: _Lasting, t: Array) -> Flags:
        return wanted.active(self.movement, one.source.since, one.source.until, t)

    def _record(self, t: Array, drives: Array, held: list[tuple[_Lasting, Flags]]) -> Trajectory:
        q, positions, rotations = [], [], []
        for row in drives:
            self.body.set(row)
            position, rotation = self.body.segments()
            q.append(self.body.q)
            positions.append(position)
            rotations.append(rotation)
        return Trajectory(
            exercise=self.movement.exercise,
            working="right",
            digest=digest(self.movement, self.kinds),
            t=t,
            angles=np.degrees(drives[:, 3 : 3 + len(ANGLES)]),
            q=np.array(q),
            coordinates=self.body.coordinates,
            position=np.array(positions),
            rotation=continuous(np.array(rotations)),
            contacts=tuple(self._contact(one, active, drives) for one, active in held),
            phases=wanted.phases(self.movement),
            loop=wanted.is_round(self.movement),
        )

    def _contact(self, one: _Lasting, active: Flags, drives: Array) -> Contact:
        """The contact as it is in the middle of its time."""
        frames = np.flatnonzero(active)
        self.body.set(drives[frames[len(frames) // 2]])
        bond = one.bond
        if isinstance(bond, Rest):
            ball, normal, on = bond.ball, bond.surface.normal, bond.surface.name
        elif isinstance(bond, Touch):
            ball, on = bond.ball, bond.other.segment
            way = self.body.point(ball.segment, ball.centre) - self.body.point(on, bond.other.centre)
            normal = way / max(float(np.linalg.norm(way)), 1e-9)
        elif isinstance(bond, Grasp):
            ball, normal, on = bond.ball, bond.normal, one.source.on
        else:
            message = f"{type(bond).__name__} is no contact"
            raise TypeError(message)
        point = ball.centre - ball.radius * (self.body.turn(ball.segment).T @ normal)
        return Contact(ball.segment, point, on, normal, active)


def _grounds(movement: Movement) -> tuple[str, ...]:
    """The surfaces that need no prop."""
    return ("floor", movement.ground)
