"""The assumptions a load is computed under: one base, and five others that show how much they matter."""

from dataclasses import dataclass
from typing import Final

METHOD: Final = 2
"""Raised whenever the load model changes: kept results of an older method are computed again."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One set of assumptions.

    `shear_unit` is the shear beyond what motion needs, as a share of body weight, that costs as much as one fully
    active muscle. `friction` bounds shear by the normal force. `tone` is the least activation of every muscle.
    `strength` multiplies active force. `passive` adds the pull of stretched muscle.
    """

    name: str
    shear_unit: float = 0.05
    friction: float = 0.6
    tone: float = 0.01
    strength: float = 1.0
    passive: bool = False
    deep_rotators: bool = True


BASE: Final = Variant("base")
"""Supports push (almost) only along their normals, muscles keep 1 % tone: two-leg stance then loads each hip about as
implants show (our design choice)."""

VARIANTS: Final = (
    BASE,
    Variant("friction", shear_unit=1.0),
    Variant("passive", passive=True),
    Variant("co_contraction", tone=0.03),
    Variant("weak", strength=0.6),
    Variant("no_deep_rotators", deep_rotators=False),
)
"""Base first. The spread over all of them is the low and the high of a result."""
