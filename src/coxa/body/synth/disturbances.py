"""What goes wrong between a person and their landmarks, named and dosed."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from coxa.body.synth.landmarks import MIRROR, PARTS, Floats, Indices
from coxa.errors import Fault, InputError


class Trouble(StrEnum):
    """What can go wrong for a while; the value is also the reason given in the truth."""

    HIDDEN = "hidden"
    SWAPPED = "sides swapped"
    SECOND_PERSON = "second person"
    NOBODY = "nobody found"
    GAP = "no frames"
    DARK = "too dark"
    OUTSIDE = "out of picture"


@dataclass(frozen=True, slots=True)
class Spell:
    """One trouble from `start_s` to `end_s`, of a part of the body (a name of `landmarks.PARTS`)."""

    trouble: Trouble
    start_s: float
    end_s: float
    part: str = "all"

    def __post_init__(self) -> None:
        if self.part not in PARTS:
            fault = Fault(f"part {self.part!r}", "no such part of the body", f"use one of {', '.join(PARTS)}")
            raise InputError((fault,))


@dataclass(frozen=True, slots=True)
class Disturbances:
    """How far a recording is from perfect.

    `noise` scales all errors of landmarks (1 as measured, 0 none). Of the frames, `dropped` are missing, `doubled`
    come twice, `empty` hold no person (NaN), and `holes` is the share of single landmarks that are NaN. `jitter_s`
    scatters the time stamps, which stay in order. `world_scale` is the spread of BlazePose's guess of a person's size.
    `low_light` (0..1) makes everything tremble, fades visibility and loses frames. `spells` begin and end.
    """

    noise: float = 1.0
    dropped: float = 0.0
    doubled: float = 0.0
    empty: float = 0.0
    holes: float = 0.0
    jitter_s: float = 0.0
    world_scale: float = 0.0
    low_light: float = 0.0
    occlusion: bool = True
    spells: tuple[Spell, ...] = ()


CLEAN = Disturbances(noise=0.0, occlusion=False)
"""Landmarks without any error."""
USUAL = Disturbances(noise=1.0, dropped=0.01, jitter_s=0.003, world_scale=0.04)
"""A laptop in a living room; frames lost and late in shares that are our design choice."""
POOR = Disturbances(
    noise=1.3, dropped=0.08, doubled=0.02, empty=0.02, holes=0.002, jitter_s=0.010, world_scale=0.08, low_light=0.4
)
"""An old phone in the evening; our design choice."""

DARK_NOISE, DARK_FADE, DARK_LOSS = 2.0, 0.45, 0.15
"""What darkness adds to noise, takes from visibility, and loses of frames at most; our design choice."""


def random_spells(duration_s: float, per_minute: float, rng: np.random.Generator) -> tuple[Spell, ...]:
    """Draw troubles for a recording: how many is Poisson, each lasts 0.7 to 3 s, and none overlap."""
    count = int(rng.poisson(per_minute * duration_s / 60))
    starts = np.sort(rng.uniform(0, max(duration_s - 3, 0.1), count))
    kinds = (
        (Trouble.HIDDEN, ("legs", "left_leg", "right_leg", "lower", "all")),
        (Trouble.SWAPPED, ("legs", "all")),
        (Trouble.SECOND_PERSON, ("upper", "all")),
        (Trouble.NOBODY, ("all",)),
        (Trouble.GAP, ("all",)),
    )
    spells: list[Spell] = []
    for start in starts:
        trouble, parts = kinds[int(rng.integers(len(kinds)))]
        part = parts[int(rng.integers(len(parts)))]
        end = float(start + rng.uniform(0.7, 3.0))
        if not spells or start > spells[-1].end_s + 1.0:
            spells.append(Spell(trouble, float(start), end, part))
    return tuple(spells)


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What pose estimation shows: `picture` (3, 33, frames), `world` (3, 33, frames), `visibility` (33, frames)."""

    picture: Floats
    world: Floats
    visibility: Floats

    def during(self, spell: Spell, t: Floats, other: "Shown | None", rng: np.random.Generator) -> None:
        """Spoil the frames of a spell; `other` is the second person's landmarks at the same times."""
        frames = np.flatnonzero((t >= spell.start_s) & (t < spell.end_s))
        part = np.array(PARTS[spell.part])
        rows, here = part[:, None], frames[None]
        if spell.trouble is Trouble.HIDDEN:
            self.visibility[rows, here] = rng.uniform(0.02, 0.25, (len(part), len(frames)))
            self._scatter(rows, here, rng)
        elif spell.trouble is Trouble.SWAPPED:
            for values in (self.picture, self.world, self.visibility[None]):
                values[:, rows, here] = values[:, MIRROR[rows], here]
        elif spell.trouble is Trouble.SECOND_PERSON and other is not None:
            self.visibility[rows, here] = np.maximum(other.visibility[rows, here], 0.85)
            self.picture[:, rows, here] = other.picture[:, rows, here]
            self.world[:, rows, here] = other.world[:, rows, here]
        elif spell.trouble is Trouble.DARK:
            self.visibility[rows, here] *= 1 - DARK_FADE
            self._scatter(rows, here, rng)
        elif spell.trouble is Trouble.NOBODY:
            self.lose(frames)

    def lose(self, frames: Indices) -> None:
        """Make `frames` (numbers, or a flag for each) empty: nobody was found, all values are NaN."""
        for values in (self.picture, self.world, self.visibility[None]):
            values[:, :, frames] = np.nan

    def _scatter(self, rows: Indices, here: Indices, rng: np.random.Generator) -> None:
        """Let landmarks wander as an estimator guesses them: by 12 cm or 8 % of the picture; our design choice."""
        shape = (3, rows.shape[0])
        wander = rng.standard_normal((*shape, 1)) + 0.3 * rng.standard_normal((*shape, here.shape[1]))
        self.world[:, rows, here] += 0.12 * wander
        self.picture[:, rows, here] += 0.08 * wander


def kept_frames(t: Floats, disturbances: Disturbances, rng: np.random.Generator) -> tuple[Indices, Floats]:
    """Return which frames arrive, as numbers into `t` (doubled ones twice), and their time stamps in order."""
    chances = rng.random((2, len(t)))
    lost = disturbances.dropped + DARK_LOSS * disturbances.low_light
    arrives = chances[0] >= lost
    for spell in disturbances.spells:
        if spell.trouble is Trouble.GAP:
            arrives &= ~((t >= spell.start_s) & (t < spell.end_s))
    if not arrives.any():
        arrives[:1] = True
    stamps = t + disturbances.jitter_s * np.clip(rng.standard_normal(len(t)), -3, 3)
    times = np.where(arrives, 1 + (chances[1] < disturbances.doubled), 0)
    frames = np.repeat(np.arange(len(t)), times)
    return frames, np.maximum.accumulate(np.maximum(stamps[frames], 0.0))
