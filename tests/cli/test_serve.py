"""Coxa starts, serves this computer only, ends cleanly, and says plainly why it cannot start."""

import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from email.message import Message
from pathlib import Path

import pytest

UNSHARE = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")
Home = dict[str, str]
Run = Callable[..., subprocess.CompletedProcess[str]]
needs_own_mounts = pytest.mark.skipif(
    sys.platform != "linux" or subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode != 0,
    reason="needs Linux user namespaces",
)
sqlite_only = pytest.mark.skipif("postgres" in os.environ.get("DATABASE_URL", ""), reason="about the SQLite file")


@pytest.fixture
def serving(coxa: tuple[str, ...], home: Home) -> Callable[..., object]:
    """Start the server and give its process and address."""

    @contextmanager
    def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
        with subprocess.Popen(
            [*coxa, "--no-browser", "--port", "0", *arguments],
            env=home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as server:
            try:
                ready = server.stdout.readline()
                assert ready.startswith("Coxa is ready at http://"), ready + server.stderr.read()
                yield server, ready.split()[4]
            finally:
                server.kill()

    return serving


def fetch(url: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(url, headers=headers)  # noqa: S310  # our own address
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.headers, answer.read()


def test_serves_and_sends_safe_headers(serving):
    with serving() as (_, address):
        status, headers, body = fetch(address + "static/coxa/mark.svg")
        assert (status, headers["Content-Type"]) == (200, "image/svg+xml")
        assert body.startswith(b"<svg")
        assert headers["Cache-Control"] == "max-age=60, public"
        assert fetch(address + "static/coxa/mark.svg", **{"If-None-Match": headers["ETag"]})[0] == 304
        status, headers, _ = fetch(address + "no-such-page")
        assert status == 404
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "server" not in {name.lower() for name in headers}


def test_answers_to_no_foreign_name(serving):
    with serving() as (_, address):
        assert fetch(address + "no-such-page", Host="evil.example")[0] == 400


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_ends_cleanly(serving, sent):
    with serving() as (server, _):
        server.send_signal(sent)
        _, errors = server.communicate(timeout=10)
        assert (server.returncode, errors) == (0, "")


def test_data_folder_is_for_its_owner_only(serving, home):
    with serving():
        folder = Path(home["COXA_DATA_DIR"])
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
        assert modes.pop("secret") == 0o600
        assert set(modes.values()) <= {0o600}


def test_secret_stays_the_same(run, home):
    secret = Path(home["COXA_DATA_DIR"]) / "secret"
    assert run("people").returncode == 0
    first = secret.read_text()
    assert run("people").returncode == 0
    assert secret.read_text() == first
    assert len(first) >= 50


def test_data_dir_option_goes_before_the_environment(run, home, tmp_path):
    assert run("people", "--data-dir", str(tmp_path / "elsewhere")).returncode == 0
    assert (tmp_path / "elsewhere" / "secret").exists()
    assert not Path(home["COXA_DATA_DIR"]).exists()


def test_taken_port_is_told_and_no_data_touched(run, home):
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        done = run("--no-browser", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} on 127.0.0.1 is taken")
    assert f"coxa --port {port + 1}" in done.stderr
    assert not Path(home["COXA_DATA_DIR"]).exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])  # noqa: S104  # refused
def test_other_computers_are_not_served(run, host):
    done = run("--no-browser", "--host", host, "--port", "0")
    assert done.returncode == 2
    assert "has no accounts yet" in done.stderr


@pytest.mark.parametrize("port", ["-1", "65536"])
def test_impossible_port_is_refused(run, port):
    done = run("--no-browser", f"--port={port}")
    assert (done.returncode, done.stderr.startswith("--port: ")) == (2, True)


def test_file_in_the_folders_place_is_told(run, home):
    Path(home["COXA_DATA_DIR"]).write_text("not a folder")
    done = run("--no-browser", "--port", "0")
    assert done.returncode == 1
    assert "cannot be written (File exists)" in done.stderr
    assert "--data-dir" in done.stderr


@needs_own_mounts
def test_read_only_folder_is_told(coxa, home):
    folder = Path(home["COXA_DATA_DIR"])
    folder.mkdir()
    done = in_own_mounts(f"mount -t tmpfs -o ro none {folder}", coxa, home)
    assert done.returncode == 1
    assert f"The data folder {folder} cannot be written (Read-only file system)" in done.stderr


@needs_own_mounts
def test_full_disk_is_told(coxa, home):
    folder = Path(home["COXA_DATA_DIR"])
    folder.mkdir()
    done = in_own_mounts(f"mount -t tmpfs -o size=64k none {folder}", coxa, home)
    assert done.returncode == 1
    assert f"There is no room for the data in {folder}" in done.stderr


@sqlite_only
@needs_own_mounts
def test_disk_too_full_for_the_backup_is_told_and_the_data_kept(coxa, home):
    folder = Path(home["COXA_DATA_DIR"])
    folder.mkdir()
    older_database(folder, bytes_held=1_200_000)
    script = f"mount -t tmpfs -o size=2m none /mnt && cp -p {folder}/* /mnt && mount --bind /mnt {folder}"
    done = in_own_mounts(script, coxa, home, then=f"; code=$?; ls -R {folder}; exit $code")
    assert done.returncode == 1
    assert f"There is no room for the data in {folder}/coxa.sqlite3" in done.stderr
    assert "unfinished" not in done.stdout


