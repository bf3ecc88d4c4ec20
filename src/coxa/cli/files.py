"""Read a scenario file, or say everything that is wrong with it."""

from pathlib import Path

from coxa.care.scenario import Scenario, read_scenario
from coxa.errors import Fault, InputError
from coxa.knowledge.loader import shipped

MOST_BYTES = 4 * 1024 * 1024
"""The largest scenario file that is read."""


def scenario_in(file: Path) -> Scenario:
    """Read the scenario in `file`.

    Raises:
        InputError: when the file cannot be read, or with every fault in it.

    """
    try:
        if file.stat().st_size > MOST_BYTES:
            raise InputError((Fault(str(file), "is larger than 4 MB", "split it into several files"),))
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        fault = Fault(str(file), f"cannot be read ({error.strerror})", "check the name and the folder")
        raise InputError((fault,)) from error
    except UnicodeDecodeError as error:
        raise InputError((Fault(str(file), "is not UTF-8 text", "save it as UTF-8"),)) from error
    return read_scenario(text, str(file), shipped())
