"""How an exercise is moved: keyframes of joint angles, what stays where it is, and what is around the person.

Written for the right side as the working one; the left is its mirror image. Angles are degrees with ISB names and
signs, places are metres: x forward, y left, z up, the floor at zero.
"""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from coxa.knowledge.anatomy import ANGLES, ARM_PRESETS, PELVIS_ANGLES, SEGMENTS, SIDED_ANGLES, TRUNK_ANGLES, points_of
from coxa.knowledge.evidence import Citation, ContentFile, Frozen, Text

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z0-9]+)*$")]
MovementId = Annotated[str, StringConstraints(pattern=r"^([MSGXQIBFC]\d{2}|WALK)$")]
Degrees = Annotated[float, Field(ge=-180, le=180)]
Metres = Annotated[float, Field(ge=-5, le=5)]
Moment = Annotated[float, Field(ge=0, le=60)]
Place = tuple[Metres, Metres] | tuple[Metres, Metres, Metres]
Orientation = Literal[
    "standing",
    "sitting",
    "long_sitting",
    "kneeling",
    "half_kneeling",
    "hands_and_knees",
    "supine",
    "prone",
    "side_lying",
]

UPRIGHT = ("standing", "sitting", "long_sitting", "kneeling", "half_kneeling")


def _known(names: tuple[str, ...], what: str) -> AfterValidator:
    def check(value: str) -> str:
        if value not in names:
            message = f"{value} is no {what}; choose from {', '.join(names)}"
            raise ValueError(message)
        return value

    return AfterValidator(check)


Segment = Annotated[str, _known(SEGMENTS, "segment")]
SidedAngle = Annotated[str, _known(SIDED_ANGLES, "angle of a side")]
TrunkAngle = Annotated[str, _known(TRUNK_ANGLES, "angle of the trunk")]
PelvisKey = Annotated[
    str,
    _known((*(name.removeprefix("pelvis_") for name in PELVIS_ANGLES), "forward", "left", "up"), "key of the pelvis"),
]
ArmPreset = Annotated[str, _known(tuple(ARM_PRESETS), "ready position of the arms")]
Angle = Annotated[str, _known(ANGLES, "joint angle")]


class Box(Frozen):
    """One solid part of a prop: its centre and full size, metres, in the prop's own frame (floor at zero)."""

    centre: tuple[Metres, Metres, Metres]
    size: tuple[float, float, float]


class PropKind(Frozen):
    """A kind of thing around the person: what it is made of, how high its surface is, whether it can be run into."""

    id: Slug
    name: Text
    boxes: tuple[Box, ...] = ()
    surface: float = Field(default=0.0, ge=0, le=2)
    faces: Literal["up", "person"] = "up"
    solid: bool = True
    soft_m: float = Field(default=0.0, ge=0, le=0.2)
    evidence: tuple[Citation, ...] = Field(min_length=1)


class PropKinds(ContentFile):
    """All kinds of props, with their sizes."""

    prop: tuple[PropKind, ...] = Field(min_length=1)


class Prop(Frozen):
    """One thing in the scene: standing somewhere, held, or stretched between segments."""

    kind: Slug
    name: Slug
    at: Place | None = None
    turn: Degrees = 0.0
    between: tuple[Segment, ...] = Field(default=(), max_length=2)
    held_by: tuple[Segment, ...] = Field(default=(), max_length=2)


class Camera(Frozen):
    """Where a viewer looks from (azimuth 0 in front, 90 from the person's left), and the side the coach asks for."""

    view: Literal["front", "side", "above"]
    azimuth: Degrees
    elevation: float = Field(ge=-10, le=90)


class _Lasting(Frozen):
    """Something that holds from one keyframe to another; from the first to the last if not said."""

    since: Slug | None = Field(default=None, alias="from")
    until: Slug | None = None


class Support(_Lasting):
    """A segment that rests on something: `pin` keeps its place, `slide` only its height or distance.

    A pin that comes back later comes back to where it was, unless `new_place`. `above` puts it on top of the other
    segment, not beside it.
    """

    segment: Segment
    on: Slug
    kind: Literal["pin", "slide"] = "pin"
    points: tuple[Slug, ...] = ()
    on_point: Slug | None = None
    above: bool = False
    new_place: bool = False

    @model_validator(mode="after")
    def _points_exist(self) -> Self:
        _check_points(self.segment, self.points)
        if self.on_point is not None and self.on in SEGMENTS:
            _check_points(self.on, (self.on_point,))
        return self


