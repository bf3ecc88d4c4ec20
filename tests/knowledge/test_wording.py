"""What people read: how hard it is, and what it must not say."""

from collections.abc import Callable

import pytest

from coxa.errors import Fault

Change = Callable[[str, str, str], None]
Found = Callable[[], tuple[Fault, ...]]
STEP = '"Hold for a moment."'
WHERE = "exercises/g05.toml steps.2"


def test_sentence_too_long_is_a_fault(change: Change, found: Found) -> None:
    change("exercises/g05.toml", STEP, f'"{"up and " * 12}down we go."')
    what = f"has a sentence of more than 25 words: {('up and ' * 12)[:60]}…"
    assert found() == (Fault(WHERE, what, "make two sentences of it"),)


def test_sentence_of_25_words_is_no_fault(change: Change, found: Found) -> None:
    change("exercises/g05.toml", STEP, f'"{"up and " * 12}down."')
    assert found() == ()


def test_file_that_reads_too_hard_is_a_fault(change: Change, found: Found) -> None:
    hard = "Anatomically appropriate positioning facilitates neuromuscular rehabilitation considerably."
    change("conditions/prevention.toml", 'expect = "', f'expect = "{" ".join([hard] * 8)} ')
    assert [(fault.where, fault.what[:15], fault.advice) for fault in found()] == [
        ("conditions/prevention.toml", "reads at grade ", "use shorter words and shorter sentences")
    ]


@pytest.mark.parametrize(
    ("said", "what", "advice"),
    [
        ("This is safe for you.", "promises safety: “safe”", "say what to do; never call anything safe"),
        ("This cures your hip.", "promises a result: “cures”", "say what studies found, on average"),
        (
            "You have osteoarthritis.",
            "sounds like a diagnosis: “You have osteoarthritis”",
            "write what people were told, or how it feels",
        ),
        (
            "It eases your bursitis.",
            "sounds like a diagnosis: “your bursitis”",
            "write what people were told, or how it feels",
        ),
        (
            "This is from the HOOS.",
            "names a questionnaire: “HOOS”",
            "ask in our own words: its wording belongs to others",
        ),
        (
            "Call {number} now.",
            "has a placeholder that nothing fills: “{number}”",
            "only {emergency_number} is filled",
        ),
    ],
)
def test_forbidden_words_are_a_fault(change: Change, found: Found, said: str, what: str, advice: str) -> None:
    change("exercises/g05.toml", STEP, f'"{said}"')
    assert found() == (Fault(WHERE, what, advice),)


@pytest.mark.parametrize(
    "said", ["We ask the safety questions.", "Do you have osteoarthritis?", "Call {emergency_number} now."]
)
def test_words_that_only_look_forbidden_are_no_fault(change: Change, found: Found, said: str) -> None:
    change("exercises/g05.toml", STEP, f'"{said}"')
    assert found() == ()


@pytest.mark.parametrize(
    ("name", "old", "where"),
    [
        ("rules/flare.toml", '"Build back"', "rules/flare.toml step.2.name"),
        (
            "rules/course.toml",
            '"Before anything else, some questions about your safety."',
            "rules/course.toml rule.CO05.because",
        ),
        (
            "education/when-pain-flares.toml",
            '"Do less, but do not stop moving."',
            "education/when-pain-flares.toml section.2.paragraphs.0",
        ),
        (
            "rules/review.toml",
            '"Things are moving the right way. We go on as we are."',
            "rules/review.toml row.RV07.because",
        ),
    ],
)
def test_forbidden_words_are_found_wherever_people_read(
    change: Change, found: Found, name: str, old: str, where: str
) -> None:
    change(name, old, '"It is safe."')
    assert [fault.where for fault in found()] == [where]
