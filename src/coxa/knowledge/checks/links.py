"""Every id that content names exists, and no id stands twice."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from pydantic import BaseModel

from coxa.errors import Fault
from coxa.knowledge.checks.files import Files, key_in, pieces
from coxa.knowledge.dosing_rules import FlareRules, Slot, TrackWeek
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.keeping_on import Barrier
from coxa.knowledge.library import Content
from coxa.knowledge.screening_rules import Question, Raise, StopSymptom

Link = tuple[str, str]
"""A key, and the id that stands there."""


def faults(content: Content, files: Files) -> Iterator[Fault]:
    """Links that lead nowhere, and ids that are used twice."""
    yield from _dangling(content, files)
    yield from _doubles(files)


def _dangling(content: Content, files: Files) -> Iterator[Fault]:
    shelves: Mapping[str, Collection[str]] = {
        "exercise": content.exercises,
        "condition": content.conditions,
        "muscle": content.muscles,
        "question": content.questions,
        "lesson": content.lessons,
    }
    for where, piece in pieces(files):
        for shelf, links in _links_of(piece).items():
            for key, target in links:
                if target not in shelves[shelf]:
                    advice = "name one that exists, or take the link out"
                    yield Fault(key_in(where, key), f"names the {shelf} {target}, which does not exist", advice)


def _links_of(piece: BaseModel) -> Mapping[str, Iterable[Link]]:
    """Every link of one piece of content, by the shelf it leads to."""
    match piece:
        case Exercise():
            return {
                "exercise": [*_each("easier", piece.easier), *_each("harder", piece.harder)],
                "muscle": _each("muscles", (muscle.id for muscle in piece.muscles)),
                "condition": _each("suits", piece.suits),
            }
        case Slot():
            return {"exercise": _each("candidates", piece.candidates)}
        case TrackWeek():
            return {"exercise": [("exercise", piece.exercise)]}
        case FlareRules():
            return {"exercise": _each("quiet_exercises", piece.quiet_exercises)}
        case Question():
            changed = [*_each("raised_by", _by(piece.raised_by)), *_each("lowered_by", _by(piece.lowered_by))]
            return {"question": [*_each("asked_if", piece.asked_if), *changed]}
        case Barrier():
            return {"lesson": [("lesson", piece.lesson)] if piece.lesson else []}
        case StopSymptom():
            return {"question": _each("ask", piece.ask)}
    return {}


def _by(changes: Iterable[Raise]) -> Iterator[str]:
    return (change.by for change in changes)


def _each(key: str, ids: Iterable[str]) -> list[Link]:
    return [(f"{key}.{number}", target) for number, target in enumerate(ids)]


def _doubles(files: Files) -> Iterator[Fault]:
    """`pieces` names what has an id by its id, so a place that comes twice is an id used twice."""
    for where, times in Counter(where for where, piece in pieces(files) if hasattr(piece, "id")).items():
        if times > 1:
            yield Fault(where, f"stands {times} times", "give each its own id, or take the double out")
