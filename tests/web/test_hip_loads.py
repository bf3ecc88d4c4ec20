"""What both hips carry, for every exercise, in words and never in numbers."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from coxa.knowledge.loader import shipped
from coxa.web.presenters.exercise_names import load_words

pytestmark = pytest.mark.django_db


def test_every_exercise_is_there_with_both_hips(client: Client) -> None:
    page = client.get(reverse("hip_loads")).content.decode()
    rows = re.findall(r'<tr role="row">(.*?)</tr>', page, re.DOTALL)
    for exercise in shipped().exercises.values():
        link = reverse("exercise", args=[exercise.id])
        row = next(row for row in rows if f'href="{link}"' in row)
        cells = re.findall(r"<t[hd] .*?</span></t[hd]>", row, re.DOTALL)
        assert load_words(exercise.load.working) in cells[1]
        assert load_words(exercise.load.other) in cells[2]


def test_no_load_is_told_in_body_weights_or_called_safe(client: Client) -> None:
    page = client.get(reverse("hip_loads")).content.decode().lower()
    assert "body weight" not in page
    assert re.search(r"\bsafe\b", page) is None
    assert re.search(r"\d\s*%", page) is None


@pytest.mark.parametrize("exercise", ["G03", "G05", "S01", "B07"])
def test_page_of_an_exercise_sets_the_model_beside(client: Client, exercise: str) -> None:
    page = client.get(reverse("exercise", args=[exercise])).content.decode()
    assert "A muscle model says" in page
