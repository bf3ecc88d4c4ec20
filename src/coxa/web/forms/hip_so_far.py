"""The pages about the hip that were already answered: they wait in the browser's signed cookie for the last one."""

from dataclasses import dataclass
from typing import Any, Final, Self
from uuid import UUID, uuid4

from django.contrib.sessions.backends.base import SessionBase
from django.utils.datastructures import MultiValueDict

_KEY: Final = "about_my_hip"


@dataclass(frozen=True, slots=True)
class HipSoFar:
    """What was typed on each page, as it was sent. It belongs to one person."""

    person: UUID
    token: UUID
    pages: dict[str, dict[str, list[str]]]

    @classmethod
    def of(cls, session: SessionBase, person: UUID) -> Self:
        """What this person has answered so far; nothing when they have not begun."""
        kept: dict[str, Any] = session.get(_KEY, {})
        if kept.get("person") != str(person):
            return cls(person, uuid4(), {})
        return cls(person, UUID(kept["token"]), kept["pages"])

    def page(self, part: int) -> MultiValueDict[str, str] | None:
        """What was sent on page `part`; `None` when it was not sent yet."""
        sent = self.pages.get(str(part))
        return None if sent is None else MultiValueDict(sent)

    def keep(self, session: SessionBase, part: int, sent: dict[str, list[str]]) -> Self:
        """Add one page, also to the cookie."""
        pages = {**self.pages, str(part): sent}
        session[_KEY] = {"person": str(self.person), "token": str(self.token), "pages": pages}
        return type(self)(self.person, self.token, pages)


def forget(session: SessionBase) -> None:
    """Take the pages out of the cookie: the record has them now."""
    session.pop(_KEY, None)
