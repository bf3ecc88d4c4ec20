"""The poses a movement asks for: the keyframes' angles as drives, and the smooth way from one to the next."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from coxa.body.kinematics import DRIVES
from coxa.body.trajectory import RATE, Array, Flags, Phase
from coxa.knowledge.anatomy import ARM_PRESETS, SIDED_ANGLES
from coxa.knowledge.movement import Changes, Movement

try:
    from scipy.interpolate import CubicSpline
except ImportError:
    CubicSpline = None

ORIENTATIONS: dict[str, Array] = {
    "supine": np.array([[0.0, 0.0, -1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]),
    "prone": np.array([[0.0, 0.0, -1.0], [0.0, -1.0, 0.0], [-1.0, 0.0, 0.0]]),
    "side_lying": np.array([[0.0, 0.0, -1.0], [1.0, 0.0, 0.0], [0.0, -1.0, 0.0]]),
    "hands_and_knees": np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 0.0]]),
}
"""The pelvis' forward, left and up (columns) for bodies that are not upright; lying, the head is at -x."""

ARM_ANGLES = SIDED_ANGLES[6:]
_PLACES = {"forward": 0, "left": 1, "up": 2}

_GIVEN_DEG = 2.0
_FREE_DEG = {
    "ankle": 15.0,
    "toe": 25.0,
    "subtalar": 12.0,
    "pelvis": 3.0,
    "lumbar": 3.0,
    "neck_flexion": 8.0,
    "neck": 3.0,
    "knee": 5.0,
}
_OTHER_FREE_DEG = 9.0
_HOLDING_ARM_DEG = 22.0
"""How far an angle may give way: given ones little, free ones so that the back stays straight (our design choice)."""
_FREE_PLACE_M = (0.10, 0.10, 1.0)
_GIVEN_PLACE_M = 0.005


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """What the keyframes ask for: drives (K, D), and how far each may give way (K, D), metres and radians."""

    drives: Array
    give: Array


def targets(movement: Movement, fault: str | None = None) -> Targets:
    """The drives every keyframe asks for; an angle that is not named keeps its value from the keyframe before."""
    changes = _fault_changes(movement, fault)
    drives, given = np.zeros(len(DRIVES)), np.zeros(len(DRIVES), dtype=bool)
    rows, named = [], []
    for keyframe in movement.keyframes:
        _apply(keyframe, drives, given)
        row, row_given = drives.copy(), given.copy()
        for change in changes.get(keyframe.name, ()):
            _apply(change, row, row_given)
        rows.append(row)
        named.append(row_given)
    give = np.tile(_give(np.any(named, axis=0)), (len(rows), 1))
    for hand in movement.hands:
        side = hand.hand.removeprefix("hand_")
        give[:, [DRIVES.index(f"{name}_{side}") for name in ARM_ANGLES]] = np.radians(_HOLDING_ARM_DEG)
    return Targets(np.array(rows), give)


def knees_fall(movement: Movement, fault: str | None) -> bool:
    """Whether a fault turns the thighs, so that standing feet must roll and turn on their heels.

    The shank of the model does not turn under a bent knee: over a foot that stays flat, no knee could fall inward.
    """
    changes = [one for some in _fault_changes(movement, fault).values() for one in some]
    return any("hip_rotation" in part for one in changes for part in (one.both, one.working, one.other))


def orientation(movement: Movement) -> Array:
    """The declared direction of the pelvis, (3, 3)."""
    return ORIENTATIONS.get(movement.orientation, np.eye(3))


def times(movement: Movement) -> Array:
    """The times of all frames, (F,) seconds."""
    last = movement.keyframes[-1]
    return np.arange(round((last.at_s + last.hold_s) * RATE) + 1) / RATE


