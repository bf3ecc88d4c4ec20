"""The form of the plan: goal, days, time, place, cue, and reminders."""

from datetime import time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coxa.care.course import Course
from coxa.care.entries import Goal, PlanMade
from coxa.care.keeping_on import WEEKDAYS
from coxa.knowledge.keeping_on import ReminderRules
from coxa.web.forms.asking import SomeOf, a_number_of, one_of, zero_to_ten
from coxa.web.forms.once import SentOnce

WORDS: Final = ("goal", "place", "cue")
LONGEST: Final = 200


def _clock() -> forms.TimeField:
    invalid = gettext_lazy("Write the time as hours and minutes, such as 09:30.")
    return forms.TimeField(required=False, input_formats=["%H:%M", "%H:%M:%S"], error_messages={"invalid": invalid})


def _words() -> forms.CharField:
    return forms.CharField(required=False)


class PlanForm(SentOnce):
    """Nothing here must be answered; reminders need a time."""

    goal = _words()
    rating = zero_to_ten()
    days = SomeOf(WEEKDAYS)
    at = _clock()
    cue = _words()
    place = _words()
    reminders = one_of("yes", "no")
    quiet_from = _clock()
    quiet_until = _clock()

    def __init__(self, *args: Any, rules: ReminderRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes_before"] = a_number_of(*rules.minutes_before)
        for name in WORDS:
            self.fields[name].error_messages["null_characters_not_allowed"] = _("Type letters and digits only.")

    def clean(self) -> dict[str, Any]:
        """Refuse what is too long, a score without a goal, a reminder without a time, half of the quiet hours."""
        said = super().clean()
        for name in WORDS:
            if len(said.get(name) or "") > LONGEST:
                self.add_error(name, ValidationError(_("This is a little long. Use 200 letters or fewer.")))
        if said.get("rating") is not None and not said.get("goal", "-"):
            self.add_error("goal", ValidationError(_("Type the activity that your number is about.")))
        if said.get("reminders") == "yes" and said.get("at", "-") is None:
            self.add_error("at", ValidationError(_("A reminder needs a time. Write when you exercise.")))
        for one, other in (("quiet_from", "quiet_until"), ("quiet_until", "quiet_from")):
            if said.get(one, "-") is None and said.get(other):
                self.add_error(one, ValidationError(_("Quiet hours need a beginning and an end.")))
        return said

    @property
    def fact(self) -> PlanMade:
        """What the record is told."""
        said = self.cleaned_data
        return PlanMade(
            goal=Goal(activity=said["goal"], rating=said["rating"]) if said["goal"] else None,
            days=tuple(day for day in WEEKDAYS if day in said["days"]),
            at=_told(said["at"]),
            place=said["place"] or None,
            cue=said["cue"] or None,
            reminders=said["reminders"] == "yes",
            minutes_before=said["minutes_before"],
            quiet_from=_told(said["quiet_from"]),
            quiet_until=_told(said["quiet_until"]),
        )


def initial_from(course: Course, rules: ReminderRules) -> dict[str, Any]:
    """The plan as it stands; without one, the first goal that was told, and usual quiet hours."""
    plan = course.keeping_on.plan
    if plan is not None:
        told = plan.model_dump(exclude={"kind", "goal", "reminders"})
        goal = plan.goal.activity if plan.goal else None
        return {**told, "goal": goal, "reminders": "yes" if plan.reminders else "no"}
    return {
        "goal": course.goals[0].activity if course.goals else None,
        "reminders": "no",
        "minutes_before": rules.usual_minutes_before,
        "quiet_from": rules.quiet_from,
        "quiet_until": rules.quiet_until,
    }


def _told(clock: time | None) -> str | None:
    return None if clock is None else f"{clock:%H:%M}"
