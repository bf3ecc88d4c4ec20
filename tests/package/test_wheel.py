"""The built package holds everything, and starts on its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.package


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, text=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_file_the_program_reads(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    wanted = {
        str(path.relative_to(source))
        for path in (source / "coxa").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted - inside == set()
    assert any(name.endswith("licenses/LICENSE") for name in inside)


def test_installed_coxa_starts_and_answers(wheel, tmp_path):
    """In an environment of its own, with the packages of this one beneath it."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "env"], check=True)
    python = tmp_path / "env" / "bin" / "python"
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    zipfile.ZipFile(wheel).extractall(site)
    beneath = [path for path in sys.path if path.endswith("site-packages")]
    Path(site, "beneath.pth").write_text("\n".join(beneath))
    environ = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "DATABASE_URL")}
    environ["COXA_DATA_DIR"] = str(tmp_path / "data")
    code = "from coxa.cli import main; raise SystemExit(main())"
    with subprocess.Popen(
        [python, "-c", code, "--no-browser", "--port", "0"],
        env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=tmp_path,
    ) as started:  # fmt: skip
        try:
            address = _address(started)
            with urllib.request.urlopen(address, timeout=20) as page:  # noqa: S310  # our own server
                assert page.status == 200
            with urllib.request.urlopen(f"{address}static/coxa/coxa.css", timeout=20) as style:  # noqa: S310
                assert len(style.read()) > 10_000
        finally:
            started.send_signal(signal.SIGINT)
            assert started.wait(20) == 0


def _address(started):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        line = started.stdout.readline()
        for word in line.split():
            if word.startswith("http://127.0.0.1:"):
                return word.rstrip("/.") + "/"
    raise AssertionError("no address was printed")
