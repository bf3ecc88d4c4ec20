"""The figure that shows an exercise: its pictures, words for those who cannot see them, what the viewer needs."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.translation import gettext as _

from coxa.knowledge.exercise import Exercise
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Side, Sides
from coxa.web.presenters.exercise_names import positions

_SERVED = Path(__file__).parents[1] / "static" / "coxa" / "figure"


@dataclass(frozen=True, slots=True)
class Picture:
    """One still of the movement."""

    src: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What the component needs: pictures first, the moving figure where the browser can draw it."""

    pictures: tuple[Picture, ...]
    motion: str
    folder: str
    side: str
    one_sided: bool
    words: str


def figure(exercise: Exercise, side: Side = Side.RIGHT) -> Figure | None:
    """The figure of `exercise` with `side` working; `None` while there is none."""
    shown = "left" if side is Side.LEFT else "right"
    phases = [phase for phase in ("start", "end") if _has(f"pictures/{exercise.id}-{phase}-{shown}.webp")]
    if not _has(f"motions/{exercise.id}.json") or not phases:
        return None
    captions = {"start": _("Start"), "end": _("As far as it goes")}
    return Figure(
        pictures=tuple(
            Picture(
                src=static(f"coxa/figure/pictures/{exercise.id}-{phase}-{shown}.webp"),
                alt=picture_words(exercise, phase, side),
                caption=captions[phase],
            )
            for phase in phases
        ),
        motion=static(f"coxa/figure/motions/{exercise.id}.json"),
        folder=static("coxa/figure/"),
        side=shown,
        one_sided=exercise.sides is Sides.EACH,
        words=json.dumps(_words(exercise)),
    )


def still(exercise: Exercise, side: Side = Side.RIGHT) -> Picture | None:
    """One picture for lists: as far as the movement goes; `None` while there is none."""
    shown = figure(exercise, side)
    return shown.pictures[-1] if shown else None


def picture_words(exercise: Exercise, phase: str, side: Side) -> str:
    """What a picture shows, in plain words: `phase` is "start" or "end"."""
    if phase == "start":
        words = _("%(name)s, how it starts. %(position)s. %(start)s")
    else:
        words = _("%(name)s, as far as it goes. %(position)s. %(step)s")
    told = words % {
        "name": exercise.name,
        "position": positions()[exercise.position],
        "start": exercise.start,
        "step": exercise.steps[_furthest(exercise.id)],
    }
    if exercise.sides is Sides.EACH:
        working = _("The left side works.") if side is Side.LEFT else _("The right side works.")
        return f"{told} {working}"
    return told


@cache
def _furthest(exercise_id: str) -> int:
    """The step that is most likely the far point: the last that does not lead back, by its English words."""
    back = ("lower", "back", "return", "repeat", "change", "then do", "do all", "hold", "rest", "breathe", "stop")
    far = [
        number
        for number, step in enumerate(shipped().exercises[exercise_id].steps)
        if not any(word in step.lower() for word in back)
    ]
    return far[-1] if far else 0


@cache
def _has(name: str) -> bool:
    return (_SERVED / name).is_file()


def _words(exercise: Exercise) -> dict[str, object]:
    """Every word the viewer shows or says."""
    name = _("A moving figure shows: %(name)s. The arrow keys turn it. The same is told in the steps on this page.")
    return {
        "canvas": name % {"name": exercise.name},
        "play": _("Play"),
        "pause": _("Pause"),
        "slow": _("Slow motion"),
        "inside": _("Look inside"),
        "left": _("Left side"),
        "right": _("Right side"),
        "turn_left": _("Turn to the left"),
        "turn_right": _("Turn to the right"),
        "turn_up": _("Look more from above"),
        "turn_down": _("Look less from above"),
        "reset": _("Back to the first view"),
        "group_play": _("Play the movement"),
        "group_side": _("Which side works"),
        "group_turn": _("Turn the figure"),
        "person": _("Who shows it"),
        "body": _("Person"),
        "bodies": bodies(),
        "skin": _("Skin"),
        "skins": skins(),
    }


def bodies() -> dict[str, str]:
    """Who can show the exercises."""
    return {"woman_older": _("Older woman"), "man": _("Man"), "woman": _("Younger woman")}


def skins() -> dict[str, str]:
    """The skin of who shows them."""
    return {"light": _("Light"), "fair": _("Fair"), "tan": _("Tan"), "brown": _("Brown"), "dark": _("Dark")}
