"""What people may have been told about their hip, and what that changes."""

from typing import Annotated

from pydantic import Field, StringConstraints

from coxa.knowledge.evidence import Citation, ContentFile, Text
from coxa.knowledge.vocabulary import PainProfile, Place, Tag, Track

ConditionId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$")]


class Condition(ContentFile):
    """A reason for hip pain as a person may have been told it; Coxa itself never finds one."""

    id: ConditionId
    name: Text
    aliases: tuple[Text, ...]
    summary: Text
    what_helps: tuple[Text, ...] = Field(min_length=1)
    avoid: tuple[Text, ...] = Field(min_length=1)
    expect: Text
    see_someone: tuple[Text, ...] = Field(min_length=1)
    pain_profile: PainProfile
    tags: tuple[Tag, ...]
    """The caution tags that a person who was told this carries."""
    places: tuple[Place, ...]
    """Where it typically hurts; empty where there is no pain to place."""
    team_only: bool
    """Whether a programme needs the clearance of the person's own team."""
    tracks: tuple[Track, ...] = Field(min_length=1)
    evidence: tuple[Citation, ...] = Field(min_length=1)