class Hand(_Lasting):
    """A hand that holds on to a prop or rests on the body."""

    hand: Literal["hand_right", "hand_left"]
    on: Slug
    at: tuple[Metres, Metres, Metres] | None = None
    on_point: Slug | None = None
    above: bool = False

    @model_validator(mode="after")
    def _point_exists(self) -> Self:
        if self.on_point is not None and self.on in SEGMENTS:
            _check_points(self.on, (self.on_point,))
        return self


class Changes(Frozen):
    """Joint angles by part of the body, degrees; `pelvis` also holds the places forward, left and up, metres."""

    both: dict[SidedAngle, Degrees] = {}
    working: dict[SidedAngle, Degrees] = {}
    other: dict[SidedAngle, Degrees] = {}
    trunk: dict[TrunkAngle, Degrees] = {}
    pelvis: dict[PelvisKey, Degrees] = {}
    arms: ArmPreset | None = None


class Keyframe(Changes):
    """A pose on the way: reached at `at_s` and kept for `hold_s`; `via` passes through without a stop.

    `over` says which foot the weight is over when it is not over all feet that stand.
    """

    name: Slug
    at_s: Moment
    hold_s: Moment = 0.0
    via: bool = False
    over: Literal["working", "other"] | None = None


class Expected(Frozen):
    """The range an angle reaches at a keyframe when the exercise is done well."""

    angle: Angle
    keyframe: Slug
    least: Degrees
    most: Degrees
    tolerance: float = Field(default=5.0, ge=0, le=45)


class FaultChange(Changes):
    """What one keyframe looks like when the fault is made."""

    keyframe: Slug


class MovementFault(Frozen):
    """A common mistake as changes to the keyframes; `see` tells which fault of the exercise it shows."""

    name: Slug
    see: Text
    changes: tuple[FaultChange, ...] = Field(min_length=1)


class Movement(ContentFile):
    """One cycle of an exercise, as every figure, load and reference is made from it."""

    exercise: MovementId
    orientation: Orientation
    props: tuple[Prop, ...] = ()
    camera: Camera
    ground: Slug = "floor"
    balance: bool | Literal["moving"] = True
    peak: Slug = "out"
    supports: tuple[Support, ...] = ()
    hands: tuple[Hand, ...] = ()
    keyframes: tuple[Keyframe, ...] = Field(min_length=2)
    expected: tuple[Expected, ...] = ()
    faults: tuple[MovementFault, ...] = ()
    evidence: tuple[Citation, ...] = Field(min_length=1)

    @property
    def id(self) -> str:
        """The exercise this movement shows."""
        return self.exercise

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the keyframes in their order."""
        return tuple(keyframe.name for keyframe in self.keyframes)

    def keyframe(self, name: str) -> Keyframe:
        """The keyframe called `name`."""
        return next(keyframe for keyframe in self.keyframes if keyframe.name == name)

    @model_validator(mode="after")
    def _times_in_order(self) -> Self:
        if self.keyframes[0].at_s != 0:
            message = "the first keyframe is at at_s = 0"
            raise ValueError(message)
        for one, next_one in pairwise(self.keyframes):
            if next_one.at_s <= one.at_s + one.hold_s:
                message = f"keyframe {next_one.name} comes at {next_one.at_s} s, before {one.name} has ended"
                raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _keyframes_exist(self) -> Self:
        named = {"peak": [self.peak]}
        named["supports"] = [name for one in self.supports for name in (one.since, one.until) if name]
        named["hands"] = [name for one in self.hands for name in (one.since, one.until) if name]
        named["expected"] = [one.keyframe for one in self.expected]
        named["faults"] = [change.keyframe for fault in self.faults for change in fault.changes]
        for key, names in named.items():
            for name in names:
                if name not in self.names:
                    message = f"{key} names the keyframe {name}; there are {', '.join(self.names)}"
                    raise ValueError(message)
        return self


def _check_points(segment: str, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in points_of(segment):
            message = f"{segment} has no point {name}; choose from {', '.join(points_of(segment))}"
            raise ValueError(message)
