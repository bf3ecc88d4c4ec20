"""How content says where it got a statement from."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from coxa.knowledge.vocabulary import Mark

SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Frozen(BaseModel):
    """A piece of content: unchangeable, with no key we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Citation(Frozen):
    """One source, how well it was checked, and what it says."""

    source: SourceId
    mark: Mark
    says: Text | None = None


class ContentFile(Frozen):
    """The head of every content file: its version, whether a clinician has signed it, when it must be read again."""

    version: int = Field(ge=1)
    status: Literal["draft", "reviewed"]
    review_due: date
