"""Evidence as people can read it: the source, what it says, and how well we checked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coxa.knowledge.bibliography import describe
from coxa.knowledge.evidence import Citation, ContentFile
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Mark
from coxa.web.presenters.answers import day_words


@dataclass(frozen=True, slots=True)
class Cited:
    """One statement, where it comes from, and how well that was checked."""

    source: str
    says: str | None
    checked: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a clinician has signed a page, and when it is read again."""

    words: str
    review_due: str


def cited(evidence: Iterable[Citation], content: Content) -> tuple[Cited, ...]:
    """Each statement with its source."""
    return tuple(Cited(describe(content.sources[one.source]), one.says, checked(one.mark)) for one in evidence)


def checked(mark: Mark) -> str:
    """What a mark means."""
    return {
        Mark.READ: _("We read this in the source."),
        Mark.SECONDARY: _("We read this on a page about the source, not in the source itself."),
        Mark.BACKGROUND: _("Background knowledge. We have not checked it in a source."),
        Mark.DESIGN: _("Our own choice."),
    }[mark]


def standing(file: ContentFile) -> Standing:
    """How far the words of `file` can be relied on. Nothing can be signed yet, so everything is a draft."""
    words = _("This page is a draft: no clinician has signed it yet.")
    return Standing(words, _("It will be read again by %(day)s.") % {"day": day_words(file.review_due)})
