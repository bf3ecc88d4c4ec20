"""Take the still pictures of every exercise with the viewer itself, in a browser without a window. Developers only."""

import base64
import functools
import http.server
import io
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coxa.body.figure.build import SERVED
from coxa.body.trajectory import SIDES
from coxa.errors import Fault, InputError

WIDTH, HEIGHT, FINER = 480, 360, 2
"""Size of a picture; it is drawn `FINER` times as large and scaled down, so that edges are smooth."""
PHASES = {"start": "start", "end": "hold"}
"""Our names of the pictures, and the phase each shows."""
QUALITY = 88
BODY = "woman_older"

_SOFTWARE = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
_PAGE = f"""<!doctype html><canvas width="{WIDTH * FINER}" height="{HEIGHT * FINER}"></canvas>
<style>body {{ margin: 0 }} canvas {{ width: {WIDTH * FINER}px; height: {HEIGHT * FINER}px }}</style>"""
_SET_UP = """async () => {
  const { Stage } = await import("/stage.js");
  const stage = new Stage(document.querySelector("canvas"), { folder: "/", preserve: true });
  stage.ratio = 1;
  stage.still = true;
  window.take = async ([name, body, side, phase, tone]) => {
    stage.working = side;
    stage.choose(tone);
    await stage.show(`/motions/${name}.json`, body);
    stage.clock.seek(phase);
    stage.draw();
    return document.querySelector("canvas").toDataURL("image/png");
  };
}"""


def take(wanted: tuple[str, ...] = (), served: Path = SERVED) -> dict[str, int]:
    """Take start and end of each wanted exercise (default: all with a motion), both sides; returns the files' sizes.

    Raises:
        InputError: an exercise has no motion, or no browser is installed.
    """
    known = sorted(path.stem for path in (served / "motions").glob("*.json") if path.stem != "WALK")
    unknown = [name for name in wanted if name not in known]
    if unknown:
        advice = "build it first with: coxa body motions"
        raise InputError(tuple(Fault(name, "has no motion", advice) for name in unknown))
    folder = served / "pictures"
    folder.mkdir(exist_ok=True)
    sizes = {}
    with viewer(served) as page:
        for name in wanted or known:
            for side in SIDES:
                for picture, phase in PHASES.items():
                    file = folder / f"{name}-{picture}-{side}.webp"
                    _save(page.evaluate("wanted => window.take(wanted)", [name, BODY, side, phase, "fair"]), file)
                    sizes[file.name] = file.stat().st_size
    return sizes


def contact_sheet(target: Path, served: Path = SERVED, columns: int = 6) -> int:
    """Put all pictures of the right side on one sheet, to be looked at; returns how many."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    files = sorted((served / "pictures").glob("*-right.webp"), key=lambda file: (file.name[:3], "end" in file.name))
    rows = -(-len(files) // columns)
    width, height = WIDTH * 2 // 3, HEIGHT * 2 // 3
    sheet = Image.new("RGB", (columns * width, rows * height), "white")
    words = ImageDraw.Draw(sheet)
    for number, file in enumerate(files):
        place = (number % columns * width, number // columns * height)
        with Image.open(file) as picture:
            sheet.paste(picture.convert("RGB").resize((width, height)), place)
        words.text((place[0] + 6, place[1] + 4), file.stem, fill="black")
    sheet.save(target)
    return len(files)


def _save(address: str, file: Path) -> None:
    from PIL import Image  # noqa: PLC0415

    drawn = Image.open(io.BytesIO(base64.b64decode(address.split(",", 1)[1]))).convert("RGB")
    drawn.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(file, "WEBP", quality=QUALITY, method=6)


@contextmanager
def viewer(served: Path) -> Iterator[Any]:
    """A page of a browser in which `take` is ready."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError as error:
        advice = "install the developers' packages: pip install playwright pillow"
        raise InputError((Fault("pictures", "needs a browser that a program can drive", advice),)) from error
    with _serving(served) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_SOFTWARE)
        page = browser.new_page(viewport={"width": WIDTH * FINER, "height": HEIGHT * FINER})
        page.goto(f"{address}/LICENCE.txt")
        page.set_content(_PAGE)
        page.evaluate(_SET_UP)
        yield page
        browser.close()


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this computer for a while."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, *_words: object) -> None:
        """Say nothing."""
