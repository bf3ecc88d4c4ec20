"""A session under way in a real browser, on a server that can die and come back."""

import json
import os
import signal
import socket
import subprocess
from contextlib import closing, suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from browser.conftest import CHROMIUM, PHONE, QUIET
from browser.looking import stand_still
from browser.walking import AXE

BEGIN = """
from coxa.cli.data import open_data
open_data()
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from django.utils import timezone
from coxa.records.people import add_person
from web.a_course import begun, opened, ready
ana = add_person("Ana", "GB", now=timezone.localtime())
ready(ana)
print(begun(ana), opened(ana).cookies[settings.SESSION_COOKIE_NAME].value, ana.pk)
"""
READ = """
from coxa.cli.data import open_data
open_data()
import json
from coxa.records.journal import entries_of, verify
from coxa.records.people import people
for person in people():
    verify(person.id)
    print(json.dumps([[str(entry.id), entry.body.model_dump(mode="json")] for entry in entries_of(person.id)]))
"""


class Coxa:
    """A real server on a port of its own, that can die and come back."""

    def __init__(self, command, home):
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.command, self.home, self.process = command, home, None
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [*self.command, "--no-browser", "--port", str(self.port)],
            env=self.home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        ready = self.process.stdout.readline()
        assert ready.startswith("Coxa is ready at "), ready

    def kill(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.stdout.close()
        self.process.wait(30)


class Session:
    """Ana's session: its pages, and what her record says of it."""

    def __init__(self, coxa, browser, python, home, begin=BEGIN, **options):
        self.id, cookie, self.person = python(begin, home).split()
        self.coxa, self.read = coxa, lambda: json.loads(python(READ, home) or "[]")
        self.context = browser.new_context(**{"viewport": PHONE, "reduced_motion": "reduce", **options})
        self.context.set_default_timeout(15_000)
        self.context.add_cookies([{"name": "coxa_session", "value": cookie, "url": coxa.address}])
        self.page = self.context.new_page()
        self.said, self.asked = [], []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    @property
    def path(self):
        return f"/session/{self.id}/"

    def open(self, path=None):
        self.page.goto(self.coxa.address + (path or self.path))
        return self.page

    def open_on_a_clock(self):
        """The session's page; from now on time passes only as the test says."""
        self.page.clock.install()
        self.open()
        stand_still(self.page)
        return self.page

    def settled(self):
        """Wait until a page with a set knows whether Coxa is there."""
        if self.page.locator("coxa-away").count():
            self.page.locator("coxa-away[ready]").wait_for(state="attached")
        return self.page

    def looked_after(self):
        """Wait until the service worker holds this session and what it needs."""
        self.settled()
        kept = f"""async () => {{
            if (!navigator.serviceWorker?.controller) return false;
            const page = await caches.match('{self.path}');
            const files = JSON.parse(document.querySelector('coxa-away').getAttribute('plan')).files;
            const help = await caches.match('/help/');
            return Boolean(page && help && (!files.length || await caches.match(files.at(-1))));
        }}"""
        for _ in range(300):
            if self.page.evaluate(kept):
                return self.page
            self.page.wait_for_timeout(100)
        raise AssertionError("the session was never kept")

    def set_on_screen(self):
        fields = self.page.locator("form[data-set] input[type=hidden]:not([name=csrfmiddlewaretoken])")
        values = {one.get_attribute("name"): one.get_attribute("value") for one in fields.all()}
        return values["exercise"], values["side"], int(values["number"])

    def press(self, words):
        either = self.page.locator("main").get_by_role("button", name=words, exact=True)
        either.or_(self.page.locator("main").get_by_role("link", name=words, exact=True)).first.click()

    def done(self):
        """Press "Set done" and wait for what comes next."""
        before = self.set_on_screen()
        self.press("Set done")
        last = f"form[data-set]:has(input[value='{before[0]}']):has(input[value='{before[1]}'])"
        self.page.locator(f"{last}:has(input[name=number][value='{before[2]}'])").wait_for(state="detached")
        self.page.wait_for_load_state()
        return before

    def do(self, sets):
        """Do so many sets, and answer what is asked on the way; which sets they were."""
        done = []
        while len(done) < sets:
            self.settled()
            if self.page.locator("form[data-set]").count():
                done.append(self.done())
            else:
                self.answer()
                self.page.locator("main form button").click()
                self.page.locator("form[data-set]").wait_for()
        return done

    def answer(self, **changes):
        """Answer every question on the screen."""
        usual = {"pain": 1, "effort": 3, "sharp": "no", "control": "yes", "pain_after": 2, **changes}
        boxes = self.page.locator("main input[type=radio]").all()
        for name in dict.fromkeys(box.get_attribute("name") for box in boxes):
            value = usual[name.split("-")[-1]]
            self.page.locator(f"main input[name='{name}'][value='{value}']").check()

    def go_on(self):
        """Press the button of the questions on the screen, and wait until something else is there."""
        button = self.page.locator("main form[data-kept] button").element_handle()
        button.click()
        button.wait_for_element_state("hidden")

    def told(self, kind):
        return [body for _id, body in self.read() if body["kind"] == kind]

    def sets_told(self):
        return [(body["exercise"], body["side"], body["number"]) for body in self.told("set")]

    def clean(self):
        """Nothing for axe to find, nothing broken, nothing from elsewhere."""
        found = Axe().run(self.page, options=AXE)
        assert found.violations_count == 0, found.generate_report()
        across = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert across <= 0


@pytest.fixture
def player_browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def begun(coxa, home, python, player_browser):
    """A session of Ana's that has begun; at the end nothing may have come from elsewhere or broken the policy."""
    server, sessions = Coxa(coxa, home), []

    def begin(**options):
        sessions.append(Session(server, player_browser, python, home, **options))
        return sessions[-1]

    yield begin
    for session in sessions:
        session.context.close()
    server.kill()
    for session in sessions:
        assert [url for url in session.asked if not url.startswith((server.address, "data:", "blob:"))] == []
        assert [text for text in session.said if "Failed to load resource" not in text] == []
