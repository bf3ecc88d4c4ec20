"""Which of our movements an unknown recording looks like, and how sure that is.

Every coaching spec is tried on the recording. It fits as far as what moves between the start and the turn of the
movements it counts is what typically moves, and as they fill the recording and resemble each other. A proposal is a
guess to be confirmed, never a diagnosis.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from coxa.knowledge.coaching import Coaching, Typical
from coxa.knowledge.vocabulary import Side
from coxa.motion.body import Body
from coxa.motion.events import Repetition
from coxa.motion.frames import Frames
from coxa.motion.geometry import Series
from coxa.motion.measures import facing, hip_abduction, hip_bend, knee_flexion, thigh_spread, trunk_lean
from coxa.motion.report import Report, analyse

LEAST_SURE = 0.15
"""The confidence below which nothing is proposed. Our design."""

LONGEST = 4000
"""Frames from the start that are looked at: two minutes at 30 a second."""

LEAST_OF_MAIN, MISSING = 0.4, 0.2
"""The share of the typical movement's largest angle that must be seen; what its lack leaves of the likeness. Our
design."""

SPREAD_DEG, SPREAD_SHARE = 12.0, 0.25
"""How far people differ from the typical movement (one standard deviation): degrees, and a share of the movement. Our
design."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A movement the recording may show, and how sure that is, 0..1."""

    exercise: str
    confidence: float


def propose(frames: Frames, coaching: Mapping[str, Coaching], most: int = 3) -> tuple[Proposal, ...]:
    """The likeliest movements, best first; empty when nothing of ours is alike."""
    part = frames.part(0, LONGEST)
    if len(part) < 2 or not part.t[-1] > part.t[0]:
        return ()
    postures = _postures(part)
    fits = {name: _fit(part, spec, postures) for name, spec in coaching.items()}
    best = sorted(fits, key=lambda name: (-fits[name], name))[:most]
    total = sum(fits.values())
    told = [
        Proposal(name, round(fits[name] * float(np.sqrt(fits[name] / total)), 3)) for name in best if fits[name] > 0
    ]
    return tuple(told) if told and told[0].confidence >= LEAST_SURE else ()


def _postures(frames: Frames) -> dict[str, Series]:
    body = Body(frames.space, frames.up)
    with np.errstate(invalid="ignore", divide="ignore"):
        return {
            "hip left": hip_bend(body, Side.LEFT), "hip right": hip_bend(body, Side.RIGHT),
            "knee left": knee_flexion(body, Side.LEFT), "knee right": knee_flexion(body, Side.RIGHT),
            "out left": hip_abduction(body, Side.LEFT), "out right": hip_abduction(body, Side.RIGHT),
            "facing": facing(body, Side.BOTH),
            "spread": thigh_spread(body, Side.BOTH), "trunk": trunk_lean(body, Side.BOTH),
        }  # fmt: skip


def _fit(frames: Frames, spec: Coaching, postures: dict[str, Series]) -> float:
    if spec.upright is not None:
        lean = postures["trunk"][np.isfinite(postures["trunk"])]
        if len(lean) and spec.upright is not bool(np.percentile(lean, 25) < 55.0):
            return 0.0
    report = analyse(frames, spec)
    seconds = float(frames.t[-1] - frames.t[0])
    if spec.repetition is None:
        return 0.6 * min(sum(hold.end_s - hold.start_s for hold in report.holds) / seconds, 1.0) ** 2
    if not report.repetitions or spec.typical is None:
        return 0.0
    marching = spec.sides == "both" and spec.repetition.moves > 1
    return _likeness(frames.t, report, spec.typical, postures, marching=marching) * _steadiness(
        report, seconds, spec.repetition.lead_s
    )


def _likeness(
    t: Series, report: Report, typical: Typical, postures: dict[str, Series], *, marching: bool = False
) -> float:
    """How alike the recording's movements are to the typical one, 0..1: a bell curve over their mean squared
    distance."""
    seen = np.array([_seen(t, repetition, postures, marching=marching) for repetition in report.repetitions])
    with np.errstate(invalid="ignore"):
        usual = np.nanmedian(seen, axis=0) if len(seen) else np.full(11, np.nan)
    rest, move = typical.rest, typical.move
    expected = np.array([
        rest.trunk, rest.facing, rest.hip, rest.knee,
        move.hip, move.other_hip, move.out, move.knee, move.other_knee, move.spread, move.trunk,
    ])  # fmt: skip
    apart = (usual - expected) / (SPREAD_DEG + SPREAD_SHARE * np.abs(expected))
    if typical.move.out == 0.0 and report.repetitions[0].side is Side.BOTH:
        apart[6] = np.nan
    apart = apart[np.isfinite(apart)]
    main = 4 + int(np.abs(expected[4:]).argmax())
    missing = usual[main] / expected[main] < LEAST_OF_MAIN
    return float(np.exp(-0.5 * np.mean(apart**2))) * (MISSING if missing else 1.0) if len(apart) else 0.0


def _seen(t: Series, repetition: Repetition, postures: dict[str, Series], *, marching: bool) -> list[float]:
    side = Side.LEFT if repetition.side is Side.BOTH else repetition.side
    start, turn, end = np.searchsorted(t, [repetition.start_s, repetition.peak_s, repetition.end_s])
    if marching:
        # The turn of one leg and the other lies between the two, where nothing is far out: ask where this leg is.
        away = np.abs(postures[f"hip {side}"][start : end + 1] - postures[f"hip {side}"][start])
        turn = start + int(np.nan_to_num(away).argmax()) if len(away) else turn

    def at(name: str, place: int) -> float:
        part = postures[name][max(place - 2, 0) : place + 3]
        part = part[np.isfinite(part)]
        return float(part.mean()) if len(part) else float("nan")

    def change(name: str) -> float:
        return at(name, int(turn)) - at(name, int(start))

    hips = change(f"hip {side}"), change(f"hip {side.other}")
    knees = change(f"knee {side}"), change(f"knee {side.other}")
    if repetition.side is Side.BOTH and abs(hips[0] + knees[0]) < abs(hips[1] + knees[1]):
        hips, knees = hips[::-1], knees[::-1]
    rest = [(at(f"{name} left", int(start)) + at(f"{name} right", int(start))) / 2 for name in ("hip", "knee")]
    out = (change("out left") + change("out right")) / 2 if repetition.side is Side.BOTH else change(f"out {side}")
    faced = at("facing", int(start))
    return [at("trunk", int(start)), faced, *rest, *hips, out, *knees, change("spread"), change("trunk")]


def _steadiness(report: Report, seconds: float, lead_s: float) -> float:
    """How much of the recording the movements fill, and how alike their ranges are, 0..1."""
    ranges = np.array([repetition.range_deg for repetition in report.repetitions])
    moving = sum(repetition.end_s - repetition.start_s - 2 * lead_s for repetition in report.repetitions) / seconds
    alike = 1.0 - min(float(np.std(ranges) / np.median(ranges)), 1.0)
    return float(alike**0.5 * min(max(moving, 0.0), 1.0) ** 0.5)
