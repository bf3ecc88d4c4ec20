"""Everything a session page carries so that the session can go on when Coxa cannot be reached.

The browser may only hold to the plan, leave things out, finish or stop: no easier and no harder way is offered there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from coxa.care.entries import PlannedLine
from coxa.care.response import SessionRecord
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.screening_rules import StopSymptom
from coxa.web.forms.session import FinishForm, HurtForm, WentForm
from coxa.web.presenters.calling import number_link, tel
from coxa.web.presenters.figure import Figure, figure
from coxa.web.presenters.pain_rule import offered_symptoms
from coxa.web.presenters.session import Step, steps_left
from coxa.web.presenters.session_now import groups
from coxa.web.presenters.sides import side_name, side_words
from coxa.web.presenters.stopping import Advice, advice, advice_on_strong_pain, choices
from coxa.web.visit import Visit


@dataclass(frozen=True, slots=True)
class AwayExercise:
    """One planned exercise: its questions, and how it is done when sets are left."""

    exercise: Exercise
    sides: tuple[dict[str, object], ...]
    effort: int
    step: Step | None
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Away:
    """The parts of the session that the page keeps ready. `plan` and `words` are JSON."""

    record: SessionRecord
    plan: str
    words: str
    steps: tuple[Step, ...]
    exercises: tuple[AwayExercise, ...]
    most: int
    stop_items: list[dict[str, str]]
    advices: tuple[tuple[str, Advice], ...]
    strong: Advice
    hurt_form: HurtForm
    finish_form: FinishForm
    number: Markup
    emergency_number: str
    tel: str | None


def away(visit: Visit, record: SessionRecord, beginning: Mapping[str, object] | None = None) -> Away:
    """The rest of the session, for the page that shows its next set.

    `beginning` goes into the plan of a session that may still begin without the server.
    """
    course, content, number = visit.course, visit.content, visit.emergency_number
    steps = steps_left(record, course.situation, content, timezone.localtime())
    symptoms = offered_symptoms(content, course.situation.tags)
    return Away(
        record=record,
        plan=json.dumps({**_plan(visit, record, steps), **(beginning or {})}),
        words=json.dumps(_words()),
        steps=steps,
        exercises=tuple(_exercise(group, steps, visit) for group in groups(record)),
        most=course.pain_limits.during_most,
        stop_items=choices(symptoms),
        advices=tuple((one.id, advice(one, number, content)) for one in symptoms if one.ends == "session"),
        strong=advice_on_strong_pain(number, content),
        hurt_form=HurtForm(),
        finish_form=FinishForm(),
        number=number_link(number),
        emergency_number=number,
        tel=tel(number),
    )


def _exercise(group: tuple[PlannedLine, ...], steps: tuple[Step, ...], visit: Visit) -> AwayExercise:
    exercise = visit.content.exercises[group[0].exercise]
    return AwayExercise(
        exercise=exercise,
        sides=tuple(
            {
                "side": line.side.value,
                "name": side_name(line.side),
                "words": side_words([line.side]),
                "form": WentForm(prefix=line.side),
            }
            for line in group
        ),
        effort=group[0].effort,
        step=next((step for step in steps if step.line.exercise == exercise.id), None),
        figure=figure(exercise, group[0].side),
    )


def _plan(visit: Visit, record: SessionRecord, steps: tuple[Step, ...]) -> dict[str, object]:
    """The plan as the browser reads it: what is planned, what is done, and what would end it."""
    limits, symptoms = visit.course.pain_limits, offered_symptoms(visit.content, visit.course.situation.tags)
    return {
        "session": str(record.id),
        "record": str(visit.person.pk),
        "day": record.day.isoformat(),
        **lines_and_places(record, steps),
        "done": [
            {"exercise": exercise, "side": side, "number": number}
            for exercise, side, number in sorted(record.sets_done)
        ],
        "told": [{"exercise": exercise, "side": side} for exercise, side in record.exercises],
        "painBefore": record.pain_before,
        "duringMost": limits.during_most,
        "riseMost": limits.rise_most,
        "severe": visit.content.thresholds.severe_pain.value,
        "endsSession": [symptom.id for symptom in sorted(symptoms, key=_urgency) if symptom.ends == "session"],
        "files": sorted({file for step in steps if step.figure for file in _files(step.figure)}),
    }


def lines_and_places(record: SessionRecord, steps: tuple[Step, ...]) -> dict[str, object]:
    """What is planned, and the sets still to come, as the browser reads them."""
    return {
        "lines": [
            {"exercise": line.exercise, "side": line.side.value, "sets": line.sets} for line in record.planned.values()
        ],
        "places": [
            {"exercise": step.line.exercise, "side": step.line.side.value, "number": step.number} for step in steps
        ],
    }


def _urgency(symptom: StopSymptom) -> int:
    return -symptom.level.urgency


def _files(shown: Figure) -> list[str]:
    return [shown.motion, *(picture.src for picture in shown.pictures)]


def _words() -> dict[str, str]:
    return {
        "kept": _("Coxa cannot be reached. What you do is kept on this device and sent later. You can go on."),
        "here": _("Coxa cannot be reached. You can go on: what you do is kept on this device."),
        "ready": _("Coxa cannot be reached. You can do today’s session all the same: this device keeps what you do."),
        "held": _("Coxa cannot take this session in now. You can go on: what you do is kept on this device."),
        "needs": _(
            "Coxa cannot be reached. Without it you cannot swap an exercise or get an easier one. "
            "You can go on, leave it out, or finish here."
        ),
        "lost": _("This browser could not keep it. Press again."),
        "answer": _("Answer every question, then go on."),
        "above": _(
            "That was more pain than is right for you, so that exercise is over. "
            "Go on when the pain has eased. You can also finish here for today."
        ),
    }
