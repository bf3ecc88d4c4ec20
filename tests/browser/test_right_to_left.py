"""A language written from right to left: the pages turn round, and nothing runs out of the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from browser.conftest import PHONE
from browser.test_every_page import every_address
from browser.test_first_day import first_steps

TESTS = Path(__file__).parents[1]
MAIN_PAGES = {"welcome", "help_now", "today", "programme", "session_step", "exercise", "safety_question", "progress"}


@pytest.fixture
def home(home: dict[str, str]) -> dict[str, str]:
    """A Coxa that also speaks a language written from right to left."""
    python_path = f"{home.get('PYTHONPATH', '')}:{TESTS}".strip(":")
    return {**home, "DJANGO_SETTINGS_MODULE": "browser.right_to_left", "PYTHONPATH": python_path}


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce", locale="ar")
    context.set_default_timeout(15_000)
    yield context
    context.close()


def test_pages_from_right_to_left_never_scroll_sideways(serving, walker):
    with serving() as address:
        walk = walker(address)
        first_steps(walk)
        assert walk.page.locator("html").get_attribute("dir") == "rtl"
        wide = {}
        for name, path in every_address(walk):
            walk.go(path)
            if name in MAIN_PAGES:
                walk.look(f"rtl-{name}")
            across = walk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if across > 0:
                wide[name] = across
        assert wide == {}


def test_header_and_text_begin_on_the_right(serving, walker):
    with serving() as address:
        walk = walker(address)
        walk.go("/help/")
        mark = walk.page.locator(".coxa-header__mark").bounding_box()
        assert mark["x"] > PHONE["width"] / 2
        heading = walk.page.locator("h1")
        assert heading.evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert heading.evaluate("e => getComputedStyle(e).textAlign") in ("start", "right")
