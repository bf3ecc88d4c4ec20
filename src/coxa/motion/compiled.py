"""Whether numba's kernels (extra `fast`) stand in for numpy's code in a long recording; the results are the same bits.

Starting numba costs as much time as it saves on the first million frames, so a process starts with numpy, and changes
over when it has seen so many. A live frame is too small for either: it is plain numbers.
"""

from typing import Any

LEAST = 128
"""Frames or moments at once from which a compiled loop is worth its call."""

WORTH_IT = 1_000_000
"""Frames a process works on before it starts numba: by then it has lost as much time without it as the start takes."""


class Compiled:
    """The kernels of this process, once it has them."""

    def __init__(self) -> None:
        self.kernels: Any = None  # the package, or nothing
        self._seen = 0

    def note(self, frames: int) -> None:
        """So many frames more are about to be worked on."""
        self._seen += frames
        if self._seen - frames < WORTH_IT <= self._seen:
            self.start()

    def start(self) -> bool:
        """Use the kernels from now on; false where numba is not installed, or has no folder to keep its results in."""
        try:
            from coxa.motion import kernels  # noqa: PLC0415  # half a second, and an extra
        except (ImportError, RuntimeError):
            return False
        self.kernels = kernels
        return True

    def stop(self) -> None:
        """Use numpy alone from now on."""
        self.kernels, self._seen = None, WORTH_IT


PROCESS = Compiled()
"""What this process uses."""
