"""How page templates are read, and what they can call."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, StrictUndefined

from coxa.web import language


def environment(**options: Any) -> Environment:
    """Make the environment all templates share."""
    made = Environment(**{**options, "autoescape": True, "undefined": StrictUndefined})  # noqa: S701  # it is on
    made.globals.update(static=static, url=_url, _=gettext, ngettext=ngettext, language=language)
    return made


def _url(name: str, **parts: object) -> str:
    return reverse(name, kwargs=parts or None)
