"""What a form shows when its page is drawn: what is known or was typed, and what is wrong with it."""

from dataclasses import dataclass
from typing import Any

from django import forms

from coxa.web.forms.once import SentOnce


@dataclass(frozen=True, slots=True)
class Answered:
    """One field: its value, and its error if there is one."""

    value: Any
    error: str | None


def shown(form: forms.Form) -> dict[str, Any]:
    """The parts of a page's context that come from its form: `field`, `record_now` and `error_summary`."""
    return {
        "field": {name: Answered(form[name].value(), _error(form, name)) for name in form.fields},
        "record_now": form.record_now if isinstance(form, SentOnce) else "",
        "error_summary": _summary(form),
    }


def _error(form: forms.Form, name: str) -> str | None:
    return str(form.errors[name][0]) if name in form.errors else None


def _summary(form: forms.Form) -> list[dict[str, str]]:
    general = [{"text": str(text), "href": ""} for text in form.non_field_errors()]
    fields = [{"text": _error(form, name) or "", "href": f"#{name}"} for name in form.fields if name in form.errors]
    return general + fields
