"""Errors of pose estimation, as numbers: a trembling from frame to frame, and a slow wandering."""

import numpy as np
from numpy.typing import NDArray

from coxa.body.synth.landmarks import HEAD, INDEX, LANDMARKS, Floats

Errors = NDArray[np.float32]

WHITE_M = 0.002
"""Trembling from frame to frame: 1 to 2.5 mm in the world coordinates of a real recording (third differences, median),
up to 4 mm by standard deviation, for both sizes of BlazePose."""
SLOW_M = 0.010
BIAS_M = 0.012
"""Slow error and steady error of a landmark in the picture plane. Together they give a mean error of 4 % of the torso,
the lower end of the 4 to 8 % that BlazePose showed on rendered people; how it splits is our design choice."""
SLOW_S = 0.6
"""How long a slow error lasts; our design choice, half a movement."""
DEEP = 2.5
"""How much larger errors are along the line of sight: 3-D angles were wrong by 7 to 16 degrees where those in the
picture were wrong by 2 to 6."""
UNSEEN = 4.0
"""How much larger errors are where a landmark is not seen at all; our design choice."""


def _weights() -> Floats:
    weights = np.ones(len(LANDMARKS))
    weights[list(HEAD)] = 0.5
    for name, number in INDEX.items():
        if "shoulder" in name or "hip" in name:
            weights[number] = 0.7
        elif "wrist" in name or "ankle" in name:
            weights[number] = 1.2
        elif any(part in name for part in ("pinky", "index", "thumb", "heel")):
            weights[number] = 1.5
    return weights


WEIGHT = _weights()
"""How much larger (33,) the error of each landmark is: small at the face and trunk, large at hands and feet, in the
order seen in a real recording."""


def slow_noise(t: Floats, period_s: float, shape: tuple[int, ...], rng: np.random.Generator) -> Errors:
    """Return wandering noise (*shape, frames) of mean 0 and standard deviation 1 at times `t` (frames,), in order.

    It is white at knots `period_s` apart and smooth between them, so it does not depend on the frame rate.
    """
    if len(t) == 0:
        return np.zeros((*shape, 0), dtype=np.float32)
    place = (t - t[0]) / period_s
    early = place.astype(np.intp)
    knots = rng.standard_normal((*shape, int(early.max()) + 2), dtype=np.float32)
    share = (place - early).astype(np.float32)
    share = share * share * (3 - 2 * share)
    scale = 1 / np.sqrt(share**2 + (1 - share) ** 2)
    noise: Errors = np.take(knots, early, axis=-1)
    noise *= (1 - share) * scale
    late = np.take(knots, early + 1, axis=-1)
    late *= share * scale
    noise += late
    return noise


def landmark_errors(t: Floats, visibility: Floats, rng: np.random.Generator) -> Errors:
    """Return errors (3, 33, frames) in metres along the camera's right, down and depth.

    They grow where `visibility` (33, frames) falls.
    """
    shape = (3, len(LANDMARKS))
    error = slow_noise(t, SLOW_S, shape, rng)
    error *= np.float32(SLOW_M)
    error += np.float32(BIAS_M) * rng.standard_normal((*shape, 1), dtype=np.float32)
    trembling = rng.standard_normal((*shape, len(t)), dtype=np.float32)
    trembling *= np.float32(WHITE_M)
    error += trembling
    error *= (WEIGHT[:, None] * (1 + (UNSEEN - 1) * np.clip(1 - visibility, 0, 1))).astype(np.float32)
    error[2] *= np.float32(DEEP)
    return error
