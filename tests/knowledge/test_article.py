"""The founding article's exercises carry exactly what the article says of them."""

import pytest

from coxa.knowledge.exercise import DoseRange, Exercise, Range
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Equipment, Position, Sides

LIBRARY = shipped().exercises


def said(exercise: Exercise) -> str:
    """Everything that is told about how to do it, in small letters."""
    parts = (exercise.support, exercise.start, *exercise.steps, *exercise.avoid)
    return " ".join([*parts, *(fault.do for fault in exercise.faults)]).lower()


def dose(name: str) -> DoseRange:
    return LIBRARY[name].dose


def test_article_exercises_are_marked_and_no_others() -> None:
    marked = {exercise.id for exercise in LIBRARY.values() if exercise.from_article}
    assert marked == {"M01", "S01", "X02", "G03", "G05", "C02", "C03"}


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("M01", "gentle hip rotations"),
        ("S01", "seated hip stretch"),
        ("X02", "hip bridge"),
        ("G03", "standing hip abduction"),
        ("G05", "clam"),
        ("C02", "cycling"),
        ("C03", "pool swimming"),
    ],
)
def test_article_exercise_is_found_by_the_name_it_has_there(name: str, alias: str) -> None:
    assert alias in LIBRARY[name].aliases


@pytest.mark.parametrize("name", ["M01", "S01", "X02", "G03", "G05"])
def test_article_exercise_cites_the_article_as_read(name: str) -> None:
    marks = [citation.mark for citation in LIBRARY[name].evidence if citation.source == "seed-article"]
    assert marks == ["R"]


@pytest.mark.parametrize(
    ("name", "position"),
    [
        ("M01", Position.STANDING),
        ("S01", Position.SITTING),
        ("X02", Position.SUPINE),
        ("G03", Position.STANDING),
        ("G05", Position.SIDE_LYING),
    ],
)
def test_article_exercise_starts_as_there(name: str, position: Position) -> None:
    assert LIBRARY[name].position is position


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("M01", ["hold a fixed support", "lift the knee", "turn the knee out", "slow", "do the other leg"]),
        (
            "S01",
            [
                "both feet resting flat on the floor",
                "ankle of the working leg and rest it across the other knee",
                "press down gently",
                "lean forward a little from your hips",
                "about 30 seconds",
                "do the other side",
            ],
        ),
        (
            "X02",
            [
                "lie on your back",
                "bend your knees and put your feet flat",
                "arms by your sides",
                "squeeze your buttocks firmly",
                "straight line from your shoulders to your knees",
                "hold for a few seconds",
                "slowly lower",
            ],
        ),
        (
            "G03",
            [
                "hold on with both hands",
                "stand tall",
                "keep your body straight and your toes pointing forward",
                "slowly lift the working leg out to the side, as far as is comfortable",
                "slowly lower",
            ],
        ),
        (
            "G05",
            [
                "lie on your side",
                "bend your hips and knees to about 45 degrees",
                "keep your feet together",
                "do not let your pelvis roll back",
                "hold for a moment",
                "do 10 on this side",
                "do the other side",
            ],
        ),
    ],
)
def test_article_exercise_is_told_as_there(name: str, words: list[str]) -> None:
    assert [word for word in words if word not in said(LIBRARY[name])] == []


def test_standing_exercises_of_the_article_need_a_support() -> None:
    assert [LIBRARY[name].equipment for name in ("M01", "G03")] == [(Equipment.SUPPORT,)] * 2


def test_seated_stretch_is_held_30_seconds_on_each_side() -> None:
    assert (dose("S01").hold_s, LIBRARY["S01"].sides) == (Range(start=30, most=30), Sides.EACH)


def test_bridge_is_held_a_few_seconds() -> None:
    assert dose("X02").hold_s == Range(start=3, most=5)


def test_clamshell_is_done_10_times_on_each_side() -> None:
    repetitions = dose("G05").repetitions
    assert (repetitions.start if repetitions else None, LIBRARY["G05"].sides) == (10, Sides.EACH)
