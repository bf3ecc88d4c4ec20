"""Coaching content: it belongs to an exercise of the library, cites what exists, and warns in the words of the
library."""

from collections.abc import Iterator, Mapping
from datetime import date

from coxa.errors import Fault
from coxa.knowledge.checks import heads
from coxa.knowledge.coaching import Coaching
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Sides


def faults(coaching: Mapping[str, Coaching], content: Content, today: date) -> Iterator[Fault]:
    """Every fault of the coaching content on `today`."""
    for name, spec in coaching.items():
        where = f"coaching/{name.lower()}.toml"
        yield from _of_exercise(where, spec, content)
        yield from _of_limits(where, spec)
        for place, citation in enumerate(spec.evidence):
            if citation.source not in content.sources:
                what = f"cites {citation.source}, which is not in the bibliography"
                yield Fault(f"{where} evidence.{place}.source", what, "add the source to bibliography.json")
    yield from heads.faults({f"coaching/{name.lower()}.toml": spec for name, spec in coaching.items()}, today)


def _of_exercise(where: str, spec: Coaching, content: Content) -> Iterator[Fault]:
    if spec.exercise is None:
        return
    if spec.exercise != spec.id:
        yield Fault(f"{where} exercise", f"is {spec.exercise}, though the id is {spec.id}", "make them the same")
    exercise = content.exercises.get(spec.exercise)
    if exercise is None:
        yield Fault(f"{where} exercise", f"is {spec.exercise}, which the library does not hold", "name one it holds")
    elif exercise.name != spec.name:
        yield Fault(f"{where} name", f"is {spec.name!r}", f"call it {exercise.name!r}, as the library does")
    elif exercise.sides is Sides.BOTH and spec.sides == "each":
        yield Fault(f"{where} sides", "are each, though the library says both", "coach both sides as one")


def _of_limits(where: str, spec: Coaching) -> Iterator[Fault]:
    rule = spec.repetition
    if rule is not None:
        low, high = rule.expected
        if not rule.smallest <= low < high:
            what = f"is {low} to {high}, and the smallest that counts {rule.smallest}"
            yield Fault(f"{where} repetition.expected", what, "make smallest <= low < high")
    names = [fault.name for fault in spec.fault]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault(f"{where} fault", f"names {name} twice", "give each fault a name of its own")
