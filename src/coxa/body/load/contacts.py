"""Where the body is supported, and what a force there does to every joint."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import mujoco
import numpy as np
from numpy.typing import NDArray

from coxa.body.load.model import body_of
from coxa.body.load.muscles import Floats
from coxa.body.shape import balls
from coxa.body.trajectory import SEGMENTS, Contact, Trajectory

RESTING_SURFACES: Final = ("floor", "mat")
"""Arms on these may carry weight. Hands on anything else, or on the person's own legs, only steady the body."""

ARM_SHARE: Final = 0.05
"""The most an arm carries, as a share of body weight, when its hand steadies the body or the trunk lies down: its own
weight (Winter 2009, table 4.1). People are told to hold on lightly, and more help from the arms would unload the
hip."""

HEAD_SHARE: Final = 0.081
"""The most that rests on the head: its own weight with the neck (Winter 2009, table 4.1)."""

HEEL_HALF_WIDTH_M: Final = 0.02
"""The heel is touched at its middle; it can press this far to either side (our design choice: a heel pad is 5 to 6 cm
wide)."""

LYING: Final = ("back", "calf")
LYING_BELOW_M, LYING_ABOVE_M, LIFTED_M = 0.05, 0.03, 0.02
"""Back of the thigh, and calf: soft parts that rest if their lowest place is no more than this below or above the
surface under the pelvis, until they are lifted (our design choice: they flatten when somebody sits, and a mat
gives)."""

UPRIGHT: Final = 0.5
"""From this cosine to the vertical on, a support is one that stands or lies under the body."""


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """One place of support over all frames.

    `place` (F, 3) world metres; `axes` (3, 3), rows normal and two tangents; `active` (F,); `most_share` is the most it
    carries, as a share of body weight; `against` is the body that takes the opposite force, if it is the person's own.
    """

    body: str
    against: str | None
    place: Floats
    axes: Floats
    active: NDArray[np.bool_]
    most_share: float

    def leaning(self, needed: Floats) -> Floats:
        """Its axes (3, 3) when all supports together must give the force `needed` (3,).

        A support under the body pushes along the line of the whole force, so each gives its part of what speeds the
        body up sideways, and none pushes against another.
        """
        if self.against is not None or self.axes[0, 2] < UPRIGHT or needed[2] <= 0.0:
            return self.axes
        leaning = self.axes.copy()
        sideways = needed - self.axes[0] * (self.axes[0] @ needed)
        leaning[0] += sideways / (self.axes[0] @ needed)
        return leaning


def supports_of(trajectory: Trajectory) -> tuple[Support, ...]:
    """The supports that the contacts of `trajectory` make, and legs that lie on what the pelvis rests on."""
    declared = tuple(
        Support(
            body=body_of(contact.segment),
            against=body_of(contact.on) if contact.on in SEGMENTS else None,
            place=trajectory.point(contact.segment, point),
            axes=axes_along(contact.normal),
            active=_round_the_cycle(contact.active) if trajectory.loop else contact.active,
            most_share=_most_share(contact, trajectory.contacts),
        )
        for contact in trajectory.contacts
        for point in _pressed(contact)
    )
    return (*declared, *_lying_legs(trajectory))


def _lying_legs(trajectory: Trajectory) -> Iterator[Support]:
    """Thighs and calves where they are as low as the surface under the pelvis, and are not declared to touch it."""
    under = [contact for contact in trajectory.contacts if contact.segment == "pelvis" and contact.normal[2] > UPRIGHT]
    if not under:
        return
    height = np.mean([trajectory.point("pelvis", contact.point)[contact.active, 2].mean() for contact in under])
    for (segment, name), ball in balls().items():
        if name not in LYING or any(contact.segment == segment for contact in trajectory.contacts):
            continue
        place = trajectory.point(segment, ball.centre) - (0.0, 0.0, ball.radius)
        lowest = place[:, 2].min()
        lies = place[:, 2] - lowest < LIFTED_M
        if -LYING_BELOW_M < lowest - height < LYING_ABOVE_M:
            yield Support(body_of(segment), None, place, axes_along(np.array([0.0, 0.0, 1.0])), lies, np.inf)


def _pressed(contact: Contact) -> tuple[Floats, ...]:
    """Where a contact can press: its point, or both edges of a heel."""
    if contact.segment.startswith("foot") and contact.point[0] < 0.0:
        aside = np.array([0.0, HEEL_HALF_WIDTH_M, 0.0])
        return contact.point - aside, contact.point + aside
    return (contact.point,)


def axes_along(normal: Floats) -> Floats:
    """An orthonormal frame (3, 3) whose first row is `normal`; the tangents keep to the world's axes where they can."""
    first = normal / np.linalg.norm(normal)
    helper = np.array([1.0, 0.0, 0.0]) if abs(first[0]) < 0.9 else np.array([0.0, 1.0, 0.0])
    second = helper - first * (helper @ first)
    second /= np.linalg.norm(second)
    return np.stack([first, second, np.cross(first, second)])


def reach(model: mujoco.MjModel, data: mujoco.MjData, support: Support, frame: int) -> Floats:
    """Generalised forces (3, nv) of one newton along each axis of the world, acting at `support` at `frame`."""
    full = _point_reach(model, data, support.body, support.place[frame])
    if support.against is not None:
        full = full - _point_reach(model, data, support.against, support.place[frame])
    return full


def _point_reach(model: mujoco.MjModel, data: mujoco.MjData, body: str, place: Floats) -> Floats:
    full = np.empty((3, model.nv))
    mujoco.mj_jac(model, data, full, None, place, model.body(body).id)
    return full


def _round_the_cycle(active: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """In a loop the last frame is the first: what touches in one touches in the other."""
    ends = active[0] | active[-1]
    return np.concatenate([[ends], active[1:-1], [ends]])


def _most_share(contact: Contact, others: tuple[Contact, ...]) -> float:
    if contact.segment == "head":
        return HEAD_SHARE
    side = contact.segment.rpartition("_")[2]
    if not _is_arm(contact.segment):
        return np.inf
    lies = any(other.segment == "thorax" for other in others)
    if contact.on in RESTING_SURFACES and not lies:
        return np.inf
    same_arm = [other for other in others if other.segment.endswith(f"_{side}") and _is_arm(other.segment)]
    return ARM_SHARE / len(same_arm)


def _is_arm(segment: str) -> bool:
    return segment.startswith(("hand_", "forearm_", "upper_arm_"))
