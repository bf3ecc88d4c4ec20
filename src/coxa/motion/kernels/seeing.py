"""A quick look at many frames in which nothing is odd."""

import math

import numpy as np

from coxa.motion.kernels.compiling import BLOCK, LINE, ROWS, Array, compiled, part


@part
def _bones(space: Array, start: int, i: int) -> tuple[float, float]:
    """The lengths together of the bones from the points `start` and after, left and right, and right over left."""
    end = start + 2
    x, y, z = space[0, end, i] - space[0, start, i], space[1, end, i] - space[1, start, i], 0.0
    z = space[2, end, i] - space[2, start, i]
    left = math.sqrt(x * x + y * y + z * z)
    start, end = start + 1, end + 1
    x, y = space[0, end, i] - space[0, start, i], space[1, end, i] - space[1, start, i]
    z = space[2, end, i] - space[2, start, i]
    right = math.sqrt(x * x + y * y + z * z)
    return left + right, right / left


@part
def _in_picture(picture: Array, space: Array, visible: Array, edges: Array, least: Array, both: bool) -> bool:
    left, right, top, bottom = edges
    surely, least_visible, least_point, least_far = least
    bad = 0
    for p in range(8):
        for i in range(picture.shape[2]):
            x, y = picture[0, p, i], picture[1, p, i]
            inside = (left <= x) & (x <= right) & (top <= y) & (y <= bottom)
            bad += 0 if inside & (abs(space[0, p, i] + space[1, p, i]) < np.inf) else 1
    for i in range(visible.shape[1]):
        a, b, c, d = visible[0, i], visible[2, i], visible[4, i], visible[6, i]
        one, one_least = (((a + b) + c) + d) / 4.0 * surely, min(a, b, c, d) * surely
        a, b, c, d = visible[1, i], visible[3, i], visible[5, i], visible[7, i]
        two, two_least = (((a + b) + c) + d) / 4.0 * surely, min(a, b, c, d) * surely
        seen = (one >= least_visible) & (one_least >= least_point)
        seen |= (two >= least_visible) & (two_least >= least_point)
        seen &= (not both) | ((one >= least_far) & (two >= least_far))
        bad += 0 if seen else 1
    return bad == 0


@part
def _follows(t: Array, before_s: float, old: Array, new: Array, limits: Array) -> bool:
    surely, (fastest, longest_step, jump, smallest, moved_most, least_apart) = limits[0], limits[4:10]
    bad = 0
    for i in range(t.shape[0]):
        since = t[i] - (before_s if i == 0 else t[i - 1])
        allowed = max(fastest * min(since, longest_step), jump)
        sx, sy = (new[0, 0, i] + new[0, 1, i]) * 0.5, (new[1, 0, i] + new[1, 1, i]) * 0.5
        hx, hy = (new[0, 2, i] + new[0, 3, i]) * 0.5, (new[1, 2, i] + new[1, 3, i]) * 0.5
        size = max((sx - hx) ** 2 + (sy - hy) ** 2, smallest)
        sx -= (old[0, 0, i] + old[0, 1, i]) * 0.5
        sy -= (old[1, 0, i] + old[1, 1, i]) * 0.5
        hx -= (old[0, 2, i] + old[0, 3, i]) * 0.5
        hy -= (old[1, 2, i] + old[1, 3, i]) * 0.5
        most = surely * allowed * allowed * size
        near = (sx * sx + sy * sy < most) & (hx * hx + hy * hy < most)
        stay = apart = 0.0
        for p in range(4, 8):
            x, y = new[0, p, i] - old[0, p, i], new[1, p, i] - old[1, p, i]
            stay += x * x + y * y
        for p in range(4, 8, 2):
            x, y = new[0, p, i] - new[0, p + 1, i], new[1, p, i] - new[1, p + 1, i]
            apart += 2.0 * (x * x + y * y)
        bad += 0 if near & ((stay < surely * moved_most * apart) | (apart < surely * least_apart)) else 1
    return bad == 0


@part
def _one_body(space: Array, surely: float, limits: Array) -> bool:
    same_low, same_high, thigh_low, thigh_high, shank_low, shank_high, widest = limits
    bad = 0
    for i in range(space.shape[2]):
        trunk, _ = _bones(space, 0, i)
        thigh, thighs = _bones(space, 2, i)
        shank, shanks = _bones(space, 4, i)
        x, y, z = space[0, 4, i] - space[0, 5, i], space[1, 4, i] - space[1, 5, i], space[2, 4, i] - space[2, 5, i]
        knees, of_trunk, of_thigh = widest * 0.5 * thigh, thigh / trunk, shank / thigh
        good = (same_low < thighs * surely) & (thighs < same_high * surely)
        good &= (same_low < shanks * surely) & (shanks < same_high * surely)
        good &= (thigh_low < of_trunk * surely) & (of_trunk < thigh_high * surely)
        good &= (shank_low < of_thigh * surely) & (of_thigh < shank_high * surely)
        bad += 0 if good & (x * x + y * y + z * z < surely * knees * knees) else 1
    return bad == 0


@compiled(f"boolean({LINE}, float64, float64[:, :, :], {BLOCK}, {BLOCK}, {ROWS}, {LINE}, boolean, boolean)")
def well(
    t: Array,
    before_s: float,
    before: Array,
    picture: Array,
    space: Array,
    visible: Array,
    limits: Array,
    metric: bool,
    both: bool,
) -> bool:
    """Whether every frame is surely one body that can be seen, as `Sight` says with these `limits`.

    `before` (2, 8, 1) is the picture of the frame before the first, at `before_s`.
    """
    if not _in_picture(picture, space, visible, limits[:4], limits[4:8], both):
        return False
    if metric and not _one_body(space, limits[4], limits[14:]):
        return False
    return _follows(t[:1], before_s, before, picture[:, :, :1], limits[4:14]) and _follows(
        t[1:], t[0], picture[:, :, :-1], picture[:, :, 1:], limits[4:14]
    )
