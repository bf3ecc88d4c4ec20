"""The muscles and other parts of the body that exercises name."""

from typing import Annotated

from pydantic import Field, StringConstraints

from coxa.knowledge.evidence import Citation, ContentFile, Frozen, Text

BodyPartId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$")]


class BodyPart(Frozen):
    """One muscle, muscle group or other part: where it is and what it does for the hip, in plain words."""

    id: BodyPartId
    name: Text
    latin: Text | None = None
    where: Text
    does: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)


class BodyParts(ContentFile):
    """The muscles and the joint capsule, as the library names them."""

    muscle: tuple[BodyPart, ...] = Field(min_length=1)
