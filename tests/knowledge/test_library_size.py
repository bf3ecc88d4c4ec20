"""The library that is shipped: large enough, with cardio, and without a fault."""

from collections.abc import Callable

from coxa.errors import Fault
from coxa.knowledge.checks import faults
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Purpose

from .conftest import TODAY

LIBRARY = shipped().exercises


def test_shipped_content_has_no_fault(found: Callable[[], tuple[Fault, ...]]) -> None:
    assert found() == ()


def test_shipped_content_without_its_folder_has_no_fault() -> None:
    assert faults(shipped(), TODAY) == ()


def test_library_holds_at_least_75_exercises() -> None:
    assert len(LIBRARY) >= 75


def test_library_cardio_walking_cycling_and_water_are_there() -> None:
    cardio = {exercise.id: exercise.name for exercise in LIBRARY.values() if exercise.purpose is Purpose.CARDIO}
    assert {name: cardio.get(name) for name in ("C01", "C02", "C03", "C04")} == {
        "C01": "Walking",
        "C02": "Exercise bike",
        "C03": "Swimming",
        "C04": "Walking in water",
    }


def test_library_lying_on_the_sore_side_is_left_out() -> None:
    assert "S11" not in LIBRARY
