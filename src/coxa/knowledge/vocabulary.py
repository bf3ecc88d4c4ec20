"""The closed lists of words that content and rules are written in."""

from enum import StrEnum
from typing import Final


class Side(StrEnum):
    """Which hip, or both at once."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """The opposite hip; `both` is its own opposite."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH}[self]


class Sides(StrEnum):
    """How an exercise deals with the two sides."""

    EACH = "each"
    """One side, then the other: each side has its own dose."""
    BOTH = "both"
    """Both legs do the same at once, or take turns within one set."""


class Purpose(StrEnum):
    """The part a session gives to an exercise."""

    MOBILITY = "mobility"
    STRETCH = "stretch"
    STRENGTH = "strength"
    BALANCE = "balance"
    CARDIO = "cardio"


class Family(StrEnum):
    """The shelf of the library on which an exercise stands."""

    MOBILITY = "mobility"
    STRETCHING = "stretching"
    GLUTEUS_MEDIUS = "gluteus_medius"
    GLUTEUS_MAXIMUS = "gluteus_maximus"
    QUADRICEPS = "quadriceps"
    HIP_FLEXORS = "hip_flexors"
    ADDUCTORS_CORE_BALANCE = "adductors_core_balance"
    FUNCTIONAL = "functional"
    CARDIO = "cardio"


class Position(StrEnum):
    """The position an exercise starts in."""

    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side_lying"
    SITTING = "sitting"
    STANDING = "standing"
    HANDS_AND_KNEES = "hands_and_knees"
    KNEELING = "kneeling"
    WATER = "water"
    MOVING = "moving"


class Equipment(StrEnum):
    """What a person needs to have at hand."""

    CHAIR = "chair"
    MAT = "mat"
    SUPPORT = "support"
    WALL = "wall"
    PILLOW = "pillow"
    BAND = "band"
    STRAP = "strap"
    STEP = "step"
    STAIRS = "stairs"
    BED = "bed"
    BALL = "ball"
    WEIGHT = "weight"
    TOWEL = "towel"
    SOFA = "sofa"
    BIKE = "bike"
    POOL = "pool"
    ELLIPTICAL = "elliptical"
    LEG_PRESS = "leg_press"
    POLES = "poles"
    CLASS = "class"


class Tag(StrEnum):
    """A caution that a person may carry and an exercise may answer."""

    GT_ADD = "GT_ADD"
    GT_SL = "GT_SL"
    THA_P = "THA_P"
    THA_A = "THA_A"
    FAI = "FAI"
    ANT = "ANT"
    PREG = "PREG"
    OP = "OP"
    FALL = "FALL"
    KNEEL = "KNEEL"
    PRONE = "PRONE"
    HOLD_BP = "HOLD_BP"
    LBP = "LBP"
    WB_LIM = "WB_LIM"
    KNEE = "KNEE"
    SHOULDER = "SHOULDER"
    WRIST = "WRIST"
    GROIN = "GROIN"
    WATER = "WATER"


class Effect(StrEnum):
    """What a caution does to an exercise."""

    BLOCK = "block"
    """The exercise is never offered while the person carries the tag."""
    ADAPT = "adapt"
    """The exercise is offered with the change the note describes."""


class LoadBand(StrEnum):
    """What a hip carries, compared with walking (an ordered scale, not newtons)."""

    L0 = "L0"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    L4 = "L4"

    @property
    def rank(self) -> int:
        """The place on the scale, 0 to 4."""
        return int(self.value[1])


class DoseClass(StrEnum):
    """The kind of dose: what is counted and how it grows."""

    ISO = "ISO"
    MOB = "MOB"
    STR = "STR"
    STRETCH = "STRETCH"
    BALANCE = "BALANCE"
    CARD = "CARD"


class Mark(StrEnum):
    """How well a statement was checked."""

    READ = "R"
    """Read in the primary source, its abstract or an official page."""
    SECONDARY = "S"
    """Read on a secondary page only."""
    BACKGROUND = "B"
    """Background knowledge that was not verified."""
    DESIGN = "D"
    """Our design choice."""


class Level(StrEnum):
    """How urgent an answer is, and the result of a screening."""

    EMERGENCY = "emergency"
    NOT_SERVED = "not_served"
    SAME_DAY = "same_day"
    SEE_FIRST = "see_first"
    CAUTION = "caution"
    OK = "ok"

    @property
    def urgency(self) -> int:
        """Higher is more urgent; `ok` is 0."""
        return _URGENCY[self]


_URGENCY: Final = {level: urgency for urgency, level in enumerate(reversed(Level))}


class Answer(StrEnum):
    """What a person says to a safety question; not answering is `None`, and never "no"."""

    YES = "yes"
    NO = "no"
    DONT_KNOW = "dont_know"


class Phase(StrEnum):
    """The stages of a programme, from the gentlest."""

    SETTLE = "settle"
    LEARN = "learn"
    BUILD = "build"
    LOAD = "load"
    MAINTAIN = "maintain"


class Place(StrEnum):
    """Where it hurts."""

    GROIN = "groin"
    SIDE = "side"
    BUTTOCK = "buttock"
    THIGH = "thigh"
    KNEE = "knee"
    BACK = "back"


class PainProfile(StrEnum):
    """Which limits apply to pain."""

    CONSERVATIVE = "conservative"
    STANDARD = "standard"
    TENDON = "tendon"
    CLINICIAN = "clinician"


class Track(StrEnum):
    """The two equal ways to get stronger."""

    RESISTANCE = "resistance"
    NEUROMUSCULAR = "neuromuscular"


class Action(StrEnum):
    """What happens to a dose, from the boldest to the most careful."""

    PROGRESS = "progress"
    HOLD = "hold"
    REGRESS = "regress"
    SWAP = "swap"
    STOP = "stop"


class ReviewAction(StrEnum):
    """What a programme review at 2, 6 or 12 weeks leads to."""

    CONTINUE = "continue"
    CHANGE_TRACK = "change_track"
    HELP_KEEPING_ON = "help_keeping_on"
    MAINTAIN = "maintain"
    SEE_SOMEONE = "see_someone"
    ASK = "ask"


BOTH: Final = Side.BOTH
EACH: Final = Sides.EACH
PROGRESS: Final = Action.PROGRESS
HOLD: Final = Action.HOLD
REGRESS: Final = Action.REGRESS
STOP: Final = Action.STOP
CARDIO: Final = Purpose.CARDIO
HOLD_BP: Final = Tag.HOLD_BP
AT_THE_SIDE: Final = Place.SIDE
"""Members a fold compares with thousands of times; before Python 3.12 each `Side.BOTH` is a slow search."""
