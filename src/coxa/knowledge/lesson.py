"""A short lesson, as the library holds it."""

from typing import Annotated

from pydantic import Field, StringConstraints

from coxa.knowledge.evidence import Citation, ContentFile, Frozen, Text

LessonId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]


class Section(Frozen):
    """One part of a lesson, with its own evidence."""

    heading: Text
    paragraphs: tuple[Text, ...] = Field(min_length=1)
    points: tuple[Text, ...] = ()
    evidence: tuple[Citation, ...] = Field(min_length=1)


class Lesson(ContentFile):
    """One thing worth knowing, in a few minutes of reading."""

    id: LessonId
    title: Text
    minutes: int = Field(ge=1, le=10)
    """Reading time."""
    summary: Text
    sections: tuple[Section, ...] = Field(alias="section", min_length=1)
    """The `[[section]]` tables of the file, in order."""
