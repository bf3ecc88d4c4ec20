"""A real Coxa on a port of its own, and a real Chromium in front of it."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.walking import Walker

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """A browser for one test: while Playwright's loop runs, Django would refuse the database to other tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def serving(coxa: tuple[str, ...], home: dict[str, str]) -> Callable[..., Any]:
    """Run the real server, as it would run some days from now when `clock` says so ("+1 day")."""

    @contextmanager
    def serving(clock: str = "") -> Iterator[str]:
        before = ["faketime", "-f", clock] if clock else []
        environ = {**home, "FAKETIME_DONT_FAKE_MONOTONIC": "1"} if clock else home
        with subprocess.Popen(
            [*before, *coxa, "--no-browser", "--port", "0"],
            env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        ) as server:  # fmt: skip
            try:
                ready = server.stdout.readline() if server.stdout else ""
                assert ready.startswith("Coxa is ready at "), ready
                yield ready.split()[4].rstrip("/")
            finally:
                os.killpg(server.pid, signal.SIGINT)  # faketime and the server it started
                server.wait(30)

    return serving


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser of its own, phone-sized; pages load nothing from another origin and break no security policy."""
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    foreign = [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:"))]
    assert foreign == []
    assert [text for text in said if "status of 422" not in text and "status of 404" not in text] == []


@pytest.fixture
def pictures() -> Path | None:
    """Where pictures go, when the environment says so."""
    folder = os.environ.get("COXA_PICTURES")
    return Path(folder) if folder else None


@pytest.fixture
def walker(page: Page, pictures: Path | None) -> Callable[[str], Walker]:
    return lambda address: Walker(page, address, pictures)
