"""The sources that content cites: the part of CSL-JSON that Coxa uses."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from coxa.knowledge.evidence import Frozen, SourceId, Text

Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Doi = Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")]
Year = Annotated[int, Field(ge=1900, le=2100)]
Month = Annotated[int, Field(ge=1, le=12)]
Day = Annotated[int, Field(ge=1, le=31)]

ET_AL = "et al."
"""The last name of a list that leaves authors out."""


class Name(Frozen):
    """A person by family name, or an organisation (or `et al.`) as a literal."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.family is None) == (self.literal is None):
            message = "give either a family name or a literal"
            raise ValueError(message)
        if self.given is not None and self.family is None:
            message = "a given name needs a family name"
            raise ValueError(message)
        return self

    @property
    def short(self) -> str:
        """The family name, or the whole name of an organisation."""
        return self.family or self.literal or ""


class Issued(Frozen):
    """When a source came out: one date, of which at least the year is known."""

    date_parts: tuple[tuple[Year] | tuple[Year, Month] | tuple[Year, Month, Day]] = Field(alias="date-parts")

    @property
    def year(self) -> int:
        """The year."""
        return self.date_parts[0][0]


class Source(Frozen):
    """One thing that was read, or that content admits it did not read; `note` says which."""

    id: SourceId
    type: Literal[
        "article-journal",
        "book",
        "chapter",
        "document",
        "legislation",
        "report",
        "software",
        "standard",
        "webpage",
    ]
    title: Text
    author: tuple[Name, ...] = ()
    issued: Issued | None = None
    container_title: Text | None = Field(default=None, alias="container-title")
    volume: Text | None = None
    issue: Text | None = None
    page: Text | None = None
    number: Text | None = None
    edition: Text | None = None
    publisher: Text | None = None
    doi: Doi | None = Field(default=None, alias="DOI")
    pmid: Text | None = Field(default=None, alias="PMID")
    pmcid: Text | None = Field(default=None, alias="PMCID")
    url: Address | None = Field(default=None, alias="URL")
    note: Text | None = None


def describe(source: Source) -> str:
    """Cite `source` in one line: who, when, what, where, and how to find it."""
    who, when = _who(source), "" if source.issued is None else f" ({source.issued.year})"
    said = [f"{who}{when}", source.title] if who else [f"{source.title}{when}"]
    parts = [part if part.endswith((".", "?", "!")) else f"{part}." for part in (*said, _where(source)) if part]
    return " ".join([*parts, _address(source)]).strip()


def in_short(source: Source) -> str:
    """The source in a few words, for tables: "Schwachmeyer 2013"."""
    who = source.author[0].family or source.author[0].short if source.author else source.title
    return who if source.issued is None else f"{who} {source.issued.year}"


def _who(source: Source) -> str:
    names = [name.short for name in source.author]
    if len(names) > 2 or names[1:] == [ET_AL]:
        return f"{names[0]} and others"
    return " and ".join(names)


def _where(source: Source) -> str:
    pages = f":{source.page}" if source.volume and source.page else ""
    return f"{source.container_title or ''} {source.volume or ''}{pages}".strip()


def _address(source: Source) -> str:
    if source.doi:
        return f"doi:{source.doi}"
    return source.pmcid or source.url or ""
