"""What is around the person: the planes things rest on, and the solid boxes of props."""

from dataclasses import dataclass

import numpy as np

from coxa.body.trajectory import Array
from coxa.errors import Fault, InputError
from coxa.knowledge.movement import Movement, Prop, PropKind


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A plane the body may rest on: a `point` (3,) of it and its `normal` (3,) towards the body."""

    name: str
    point: Array
    normal: Array


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A solid box in the world: centre (3,), half size (3,), rotation (3, 3); `soft` metres may be pressed in."""

    prop: str
    centre: Array
    half: Array
    turn: Array
    soft: float

    def nearest(self, place: Array) -> Array:
        """The point of the box nearest to `place` (3,), on its outside."""
        local = self.turn.T @ (place - self.centre)
        inside = np.clip(local, -self.half, self.half)
        if np.allclose(inside, local):
            axis = int(np.argmin(self.half - np.abs(local)))
            inside[axis] = np.copysign(self.half[axis], local[axis])
        found: Array = self.centre + self.turn @ inside
        return found

    def depth(self, places: Array) -> Array:
        """How deep points (n, 3) lie inside; negative is the distance outside, metres."""
        over = np.abs((places - self.centre) @ self.turn) - self.half
        outside = np.linalg.norm(np.maximum(over, 0.0), axis=-1)
        depth: Array = np.where(np.all(over < 0, axis=-1), -np.max(over, axis=-1), -outside)
        return depth


class Scene:
    """The props of one movement in their places."""

    def __init__(self, movement: Movement, kinds: dict[str, PropKind], *, mirrored: bool = False) -> None:
        props = [_mirrored(prop) for prop in movement.props] if mirrored else list(movement.props)
        unknown = sorted({prop.kind for prop in props} - set(kinds))
        if unknown:
            where = f"movements/{movement.exercise.lower()}.toml props"
            raise InputError((Fault(where, f"names {', '.join(unknown)}", f"choose from {', '.join(sorted(kinds))}"),))
        self._props = {prop.name: prop for prop in props}
        self._kinds = {prop.name: kinds[prop.kind] for prop in props}
        self.blocks = tuple(block for prop in props for block in _blocks(prop, kinds[prop.kind]))
        self.ground = self.surface(movement.ground)

    def surface(self, name: str) -> Surface:
        """The surface called `name`: floor, mat, or that of a prop."""
        if name not in self._props:
            return Surface(name, np.zeros(3), np.array([0.0, 0.0, 1.0]))
        prop, kind = self._props[name], self._kinds[name]
        at, turn = _place(prop)
        if kind.faces == "person":
            return Surface(name, at, turn @ np.array([-1.0, 0.0, 0.0]))
        return Surface(name, at + np.array([0.0, 0.0, kind.surface]), np.array([0.0, 0.0, 1.0]))

    def in_prop(self, name: str, offset: tuple[float, float, float]) -> Array:
        """A place given in a prop's own frame, in the world; for the ground it is the world itself."""
        if name not in self._props:
            return np.array(offset)
        at, turn = _place(self._props[name])
        place: Array = at + turn @ np.array(offset)
        return place

    def nearest(self, name: str, place: Array) -> Array:
        """The point on a prop or surface nearest to `place`."""
        blocks = [block for block in self.blocks if block.prop == name]
        if not blocks:
            surface = self.surface(name)
            found: Array = place - surface.normal * float((place - surface.point) @ surface.normal)
            return found
        points = [block.nearest(place) for block in blocks]
        return min(points, key=lambda point: float(np.linalg.norm(point - place)))


def _mirrored(prop: Prop) -> Prop:
    x, y, *z = prop.at or (0.0, 0.0)
    return prop.model_copy(update={"at": (x, -y, *z), "turn": -prop.turn})


def _place(prop: Prop) -> tuple[Array, Array]:
    at = np.array([*(prop.at or (0.0, 0.0)), 0.0][:3])
    angle = np.radians(prop.turn)
    turn = np.array([[np.cos(angle), -np.sin(angle), 0.0], [np.sin(angle), np.cos(angle), 0.0], [0.0, 0.0, 1.0]])
    return at, turn


def _blocks(prop: Prop, kind: PropKind) -> list[Block]:
    if not kind.solid or prop.between or prop.held_by:
        return []
    at, turn = _place(prop)
    return [
        Block(prop.name, at + turn @ np.array(box.centre), np.array(box.size) / 2.0, turn, kind.soft_m)
        for box in kind.boxes
    ]
