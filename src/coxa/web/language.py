"""The language of a request: what is shown in it, and how a page says so.

Django's `LocaleMiddleware` decides: what the person chose (a cookie), what the browser asks for, English.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi

from coxa.knowledge.library import Content
from coxa.knowledge.loader import shipped
from coxa.knowledge.translation import ENGLISH


@dataclass(frozen=True, slots=True)
class Choice:
    """One language to choose: its code, the tag browsers know, its own name, and whether it is shown now."""

    code: str
    tag: str
    name: str
    chosen: bool


def language_code() -> str:
    """The language of this request, as `settings.LANGUAGES` calls it."""
    return get_language() or settings.LANGUAGE_CODE


def content_language() -> str:
    """The language of this request, as the content calls it: `en`, `de`."""
    return language_code().split("-")[0]


def shown_content() -> Content:
    """The clinical content in force, in the language of this request."""
    return shipped(content_language())


def language_tag(code: str = "") -> str:
    """A language as browsers write it: `en-GB`."""
    language, _, region = (code or language_code()).partition("-")
    return f"{language}-{region.upper()}" if region else language


def direction() -> str:
    """How the language is written: `ltr` or `rtl`."""
    return "rtl" if get_language_bidi() else "ltr"


def choices() -> tuple[Choice, ...]:
    """Every language Coxa speaks, in its own words."""
    return tuple(Choice(code, language_tag(code), name, code == language_code()) for code, name in settings.LANGUAGES)


def is_translated() -> bool:
    """Whether what is shown was translated from the English that is read again each year."""
    return content_language() != ENGLISH
