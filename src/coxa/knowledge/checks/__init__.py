"""What a schema cannot see: whether the content as a whole holds together and reads well.

Every check is a small function from the content to its faults; none stops at the first.
"""

from datetime import date
from itertools import chain
from types import MappingProxyType

from coxa.errors import Fault
from coxa.knowledge.checks import (
    barriers,
    citations,
    dosing,
    exercises,
    heads,
    ladders,
    links,
    plans,
    reading_level,
    screening,
    tables,
    translations,
    wording,
)
from coxa.knowledge.checks.files import Files, files_of
from coxa.knowledge.library import Content

NO_MORE: Files = MappingProxyType({})


def faults(content: Content, today: date, whole_files: Files = NO_MORE) -> tuple[Fault, ...]:
    """Every fault of the content on `today`.

    `Content` keeps only the rows of some files, and no movements; with `files.read_whole` their heads, citations and
    doubles are checked too.
    """
    files = files_of(content, whole_files)
    return tuple(
        sorted(
            chain(
                citations.faults(content, files),
                links.faults(content, files),
                heads.faults(files, today),
                ladders.faults(content),
                exercises.faults(content),
                tables.faults(content),
                screening.faults(content),
                dosing.faults(content),
                plans.faults(content),
                barriers.faults(content),
                reading_level.faults(files),
                wording.faults(files),
                translations.faults(files),
            )
        )
    )
