"""Read the command line, run one command, and explain every error in plain words."""

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

import coxa
from coxa.errors import CoxaError, InputError

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  # its only name
"""What `add_to` is given; the parser it adds sets `run`, a function of the arguments that returns 0 or 1."""


COMMANDS = {
    "coxa.cli.serve": {"serve": "start Coxa (also when no command is given)"},
    "coxa.cli.transfer": {
        "people": "list the people who have a record here",
        "export": "write a person's whole record to a file",
        "import": "read a record from a file",
    },
    "coxa.cli.scenarios": {
        "screen": "answer the safety questions from a file",
        "plan": "make a programme from answers in a file",
        "replay": "compute a record anew and show every decision",
    },
    "coxa.cli.body": {"body": "build, check and look at movements (for authors)"},
    "coxa.cli.analyse": {"analyse": "find repetitions, holds and form in recordings"},
    "coxa.cli.check_knowledge": {"check-knowledge": "check the clinical content"},
}
"""Every module that adds commands by its `add_to(subparsers)`, and what `coxa --help` says of each."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 asked wrongly, 130 interrupted."""
    try:
        arguments = parse(sys.argv[1:] if argv is None else list(argv))
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except InputError as error:
        return _tell(str(error), 2)
    except CoxaError as error:
        return _tell(str(error), 1)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  # the reader left; nothing more can be said
        return 1
    except Exception as error:  # noqa: BLE001  # the process edge: anything unforeseen ends here
        return _tell(f"Coxa met a fault of its own ({type(error).__name__}). {_kept()}", 1)


def parse(argv: list[str]) -> argparse.Namespace:
    """Read the command line; only the chosen command's module is imported."""
    folder, rest = _data_dir_option().parse_known_args(argv)
    if folder.data_dir:
        os.environ["COXA_DATA_DIR"] = folder.data_dir
    if not rest or (rest[0].startswith("-") and rest[0] not in {"-h", "--help", "--version"}):
        rest = ["serve", *rest]
    parser = argparse.ArgumentParser(
        prog="coxa",
        description="Helps people with a painful hip to exercise safely. Without a command, Coxa starts.",
        parents=[_data_dir_option()],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Coxa {coxa.__version__}")
    _add_commands(parser.add_subparsers(title="commands", metavar="COMMAND", required=True), rest[0])
    return parser.parse_args(rest)


def _data_dir_option() -> argparse.ArgumentParser:
    option = argparse.ArgumentParser(prog="coxa", add_help=False, allow_abbrev=False)
    option.add_argument("--data-dir", metavar="FOLDER", help="where the data is kept")
    return option


def _add_commands(subparsers: Subparsers, chosen: str) -> None:
    for module, commands in COMMANDS.items():
        if chosen in commands:
            import_module(module).add_to(subparsers)
        else:
            for name, words in commands.items():
                subparsers.add_parser(name, help=words)


def _tell(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


def _kept() -> str:
    """Keep the details of the present error in a file, and say where."""
    details = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} Coxa {coxa.__version__}\n{traceback.format_exc()}\n"
    from coxa.web.paths import data_dir  # noqa: PLC0415  # only when something went wrong

    for folder in (data_dir, tempfile.gettempdir):
        try:
            file = Path(folder()) / "coxa.log"
            with file.open("a", encoding="utf-8") as log:
                log.write(details)
        except (OSError, RuntimeError):  # RuntimeError: there is no home folder
            continue
        return f"The details are in {file} → please report them."
    return f"The details could not be kept → please report them:\n{details}"
