"""What gets in the way: every offer has a button, and nobody is pushed where the hip or safety says rest."""

from collections.abc import Iterator

from coxa.errors import Fault
from coxa.knowledge.library import Content

_FILE = "rules/barriers.toml"


def faults(content: Content) -> Iterator[Fault]:
    """Offers that nothing stands for, and answers of a day of rest that ask for exercise."""
    rules = content.barriers
    known = {one.id for one in rules.help}
    answers = {f"barrier.{one.id}": one for one in rules.barrier} | {"shut": rules.shut, "flare": rules.flare}
    for key, answer in answers.items():
        for number, offer in enumerate(answer.offers):
            if offer not in known:
                yield Fault(f"{_FILE} {key}.offers.{number}", f"offers {offer}, which has no button", "add a [[help]]")
    moving = {one.id for one in rules.help if one.moves}
    resting = {"shut", "flare"} | {f"barrier.{one.id}" for one in rules.barrier if one.asks_safety}
    for key in sorted(resting):
        for number, offer in enumerate(answers[key].offers):
            if offer in moving:
                advice = "offer something that does not ask for exercise"
                yield Fault(f"{_FILE} {key}.offers.{number}", f"pushes to exercise on a day of rest: {offer}", advice)
