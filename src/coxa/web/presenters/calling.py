"""The emergency number inside our texts, as a link that calls it."""

from markupsafe import Markup, escape

_PLACE = "{emergency_number}"


def with_number(text: str, number: str) -> Markup:
    """Put the emergency number where `text` asks for it."""
    return escape(text).replace(_PLACE, number_link(number))


def number_link(number: str) -> Markup:
    """The number as a link that calls it; words such as "your local emergency number" stay words."""
    href = tel(number)
    return Markup('<a href="{}">{}</a>').format(href, number) if href else escape(number)


def tel(number: str) -> str | None:
    """The address that calls `number`, when it is one."""
    return f"tel:{number}" if number.isascii() and number.isdigit() else None
