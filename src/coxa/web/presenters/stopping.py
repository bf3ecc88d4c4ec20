"""What can be wrong in a session, and the advice for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from markupsafe import Markup

from coxa.knowledge.library import Content
from coxa.knowledge.screening_rules import StopSymptom
from coxa.knowledge.vocabulary import Level
from coxa.web.presenters.calling import with_number
from coxa.web.presenters.citing import citations

STRONG_PAIN_RULE: Final = "PR02"
"""The row of the progression table that says what very strong or sudden pain means."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do after a session was stopped."""

    heading: str
    title: str
    urgency: str
    because: str
    steps: tuple[Markup, ...]
    asks: bool
    emergency: bool
    sources: tuple[str, ...]


def choices(symptoms: Iterable[StopSymptom]) -> list[dict[str, str]]:
    """What can be chosen: pain in the exercise first, then what ends the session, most urgent first."""
    offered = sorted(symptoms, key=lambda symptom: symptom.ends != "exercise")
    items = [{"value": symptom.id, "text": symptom.symptom} for symptom in offered]
    cut = sum(symptom.ends == "exercise" for symptom in offered)
    return [*reversed(items[:cut]), {"divider": _("or")}, *items[cut:]]


def advice(symptom: StopSymptom, number: str, content: Content) -> Advice:
    """The advice for one symptom that ended a session."""
    urgent = {Level.EMERGENCY: "emergency", Level.SAME_DAY: "urgent", Level.SEE_FIRST: "urgent"}
    caution = symptom.level is Level.CAUTION
    return Advice(
        heading=_("Stop. Get help now") if symptom.level is Level.EMERGENCY else _("You stopped. That was right"),
        title=_("What to do now") if caution else content.advice(symptom.level).title,
        urgency=urgent.get(symptom.level, "non-urgent"),
        because=symptom.symptom,
        steps=tuple(with_number(step, number) for step in symptom.advice),
        asks=bool(symptom.ask),
        emergency=symptom.level is Level.EMERGENCY,
        sources=citations((citation.source for citation in symptom.evidence), content),
    )


def advice_on_strong_pain(number: str, content: Content) -> Advice:
    """The advice after very strong or sudden pain."""
    row = content.progression.row(STRONG_PAIN_RULE)
    return Advice(
        heading=_("Your session stops here"),
        title=_("What to do now"),
        urgency="urgent",
        because=row.because,
        steps=(
            Markup.escape(_("Stop. Sit down and rest. You did well to tell us.")),
            Markup.escape(_("Do no more exercises today.")),
            Markup.escape(_("If the pain has not settled in one day, contact your doctor that day.")),
            with_number(_("If you cannot put weight on the leg, call {emergency_number}."), number),
        ),
        asks=False,
        emergency=False,
        sources=citations((citation.source for citation in row.evidence), content),
    )


def most_urgent(symptoms: Iterable[StopSymptom]) -> StopSymptom | None:
    """The symptom that counts when several were told."""
    return max(symptoms, key=lambda symptom: symptom.level.urgency, default=None)
