"""The programme on paper: a tagged PDF (PDF/UA-1) with pictures, doses and a log sheet, set by Typst."""

import json
from dataclasses import asdict, dataclass
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

STANDARD: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): headings, reading order, alternative texts and language are in the file."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on disk and the words that stand for it."""

    file: Path
    words: str


@dataclass(frozen=True, slots=True)
class HandoutExercise:
    """One exercise as it is printed; `doses` are lines such as "Left side: 2 sets of 8"."""

    name: str
    doses: tuple[str, ...]
    effort: str
    support: str
    start: str
    steps: tuple[str, ...]
    avoid: tuple[str, ...]
    notes: tuple[str, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class HandoutPart:
    """The exercises of one kind."""

    name: str
    exercises: tuple[HandoutExercise, ...]


@dataclass(frozen=True, slots=True)
class HandoutWords:
    """The fixed words of the page, in the reader's language."""

    start: str
    take_care: str
    log_title: str
    log_help: str
    day: str
    pain_during: str
    pain_next_morning: str


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything on the handout, already in words."""

    language: str
    title: str
    description: str
    intro: tuple[str, ...]
    pain_title: str
    pain: tuple[str, ...]
    stop_title: str
    stop: tuple[str, ...]
    parts: tuple[HandoutPart, ...]
    log_days: int
    words: HandoutWords
    foot: str


def handout_pdf(handout: Handout) -> bytes:
    """Set `handout` as PDF.

    Pictures that are missing on disk are left out. Fonts and the template come with the package; nothing is fetched.
    """
    told: dict[str, Any] = asdict(handout)
    with as_file(files("coxa.exchange")) as room, TemporaryDirectory() as folder:
        for number, picture in enumerate(_pictures(told)):
            source: Path = picture["file"]
            picture["file"] = f"{number}{source.suffix}"
            (Path(folder) / picture["file"]).write_bytes(source.read_bytes())
        page = Path(folder) / "handout.typ"
        page.write_text((room / "handout.typ").read_text("utf-8"), "utf-8")
        return typst.compile(
            str(page),
            root=folder,
            font_paths=[str(room / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"handout": json.dumps(told)},
            pdf_standards=STANDARD,
        )


def _pictures(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Every picture that is on disk; the others are taken out of `told`."""
    found = []
    for part in told["parts"]:
        for exercise in part["exercises"]:
            exercise["pictures"] = [one for one in exercise["pictures"] if one["file"].is_file()]
            found += exercise["pictures"]
    return found
