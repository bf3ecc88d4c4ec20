"""Loops over signals, a moment after the other."""

import math
from typing import TypeAlias

import numpy as np

from coxa.motion.kernels.compiling import LINE, ROWS, Array, compiled, part

Found: TypeAlias = tuple[int, int, float, bool]

FOUND = "Tuple((int64, int64, float64, boolean))"


@compiled(f"void({LINE}, {ROWS}, float64[:], float64, int64, float64, float64, float64, {ROWS})")
def even(
    t: Array,
    values: Array,
    before: Array,
    origin: float,
    first: int,
    rate: float,
    longest: float,
    tiny: float,
    out: Array,
) -> None:
    """Values at even moments from those at the times `t`, whose first belongs to `before` where that has a value."""
    count, shift = out.shape[1], t.shape[0] - values.shape[1]
    left, share = np.empty(count, np.int64), np.empty(count)
    place, last = 0, t.shape[0] - 2
    for moment in range(count):
        at = origin + (first + moment) / rate
        while place < last and t[place + 1] <= at:
            place += 1
        step, since = t[place + 1] - t[place], at - t[place]
        part = since / step
        part = 0.0 if part < 0.0 else (1.0 if part > 1.0 else part)
        if step > longest:
            part = np.nan
        if abs(since) < tiny:
            part = 0.0
        if abs(at - t[place + 1]) < tiny:
            part = 1.0
        left[moment], share[moment] = place - shift, part
    for row in range(out.shape[0]):
        for moment in range(count):
            at, part = left[moment], share[moment]
            one = before[row] if at < 0 else values[row, at]
            two = values[row, at + 1]
            out[row, moment] = one if part == 0.0 else (two if part == 1.0 else one + (two - one) * part)


@compiled(f"void({ROWS}, float64[:, :], float64, float64, float64, {ROWS})")
def smooth(tail: Array, values: Array, edge: float, shoulder: float, middle: float, out: Array) -> None:
    """A triangle of five over the medians of three, of `tail` and then `values` (rows, moments)."""
    before, count = tail.shape[1], values.shape[1]
    whole, quiet = np.empty(before + count), np.empty(before + count - 2)
    for row in range(out.shape[0]):
        whole[:before], whole[before:] = tail[row], values[row]
        for i in range(quiet.shape[0]):
            one, two, three = whole[i], whole[i + 1], whole[i + 2]
            low = one if one < two else two
            high = two if one < two else one
            high = high if high < three else three
            value = low if low > high else high
            quiet[i] = np.nan if math.isnan(one) or math.isnan(two) or math.isnan(three) else value
        for i in range(count):
            total = quiet[i] * edge
            total += quiet[i + 1] * shoulder
            total += quiet[i + 2] * middle
            total += quiet[i + 3] * shoulder
            total += quiet[i + 4] * edge
            out[row, i] = total


@compiled(f"Tuple((int64, int64))({LINE}, {LINE}, {LINE}, int64, int64, float64, float64, {LINE})")
def trust(
    x: Array, y: Array, z: Array, total: int, count: int, begins: float, width: float, out: Array
) -> tuple[int, int]:
    """What `Signals` trusts the picture, from the line of the hips, and the sums it goes on with."""
    for i in range(out.shape[0]):
        away = abs(z[i]) / math.sqrt(x[i] * x[i] + y[i] * y[i] + z[i] * z[i])
        if abs(away) < np.inf:
            total += int(away * 1024.0)
            count += 1
        share = (total / max(count, 1) / 1024.0 - begins) / width
        out[i] = 0.0 if share < 0.0 else (1.0 if share > 1.0 else share)
    return total, count


@compiled(f"void({LINE}, {LINE}, {LINE}, {LINE}, float64, {LINE})")
def mean(left: Array, right: Array, own: Array, other: Array, least: float, out: Array) -> None:
    """The mean of both sides by how well each is seen; where it is unknown, the larger one that is known."""
    for i in range(out.shape[0]):
        first = least if own[i] <= least else own[i]
        second = least if other[i] <= least else other[i]
        first, second = first * first, second * second
        value = (left[i] * first + right[i] * second) / (first + second)
        if math.isnan(value):
            value = left[i] if math.isnan(right[i]) or left[i] > right[i] else right[i]
        out[i] = value


