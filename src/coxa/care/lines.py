"""The lines of a programme as they move: up a ladder, down it, and in their doses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from coxa.care import limits
from coxa.care.allowing import allowed
from coxa.care.dose import Dose, grown, shrunk
from coxa.care.prescribing import entry_dose, range_of
from coxa.care.programme import LineKey, Standing
from coxa.care.response import History
from coxa.care.situation import Situation, ceiling
from coxa.knowledge.decision_table import Step
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import CARDIO, PROGRESS, STOP, Action, Purpose, Side

Taken = Callable[["Line"], frozenset[str]]
"""Tells the exercises that other slots stand on, so that no exercise is done twice in a session."""

SWAPPED_IN: Final = "swap_"
"""How the slot of an exercise begins that was done in another one's place; no programme has such a slot."""

Room = Literal["now", "next_week", "none"]
"""When a line may grow."""

ONE_WEEK: Final = timedelta(days=7)


class Change(NamedTuple):
    """What a decision did to a line: from which exercise and dose to which, and the one thing that grew."""

    exercise: str
    dose: Dose
    new_exercise: str
    new_dose: Dose
    raised: str | None = None


@dataclass(slots=True)
class Line:
    """One line of a programme while the record is read."""

    slot: str
    side: Side
    exercise: str
    dose: Dose
    history: History = field(default_factory=History)
    volumes: list[tuple[date, int]] = field(default_factory=list)
    """What was done on which day on this exercise: the last of a week ago or more, and all since."""
    been_on: set[str] = field(default_factory=set)
    good_dose: Dose | None = None
    not_before: date | None = None
    restarted_on: date | None = None

    @property
    def key(self) -> LineKey:
        """The slot and side of the line."""
        return self.slot, self.side

    @property
    def of_its_own(self) -> bool:
        """Whether it is in no slot of a programme: the line of an exercise that was done beside it."""
        return self.slot.startswith(SWAPPED_IN)

    @property
    def standing(self) -> Standing:
        """Where the line stands."""
        return Standing(self.exercise, self.dose)

    def on_side(self, side: Side) -> "Line":
        """The same line on `side`, with a fresh count and the memory of what was done and what hurt."""
        was = self.history
        history = History(last_day=was.last_day, hard_before=was.hard_before, last_week_eased=was.last_week_eased)
        return replace(self, side=side, history=history, volumes=[], been_on=set(self.been_on))

    def stand_on(self, exercise: str, dose: Dose) -> None:
        """Move to `exercise` and `dose`; another exercise starts a new count."""
        if exercise != self.exercise:
            self.been_on.add(self.exercise)
            self.volumes.clear()
            self.good_dose = None
        self.exercise, self.dose = exercise, dose
        self.history.good_sessions = self.history.easy_sessions = 0
        self.history.last_clean_day = None


def most_volume(line: Line, day: date, purpose: Purpose, content: Content) -> float:
    """The most volume a line may have on `day`: what it had a week ago, plus the growth of a week."""
    volumes, week_ago = line.volumes, day - ONE_WEEK
    while len(volumes) > 1 and volumes[1][0] <= week_ago:
        del volumes[0]
    base = volumes[0][1] if volumes else line.dose.volume
    growth = limits.MOST_WEEKLY_GROWTH
    if purpose is CARDIO:
        one_more = (base + 1) / base - 1
        growth = min(max(content.thresholds.cardio_growth.value, one_more), growth)
    return base * (1 + growth) + 1e-9


def dose_up(line: Line, day: date, situation: Situation, content: Content) -> tuple[Dose, str] | None:
    """The next dose on the same exercise, with the one thing that is raised; `None` when it may not grow today."""
    exercise = content.exercises[line.exercise]
    most = most_volume(line, day, exercise.purpose, content)
    top = ceiling(situation, content)
    return grown(line.dose, range_of(exercise, situation, content), top, most)


def room(line: Line, day: date, situation: Situation, taken: Taken, content: Content) -> Room:
    """When the line may grow: `next_week` if only this week's growth is used up, so that waiting will help."""
    exercise = content.exercises[line.exercise]
    top, dose_range = ceiling(situation, content), range_of(exercise, situation, content)
    if grown(line.dose, dose_range, top, most_volume(line, day, exercise.purpose, content)):
        return "now"
    if grown(line.dose, dose_range, top, line.dose.volume * (1 + limits.MOST_WEEKLY_GROWTH) + 1e-9):
        return "next_week"
    return "now" if rung_up(line, situation, taken, content) else "none"


def rung_up(line: Line, situation: Situation, taken: Taken, content: Content) -> Exercise | None:
    """The next harder exercise that this person may do now."""
    exercise = content.exercises[line.exercise]
    for harder_id in exercise.harder:
        harder = content.exercises[harder_id]
        same_kind = harder.purpose is exercise.purpose or harder_id in line.been_on
        if same_kind and harder_id not in taken(line) and allowed(harder, situation, content):
            return harder
    return None


