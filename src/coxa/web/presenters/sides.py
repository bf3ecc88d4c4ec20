"""Left and right in words, always."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from coxa.knowledge.vocabulary import Side


def side_name(side: Side) -> str:
    """The side as the name of a thing: "Left side"."""
    return {Side.LEFT: _("Left side"), Side.RIGHT: _("Right side"), Side.BOTH: _("Both sides")}[side]


def side_words(sides: Iterable[Side]) -> str:
    """Some sides within a sentence: "left side", or "left side, then right side"."""
    chosen = set(sides)
    if chosen == {Side.LEFT, Side.RIGHT}:
        return _("left side, then right side")
    words = {Side.LEFT: _("left side"), Side.RIGHT: _("right side"), Side.BOTH: _("both sides")}
    return ", ".join(words[side] for side in Side if side in chosen)
