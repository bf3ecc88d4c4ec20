"""An exported record as it arrives: its shape, and every fault it can have."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from coxa.care.entries import parse_body
from coxa.errors import Fault, InputError
from coxa.records.chain import START, canonical, seal
from coxa.records.journal import Limits
from coxa.records.people import faults_of_country, faults_of_name

FORMAT = "coxa-record"
FORMAT_VERSION = 1
MOST_ENTRIES = 200_000
MOST_FAULTS = 100


def _exact_id(text: str) -> str:
    if str(UUID(text)) != text:
        raise ValueError("must be a UUID in small letters with hyphens")
    return text


def _exact_day(text: str) -> str:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError("must be a day such as 2026-03-31")
    return text


def _exact_time(text: str) -> str:
    moment = datetime.fromisoformat(text)
    if moment.isoformat() != text or moment.utcoffset() is None:
        raise ValueError("must be a time with its offset such as 2026-03-31T08:15:00+01:00")
    return text


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("holds signs that cannot be shown")
    return text


_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Time = Annotated[str, AfterValidator(_exact_time)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SealedEntry(_Part):
    """One exported entry: plain data, exactly as it was hashed."""

    id: Annotated[str, AfterValidator(_exact_id)]
    kind: str
    body: dict[str, Any]
    day: Annotated[str, AfterValidator(_exact_day)]
    occurred_at: _Time
    recorded_at: _Time
    actor: Annotated[str, Field(max_length=Limits.actor_letters), AfterValidator(_printable)]
    content: Annotated[str, Field(max_length=Limits.content_letters), AfterValidator(_printable)]
    previous_hash: _Hash
    hash: _Hash

    def envelope(self, person_id: UUID) -> dict[str, object]:
        """Everything the hash of this entry covers."""
        return {**self.model_dump(exclude={"hash"}), "person": str(person_id)}


class Owner(_Part):
    """The person an exported record is about."""

    id: Annotated[UUID, Field(strict=False)]
    name: str
    country: str
    created_at: Annotated[AwareDatetime, Field(strict=False)]


class Incoming(_Part):
    """A whole exported record."""

    format: Literal["coxa-record"]
    format_version: Literal[1]
    coxa: str
    content: str
    person: Owner
    entries: Annotated[tuple[SealedEntry, ...], Field(strict=False)]
    head: _Hash


def read(data: object) -> Incoming:
    """Check an exported record from end to end.

    Raises:
        InputError: with all faults (the first hundred of them).

    """
    _refuse(_faults_of_kind(data))
    try:
        incoming = Incoming.model_validate(data)
    except ValidationError as error:
        raise InputError(tuple(_faults_in(error, "")[:MOST_FAULTS])) from error
    _refuse([*faults_of_name(incoming.person.name), *faults_of_country(incoming.person.country)])
    _refuse([fault for number, entry in enumerate(incoming.entries) for fault in _faults_of_body(number, entry)])
    _refuse(list(_faults_of_chain(incoming)))
    return incoming


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise InputError(tuple(faults[:MOST_FAULTS]))


def _faults_of_kind(data: object) -> list[Fault]:
    advice = "choose a file made by `coxa export`"
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return [Fault("file", "is not a Coxa record", advice)]
    if data.get("format_version") != FORMAT_VERSION:
        return [Fault("format_version", "is one this Coxa does not know", "install the newest Coxa")]
    entries = data.get("entries")
    if isinstance(entries, list) and len(entries) > MOST_ENTRIES:
        return [Fault("entries", f"are more than {MOST_ENTRIES}", advice)]
    return []


def _faults_in(error: ValidationError, where: str) -> list[Fault]:
    return [
        Fault(
            where + ".".join(str(part) for part in detail["loc"]),
            f"{detail['msg']} (found {str(detail['input'])[:60]!r})",
            "export the record again with the newest Coxa",
        )
        for detail in error.errors(include_url=False)
    ]


def _faults_of_body(number: int, entry: SealedEntry) -> list[Fault]:
    where = f"entries.{number}.body"
    try:
        body = parse_body(entry.body)
    except ValidationError as error:
        return _faults_in(error, f"{where}.")
    if body.kind != entry.kind:
        return [Fault(where, f"is of kind {body.kind}, the entry says {entry.kind}", "export the record again")]
    if len(canonical(entry.body).encode()) > Limits.body_bytes:
        return [Fault(where, f"is longer than {Limits.body_bytes // 1024} KiB", "export the record again")]
    return []


def _faults_of_chain(incoming: Incoming) -> Iterator[Fault]:
    advice = "the file was changed after its export: export the record again"
    head = START
    seen: set[str] = set()
    for number, entry in enumerate(incoming.entries):
        if entry.previous_hash != head or seal(entry.envelope(incoming.person.id)) != entry.hash:
            yield Fault(f"entries.{number}", "does not match its hash", advice)
        if entry.id in seen:
            yield Fault(f"entries.{number}.id", "is there twice", advice)
        seen.add(entry.id)
        head = entry.hash
    if incoming.head != head:
        yield Fault("head", "is not the hash of the last entry", advice)
