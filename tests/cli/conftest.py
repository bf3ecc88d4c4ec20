"""Run the real command."""

import subprocess
from collections.abc import Callable

import pytest

Home = dict[str, str]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(coxa: tuple[str, ...], home: Home) -> Run:
    """Run a command to its end."""

    def run(*arguments: str, environ: Home = home) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*coxa, *arguments], env=environ, capture_output=True, text=True, timeout=60, check=False)

    return run