def between(movement: Movement, values: Array, t: Array) -> Array:
    """Lead keyframe values (K, D) over time (F, D): minimum jerk from stop to stop, a spline through what lies between.

    Minimum jerk after Flash and Hogan 1985 (doi:10.1523/JNEUROSCI.05-07-01688.1985). When every keyframe is passed
    through, the movement is a loop and the spline closes on itself.
    """
    keyframes = movement.keyframes
    if is_round(movement):
        knots = np.array([keyframe.at_s for keyframe in keyframes])
        closed = np.vstack([values[:-1], values[:1]])
        return np.asarray(CubicSpline(knots, closed, bc_type="periodic")(t))
    out = np.tile(values[-1], (len(t), 1))
    stops = [number for number, keyframe in enumerate(keyframes) if not keyframe.via]
    stops = sorted({0, *stops, len(keyframes) - 1})
    for number in stops:
        keyframe = keyframes[number]
        out[_within(t, keyframe.at_s, keyframe.at_s + keyframe.hold_s)] = values[number]
    for first, last in pairwise(stops):
        start, end = keyframes[first].at_s + keyframes[first].hold_s, keyframes[last].at_s
        moving = _within(t, start, end)
        if last == first + 1:
            out[moving] = values[first] + minimum_jerk((t[moving] - start) / (end - start))[:, None] * (
                values[last] - values[first]
            )
        else:
            knots = np.array([start, *(keyframe.at_s for keyframe in keyframes[first + 1 : last + 1])])
            out[moving] = CubicSpline(knots, values[first : last + 1], bc_type="clamped")(t[moving])
    return out


def is_round(movement: Movement) -> bool:
    """Whether the movement never stops, like walking: every keyframe is passed through."""
    return all(keyframe.via for keyframe in movement.keyframes)


def minimum_jerk(part: Array) -> Array:
    """The share of the way done at each share of the time, both 0 to 1."""
    way: Array = part**3 * (10.0 - 15.0 * part + 6.0 * part**2)
    return way


def active(movement: Movement, since: str | None, until: str | None, t: Array) -> Flags:
    """At which frames something holds that lasts from one keyframe to another."""
    start = movement.keyframe(since).at_s if since else 0.0
    last = movement.keyframe(until) if until else movement.keyframes[-1]
    return _within(t, start, last.at_s + last.hold_s)


def phases(movement: Movement) -> tuple[Phase, ...]:
    """Start, out, hold, back and rest, as far as they last."""
    first, last, peak = movement.keyframes[0], movement.keyframes[-1], movement.keyframe(movement.peak)
    marks = {
        "start": (0.0, first.hold_s),
        "out": (first.hold_s, peak.at_s),
        "hold": (peak.at_s, peak.at_s + peak.hold_s),
        "back": (peak.at_s + peak.hold_s, last.at_s),
        "rest": (last.at_s, last.at_s + last.hold_s),
    }
    return tuple(Phase(name, start, end) for name, (start, end) in marks.items() if end > start)


def _within(t: Array, start: float, end: float) -> Flags:
    slack = 0.25 / RATE
    return (t >= start - slack) & (t <= end + slack)


def _fault_changes(movement: Movement, name: str | None) -> dict[str, list[Changes]]:
    changes: dict[str, list[Changes]] = {}
    for fault in movement.faults:
        if fault.name == name:
            for change in fault.changes:
                changes.setdefault(change.keyframe, []).append(change)
    return changes


def _apply(changes: Changes, drives: Array, given: Flags) -> None:
    wanted: dict[str, float] = {}
    if changes.arms is not None:
        preset = ARM_PRESETS[changes.arms]
        wanted |= {f"{name}_{side}": preset.get(name, 0.0) for name in ARM_ANGLES for side in ("right", "left")}
    for part, sides in ((changes.both, ("right", "left")), (changes.working, ("right",)), (changes.other, ("left",))):
        wanted |= {f"{name}_{side}": value for name, value in part.items() for side in sides}
    wanted |= changes.trunk
    for name, value in changes.pelvis.items():
        if name in _PLACES:
            drives[_PLACES[name]] = value
            given[_PLACES[name]] = True
        else:
            wanted[f"pelvis_{name}"] = value
    for name, value in wanted.items():
        number = DRIVES.index(name)
        drives[number] = np.radians(value)
        given[number] = True


def _give(given: Flags) -> Array:
    give = np.empty(len(DRIVES))
    for number, name in enumerate(DRIVES):
        if number < 3:
            give[number] = _GIVEN_PLACE_M if given[number] else _FREE_PLACE_M[number]
        else:
            free = next((value for start, value in _FREE_DEG.items() if name.startswith(start)), _OTHER_FREE_DEG)
            give[number] = np.radians(_GIVEN_DEG if given[number] else free)
    return give
