"""Write what the viewer plays: the turns of all segments over time, phases, props, camera, and the muscles at work."""

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coxa.body.figure.masks import GROUP_OF
from coxa.body.figure.skeleton import JOINTS, PARENTS
from coxa.body.figure.source import Floats
from coxa.body.trajectory import SEGMENTS, SIDES, Trajectory, rotate
from coxa.knowledge.exercise import Exercise
from coxa.knowledge.movement import Movement, PropKind
from coxa.knowledge.vocabulary import Position, Sides

EVERY = 2
"""Of the solver's 25 frames a second every second one is kept; the viewer fills in between."""
TENTH_MM = 1e-4
WEIGHT_OF_ROLE = {"prime": 1.0, "helper": 0.5}
STANCE = 0.6
"""How much the side muscle of the leg one stands on shows: it holds the pelvis level (our design choice)."""
MOST_BYTES = 40 * 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a motion file is made from; walking has no exercise."""

    trajectory: Trajectory
    movement: Movement
    kinds: dict[str, PropKind]
    exercise: Exercise | None


def write(path: Path, shown: Shown) -> int:
    """Write a motion file and return its size in bytes."""
    text = json.dumps(motion(shown), separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
    return len(text) + 1


def motion(shown: Shown) -> dict[str, Any]:
    """The motion as the viewer reads it."""
    trajectory = shown.trajectory
    frames = _kept(len(trajectory.t))
    turns, places = trajectory.rotation[frames], trajectory.position[frames]
    return {
        "exercise": trajectory.exercise,
        "working": trajectory.working,
        "digest": trajectory.digest,
        "step_s": round(float(trajectory.t[frames[1]] - trajectory.t[frames[0]]), 4),
        "turns": _packed(turns * 32767),
        "root": _packed(places[:, 0] / TENTH_MM),
        "shift": _packed(_shank_shift(places, turns) / TENTH_MM),
        "phases": _phases(trajectory),
        "loop": trajectory.loop,
        "props": [_prop(prop.model_dump(), shown.kinds[prop.kind]) for prop in shown.movement.props],
        "camera": shown.movement.camera.model_dump(),
        "muscles": muscles_at_work(shown.exercise),
    }


def muscles_at_work(exercise: Exercise | None) -> dict[str, dict[str, float]]:
    """How strongly each muscle group shows on the right (working) side and on the left, 0 to 1."""
    found: dict[str, dict[str, float]] = {side: {} for side in SIDES}
    if exercise is None:
        return found
    for muscle in exercise.muscles:
        group, level = GROUP_OF.get(muscle.id), WEIGHT_OF_ROLE.get(muscle.role)
        if group is None or level is None:
            continue
        _raise_to(found["right"], group, level)
        if exercise.sides is not Sides.EACH:
            _raise_to(found["left"], group, level)
        elif group == "gluteus_medius" and exercise.position is Position.STANDING:
            _raise_to(found["left"], group, level * STANCE)
    return found


def _raise_to(levels: dict[str, float], group: str, level: float) -> None:
    levels[group] = max(levels.get(group, 0.0), level)


def _kept(count: int) -> list[int]:
    """Every second frame; the last one too, so that the cycle closes."""
    return list(range(0, count, EVERY)) if (count - 1) % EVERY == 0 else list(range(0, count - 1, EVERY))


def _phases(trajectory: Trajectory) -> list[list[str | float]]:
    return [[phase.name, round(phase.start_s, 3), round(phase.end_s, 3)] for phase in trajectory.phases]


def _shank_shift(places: Floats, turns: Floats) -> Floats:
    """How far the knee's centre slides on the thigh as it bends, metres in the thigh's frame, (F, 2 sides, 3)."""
    found = []
    for side in SIDES:
        shank, thigh = SEGMENTS.index(f"shank_{side}"), SEGMENTS.index(PARENTS[f"shank_{side}"])
        back = turns[:, thigh] * (1, -1, -1, -1)
        local = rotate(back, places[:, shank] - places[:, thigh])
        found.append(local - (JOINTS[f"shank_{side}"] - JOINTS[f"thigh_{side}"]))
    return np.stack(found, 1)


def _prop(prop: dict[str, Any], kind: PropKind) -> dict[str, Any]:
    """A prop with the boxes it is made of; empty parts are left out."""
    whole = {**prop, "boxes": [[box.centre, box.size] for box in kind.boxes], "surface": kind.surface}
    return {key: value for key, value in whole.items() if value not in (None, (), [], 0.0)}


def _packed(values: Floats) -> str:
    """Whole numbers of 16 bits, little end first, as base64."""
    return base64.b64encode(np.round(values).astype("<i2").tobytes()).decode("ascii")
