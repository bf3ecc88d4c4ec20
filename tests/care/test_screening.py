"""The safety questions, one by one and together.

`ALONE` is written from shared/evidence/red_flags.md, not from the content: what "yes" to one question means when every
other answer is "no".
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coxa.care.screening import next_question, screen, screen_short
from coxa.knowledge.vocabulary import Answer, Level, Tag
from strategies.answers import URGENT_QUESTIONS, answers, mostly_no
from strategies.record import ALL_NO, CONTENT, SHORT_NO
from strategies.tries import tries

YES, NO, UNSURE = Answer.YES, Answer.NO, Answer.DONT_KNOW
EMERGENCY, SAME_DAY, SEE_FIRST, CAUTION = Level.EMERGENCY, Level.SAME_DAY, Level.SEE_FIRST, Level.CAUTION

ALONE: dict[str, Level] = {
    **dict.fromkeys(("RF01", "RF03", "RF05", "RF08", "RF14", "RF21a", "RF24", "EX01a"), EMERGENCY),
    **dict.fromkeys(("RF02", "RF04", "RF07", "RF13", "RF16", "RF25", "RF31", "EX01"), SAME_DAY),
    **dict.fromkeys(("RF06a", "RF12a", "RF28a", "EX03a"), SAME_DAY),
    **dict.fromkeys(("RF06", "RF09", "RF10", "RF11", "RF12", "RF15", "RF17", "RF18", "RF20", "RF21"), SEE_FIRST),
    **dict.fromkeys(("RF22", "RF23", "RF26", "RF27a", "RF28b", "RF29", "RF32"), SEE_FIRST),
    **dict.fromkeys(("EX02", "EX03", "EX04", "EX05", "EX06", "EX07", "EX08", "EX09"), SEE_FIRST),
    **dict.fromkeys(("RF27", "RF28", "RF30", "EX10", "EX12"), CAUTION),
    "RF19": Level.NOT_SERVED,
    "EX11": Level.OK,
}
FOLLOW_UPS = {
    "RF06": ["RF06a"],
    "RF12": ["RF12a"],
    "RF21": ["RF21a"],
    "RF27": ["RF27a"],
    "RF28": ["RF28a", "RF28b"],
    "EX01": ["EX01a"],
    "EX03": ["EX03a"],
}
SHORT_LIST = {
    *("RF01", "RF02", "RF03", "RF04", "RF05", "RF07", "RF08", "RF13", "RF14", "RF16", "RF24", "RF25", "RF31"),
    *("EX01", "EX01a", "EX10"),
}
TAGS = {
    "RF27": {Tag.OP},
    "RF28": {Tag.PREG},
    "RF30": {Tag.FALL},
    "EX12": {Tag.HOLD_BP, Tag.FALL},
    "EX05": {Tag.HOLD_BP},
    "EX07": {Tag.HOLD_BP},
    "RF26": {Tag.WB_LIM, Tag.FALL},
}


def triage(**changed: Answer | None) -> Level:
    """The result of the whole list: all "no", but for what is changed; `None` is not answered."""
    given_answers = {q: a for q, a in (ALL_NO | changed).items() if a is not None}
    return screen(given_answers, CONTENT).triage


def test_every_question_of_the_content_has_its_level_here() -> None:
    assert set(ALONE) == set(CONTENT.questions)


def test_nothing_but_no_is_ok() -> None:
    outcome = screen(ALL_NO, CONTENT)
    assert (outcome.triage, outcome.fired, outcome.tags, outcome.postponed) == (Level.OK, (), frozenset(), False)


@pytest.mark.parametrize(("question", "level"), ALONE.items())
def test_yes_alone_has_the_level_of_the_evidence(question: str, level: Level) -> None:
    assert triage(**{question: YES}) is level


ALL_FOLLOW_UPS = {after for afters in FOLLOW_UPS.values() for after in afters}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param(question, answer, id=f"{answer or 'unanswered'}-{question}")
        for question, level in ALONE.items()
        for answer in (None, UNSURE)
        if level.urgency > CAUTION.urgency and (answer or question not in ALL_FOLLOW_UPS)
    ],
)
def test_silence_and_doubt_count_as_yes_when_it_is_urgent(question: str, answer: Answer | None) -> None:
    asked = {first: YES for first, after in FOLLOW_UPS.items() if question in after}
    others = {after: NO for first in asked for after in FOLLOW_UPS[first] if after != question}
    assert triage(**{**asked, **others, question: answer}).urgency >= ALONE[question].urgency


@pytest.mark.parametrize("question", ["RF27", "RF28", "RF30", "EX12"])
@pytest.mark.parametrize("answer", [None, UNSURE], ids=["unanswered", "dont_know"])
def test_doubt_about_a_caution_fires_nothing_but_puts_its_tags_on(question: str, answer: Answer | None) -> None:
    changed = {q: a for q, a in (ALL_NO | {question: answer}).items() if a is not None}
    outcome = screen(changed, CONTENT)
    assert outcome.triage is Level.OK
    assert outcome.tags == TAGS[question]


@pytest.mark.parametrize(("question", "tags"), TAGS.items())
def test_yes_puts_the_tags_on(question: str, tags: set[Tag]) -> None:
    assert screen(ALL_NO | {question: YES}, CONTENT).tags == tags


@pytest.mark.parametrize("first", FOLLOW_UPS)
@pytest.mark.parametrize("answer", [YES, UNSURE], ids=["yes", "dont_know"])
def test_a_follow_up_that_was_asked_counts_when_it_is_not_no(first: str, answer: Answer) -> None:
    most = max((ALONE[after] for after in FOLLOW_UPS[first]), key=lambda level: level.urgency)
    assert triage(**{first: YES, **dict.fromkeys(FOLLOW_UPS[first], answer)}) is most


@pytest.mark.parametrize("first", FOLLOW_UPS)
def test_a_follow_up_that_was_never_asked_leaves_the_first_question_at_its_own_level(first: str) -> None:
    assert triage(**{first: YES, **dict.fromkeys(FOLLOW_UPS[first])}) is ALONE[first]


@pytest.mark.parametrize("first", FOLLOW_UPS)
def test_a_follow_up_is_not_asked_after_no(first: str) -> None:
    assert triage(**dict.fromkeys(FOLLOW_UPS[first])) is Level.OK


RAISED = [
    ("RF04", "RF01", EMERGENCY),
    ("RF04", "RF03", EMERGENCY),
    ("RF04", "RF05", EMERGENCY),
    ("RF09", "RF11", SAME_DAY),
    ("RF17", "RF16", SAME_DAY),
    ("RF22", "RF04", SAME_DAY),
    ("RF29", "RF22", SAME_DAY),
]


@pytest.mark.parametrize(("question", "by", "level"), RAISED)
@pytest.mark.parametrize("answer", [YES, UNSURE], ids=["yes", "dont_know"])
def test_an_answer_is_raised_by_another(question: str, by: str, level: Level, answer: Answer) -> None:
    outcome = screen(ALL_NO | {question: YES, by: answer}, CONTENT)
    assert {fired.question: fired.level for fired in outcome.fired}[question] is level
    assert outcome.triage is level


@pytest.mark.parametrize("question", ["EX05", "EX06"])
@pytest.mark.parametrize(("active", "level"), [(YES, CAUTION), (NO, SEE_FIRST), (UNSURE, SEE_FIRST), (None, SEE_FIRST)])
def test_being_active_lowers_heart_and_sugar_only_when_it_is_a_clear_yes(
    question: str, active: Answer | None, level: Level
) -> None:
    assert triage(**{question: YES, "EX11": active}) is level
    assert triage(**{question: UNSURE, "EX11": active}) is level


@pytest.mark.parametrize("question", sorted(set(ALONE) - {"EX05", "EX06", "EX11"}))
def test_being_active_lowers_nothing_else(question: str) -> None:
    assert triage(**{question: YES, "EX11": YES}) is ALONE[question]


def test_the_most_urgent_answer_wins_and_comes_first() -> None:
    outcome = screen(ALL_NO | {"RF30": YES, "RF10": YES, "RF07": YES}, CONTENT)
    assert [(f.question, f.level) for f in outcome.fired] == [
        ("RF07", SAME_DAY),
        ("RF10", SEE_FIRST),
        ("RF30", CAUTION),
    ]
    assert outcome.triage is SAME_DAY


@pytest.mark.parametrize("question", [q for q, level in ALONE.items() if level is EMERGENCY])
def test_the_first_emergency_ends_the_questions(question: str) -> None:
    asked = {first: YES for first, after in FOLLOW_UPS.items() if question in after}
    outcome = screen(asked | {question: YES}, CONTENT)
    assert next_question(asked | {question: YES}, CONTENT) is None
    assert outcome.triage is EMERGENCY
    assert {fired.question for fired in outcome.fired} == {*asked, question}


def test_questions_are_asked_most_urgent_first_until_all_are_answered() -> None:
    told: dict[str, Answer] = {}
    order = []
    while question := next_question(told, CONTENT):
        order.append(question)
        told[question.id] = NO
    first, *others = [q for q in order if not q.informs_only]
    assert first.id == "EX01", "chest pain leads to an emergency question, so it comes first"
    urgent = [q.level.urgency for q in others]
    assert urgent == sorted(urgent, reverse=True)
    assert {q.id for q in order} == set(ALONE) - {after for group in FOLLOW_UPS.values() for after in group}


def test_a_follow_up_comes_right_after_its_question() -> None:
    for first, after in FOLLOW_UPS.items():
        told: dict[str, Answer] = {}
        while (question := next_question(told, CONTENT)) and question.id != first:
            told[question.id] = NO
        following = next_question(told | {first: YES}, CONTENT)
        assert following is not None
        assert following.id == after[0]


def test_the_short_list_holds_every_emergency_and_all_that_may_change_overnight() -> None:
    assert set(SHORT_NO) == SHORT_LIST
    emergencies = {q for q, level in ALONE.items() if level is EMERGENCY} - {"RF21a"}
    assert emergencies <= SHORT_LIST


def test_the_short_list_weighs_only_its_own_questions() -> None:
    assert screen_short(SHORT_NO, CONTENT).triage is Level.OK
    assert screen_short(SHORT_NO | {"RF07": YES}, CONTENT).triage is SAME_DAY
    assert screen_short({}, CONTENT).triage is EMERGENCY


def test_under_18_is_not_served_and_nobody_can_clear_it() -> None:
    assert triage(RF19=YES, RF30=YES, RF10=YES) is Level.NOT_SERVED
    assert CONTENT.questions["RF19"].cleared_by == "nobody"


@pytest.mark.parametrize(("answer", "postponed"), [(YES, True), (UNSURE, True), (None, True), (NO, False)])
def test_being_unwell_postpones_the_session(answer: Answer | None, postponed: bool) -> None:
    told = {q: a for q, a in (SHORT_NO | {"EX10": answer}).items() if a is not None}
    assert screen_short(told, CONTENT).postponed is postponed


def test_nothing_answered_at_all_is_an_emergency() -> None:
    assert screen({}, CONTENT).triage is EMERGENCY


def test_what_was_not_answered_is_said_so_in_the_reason() -> None:
    unanswered = screen({q: a for q, a in ALL_NO.items() if q != "RF10"}, CONTENT).fired[0].reason
    unsure = screen(ALL_NO | {"RF10": UNSURE}, CONTENT).fired[0].reason
    assert unanswered.because.startswith("This was not answered")
    assert unsure.because.startswith("You were not sure")


@tries(150)
@given(answers(), st.sampled_from(sorted(set(ALONE) - {"EX11"})))
def test_adding_a_yes_never_lowers_the_triage(told: dict[str, Answer], question: str) -> None:
    before, after = screen(told, CONTENT), screen(told | {question: YES}, CONTENT)
    assert after.triage.urgency >= before.triage.urgency


@tries(150)
@given(mostly_no(), st.sampled_from(sorted(set(ALONE) - {"EX05", "EX06", "EX11"})))
def test_a_yes_is_never_outweighed_by_other_answers(told: dict[str, Answer], question: str) -> None:
    outcome = screen(told | {question: YES}, CONTENT)
    assert outcome.triage.urgency >= ALONE[question].urgency
    if outcome.triage is not EMERGENCY:
        assert outcome.tags >= screen(told, CONTENT).tags


@tries(150)
@given(answers(), st.sampled_from(URGENT_QUESTIONS), st.sampled_from((None, UNSURE)))
def test_not_answering_is_never_better_than_no(told: dict[str, Answer], question: str, answer: Answer | None) -> None:
    said_no = screen(told | {question: NO}, CONTENT).triage
    rest = {q: a for q, a in told.items() if q != question}
    silent = screen(rest if answer is None else rest | {question: answer}, CONTENT).triage
    assert silent.urgency >= said_no.urgency


@tries(150)
@given(answers())
def test_the_triage_is_the_most_urgent_of_what_fired(told: dict[str, Answer]) -> None:
    outcome = screen(told, CONTENT)
    assert outcome.triage is max((f.level for f in outcome.fired), key=lambda one: one.urgency, default=Level.OK)
