"""Countries as words."""

from django.utils.translation import gettext as _

from coxa.knowledge.library import Content
from coxa.web.forms.people import ELSEWHERE


def countries(content: Content) -> list[dict[str, str]]:
    """Every country with its number, by name, then "another country"."""
    known = sorted(content.emergency_numbers.values(), key=lambda number: number.name)
    return [
        {"value": "", "text": _("Choose one")},
        *({"value": number.country, "text": f"{number.name} – {number.number}"} for number in known),
        {"value": ELSEWHERE, "text": _("Another country – I know my local emergency number")},
    ]
