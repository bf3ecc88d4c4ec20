"""The drawing of where it hurts: every place the record knows is on it, and each spot belongs to the right box."""

import re

import pytest
from django.test import Client

from coxa.knowledge.vocabulary import Place
from coxa.records.models import Person
from web.answering import open_record


@pytest.fixture
def page(client: Client, ana: Person) -> str:
    return open_record(client, ana).get("/about-my-hip/").text


def test_every_spot_belongs_to_the_box_of_its_place(page: str) -> None:
    boxes = dict(re.findall(r'id="([^"]*)" name="places" type="checkbox" value="([^"]*)"', page))
    spots = re.findall(r'<label class="coxa-body-map__zone" for="([^"]*)" data-place="([^"]*)"', page)
    assert [boxes[box] for box, _place in spots] == [place for _box, place in spots]
    assert {place for _box, place in spots} == set(Place)


def test_drawing_is_hidden_from_screen_readers_and_has_no_words_in_its_labels(page: str) -> None:
    drawing = page[page.index('<div class="coxa-body-map" aria-hidden="true">') :]
    labels = re.findall(r"<label.*?</label>", drawing[: drawing.index("How long has it hurt?")], re.DOTALL)
    assert [re.sub(r"<[^>]*>|\s", "", label) for label in labels] == [""] * 9
