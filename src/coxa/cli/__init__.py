"""The one command, `coxa`."""

from coxa.cli.main import main

__all__ = ["main"]
