"""Take a record out of this Coxa, or bring one in."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coxa.cli.data import open_data
from coxa.errors import Fault, InputError

if TYPE_CHECKING:
    from coxa.cli.main import Subparsers
    from coxa.records.models import Person

MOST_BYTES = 256 * 1024 * 1024


def add_to(subparsers: "Subparsers") -> None:
    """Add `coxa people`, `coxa export` and `coxa import`."""
    listing = subparsers.add_parser("people", help="list the people who have a record here")
    listing.set_defaults(run=list_people)
    export = subparsers.add_parser("export", help="write a person's whole record to a file")
    export.add_argument("person", help="name or id")
    export.add_argument("--to", type=Path, metavar="FILE", help="a new file (default: standard output)")
    export.set_defaults(run=export_person)
    reading = subparsers.add_parser("import", help="read a record from a file")
    reading.add_argument("file", type=Path, help="a file made by `coxa export`")
    reading.add_argument("--as-new", action="store_true", help="make it another person's record")
    reading.set_defaults(run=import_file)


def list_people(_arguments: argparse.Namespace) -> int:
    """Print each person's id and name."""
    open_data()
    from coxa.records.people import people  # noqa: PLC0415  # needs the data to be open

    for person in people():
        print(f"{person.id}  {person.name}")
    return 0


def export_person(arguments: argparse.Namespace) -> int:
    """Write one person's record as JSON.

    Raises:
        InputError: nobody, or more than one person, is meant, or the file cannot be written.

    """
    open_data()
    from coxa.records.people import people  # noqa: PLC0415  # needs the data to be open
    from coxa.records.transfer import export_record  # noqa: PLC0415

    person = find(arguments.person, people())
    text = json.dumps(export_record(person.id), ensure_ascii=False, indent=1) + "\n"
    if arguments.to is None:
        sys.stdout.write(text)
    else:
        _write_new(arguments.to, text)
        print(f"The record of {person.name} is in {arguments.to}.")
    return 0


def import_file(arguments: argparse.Namespace) -> int:
    """Read a record from a JSON file.

    Raises:
        InputError: with every fault of the file.

    """
    data = _read_json(arguments.file)
    open_data()
    from coxa.records.transfer import import_record  # noqa: PLC0415  # needs the data to be open

    person = import_record(data, as_new=arguments.as_new)
    print(f"The record of {person.name} is here now ({person.id}).")
    return 0


def find(wanted: str, everyone: "tuple[Person, ...]") -> "Person":
    """Return the one person with this id or name.

    Raises:
        InputError: when nobody or more than one is meant.

    """
    fitting = [person for person in everyone if wanted in {str(person.id), person.name}] or [
        person for person in everyone if person.name.casefold() == wanted.casefold()
    ]
    if len(fitting) == 1:
        return fitting[0]
    what = f"{wanted!r} is nobody here" if not fitting else f"{len(fitting)} people are called {wanted!r}"
    raise InputError((Fault("person", what, "give the id that `coxa people` shows"),))


def _write_new(file: Path, text: str) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise InputError((Fault(str(file), "is already there", "choose another name"),)) from error
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise InputError((Fault(str(file), what, "choose another place"),)) from error


def _read_json(file: Path) -> object:
    advice = "choose a file made by `coxa export`"
    try:
        if file.stat().st_size > MOST_BYTES:
            raise InputError((Fault(str(file), f"is larger than {MOST_BYTES >> 20} MiB", advice),))
        return json.loads(file.read_bytes())
    except OSError as error:
        raise InputError((Fault(str(file), f"cannot be read ({error.strerror})", advice),)) from error
    except (ValueError, RecursionError) as error:
        raise InputError((Fault(str(file), f"is not JSON ({error})", advice),)) from error