@sqlite_only
def test_older_database_is_backed_up_before_it_changes(run, home):
    folder = Path(home["COXA_DATA_DIR"])
    folder.mkdir()
    older_database(folder, bytes_held=10)
    assert run("people").returncode == 0
    (backup,) = (folder / "backups").iterdir()
    assert tables(backup) == {"django_migrations", "old"}
    assert {"coxa_person", "coxa_entry", "old"} <= tables(folder / "coxa.sqlite3")
    assert run("people").returncode == 0
    assert list((folder / "backups").iterdir()) == [backup]


def test_newer_database_is_refused_and_left_alone(run, python, home):
    assert run("people").returncode == 0
    python(
        "from coxa.cli.data import open_data; open_data(); "
        "from django.db.migrations.recorder import MigrationRecorder as R; from django.db import connection; "
        "R(connection).record_applied('records', '9999_from_the_future')",
        home,
    )
    done = run("--no-browser", "--port", "0")
    assert done.returncode == 1
    assert "was written by a newer Coxa (it has records.9999_from_the_future)" in done.stderr
    assert "install the newest Coxa" in done.stderr
    assert not (Path(home["COXA_DATA_DIR"]) / "backups").exists()


@sqlite_only
def test_file_that_is_no_database_is_told(run, home):
    folder = Path(home["COXA_DATA_DIR"])
    folder.mkdir()
    (folder / "coxa.sqlite3").write_bytes(b"not a database " * 1000)
    done = run("--no-browser", "--port", "0")
    assert done.returncode == 1
    assert "is damaged or no Coxa database" in done.stderr


def test_unforeseen_fault_is_one_line_and_a_file(home, tmp_path):
    (tmp_path / "explodes.py").write_text(
        "def add_to(subparsers):\n    subparsers.add_parser('explode').set_defaults(run=lambda arguments: 1 / 0)\n"
    )
    Path(home["COXA_DATA_DIR"]).mkdir()
    code = (
        "from coxa.cli.main import COMMANDS, main; COMMANDS['explodes'] = {'explode': ''}; "
        "raise SystemExit(main(['explode']))"
    )
    environ = {**home, "PYTHONPATH": f"{tmp_path}{os.pathsep}{home['PYTHONPATH']}"}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False)
    log = Path(home["COXA_DATA_DIR"]) / "coxa.log"
    assert done.returncode == 1
    assert (
        done.stderr
        == f"Coxa met a fault of its own (ZeroDivisionError). The details are in {log} → please report them.\n"
    )
    assert "division by zero" in log.read_text()


def test_help_is_fast_and_loads_no_django(home):
    code = (
        "import sys; from coxa.cli import main\n"
        "try: main(['--help'])\n"
        "finally: assert not {'django', 'uvicorn', 'pydantic'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=home, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "check-knowledge" in done.stdout


def test_record_goes_out_and_comes_in(run, python, home, tmp_path):
    python(
        "from coxa.cli.data import open_data; open_data(); from datetime import UTC, datetime; "
        "from coxa.records.people import add_person; add_person('Ana', 'PT', now=datetime.now(UTC))",
        home,
    )
    file = tmp_path / "ana.json"
    assert run("export", "ana", "--to", str(file)).stdout == f"The record of Ana is in {file}.\n"
    assert run("export", "Ana", "--to", str(file)).returncode == 2
    assert run("export", "Ben").stderr.startswith("person: 'Ben' is nobody here")
    assert run("export", "Ana").stdout == file.read_text()
    assert run("import", str(file)).stdout.startswith("The record of Ana is here now")
    assert run("import", "--as-new", str(file)).returncode == 0
    assert len(run("people").stdout.splitlines()) == 2
    assert "2 people are called" in run("export", "Ana").stderr
    file.write_text("{")
    assert "is not JSON" in run("import", str(file)).stderr


def in_own_mounts(script: str, coxa: tuple[str, ...], home: Home, then: str = "") -> subprocess.CompletedProcess[str]:
    """Run Coxa where `script` has mounted something that nobody else sees."""
    return subprocess.run(
        [*UNSHARE, f'{script} && "$@"{then}', "sh", *coxa, "--no-browser", "--port", "0"],
        env=home,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def older_database(folder: Path, bytes_held: int) -> None:
    """A database as an older Coxa could have left it: other migrations applied, none of today's."""
    with closing(sqlite3.connect(folder / "coxa.sqlite3")) as database, database:
        database.executescript(
            "CREATE TABLE django_migrations (id integer PRIMARY KEY AUTOINCREMENT, app varchar(255) NOT NULL, "
            "name varchar(255) NOT NULL, applied datetime NOT NULL);"
            "INSERT INTO django_migrations (app, name, applied) VALUES ('older', '0001', '2025-01-01 00:00:00');"
            "CREATE TABLE old (held blob);"
        )
        database.execute("INSERT INTO old VALUES (zeroblob(?))", (bytes_held,))


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {name for (name,) in names}
