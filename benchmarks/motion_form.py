"""Correct or incorrect, from a few plain numbers per repetition, each person left out in turn, with reasons in words.

Two judges, both logistic regressions, look at the numbers of `motion_posture`: one as they are, one against the
person's own posture at the start of the repetition; what they say is averaged. How strongly their weights are held
small is chosen for all movements at once by people who are left out of the training people, never by those who are
scored. "With one approved repetition" is what a physiotherapist can give: the person's own first correct repetition is
taken from all numbers of that person, and is not scored. That is an easier task than to know nothing of the person.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from motion_data import MOVEMENTS, points_of, uiprmd
from motion_posture import Features, features_of
from numpy.typing import NDArray

PENALTIES = (2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
"""Weights of the squared coefficients to choose from: from little to strong, because seven people are few."""

REASONS = 3

FEET_SPREAD = frozenset({6})
"""The movements whose turn is where the feet are furthest apart: the straight leg raise, whose hips stay."""

Table = NDArray[np.float64]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Repetitions:
    """All repetitions of one movement: the numbers of both judges, who did them, and whether they were correct.

    `scored` leaves out what must not be counted.
    """

    plain: Features
    changed: Features
    correct: Table
    person: NDArray[np.int64]
    scored: Chosen

    def judges(self) -> tuple[Features, Features]:
        """What each judge looks at."""
        return self.plain, self.changed

    def with_approved(self) -> "Repetitions":
        """The same against each person's first correct repetition, which is not scored."""
        first = np.array([np.flatnonzero((self.person == one) & (self.correct == 1))[0] for one in self.person])
        plain, changed = (replace(one, values=one.values - one.values[first]) for one in self.judges())
        return replace(self, plain=plain, changed=changed, scored=first != np.arange(len(first)))


@dataclass(frozen=True, slots=True)
class Judged:
    """How correct each repetition looks (above 0: correct), and the subjects that spoke most against it."""

    score: Table
    reasons: tuple[str, ...]


def form(data: Path) -> Iterator[str]:
    """Balanced accuracy for each movement, and the reasons for calling repetitions incorrect."""
    repetitions = read(data)
    alone = left_out(repetitions)
    approved = {movement: one.with_approved() for movement, one in repetitions.items()}
    helped = left_out(approved)
    yield "| movement | repetitions | balanced accuracy (95 %) | with one approved repetition | first reasons |"
    yield "|---|---|---|---|---|"
    for movement, one in repetitions.items():
        judged = alone[movement]
        told = Counter(
            reason for reason, score, scored in zip(judged.reasons, judged.score, one.scored, strict=True)
            if scored and score <= 0
        )  # fmt: skip
        reasons = ", ".join(f"{name} ({times / told.total():.0%})" for name, times in told.most_common(REASONS))
        yield (
            f"| {MOVEMENTS[movement]} | {len(one.correct)} | {_interval(judged, one)} | "
            f"{_interval(helped[movement], approved[movement])} | {reasons} |"
        )


def read(data: Path) -> dict[int, Repetitions]:
    """Every movement of UI-PRMD."""
    recording = uiprmd(data)
    points, index = points_of(recording), recording["index"].astype(np.int64)
    found = {}
    for movement in MOVEMENTS:
        rows = index[index[:, 1] == movement]
        plain, changed = features_of(points, rows[:, 4:6], spread_feet=movement in FEET_SPREAD)
        correct = (rows[:, 0] == 0).astype(float)
        found[movement] = Repetitions(plain, changed, correct, rows[:, 2], np.ones(len(rows), bool))
    return found


