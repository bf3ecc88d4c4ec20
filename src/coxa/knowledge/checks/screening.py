"""The safety questions: complete, most urgent first, each follow-up behind its question."""

from collections import Counter
from collections.abc import Iterator

from coxa.errors import Fault
from coxa.knowledge.library import Content
from coxa.knowledge.screening_rules import Question
from coxa.knowledge.vocabulary import Level

FILE = "rules/screening.toml"
NEEDED = (*(f"RF{number:02}" for number in range(1, 33)), *(f"EX{number:02}" for number in range(1, 13)))
"""Every red flag and every readiness question of the evidence."""


def faults(content: Content) -> Iterator[Fault]:
    """Questions that are missing or out of order, and words that are missing."""
    yield from _missing(content)
    yield from _emergencies_last(content)
    for number, question in enumerate(content.screening.question):
        yield from _asked_too_early(question, {q.id for q in content.screening.question[:number]}, content)
        yield from _changed_wrongly(question)
        yield from _wordless(question)


def _missing(content: Content) -> Iterator[Fault]:
    for name in NEEDED:
        if name not in content.questions:
            yield Fault(f"{FILE} question", f"lacks {name}", "put the question back")
    told = Counter(advice.level for advice in content.screening.level)
    for level in Level:
        if told[level] != 1:
            yield Fault(f"{FILE} level", f"holds {level} {told[level]} times", "describe each level exactly once")


def _asked_too_early(question: Question, before: set[str], content: Content) -> Iterator[Fault]:
    for parent in question.asked_if:
        if parent in content.questions and parent not in before:
            where = f"{FILE} question.{question.id}.asked_if"
            yield Fault(where, f"names {parent}, which is asked later", f"move {question.id} behind {parent}")


def _emergencies_last(content: Content) -> Iterator[Fault]:
    """A question that can lead to an emergency by its follow-up may stand among the emergencies."""
    leads_there = {parent for q in content.screening.question if q.level is Level.EMERGENCY for parent in q.asked_if}
    calmer = ""
    for question in content.screening.question:
        if question.asked_if or question.informs_only:
            continue
        if question.level is not Level.EMERGENCY and question.id not in leads_there:
            calmer = calmer or question.id
        elif calmer and question.level is Level.EMERGENCY:
            where = f"{FILE} question.{question.id}"
            yield Fault(where, f"is an emergency, asked only after {calmer}", "move it to the emergencies at the top")


def _changed_wrongly(question: Question) -> Iterator[Fault]:
    own = question.level.urgency
    for key, changes, wrong in (
        ("raised_by", question.raised_by, [c for c in question.raised_by if c.to.urgency <= own]),
        ("lowered_by", question.lowered_by, [c for c in question.lowered_by if c.to.urgency >= own]),
    ):
        for change in wrong:
            where = f"{FILE} question.{question.id}.{key}.{changes.index(change)}"
            yield Fault(where, f"goes from {question.level} to {change.to}", "turn the levels round")


def _wordless(question: Question) -> Iterator[Fault]:
    where = f"{FILE} question.{question.id}"
    if question.short_list and question.short is None:
        yield Fault(f"{where}.short", "is missing, though it is on the short list", "say the question in a few words")
    if question.short is not None and not question.short_list:
        yield Fault(f"{where}.short", "is never asked", "set short_list, or take it out")
    if question.level is Level.EMERGENCY and "{emergency_number}" not in question.act:
        yield Fault(f"{where}.act", "does not say whom to call", "name {emergency_number} in it")
