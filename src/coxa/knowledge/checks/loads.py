"""Whether every kept load belongs to an exercise, to its movement as it is now, and follows the rules."""

from collections.abc import Iterator, Mapping

from coxa.errors import Fault
from coxa.knowledge.exercise import Exercise, ExerciseId
from coxa.knowledge.library import Content
from coxa.knowledge.load import LoadResult, LoadRules, differences

WALKING = "WALK"
_ADVICE = "write it again with: coxa body load {}"


def faults(
    content: Content, loads: Mapping[ExerciseId, LoadResult], rules: LoadRules, digests: Mapping[str, str]
) -> Iterator[Fault]:
    """Results of no exercise, of an older movement or walking, or that do not follow the rules.

    `digests` tells the digest of every solved movement, by exercise. Rules that name no exercise are faults too.
    """
    for name, result in loads.items():
        where = f"loads/{name.lower()}.toml"
        exercise = content.exercises.get(name)
        if exercise is None:
            yield Fault(f"{where} exercise", f"is {name}, which the library does not have", "remove the file")
            continue
        advice = _ADVICE.format(name)
        for key, movement, digest in (("movement", name, result.movement), ("reference", WALKING, result.reference)):
            if digest != digests.get(movement):
                yield Fault(f"{where} {key}", f"was computed from another version of {movement}", advice)
        for key, should in differences(result, exercise, rules):
            yield Fault(f"{where} {key}", f"should hold {should}", advice)
        yield from _taken_over(result, exercise)
    yield from _rules(content, rules)


def _taken_over(result: LoadResult, exercise: Exercise) -> Iterator[Fault]:
    """What was decided is what the exercise says, since that is what the planner reads."""
    for hip, decided, said in (
        ("working", result.decision.working, exercise.load.working),
        ("other", result.decision.other, exercise.load.other),
    ):
        if decided is not said:
            where = f"exercises/{exercise.id.lower()}.toml load.{hip}"
            yield Fault(where, f"is {said}, but {decided} was decided", f"write {decided}: the planner reads it here")


def _rules(content: Content, rules: LoadRules) -> Iterator[Fault]:
    for key, rows in (("distrust", rules.distrust), ("missing_force", rules.missing_force)):
        for number, row in enumerate(rows):
            for name in sorted({*row.exercises} - {*content.exercises}):
                where = f"rules/loads.toml {key}.{number}"
                yield Fault(where, f"names {name}, which the library does not have", "correct or remove the id")
    for rule in rules.band:
        yield from _sources(content, f"rules/loads.toml band.{rule.band}", tuple(one.source for one in rule.evidence))
    for row in (*rules.distrust, *rules.missing_force):
        yield from _sources(content, "rules/loads.toml", tuple(one.source for one in row.evidence))


def _sources(content: Content, where: str, sources: tuple[str, ...]) -> Iterator[Fault]:
    for source in sorted({*sources} - {*content.sources}):
        yield Fault(where, f"cites {source}, which the bibliography does not have", "add the source, or correct its id")
