"""How every loop is compiled, and the kinds of its arguments."""

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

Loop = TypeVar("Loop", bound=Callable[..., Any])

LINE, ROWS, BLOCK = "float64[::1]", "float64[:, ::1]", "float64[:, :, ::1]"
"""Arrays of one, two and three axes, in one piece of memory."""

VECTOR = f"{LINE}, {LINE}, {LINE}"
"""Three coordinates over time."""


def compiled(signature: str) -> Callable[[Loop], Loop]:
    """A decorator for a loop of this `signature`; what was compiled is kept for the next process.

    The compiler may take no liberties with sums: the loops give the same bits as numpy.
    """
    return cast("Callable[[Loop], Loop]", njit(signature, cache=True, error_model="numpy", nogil=True))


def part(work: Loop) -> Loop:
    """A decorator for what becomes a part of the loops that call it."""
    return cast("Loop", njit(error_model="numpy", inline="always")(work))
