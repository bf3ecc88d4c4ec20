"""How well each landmark can be seen: not through the body, and not outside the picture."""

import numpy as np

from coxa.body.synth.landmarks import ARMS, INDEX, LANDMARKS, LEGS, TRUNK, Floats

SEEN, HIDDEN, OUTSIDE = 0.98, 0.22, 0.05
"""Visibility of a landmark in plain sight, behind the body (0.2 to 0.5 in a real side view), and out of the picture."""
STEP_S = 0.1
"""Who hides whom is worked out so often and drawn straight between; our design choice for speed."""
BORDER = 0.04
"""Over this share of the picture beyond its border, visibility fades; our design choice."""

_LIMBS = (
    ("left_hip", "left_knee", 0.075),
    ("right_hip", "right_knee", 0.075),
    ("left_knee", "left_ankle", 0.050),
    ("right_knee", "right_ankle", 0.050),
)
_TRUNK_RADIUS = 0.12
"""Radii in metres of what hides: capsules as thick as a slim adult's trunk, thigh and calf; our design choice."""

_WATCHED = np.array((*TRUNK, *ARMS, *LEGS))


def _own() -> Floats:
    own = np.zeros((len(_LIMBS) + 1, len(_WATCHED)))
    for limb, (start, end, _) in enumerate(_LIMBS):
        side = start.split("_")[0]
        lower = LEGS if end.endswith("ankle") else ()
        names = {INDEX[start], INDEX[end], *(n for n in lower if LANDMARKS[n].startswith(side))}
        own[limb] = np.isin(_WATCHED, list(names))
    own[-1] = np.isin(_WATCHED, TRUNK)
    return own.astype(float)


_OWN = _own()
"""1 where a landmark belongs to the limb (limbs + trunk, watched), which then cannot hide it. Shoulders and hips of the
far side stay visible to BlazePose in a real side view."""


def hidden_share(seen: Floats) -> Floats:
    """Return by how much (33, frames) each landmark is behind the body: 0 in plain sight, 1 fully hidden.

    `seen` (3, 33, frames) are landmarks in camera axes, in metres.
    """
    left, right = ([INDEX[f"{side}_{part}"] for part in ("shoulder", "hip")] for side in ("left", "right"))
    trunk = (seen[:, left] + seen[:, right]) / 2
    starts = np.stack([*(seen[:, INDEX[start]] for start, _, _ in _LIMBS), trunk[:, 0]], axis=1)
    ends = np.stack([*(seen[:, INDEX[end]] for _, end, _ in _LIMBS), trunk[:, 1]], axis=1)
    radius = np.array([*(size for _, _, size in _LIMBS), _TRUNK_RADIUS])[:, None, None]
    depth = np.maximum(seen[2], 0.05)
    points = (seen[:2] / depth)[:, None, _WATCHED]
    first, last = starts[:2] / np.maximum(starts[2], 0.05), ends[:2] / np.maximum(ends[2], 0.05)
    along = (last - first)[:, :, None]
    length = np.maximum((along**2).sum(axis=0), 1e-9)
    share = np.clip(((points - first[:, :, None]) * along).sum(axis=0) / length, 0, 1)
    miss = points - first[:, :, None] - along * share
    near = starts[2][:, None] + (ends[2] - starts[2])[:, None] * share
    distance = np.sqrt((miss**2).sum(axis=0)) * near
    behind = np.clip((depth[None, _WATCHED] - near) / radius - 0.5, 0, 1)
    cover = np.clip((radius - distance) / (0.5 * radius), 0, 1) * behind * (1 - _OWN[:, :, None])
    hidden = np.zeros(seen.shape[1:])
    hidden[_WATCHED] = cover.max(axis=0)
    return hidden


def visibility_of(seen: Floats, picture: Floats, t: Floats) -> Floats:
    """Return the visibility (33, frames) of landmarks in camera axes `seen` and in the `picture` (2, 33, frames)."""
    step = max(1, round(STEP_S / max(float(np.median(np.diff(t))), 1e-3))) if len(t) > 1 else 1
    chosen = np.unique(np.append(np.arange(0, len(t), step), len(t) - 1))
    parts = np.array_split(chosen, 1 + len(chosen) // 256)
    hidden = np.concatenate([hidden_share(seen[:, :, part]) for part in parts], axis=1)
    late = np.clip(np.searchsorted(chosen, np.arange(len(t))), 1, max(1, len(chosen) - 1))
    if len(chosen) > 1:
        gap = chosen[late] - chosen[late - 1]
        share = (np.arange(len(t)) - chosen[late - 1]) / gap
        hidden = hidden[:, late - 1] * (1 - share) + hidden[:, late] * share
    visible = SEEN - (SEEN - HIDDEN) * hidden
    beyond = np.maximum(np.abs(picture[0] - 0.5), np.abs(picture[1] - 0.5)) - 0.5
    inside = np.clip(1 - beyond / BORDER, 0, 1)
    return np.asarray(OUTSIDE + (visible - OUTSIDE) * inside)
