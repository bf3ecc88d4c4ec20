"""What the pages say of the figure to those who cannot see it."""

import pytest
from django.test import Client

from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Side
from coxa.web.presenters.figure import figure, picture_words

CONTENT = shipped()


def test_words_name_the_exercise_the_position_and_the_side():
    exercise = CONTENT.exercises["G03"]
    start = picture_words(exercise, "start", Side.LEFT)
    assert start.startswith("Standing leg lift to the side, how it starts. Standing. Stand tall")
    assert start.endswith("The left side works.")
    end = picture_words(exercise, "end", Side.RIGHT)
    assert "as far as it goes" in end
    assert "out to the side" in end or "Stop before" in end


def test_words_of_both_sided_exercises_name_no_side():
    both = next(one for one in CONTENT.exercises.values() if one.sides == "both")
    assert "side works" not in picture_words(both, "end", Side.BOTH)


def test_every_exercise_has_words_for_both_pictures():
    for exercise in CONTENT.exercises.values():
        assert picture_words(exercise, "start", Side.RIGHT) != picture_words(exercise, "end", Side.RIGHT)


def test_the_left_side_shows_the_left_pictures():
    shown = figure(CONTENT.exercises["G05"], Side.LEFT)
    assert shown is not None
    assert [picture.src.endswith("-left.webp") for picture in shown.pictures] == [True, True]
    assert shown.side == "left"


@pytest.mark.django_db
def test_the_page_of_an_exercise_holds_pictures_and_one_script(client: Client):
    page = client.get("/exercises/G05/").content.decode()
    assert page.count("<coxa-figure") == 1
    assert page.count("<script") == 1
    assert 'src="/static/coxa/figure/figure.js"' in page
