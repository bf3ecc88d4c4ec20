"""What one entry of a record says, in plain words."""

from coxa.care.entries import Fact
from coxa.knowledge.library import Content
from coxa.web.presenters.answers import Words
from coxa.web.presenters.told_of_keeping_on import ABOUT_KEEPING_ON
from coxa.web.presenters.told_of_person import ABOUT_PERSON
from coxa.web.presenters.told_of_session import ABOUT_SESSION

_KINDS = {**ABOUT_PERSON, **ABOUT_SESSION, **ABOUT_KEEPING_ON}


def words_of(fact: Fact, content: Content) -> Words:
    """`fact` in words."""
    return _KINDS[type(fact)](fact, content)
