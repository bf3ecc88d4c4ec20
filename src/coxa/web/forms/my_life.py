"""The form about daily life: goals, time, what is at hand, and what is liked."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coxa.care.entries import Goal, LifeDescribed
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Equipment, Family, Purpose, Track
from coxa.web.forms.asking import SomeOf, a_number_of, one_of, zero_to_ten
from coxa.web.forms.once import SentOnce

GOALS: Final = (1, 2, 3)
DAYS: Final = (2, 3, 4, 5, 6, 7)
MINUTES: Final = (5, 10, 15, 20, 30, 45, 60)
EITHER: Final = "either"
"""No preference between the two ways to get strong."""

EQUIPMENT: Final = (
    Equipment.STAIRS,
    Equipment.STEP,
    Equipment.SOFA,
    Equipment.BAND,
    Equipment.STRAP,
    Equipment.WEIGHT,
    Equipment.BALL,
    Equipment.BIKE,
    Equipment.POOL,
    Equipment.POLES,
    Equipment.ELLIPTICAL,
    Equipment.LEG_PRESS,
    Equipment.CLASS,
)
"""What not every home has."""

_LONGEST: Final = 200


class LifeForm(SentOnce):
    """Nothing here must be answered but days and minutes, which have a suggestion."""

    when_and_where = forms.CharField(required=False)
    days_per_week = a_number_of(*DAYS, missing=gettext_lazy("Choose how many days a week suit you."))
    minutes = a_number_of(*MINUTES, missing=gettext_lazy("Choose how many minutes suit you."))
    equipment = SomeOf(EQUIPMENT)
    track = one_of(*Track, EITHER)

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in GOALS:
            self.fields[f"goal_{number}"] = forms.CharField(required=False)
            self.fields[f"rating_{number}"] = zero_to_ten()
        self.fields["likes"] = SomeOf(one.id for one in cardio(content))
        for family, exercises in by_family(content).items():
            self.fields[f"dislikes_{family}"] = SomeOf(one.id for one in exercises)
        self.order_fields([name for n in GOALS for name in (f"goal_{n}", f"rating_{n}")])
        for name in ("when_and_where", *(f"goal_{number}" for number in GOALS)):
            self.fields[name].error_messages["null_characters_not_allowed"] = _("Type letters and digits only.")

    def clean(self) -> dict[str, Any]:
        """Refuse what is too long for the record, and a rating that rates nothing."""
        cleaned = super().clean()
        for name in ("when_and_where", *(f"goal_{number}" for number in GOALS)):
            if len(cleaned.get(name) or "") > _LONGEST:
                self.add_error(name, ValidationError(_("This is a little long. Use 200 letters or fewer.")))
        for number in GOALS:
            if cleaned.get(f"rating_{number}") is not None and not cleaned.get(f"goal_{number}", "-"):
                self.add_error(f"goal_{number}", ValidationError(_("Type the activity that your number is about.")))
        return cleaned

    @property
    def fact(self) -> LifeDescribed:
        """What the record is told."""
        said = self.cleaned_data
        return LifeDescribed(
            goals=tuple(
                Goal(activity=said[f"goal_{n}"], rating=said[f"rating_{n}"]) for n in GOALS if said[f"goal_{n}"]
            ),
            equipment=tuple(said["equipment"]),
            days_per_week=said["days_per_week"],
            minutes=said["minutes"],
            track=None if said["track"] in (None, EITHER) else Track(said["track"]),
            likes=tuple(said["likes"]),
            dislikes=tuple(one for name, ticked in said.items() if name.startswith("dislikes_") for one in ticked),
            when_and_where=said["when_and_where"] or None,
        )


def initial_from(life: LifeDescribed | None, content: Content) -> dict[str, Any]:
    """What the record says already, as the fields show it; else a suggestion for days and minutes."""
    if life is None:
        return {"days_per_week": 3, "minutes": 20}
    goals = {f"goal_{n}": goal.activity for n, goal in zip(GOALS, life.goals, strict=False)}
    ratings = {f"rating_{n}": goal.rating for n, goal in zip(GOALS, life.goals, strict=False)}
    dislikes = {f"dislikes_{family}": list(life.dislikes) for family in by_family(content)}
    track = {"track": life.track or EITHER}
    return {**life.model_dump(mode="json", exclude={"kind", "goals"}), **goals, **ratings, **dislikes, **track}


def cardio(content: Content) -> list[Exercise]:
    """The low-impact ways to get the heart going."""
    return [one for one in content.exercises.values() if one.purpose is Purpose.CARDIO]


def by_family(content: Content) -> dict[Family, list[Exercise]]:
    """All other exercises, by the shelf they stand on."""
    others = [one for one in content.exercises.values() if one.purpose is not Purpose.CARDIO]
    return {family: found for family in Family if (found := [one for one in others if one.family is family])}
