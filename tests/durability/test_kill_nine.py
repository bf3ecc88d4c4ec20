"""What Coxa has acknowledged survives being killed, and writers at the same time do not tear the chain."""

import http.client
import random
import re
import subprocess
import sys
import threading
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

import pytest

from coxa.care.entries import PainReported

pytestmark = pytest.mark.durability

WRITER = Path(__file__).with_name("writer.py")
KILLS = 100
ADD_ANA = """
from datetime import UTC, datetime
from coxa.cli.data import open_data
open_data()
from coxa.records.people import add_person
from django.conf import settings
from django.contrib.sessions.backends.signed_cookies import SessionStore
ana = add_person("Ana", now=datetime.now(UTC))
browser = SessionStore()
browser["person"] = str(ana.id)
browser.save()
print(ana.id, f"{settings.SESSION_COOKIE_NAME}={browser.session_key}")
"""
READ_ANA = """
from coxa.cli.data import open_data
open_data()
from coxa.records.journal import entries_of, verify
from coxa.records.people import people
verify(people()[0].id)
for entry in entries_of(people()[0].id):
    print(entry.id)
"""


def writer(home: dict[str, str], person: str, most: int = -1) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, WRITER, person, str(most)], env=home, stdout=subprocess.PIPE)


class Browser:
    """What a browser keeps between requests: two cookies and the token of the form."""

    def __init__(self, cookie: str) -> None:
        self.cookie = cookie
        self.csrf = ""

    def open_form(self, port: int) -> None:
        """Load the page that reports pain."""
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            connection.request("GET", "/pain/", headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.read().decode())
            assert (answer.status, bool(found)) == (200, True)
            self.csrf = found[1]
            self.cookie += "; " + answer.getheader("Set-Cookie", "").split(";")[0]

    def report_pain(self, port: int, token: UUID, average: int) -> bool:
        """Send the form; true when the server has said that it is kept."""
        sent = urlencode({"csrfmiddlewaretoken": self.csrf, "token": str(token), "record": "", "average": average})
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            try:
                connection.request("POST", "/pain/", sent, headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                return False
            return answer.status == HTTPStatus.FOUND


def test_every_entry_the_server_acknowledged_survives_a_hundred_kills(home, python, coxa):
    person, cookie = python(ADD_ANA, home).split()
    browser, chance = Browser(cookie), random.Random(9)  # noqa: S311  # moments to kill at, not a secret
    acknowledged: list[str] = []
    sent = 0
    for _ in range(KILLS):
        with subprocess.Popen(
            [*coxa, "--no-browser", "--port", "0"],
            env=home,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as server:
            port = int(server.stdout.readline().split("http://127.0.0.1:")[1].split("/")[0])
            if not browser.csrf:
                browser.open_form(port)
            killer = threading.Timer(chance.uniform(0, 0.1), server.kill)
            while True:
                token, average = uuid4(), sent % 11
                sent += 1
                if not browser.report_pain(port, token, average):
                    break
                said = PainReported(average=average).model_dump_json()
                acknowledged.append(str(uuid5(token, f"{person} {said}")))
                if killer.ident is None:
                    killer.start()
    kept = python(READ_ANA, home).split()
    assert len(acknowledged) >= KILLS
    assert set(acknowledged) <= set(kept)
    assert [entry for entry in kept if entry in set(acknowledged)] == acknowledged
    assert len(kept) <= len(acknowledged) + KILLS


def test_four_writers_at_once_make_one_chain(home, python):
    person, _cookie = python(ADD_ANA, home).split()
    writers = [writer(home, person, most=50) for _ in range(4)]
    acknowledged = [line for process in writers for line in process.communicate(timeout=120)[0].decode().split()]
    assert [process.returncode for process in writers] == [0, 0, 0, 0]
    assert sorted(python(READ_ANA, home).split()) == sorted(acknowledged)
    assert len(acknowledged) == 200
