"""Answers to the safety questions: whole and short lists, with holes and doubts."""

from hypothesis import strategies as st

from coxa.knowledge.vocabulary import Answer, Level
from strategies.record import ALL_NO, CONTENT, SHORT_NO

URGENT_QUESTIONS = tuple(
    q.id
    for q in CONTENT.screening.question
    if q.level in (Level.EMERGENCY, Level.NOT_SERVED, Level.SAME_DAY, Level.SEE_FIRST)
)


def answers(questions: tuple[str, ...] = tuple(ALL_NO)) -> st.SearchStrategy[dict[str, Answer]]:
    """Anything a person may answer to `questions`: yes, no, don't know, or nothing."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(questions, st.sampled_from(Answer)))


def mostly_no(*, most: int = 3) -> st.SearchStrategy[dict[str, Answer]]:
    """The whole list answered "no", but for a few answers."""
    few = st.dictionaries(
        st.sampled_from(sorted(ALL_NO)), st.sampled_from((Answer.YES, Answer.DONT_KNOW)), max_size=most
    )
    return few.map(lambda changed: ALL_NO | changed)


def with_holes(*, most: int = 3) -> st.SearchStrategy[dict[str, Answer]]:
    """Mostly "no", with some questions not answered at all."""
    holes = st.sets(st.sampled_from(sorted(ALL_NO)), max_size=most)
    return st.builds(lambda all_, out: {q: a for q, a in all_.items() if q not in out}, mostly_no(most=most), holes)


def short_answers() -> st.SearchStrategy[dict[str, Answer]]:
    """Anything a person may answer to the short list."""
    return answers(tuple(SHORT_NO))


def cautions() -> st.SearchStrategy[dict[str, Answer]]:
    """Only answers that let a person start: cautions, with their follow-ups denied."""
    may = sorted(q.id for q in CONTENT.screening.question if q.level is Level.CAUTION and not q.postpones)
    return st.sets(st.sampled_from(may), max_size=3).map(lambda yes: dict.fromkeys(sorted(yes), Answer.YES))
