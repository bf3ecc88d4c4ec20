"""What the environment may say, and what is told when it says something unusable."""

import pytest


@pytest.mark.parametrize(
    ("environ", "zone"),
    [
        ({"COXA_TIME_ZONE": "Asia/Kolkata", "TZ": "Europe/Paris"}, "Asia/Kolkata"),
        ({"COXA_TIME_ZONE": "", "TZ": ":Europe/Paris"}, "Europe/Paris"),
    ],
)
def test_time_zone_is_the_chosen_one_or_the_computers(python, home, environ, zone):
    code = "from coxa.cli.data import open_data; open_data(); import django.conf as c; print(c.settings.TIME_ZONE)"
    assert python(code, home | environ).strip() == zone


def test_unknown_time_zone_is_told(run, home):
    done = run("people", environ={**home, "COXA_TIME_ZONE": "Europe/Atlantis"})
    assert (done.returncode, done.stderr) == (
        2,
        "COXA_TIME_ZONE: 'Europe/Atlantis' is no time zone → write for example Europe/Lisbon\n",
    )


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("mysql://me:hush@host/name", "names no database Coxa knows"),
        ("sqlite://", "names no SQLite file"),
        ("sqlite:///:memory:", "names no SQLite file"),
        ("postgresql://me:hush@host:door/name", "cannot be read"),
        ("postgresql://me:hush@host", "names no PostgreSQL database"),
        ("postgresql://me:hush@host/name?colour=red", "options Coxa does not know: colour"),
    ],
)
def test_unusable_database_url_is_told_without_the_password(run, home, url, what):
    done = run("people", environ={**home, "DATABASE_URL": url})
    assert done.returncode == 2
    assert what in done.stderr
    assert "hush" not in done.stderr


def test_database_that_does_not_run_is_told(run, home):
    done = run("people", environ={**home, "DATABASE_URL": "postgresql://me:hush@/name?host=/nowhere"})
    assert done.returncode == 1
    assert "The database name on /nowhere cannot be used" in done.stderr
    assert "hush" not in done.stderr