def left_out(repetitions: Mapping[int, Repetitions]) -> dict[int, Judged]:
    """Each repetition judged by what was learned from the other people."""

    @cache
    def scores(movement: int, penalty: float, away: frozenset[int]) -> Table:
        one = repetitions[movement]
        known = ~np.isin(one.person, list(away))
        summed: Table = _said(one, known, penalty).sum(axis=(0, 2))
        return summed

    def surprise(penalty: float, person: int) -> float:
        """The mean surprise (log loss) of the training people, each judged without themselves."""
        losses = []
        for movement, one in repetitions.items():
            for other in set(one.person.tolist()) - {person}:
                asked = (one.person == other) & one.scored
                away = scores(movement, penalty, frozenset({person, other}))[asked]
                losses.append(float(np.mean(np.logaddexp(0.0, -away * (2 * one.correct[asked] - 1)))))
        return float(np.mean(losses))

    everybody = {person for one in repetitions.values() for person in one.person.tolist()}
    chosen = {person: min(PENALTIES, key=lambda penalty: surprise(penalty, person)) for person in everybody}
    return {movement: _judged(one, chosen) for movement, one in repetitions.items()}


def _judged(one: Repetitions, penalties: Mapping[int, float]) -> Judged:
    score, reasons = np.zeros(len(one.correct)), [""] * len(one.correct)
    for person in set(one.person.tolist()):
        known = one.person != person
        said = _said(one, known, penalties[person])
        usual = said[:, known & (one.correct == 1)].mean(axis=1, keepdims=True)
        for place in np.flatnonzero(~known).tolist():
            score[place] = said[:, place].sum()
            reasons[place] = _reason(one, (said - usual)[:, place], place, known)
    return Judged(score, tuple(reasons))


def _said(one: Repetitions, known: Chosen, penalty: float) -> Table:
    """What each number adds to the score: (judges, repetitions, numbers and one constant); learned from `known`."""
    said = []
    for judge in one.judges():
        values = judge.values
        scaled = (values - values[known].mean(axis=0)) / (values[known].std(axis=0) + 1e-9)
        table = np.c_[scaled, np.ones(len(scaled))]
        said.append(table * _fit(table[known], one.correct[known], penalty))
    return np.array(said) / len(said)


def _reason(one: Repetitions, said: Table, place: int, known: Chosen) -> str:
    """The subject that spoke most against the repetition, and whether it was more or less than in correct ones."""
    subjects = one.plain.subjects
    against = {name: said[:, [name == subject for subject in subjects] + [False]].sum() for name in subjects}
    name = min(against, key=lambda subject: against[subject])
    columns = np.flatnonzero([subject == name for subject in subjects])
    usual = one.plain.values[known & (one.correct == 1)][:, columns]
    apart = float(np.mean((one.plain.values[place, columns] - usual.mean(axis=0)) / (usual.std(axis=0) + 1e-9)))
    return f"{name}: {'more' if apart > 0 else 'less'}"


def _fit(table: Table, truth: Table, penalty: float) -> Table:
    """Logistic regression by Newton's method; the last weight is the constant."""
    held = penalty * np.eye(table.shape[1])
    held[-1, -1] = 1e-6
    weights = np.zeros(table.shape[1])
    for _ in range(8):
        sure = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = (sure * (1 - sure) + 1e-6)[:, None]
        weights -= np.linalg.solve(table.T @ (table * slope) + held, table.T @ (sure - truth) + held @ weights)
    return weights


def _interval(judged: Judged, one: Repetitions) -> str:
    """Balanced accuracy over the repetitions that are scored, with its bootstrap interval over people."""
    random, people = np.random.default_rng(0), np.unique(one.person)
    places = {person: np.flatnonzero((one.person == person) & one.scored) for person in people}

    def accuracy(chosen: NDArray[np.int64]) -> float:
        at = np.concatenate([places[person] for person in chosen])
        correct = one.correct[at] == 1
        right = (judged.score[at] > 0) == correct
        return float((right[correct].mean() + right[~correct].mean()) / 2)

    low, high = np.percentile([accuracy(random.choice(people, len(people))) for _ in range(500)], [2.5, 97.5])
    return f"{accuracy(people):.3f} ({low:.2f} to {high:.2f})"