def rung_down(exercise: Exercise, situation: Situation, content: Content) -> Exercise | None:
    """The next easier exercise that this person may do now."""
    easier = (content.exercises[easier_id] for easier_id in exercise.easier)
    return next((one for one in easier if allowed(one, situation, content)), None)


def other_of_its_kind(line: Line, situation: Situation, taken: Taken, content: Content) -> Exercise | None:
    """Another exercise of the same purpose that loads the hips no more, best from another ladder; for a swap."""
    fresh = (other for other in of_its_kind(line.exercise, line.slot, content) if other.id not in taken(line))
    return next((other for other in fresh if allowed(other, situation, content)), None)


def of_its_kind(exercise_id: str, slot_id: str, content: Content) -> Iterator[Exercise]:
    """What may stand in the place of an exercise: nothing above it, no more load; first what is on another ladder."""
    exercise = content.exercises[exercise_id]
    most = max(exercise.load.working.rank, exercise.load.other.rank)
    slots = [slot for plan in content.plans.plan for slot in plan.slot if slot.id == slot_id]
    elsewhere = [c for slot in slots for c in slot.candidates if not stands_above(exercise, c, content)]
    for other_id in dict.fromkeys((*elsewhere, *_works_the_same(exercise, content), *exercise.easier)):
        other = content.exercises[other_id]
        light = max(other.load.working.rank, other.load.other.rank) <= most
        if other is not exercise and light and not stands_above(other, exercise_id, content):
            yield other


def _works_the_same(exercise: Exercise, content: Content) -> list[str]:
    """Exercises of the same purpose that share a prime muscle and stand on another ladder, lightest first."""
    prime = {muscle.id for muscle in exercise.muscles if muscle.role == "prime"}
    found = [
        other
        for other in content.exercises.values()
        if other.purpose is exercise.purpose
        and prime & {muscle.id for muscle in other.muscles if muscle.role == "prime"}
        and not stands_above(exercise, other.id, content)
    ]
    found.sort(key=lambda other: (max(other.load.working.rank, other.load.other.rank), other.id))
    return [other.id for other in found]


def stands_above(exercise: Exercise, lower: str, content: Content) -> bool:
    """Whether `exercise` is higher than `lower` on a ladder: a swap never goes up."""
    below: set[str] = set()
    waiting = [exercise]
    while waiting:
        new = set(waiting.pop().easier) - below
        below |= new
        waiting += [content.exercises[one] for one in new]
    return lower in below


def take_step(
    line: Line,
    action: Action,
    step: Step,
    day: date,
    situation: Situation,
    taken: Taken,
    content: Content,
) -> Change:
    """Do to `line` what a decision says, and tell what changed."""
    exercise, dose, raised = line.exercise, line.dose, None
    if action is PROGRESS:
        raised = _progress(line, step, day, situation, taken, content)
    elif step.swap:
        _swap(line, step, situation, taken, content)
    elif step.rungs < 0 or step.volume < 1:
        _ease(line, step, situation, content)
    elif action is STOP:
        line.stand_on(exercise, dose)
    line.not_before = day + timedelta(hours=step.rest_h) if step.rest_h else None
    return Change(exercise, dose, line.exercise, line.dose, raised)


def _progress(line: Line, step: Step, day: date, situation: Situation, taken: Taken, content: Content) -> str:
    bigger = None if step.rungs else dose_up(line, day, situation, content)
    if bigger is None:
        harder = rung_up(line, situation, taken, content)
        if harder:
            line.stand_on(harder.id, entry_dose(harder, situation, content))
            return "exercise"
        bigger = dose_up(line, day, situation, content)
    if bigger is None:
        message = f"{line.exercise} was to progress, but nothing may grow: ask `room` first"
        raise LookupError(message)
    line.stand_on(line.exercise, bigger[0])
    return bigger[1]


def _ease(line: Line, step: Step, situation: Situation, content: Content) -> None:
    """Down as many rungs as `step` says; every rung that does not exist halves the dose instead."""
    volume = step.volume
    exercise, dose = content.exercises[line.exercise], line.dose
    for _ in range(-step.rungs):
        easier = rung_down(exercise, situation, content)
        if easier is None:
            volume *= content.thresholds.missing_rung_volume.value
            continue
        exercise = easier
        entry = entry_dose(easier, situation, content)
        dose = entry._replace(days_per_week=min(entry.days_per_week, line.dose.days_per_week))
    line.stand_on(exercise.id, shrunk(dose, volume))


def _swap(line: Line, step: Step, situation: Situation, taken: Taken, content: Content) -> None:
    other = other_of_its_kind(line, situation, taken, content)
    if other is None:
        _ease(line, step.model_copy(update={"swap": False}), situation, content)
        return
    line.stand_on(other.id, shrunk(entry_dose(other, situation, content), step.volume))
