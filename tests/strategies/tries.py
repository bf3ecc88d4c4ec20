"""How hard hypothesis tries: few examples by default, many with `COXA_TRIES=20`.

Whole records are slow to shrink, so that is done only with `COXA_SHRINK=1`.
"""

import os

from hypothesis import HealthCheck, Phase, settings

TIMES = int(os.environ.get("COXA_TRIES", "1"))
_PHASES = (Phase.explicit, Phase.generate, *([Phase.shrink] if os.environ.get("COXA_SHRINK") else []))
_SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def tries(examples: int = 60) -> settings:
    """Settings for a property: the same examples on every run, unless many are asked for."""
    return settings(
        max_examples=examples * TIMES,
        deadline=None,
        derandomize=TIMES == 1,
        database=None,
        phases=_PHASES,
        suppress_health_check=_SLOW_IS_FINE,
    )
