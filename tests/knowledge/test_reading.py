"""The reading level: what is counted, and how."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coxa.knowledge.reading import MOST_WORDS, grade, long_sentences, sentences, words

plain = st.text(alphabet=st.sampled_from("abc .!?’-"), max_size=80)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Stop. Sit down! Are you well?", ["Stop.", "Sit down!", "Are you well?"]),
        ("No full stop", ["No full stop"]),
        ("Hold for 2.5 seconds.", ["Hold for 2.5 seconds."]),
        ("…", []),
        ("", []),
    ],
)
def test_sentences_split_at_their_ends(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_words_hyphen_and_apostrophe_keep_a_word_whole() -> None:
    assert words("Don’t do hip-width, it's 45 degrees") == ["Don’t", "do", "hip-width", "it's", "45", "degrees"]


def test_grade_nothing_to_read_is_0() -> None:
    assert grade(["", "…"]) == 0.0


def test_grade_is_the_published_formula() -> None:
    # 4 words, 15 letters, 1 sentence: 4.71 * 15 / 4 + 0.5 * 4 - 21.43
    assert grade(["Lift your leg slow."]) == pytest.approx(-1.7675)


def test_grade_longer_words_read_harder() -> None:
    assert grade(["Rehabilitation facilitates strengthening."]) > grade(["Work makes you strong."])


@given(plain)
def test_grade_said_twice_is_as_hard(text: str) -> None:
    assert grade([text, text]) == pytest.approx(grade([text]))


@given(plain)
def test_sentences_lose_no_word(text: str) -> None:
    assert [word for part in sentences(text) for word in words(part)] == words(text)


@pytest.mark.parametrize(("number", "long"), [(MOST_WORDS, 0), (MOST_WORDS + 1, 1)])
def test_long_sentences_begin_after_the_most_words(number: int, long: int) -> None:
    assert len(long_sentences([" ".join(["so"] * number) + ". Short."])) == long
