"""Today's range against the person's own earlier ones, with the measuring error: is it a change, or only noise?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

ERROR_DEG = 3.0
"""Error of a single range from one camera, one standard deviation: half of the 6 degrees of the sagittal knee from
the side. Our design."""

LEAST_SESSIONS = 3
"""Earlier sessions below which there is no baseline. Our design."""


@dataclass(frozen=True, slots=True)
class Change:
    """How far today differs from the person's own usual, in degrees, and the least difference that is more than
    noise."""

    today_deg: float
    usual_deg: float
    smallest_detectable_deg: float

    @property
    def difference_deg(self) -> float:
        """Today minus usual."""
        return self.today_deg - self.usual_deg

    @property
    def is_real(self) -> bool:
        """Whether the difference is larger than what measuring alone makes in 19 of 20 cases."""
        return abs(self.difference_deg) > self.smallest_detectable_deg


def compare(today: Sequence[float], earlier: Sequence[Sequence[float]], error_deg: float = ERROR_DEG) -> Change | None:
    """Compare today's ranges (degrees, one for each repetition) with those of earlier sessions; `None` without
    enough of them.

    The smallest detectable change is 1.96 standard errors of the difference (de Vet et al., J Clin Epidemiol
    2006;59:1033),
    from the error of a camera and from how the person's sessions differ by themselves.
    """
    medians = [median(session) for session in earlier if session]
    if not today or len(medians) < LEAST_SESSIONS:
        return None
    usual = median(medians)
    between = sum((value - usual) ** 2 for value in medians) / (len(medians) - 1)
    variance = (error_deg**2 + between) * (1 + 1 / len(medians))
    return Change(median(today), usual, 1.96 * sqrt(variance))
