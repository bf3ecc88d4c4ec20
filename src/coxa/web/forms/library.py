"""How the library is searched. What is not understood is left out: a search never fails."""

from typing import Any, Final

from django import forms

from coxa.care.allowing import ALWAYS_AT_HAND
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Equipment, Position, Purpose

NOTHING: Final = "nothing"
"""The value for "nothing but what every home has"."""

LONGEST: Final = 100


class SearchForm(forms.Form):
    """The words and filters of one search."""

    q = forms.CharField(required=False, max_length=LONGEST)
    purpose = forms.ChoiceField(required=False, choices=[(one.value, one.value) for one in Purpose])
    position = forms.ChoiceField(required=False, choices=[(one.value, one.value) for one in Position])
    equipment = forms.ChoiceField(required=False, choices=[(one, one) for one in (NOTHING, *Equipment)])
    muscle = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["muscle"] = forms.ChoiceField(required=False, choices=[(one, one) for one in content.muscles])

    @property
    def wanted(self) -> dict[str, str]:
        """What is looked for, by the name of the field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def fits(self, exercise: Exercise) -> bool:
        """Whether `exercise` has everything that is looked for."""
        return all(_HAS[name](exercise, value) for name, value in self.wanted.items())


def _is_called(exercise: Exercise, words: str) -> bool:
    """Whether every word stands in one of the exercise's names."""
    names = " ".join([exercise.name, *exercise.aliases]).casefold()
    return all(word in names for word in words.casefold().split())


def _needs(exercise: Exercise, thing: str) -> bool:
    if thing == NOTHING:
        return ALWAYS_AT_HAND.issuperset(exercise.equipment)
    return thing in (*exercise.equipment, *exercise.optional_equipment)


def _works(exercise: Exercise, muscle: str) -> bool:
    return any(one.id == muscle for one in exercise.muscles)


_HAS: Final = {
    "q": _is_called,
    "purpose": lambda exercise, value: exercise.purpose == value,
    "position": lambda exercise, value: exercise.position == value,
    "equipment": _needs,
    "muscle": _works,
}
