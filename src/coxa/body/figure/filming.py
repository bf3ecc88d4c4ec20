"""Film the figure with the viewer itself, pose by pose, from where a camera stands. Developers only."""

import base64
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coxa.body.figure.build import SERVED
from coxa.body.figure.pictures import viewer
from coxa.body.figure.source import Floats

if TYPE_CHECKING:
    from PIL.Image import Image

_SET_UP = """async ([motion, body, width, height, view]) => {
  const { Stage } = await import("/stage.js");
  const canvas = document.querySelector("canvas");
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const stage = new Stage(canvas, { folder: "/", preserve: true });
  stage.ratio = 1;
  stage.still = true;
  await stage.show(`/motions/${motion}.json`, body);
  stage.data = { ...stage.data, props: [], muscles: {} };
  stage._setProps();
  stage._aim = () => stage.look(view.eye, view.look_at, view.upright_deg, width / height);
  window.film = ([rotation, position]) => {
    stage.motion.at = () => ({ rotation, position });
    stage.draw();
    return canvas.toDataURL("image/png");
  };
}"""


@dataclass(frozen=True, slots=True)
class View:
    """Where a camera stands and looks (metres), how much it sees from top to bottom (degrees), and its picture."""

    eye: tuple[float, float, float]
    look_at: tuple[float, float, float]
    upright_deg: float
    width: int
    height: int


def filmed(
    body: str, rotation: Floats, position: Floats, view: View, motion: str, served: Path = SERVED
) -> Iterator["Image"]:
    """Yield the pictures of a body in segments' `rotation` (S, 4, F; w first) and joints' `position` (S, 3, F).

    `motion` names an exercise, whose lamp and ground are taken; its props are left out.

    Raises:
        InputError: when no browser is installed.

    """
    from PIL import Image  # noqa: PLC0415

    seen: dict[str, Any] = {"eye": view.eye, "look_at": view.look_at, "upright_deg": view.upright_deg}
    with viewer(served) as page:
        page.evaluate(_SET_UP, [motion, body, view.width, view.height, seen])
        for frame in range(rotation.shape[2]):
            turns = rotation[:, [1, 2, 3, 0], frame].tolist()
            address = page.evaluate("pose => window.film(pose)", [turns, position[:, :, frame].tolist()])
            yield Image.open(io.BytesIO(base64.b64decode(address.split(",", 1)[1]))).convert("RGB")
