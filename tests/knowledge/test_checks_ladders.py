"""Ladders: named in both files, without loops, with a way down."""

from collections.abc import Callable

from coxa.errors import Fault

Change = Callable[[str, str, str], None]
Found = Callable[[], tuple[Fault, ...]]


def test_link_in_one_file_only_is_a_fault(change: Change, found: Found) -> None:
    change("exercises/g06.toml", 'harder = ["G07"]', "harder = []")
    assert found() == (
        Fault(
            "exercises/g07.toml easier",
            "names G06, which does not name G07 back",
            "add G07 to harder in exercises/g06.toml, or take G06 out here",
        ),
    )


def test_ladder_that_loops_is_a_fault_of_every_rung_of_the_loop(change: Change, found: Found) -> None:
    change("exercises/g05.toml", 'easier = ["G01"]', 'easier = ["G01", "G06"]')
    change("exercises/g06.toml", 'harder = ["G07"]', 'harder = ["G07", "G05"]')
    advice = "take out the link that makes the ladder a loop"
    assert found() == (
        Fault("exercises/g05.toml easier", "leads back to G05", advice),
        Fault("exercises/g06.toml easier", "leads back to G06", advice),
    )


def test_hard_exercise_without_an_easier_one_is_a_fault(change: Change, found: Found) -> None:
    change("exercises/c05.toml", 'easier = ["C02"]', "easier = []")
    change("exercises/c02.toml", ', "C05"]', "]")
    advice = "name an easier exercise as the way out"
    assert found() == (Fault("exercises/c05.toml easier", "is empty, though a hip carries L2 or more", advice),)


def test_hard_exercise_that_never_leads_to_a_light_one_is_a_fault(change: Change, found: Found) -> None:
    change("exercises/c02.toml", 'working = "L1"', 'working = "L2"')
    change("exercises/c02.toml", 'easier = ["C07"]', "easier = []")
    change("exercises/c07.toml", '"C02", ', "")
    assert [(fault.where, fault.what) for fault in found()] == [
        ("exercises/c02.toml easier", "is empty, though a hip carries L2 or more"),
        ("exercises/c05.toml easier", "never leads to an exercise of band L1 or below"),
    ]
