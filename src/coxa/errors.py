"""Every error Coxa raises on purpose.

CoxaError
├── ContentError        the clinical content has faults (all of them, each with file, key and advice)
├── InputError          a file, an option or an answer is not what it should be (all faults at once)
├── RecordError         the record refuses what was asked
│   ├── ChainBroken     an entry no longer matches its hash
│   └── EntryRefused    an entry is not acceptable: unknown person, clashing id, too large
└── StartError          Coxa cannot start
    ├── PortTaken       another program listens there
    ├── FolderReadOnly  the data folder cannot be written
    ├── DiskFull        no room for the data
    └── DatabaseNewer   the data was written by a newer Coxa

Each message says what happened, where, and what to do.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong: where it stands, what it is, what to do about it."""

    where: str
    what: str
    advice: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} → {self.advice}"


class CoxaError(Exception):
    """Something went wrong that we can explain."""


class _Faults(CoxaError):
    """An error made of many faults, all told at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ContentError(_Faults):
    """The clinical content has faults."""


class InputError(_Faults):
    """A file, an option or an answer is not what it should be."""


class RecordError(CoxaError):
    """The record refuses what was asked."""


class ChainBroken(RecordError):
    """An entry no longer matches its hash."""


class EntryRefused(RecordError):
    """An entry is not acceptable."""


class StartError(CoxaError):
    """Coxa cannot start."""


class PortTaken(StartError):
    """Another program listens on the port."""


class FolderReadOnly(StartError):
    """The data folder cannot be written."""


class DiskFull(StartError):
    """There is no room for the data."""


class DatabaseNewer(StartError):
    """The data was written by a newer Coxa."""
