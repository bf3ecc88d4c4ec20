"""What the engine tells, in the order in which it became sure of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from coxa.knowledge.vocabulary import Side


class Why(StrEnum):
    """Why the engine cannot see, or what the person can do about the picture."""

    NOBODY = "nobody"
    HIDDEN = "hidden"
    OUT_OF_PICTURE = "out_of_picture"
    IMPLAUSIBLE = "implausible"
    SECOND_PERSON = "second_person"
    SWAPPED = "left_and_right_swapped"
    GAP = "no_frames"


class Told(StrEnum):
    """What a notice says."""

    STARTED = "started"
    PAUSED = "paused"
    SWITCHED_SIDES = "switched_sides"
    LOST = "lost_sight"
    FOUND = "found_again"
    STEP_BACK = "step_back"
    COME_CLOSER = "come_closer"
    TURN_SIDEWAYS = "turn_sideways"
    FACE_CAMERA = "face_the_camera"
    SHOW_FEET = "show_feet"
    MORE_LIGHT = "more_light"
    SECOND_PERSON = "second_person"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell the person that is not a movement."""

    told: Told
    at_s: float
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Repetition:
    """One movement out and back. Times in seconds, the range in the unit of the exercise's signal (mostly degrees)."""

    side: Side
    start_s: float
    peak_s: float
    end_s: float
    range_deg: float
    number: int


@dataclass(frozen=True, slots=True)
class Hold:
    """A stretch of time in which the posture was held; only the time during which it was right."""

    side: Side
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SeenFault:
    """Something to do better, how sure the engine is (0..1), and by how much the limit was passed."""

    name: str
    side: Side
    at_s: float
    confidence: float
    by: float


@dataclass(frozen=True, slots=True)
class Unseen:
    """A stretch of time in which nothing was counted and nobody blamed."""

    start_s: float
    end_s: float
    why: Why


Event: TypeAlias = Notice | Repetition | Hold | SeenFault | Unseen
