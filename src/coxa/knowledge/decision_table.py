"""Small typed decision tables: facts in, the first row that fits out.

A row fits when all conditions of at least one of its alternatives hold. A fact that is missing (`None`) satisfies only
`missing`, so an answer that was not given can never make a row fit by accident.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field, StringConstraints

from coxa.knowledge.evidence import Citation, Frozen, Text
from coxa.knowledge.vocabulary import Level

Value = bool | int | float | str
Facts = Mapping[str, Value | None]
RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}\d{2}[a-z]?$")]
Operator = Literal["is", "over", "at_least", "under", "at_most", "missing"]

_TESTS: dict[Operator, Callable[[Value, Value], bool]] = {
    "is": lambda fact, value: fact == value,
    "over": lambda fact, value: fact > value,  # type: ignore[operator]
    "at_least": lambda fact, value: fact >= value,  # type: ignore[operator]
    "under": lambda fact, value: fact < value,  # type: ignore[operator]
    "at_most": lambda fact, value: fact <= value,  # type: ignore[operator]
}


class Condition(Frozen):
    """One fact compared with one value."""

    fact: Text
    op: Operator
    value: Value = True

    def holds(self, facts: Facts) -> bool:
        """Whether the condition is true of `facts`."""
        fact = facts.get(self.fact)
        if self.op == "missing":
            return fact is None
        return fact is not None and _TESTS[self.op](fact, self.value)


class Step(Frozen):
    """What a row does to a dose, apart from its name."""

    rungs: int = Field(default=0, ge=-2, le=1)
    """Rungs up (+) or down (-) the ladder."""
    volume: float = Field(default=1.0, gt=0, le=1.0)
    """The share of the volume that is kept."""
    rest_h: int = Field(default=0, ge=0, le=96)
    """The least hours before the exercise is done again."""
    swap: bool = False
    """Leave this exercise for another of the same kind."""


ActionT = TypeVar("ActionT")
AnswerT = TypeVar("AnswerT")

_REMEMBERED = 10_000
"""How many different sets of facts a table remembers the answer to."""


class Row(Frozen, Generic[ActionT]):
    """One rule: when it fits, what it decides, and why."""

    id: RuleId
    action: ActionT
    when: tuple[tuple[Condition, ...], ...]
    step: Step = Step()
    refer: Level | None = None
    because: Text
    evidence: tuple[Citation, ...] = Field(min_length=1)

    def fits(self, facts: Facts) -> bool:
        """Whether any alternative holds in full; a row without alternatives always fits."""
        return not self.when or any(all(c.holds(facts) for c in alternative) for alternative in self.when)


class DecisionTable(Generic[ActionT]):
    """Rows in the order of their say."""

    def __init__(self, rows: tuple[Row[ActionT], ...]) -> None:
        self.rows = rows
        self._answers: dict[tuple[tuple[str, ...], tuple[Value | None, ...]], object] = {}

    def answer(self, facts: Facts, make: Callable[[tuple[Row[ActionT], ...]], AnswerT]) -> AnswerT:
        """What `make` makes of the rows that fit; remembered, since a year's record asks the same again and again.

        A table is always asked with the same `make`.
        """
        key = tuple(facts), tuple(facts.values())
        answer = self._answers.get(key)
        if answer is None:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            answer = self._answers[key] = make(self.fitting(facts))
        return answer  # type: ignore[return-value]

    def fitting(self, facts: Facts) -> tuple[Row[ActionT], ...]:
        """Every row that fits, the first one first.

        Raises:
            LookupError: when no row fits; the content check refuses such a table.

        """
        found = tuple(row for row in self.rows if row.fits(facts))
        if not found:
            raise LookupError("no row of the table fits: its last row must have no conditions")
        return found

    def row(self, rule: str) -> Row[ActionT]:
        """The row called `rule`."""
        return next(row for row in self.rows if row.id == rule)
