"""The closed lists of the library in words: shelves, positions, things at hand, parts, loads, cautions."""

from django.utils.translation import gettext as _

from coxa.knowledge.vocabulary import Equipment, Family, LoadBand, Position, Purpose, Tag


def families() -> dict[Family, str]:
    """The shelves, in their order."""
    return {
        Family.MOBILITY: _("Moving the hip"),
        Family.STRETCHING: _("Stretching"),
        Family.GLUTEUS_MEDIUS: _("Side of the hip"),
        Family.GLUTEUS_MAXIMUS: _("Buttocks"),
        Family.QUADRICEPS: _("Front of the thighs"),
        Family.HIP_FLEXORS: _("Lifting the knee"),
        Family.ADDUCTORS_CORE_BALANCE: _("Inner thighs, trunk and balance"),
        Family.FUNCTIONAL: _("Steps and daily moves"),
        Family.CARDIO: _("Heart and lungs"),
    }


def positions() -> dict[Position, str]:
    """How an exercise starts."""
    return {
        Position.SUPINE: _("Lying on your back"),
        Position.PRONE: _("Lying on your front"),
        Position.SIDE_LYING: _("Lying on your side"),
        Position.SITTING: _("Sitting"),
        Position.STANDING: _("Standing"),
        Position.HANDS_AND_KNEES: _("On hands and knees"),
        Position.KNEELING: _("Kneeling"),
        Position.WATER: _("In water"),
        Position.MOVING: _("Moving about"),
    }


def equipment() -> dict[Equipment, str]:
    """What to have at hand."""
    return {
        Equipment.CHAIR: _("a firm chair"),
        Equipment.MAT: _("a mat or a firm bed"),
        Equipment.SUPPORT: _("a fixed support to hold"),
        Equipment.WALL: _("a wall"),
        Equipment.PILLOW: _("a pillow"),
        Equipment.BAND: _("an elastic band"),
        Equipment.STRAP: _("a strap or a long belt"),
        Equipment.STEP: _("a low, steady step"),
        Equipment.STAIRS: _("stairs with a rail"),
        Equipment.BED: _("a bed"),
        Equipment.BALL: _("a soft ball"),
        Equipment.WEIGHT: _("a small weight"),
        Equipment.TOWEL: _("a towel"),
        Equipment.SOFA: _("a sofa that does not slide"),
        Equipment.BIKE: _("an exercise bike or a bicycle"),
        Equipment.POOL: _("a swimming pool"),
        Equipment.ELLIPTICAL: _("an elliptical trainer"),
        Equipment.LEG_PRESS: _("a leg press"),
        Equipment.POLES: _("walking poles"),
        Equipment.CLASS: _("a class near you"),
    }


def purposes() -> dict[Purpose, str]:
    """What an exercise is for."""
    return {
        Purpose.MOBILITY: _("To move more easily"),
        Purpose.STRETCH: _("To stretch"),
        Purpose.STRENGTH: _("To get stronger"),
        Purpose.BALANCE: _("To stand more steadily"),
        Purpose.CARDIO: _("To keep fit"),
    }


def load_words(band: LoadBand) -> str:
    """What a hip carries, compared with walking."""
    return {
        LoadBand.L0: _("much less than in walking"),
        LoadBand.L1: _("less than in walking"),
        LoadBand.L2: _("about as much as in walking"),
        LoadBand.L3: _("more than in walking"),
        LoadBand.L4: _("much more than in walking"),
    }[band]


def carriers() -> dict[Tag, str]:
    """Whom a caution is for."""
    return {
        Tag.GT_ADD: _("If it hurts at the side of your hip"),
        Tag.GT_SL: _("If it hurts at the side of your hip, in the first weeks"),
        Tag.THA_P: _("If you have a new hip, put in from behind, with limits that still hold"),
        Tag.THA_A: _("If you have a new hip, put in from the front, with limits that still hold"),
        Tag.FAI: _("If deep bending pinches in your groin"),
        Tag.ANT: _("If your joints are very loose, or your hip slips"),
        Tag.PREG: _("If you are pregnant"),
        Tag.OP: _("If your bones are weak"),
        Tag.FALL: _("If you have fallen, feel unsteady, or are new to exercise"),
        Tag.KNEEL: _("If you cannot kneel"),
        Tag.PRONE: _("If you cannot lie on your front"),
        Tag.HOLD_BP: _("If you have high blood pressure or a heart condition"),
        Tag.LBP: _("If your back hurts, or pain runs down your leg"),
        Tag.WB_LIM: _("If you were told to limit the weight on your leg"),
        Tag.KNEE: _("If your knee hurts"),
        Tag.SHOULDER: _("If your shoulder hurts"),
        Tag.WRIST: _("If your wrist or hand hurts"),
        Tag.GROIN: _("If your inner thigh is strained or sore"),
        Tag.WATER: _("If you have an open wound, or should not be in water"),
    }
