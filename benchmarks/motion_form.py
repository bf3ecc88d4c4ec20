"""Correct or incorrect, from a few plain numbers per repetition, each person left out in turn.

The features and the penalty were chosen before the table was made, but on the same seven people; other people decide.
"With one approved repetition" is what a physiotherapist can give: the person's own first correct repetition is taken
from all features of that person, and is not scored. That is an easier task than to know nothing of the person.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from motion_data import MOVEMENTS, points_of, uiprmd
from numpy.typing import NDArray

from coxa.knowledge.vocabulary import Side
from coxa.motion.body import Body
from coxa.motion.measures import MEASURES, ONE_FOR_BOTH

PENALTY = 200.0
"""The weight of the squared coefficients: strong, because seven people are few."""

REASONS = 3


def form(data: Path) -> Iterator[str]:
    """Balanced accuracy for each movement, and the numbers that decided."""
    recording = uiprmd(data)
    with np.errstate(invalid="ignore", divide="ignore"):
        series = _series(Body(points_of(recording), (0.0, 0.0, 1.0)))
    names = [f"{word} {name}" for name in series for word in ("largest", "smallest", "rise of")] + ["duration"]
    yield "| movement | repetitions | balanced accuracy (95 %) | with one approved repetition | what told them apart |"
    yield "|---|---|---|---|---|"
    for movement, title in MOVEMENTS.items():
        rows = recording["index"][recording["index"][:, 1] == movement]
        features = np.array([_features(series, int(start), int(length)) for *_, start, length in rows])
        correct, person = (rows[:, 0] == 0).astype(float), rows[:, 2]
        guess, weights = _left_out(features, correct, person)
        reasons = ", ".join(names[place].replace("_", " ") for place in np.argsort(-np.abs(weights))[:REASONS])
        everybody = np.ones(len(rows), bool)
        alone = _interval(guess, correct, person, everybody)
        approved = np.array([np.flatnonzero((person == one) & (correct == 1))[0] for one in person])
        others = everybody & (approved != np.arange(len(rows)))
        guess, _ = _left_out(features - features[approved], correct, person)
        yield f"| {title} | {len(rows)} | {alone} | {_interval(guess, correct, person, others)} | {reasons} |"


def _left_out(
    features: NDArray[np.float64], correct: NDArray[np.float64], person: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """What is guessed of each repetition from the other people's, and the weights that did, summed over people."""
    guess, weights = np.zeros(len(features), bool), np.zeros(features.shape[1])
    for left_out in np.unique(person):
        known = person != left_out
        scaled = (features - features[known].mean(axis=0)) / (features[known].std(axis=0) + 1e-6)
        fitted = _fit(scaled[known], correct[known])
        guess[~known] = scaled[~known] @ fitted[:-1] + fitted[-1] > 0
        weights += fitted[:-1]
    return guess, weights


def _interval(
    guess: NDArray[np.bool_], correct: NDArray[np.float64], person: NDArray[np.int64], scored: NDArray[np.bool_]
) -> str:
    """Balanced accuracy over the repetitions that are `scored`, with its bootstrap interval over people."""
    random, people = np.random.default_rng(0), np.unique(person)
    places = {one: np.flatnonzero((person == one) & scored) for one in people}

    def accuracy(chosen: NDArray[np.int64]) -> float:
        at = np.concatenate([places[one] for one in chosen])
        right = guess[at] == (correct[at] == 1)
        return float((right[correct[at] == 1].mean() + right[correct[at] == 0].mean()) / 2)

    low, high = np.percentile([accuracy(random.choice(people, len(people))) for _ in range(500)], [2.5, 97.5])
    return f"{accuracy(people):.3f} ({low:.2f} to {high:.2f})"


def _series(body: Body) -> dict[str, NDArray[np.float64]]:
    series = {}
    for name, measure in MEASURES.items():
        if name in ONE_FOR_BOTH:
            series[name] = measure(body, Side.BOTH)
            continue
        left, right = measure(body, Side.LEFT), measure(body, Side.RIGHT)
        series[f"{name} of the larger side"] = np.fmax(left, right)
        series[f"{name} of the smaller side"] = np.fmin(left, right)
        series[f"{name} between the sides"] = np.abs(left - right)
    return series


def _features(series: dict[str, NDArray[np.float64]], start: int, length: int) -> list[float]:
    found = []
    for values in series.values():
        part = values[start : start + length]
        part = part[np.isfinite(part)]
        if len(part) < 5:
            found += [0.0, 0.0, 0.0]
            continue
        high, low = np.percentile(part, [95, 5])
        found += [float(high), float(low), float(high - np.median(part[:5]))]
    return [*found, float(np.log(length))]


def _fit(features: NDArray[np.float64], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method; the last weight is the constant."""
    table = np.c_[features, np.ones(len(features))]
    penalty = PENALTY * np.eye(table.shape[1])
    penalty[-1, -1] = 1e-6
    weights = np.zeros(table.shape[1])
    for _ in range(15):
        sure = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = (sure * (1 - sure) + 1e-6)[:, None]
        weights -= np.linalg.solve(table.T @ (table * slope) + penalty, table.T @ (sure - truth) + penalty @ weights)
    return weights
