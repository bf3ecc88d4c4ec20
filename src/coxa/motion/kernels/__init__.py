"""The hot loops of a long recording, compiled by numba (extra `fast`).

Each does the same sums in the same order as the numpy code that stands in for it: the same bits come out. Import this
package through `coxa.motion.compiled` only.
"""

from coxa.motion.kernels.seeing import well
from coxa.motion.kernels.series import back, even, held, mean, out, rest, smooth, trust, way
from coxa.motion.kernels.vectors import along, camera, columns, cosine, cross, minus_along

__all__ = [
    "along", "back", "camera", "columns", "cosine", "cross", "even", "held", "mean", "minus_along", "out", "rest",
    "smooth", "trust", "way", "well",
]  # fmt: skip
