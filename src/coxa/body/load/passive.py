"""The pull of stretched, resting muscle, from passive moments that were measured in people.

The passive curves of the model are no use here: its rectus femoris would pull with 550 N in quiet standing. Riener and
Edrich 1999 (J Biomech 32:539-544; equations as quoted in public code of Miller et al. 2012 [S]) measured the passive
moments of hip and knee in ten adults. Those of muscle are shared among the muscles that can give them, with the least
sum of squared shares of their strength; those of the knee's ligaments are left out.
"""

from typing import Final

import numpy as np
from scipy.optimize import nnls

from coxa.body.load.model import LEG_JOINTS, ROOT_ROWS, LoadModel
from coxa.body.load.muscles import Floats
from coxa.body.trajectory import SIDES, Trajectory

MOMENT_UNIT: Final = 1.0
"""Newton metres of passive moment missed that cost as much as one muscle at its full strength (our design choice)."""


def hip_moment_nm(hip_deg: Floats, knee_deg: Floats) -> Floats:
    """The passive moment that bends the hip, newton metres, from flexion of hip and knee."""
    front = np.exp(1.4655 - 0.0034 * knee_deg - 0.0750 * hip_deg)
    return np.asarray(front - np.exp(1.3403 - 0.0226 * knee_deg + 0.0305 * hip_deg) + 8.072)


def knee_moment_nm(hip_deg: Floats, knee_deg: Floats, ankle_deg: Floats) -> Floats:
    """The passive moment of muscle that bends the knee, newton metres, from flexion and dorsiflexion.

    The term exp(2.220 - 0.150 knee), which stops a straight knee, is left out: ligaments do that.
    """
    back = np.exp(1.800 + 0.0460 * ankle_deg - 0.0352 * knee_deg + 0.0217 * hip_deg)
    return np.asarray(back - np.exp(-3.971 + 0.0004 * ankle_deg + 0.0495 * knee_deg - 0.0128 * hip_deg) - 4.820)


def resting_n(body: LoadModel, trajectory: Trajectory, pull: Floats) -> Floats:
    """The pull of every resting muscle, newtons (F, M); `pull` (F, R, M) is the effect of one newton of each."""
    found = np.zeros((len(pull), len(body.muscles)))
    for number, side in enumerate(SIDES):
        hip, knee, ankle = (
            trajectory.angle(f"{name}_{side}") for name in ("hip_flexion", "knee_flexion", "ankle_dorsiflexion")
        )
        moments = np.stack([hip_moment_nm(hip, knee), knee_moment_nm(hip, knee, ankle)], axis=1)
        first = ROOT_ROWS + number * len(LEG_JOINTS)
        rows = [first + LEG_JOINTS.index(name) for name in ("hip_flexion", "knee_angle")]
        own = np.array([of == side and strong for of, strong in zip(body.sides, ~body.curves.constant, strict=True)])
        least = np.diag(1.0 / body.curves.peak_n[own])
        for frame in range(len(pull)):
            lever = pull[frame][rows][:, own] / MOMENT_UNIT
            wanted = np.concatenate([moments[frame] / MOMENT_UNIT, np.zeros(len(least))])
            found[frame, own] = nnls(np.vstack([lever, least]), wanted)[0]
    return found