@compiled(f"{FOUND}({LINE}, int64, float64, float64)")
def rest(values: Array, place: int, low: float, rise: float) -> Found:
    """From `place` on until the signal is `rise` above its lowest value: where, the lowest since (-1: before), its
    value, and whether it got there."""
    lowest = -1
    for now in range(place, values.shape[0]):
        value = values[now]
        if value < low:
            lowest, low = now, value
        elif value - low >= rise:
            return now, lowest, low, True
    return values.shape[0], lowest, low, False


@compiled(f"{FOUND}({LINE}, int64, float64, float64, float64, float64)")
def out(values: Array, place: int, high: float, base: float, least: float, turned: float) -> Found:
    """From `place` on until the signal has come back by `least` and by the share `turned` of its way from `base`."""
    highest = -1
    for now in range(place, values.shape[0]):
        value = values[now]
        if value > high:
            highest, high = now, value
        elif high - value >= least and high - value >= turned * (high - base):
            return now, highest, high, True
    return values.shape[0], highest, high, False


@compiled(f"{FOUND}({LINE}, int64, int64, float64, float64, float64, int64)")
def back(values: Array, place: int, lowest: int, low: float, home: float, rise: float, still: int) -> Found:
    """From `place` on until the signal is `home`, leaves its lowest value by `rise`, or stays above it for `still`."""
    for now in range(place, values.shape[0]):
        value = values[now]
        if value < low:
            lowest, low = now, value
        if value <= home or value - low >= rise or now - lowest >= still:
            return now + 1, lowest, low, True
    return values.shape[0], lowest, low, False


@part
def _last_below(values: Array, level: float, until: int) -> int:
    at = until
    while at >= 0 and not values[at] < level:
        at -= 1
    return at


@part
def _upward(values: Array, level: float, until: int) -> float:
    at = _last_below(values, level, min(until, values.shape[0] - 1))
    if at < 0:
        return 0.0
    if at + 1 >= values.shape[0]:
        return float(at)
    step = values[at + 1] - values[at]
    return at + (level - values[at]) / step if step > 0 else float(at)


@compiled(f"Tuple((int64, int64, float64))({LINE}, int64, int64, float64, float64, float64)")
def held(values: Array, until: int, top: int, low: float, back_low: float, high: float) -> tuple[int, int, float]:
    """What the same function of `coxa.motion.bounds` gives."""
    start, end = _last_below(values, low + 0.8 * (high - low), top - 1) + 1, top
    level = back_low + 0.8 * (high - back_low)
    while end < until and values[end] >= level:
        end += 1
    quarter, total = (end - start) // 4, 0.0
    first, last = start + quarter, max(end - quarter, start + quarter + 1)
    for at in range(first, last):
        total += values[at]
    return start, end, total / (last - first)


@compiled(f"Tuple((float64, float64, float64))({LINE}, int64, float64, float64, float64, {LINE})")
def way(values: Array, top: int, turn: float, low: float, high: float, shares: Array) -> tuple[float, float, float]:
    """What the same function of `coxa.motion.bounds` gives, whose numbers are `shares`."""
    visible, fifths, steep_from, steep_to, reach, rise, area, shortest, level = shares
    if high <= low or top < 1:
        return float(top), shortest, low
    length = high - low
    middle = _upward(values, low + 0.5 * length, top)
    fifth = _upward(values, low + 0.2 * length, math.ceil(middle))
    at = int(middle)
    while at < top and not values[at] >= low + 0.8 * length:
        at += 1
    whole = max((_upward(values, low + 0.8 * length, at) - fifth) / fifths, shortest)
    start = middle - visible * whole
    if start >= level // 2:
        first, last, rest = max(int(start) - int(level), 0), int(start), 0.0
        for at in range(first, last):
            rest += values[at]
        low = max(low, min(rest / (last - first), low + 0.3 * length))
    first = max(round(middle - reach * whole), 0)
    last = min(round(middle + reach * whole), max(round(turn), math.ceil(middle) + 1), values.shape[0] - 1)
    if last - first < 2:
        return middle, whole, low
    length, done, squared = high - low, 0.0, 0.0
    for at in range(first, last + 1):
        share = (values[at] - (low + steep_from * length)) / ((steep_to - steep_from) * length)
        share = min(max(share, 0.0), 1.0)
        done += share
        squared += share * share
    whole = max((done - squared) / area, shortest)
    return last + 0.5 - done + (0.5 - rise) * whole, whole, low
