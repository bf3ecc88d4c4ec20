"""Hard caps that no content, no rule and no preference may exceed, and warning values below them.

Content may be gentler. It can never be harder: every dose passes through `coxa.care.dose.capped` on its way out.
"""

from typing import Final

from coxa.knowledge.vocabulary import LoadBand

MOST_SETS: Final = 4
"""Sets of one exercise in one session. ACSM gives 1 to 4 [B, acsm-dose]."""

MOST_REPETITIONS: Final = 15
"""Repetitions, or holds, in one set. ACSM gives 10 to 15 for older adults [B, acsm-dose]."""

MOST_HOLD_S: Final = 60
"""Seconds of one hold. ACSM gives stretches of 30 to 60 s for older adults [B, acsm-dose]."""

LEAST_REPETITIONS: Final = 3
"""Easing leaves at least this many of a dose that had more (our design choice; LEAP starts holds at 3 [R])."""

LEAST_HOLD_S: Final = 5
"""Easing never makes a hold shorter than this (our design choice; LEAP starts at 5 s [R, leap-protocol2016])."""

MOST_MINUTES: Final = 60
"""Minutes of cardio in one session (our design choice; the weekly target of 150 min is PHOENIX's [R, hall2025])."""

MOST_EFFORT: Final = 8
"""Effort, 0 to 10. Kjeldsen 2024 ended at 8 repetitions maximum [S, kjeldsen-registry]; 8 is "hard" on our scale."""

MOST_EFFORT_WITH_HEART_OR_PRESSURE: Final = 6
"""Effort with high blood pressure or heart disease: light to moderate [B, acsm-screening2016; our design choice]."""

MOST_HOLD_S_WITH_HEART_OR_PRESSURE: Final = 10
"""Seconds of a strong hold with high blood pressure or heart disease [our design choice]."""

MOST_PAIN_DURING: Final = 5
"""No pain profile accepts more than this during an exercise [R, nemex2010]."""

MOST_WEEKLY_GROWTH: Final = 0.2
"""Volume may grow by a fifth a week at the most (our design choice: 10 to 20 %)."""

MOST_RUNGS_UP: Final = 1
"""One step up the ladder at a time (our design choice)."""

MOST_LOAD: Final = LoadBand.L3
"""Impact is not in the library (our design choice)."""

LEAST_SESSION_MINUTES: Final = 5
"""A session this short always exists (our design choice)."""

MOST_SESSION_MINUTES: Final = 90
"""Longer sessions are not planned. Trials used 30 to 120 min [S, apta2025]."""

GENTLEST_LOAD: Final = LoadBand.L1
"""What an irritable or unseen hip may carry (our design choice, from the load bands)."""
