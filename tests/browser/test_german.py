"""Coxa in German, from the first page to the programme and on to every page: nothing of it is left in English."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gettext import GNUTranslations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import coxa.web
from browser.conftest import PHONE
from browser.test_every_page import every_address
from browser.test_first_day import first_steps
from browser.walking import Walker
from coxa.knowledge.translation import shipped_translations

MO = Path(coxa.web.__file__).parent / "locale" / "de" / "LC_MESSAGES" / "django.mo"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
OWN_WORDS = "Walk to the market and back"
"""What the person wrote as a goal stays as it was written."""

WORD = re.compile(r"[^\W\d_]{2,}")

VISIBLE = """
() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const around = node.parentElement;
    if (around.closest("[lang^=en],script,style,template,noscript")) continue;
    found.push(node.textContent.replace(/\\s+/g, " ").trim());
  }
  for (const one of document.querySelectorAll("[aria-label],[alt],[title],[placeholder]")) {
    if (one.closest("[lang^=en]")) continue;
    for (const name of ["aria-label", "alt", "title", "placeholder"]) found.push(one.getAttribute(name) ?? "");
  }
  return [document.title.replace(/ – Coxa$/, ""), ...found].filter(Boolean);
}
"""


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A phone of somebody who reads German."""
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce", locale="de-DE")
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture(scope="module")
def catalogue() -> GNUTranslations:
    with MO.open("rb") as file:
        return GNUTranslations(file)


@dataclass
class GermanWalker(Walker):
    """A person who reads German; what the walks call by its English words is found by the German ones."""

    catalogue: GNUTranslations | None = None

    def press(self, text: str | None = None) -> None:
        super().press(self.catalogue.gettext(text) if text and self.catalogue else text)


@pytest.fixture
def walker(page: Page, pictures: Path | None, catalogue: GNUTranslations) -> Callable[[str], GermanWalker]:
    return lambda address: GermanWalker(page, address, pictures, catalogue=catalogue)


@pytest.fixture(scope="module")
def english(catalogue: GNUTranslations) -> list[re.Pattern[str]]:
    """Every English text that has another German one, as a pattern: of pages and of content."""
    pages = [key if isinstance(key, str) else key[0] for key in catalogue._catalog if key]
    texts = {text for text in pages if catalogue.gettext(text) != text}
    for file in shipped_translations("de").values():
        texts |= {text for text, told in file.root.items() if text != told}
    said_in_german = {told.strip() for file in shipped_translations("de").values() for told in file.root.values()}
    said_in_german |= {catalogue.gettext(text).strip() for text in pages}
    return [
        re.compile(".+".join(re.escape(part) for part in PLACEHOLDER.split(text.strip())))
        for text in texts
        if len(WORD.findall(PLACEHOLDER.sub("", text))) > 0 and text.strip() not in said_in_german
    ]


def left_in_english(walk: Walker, english: list[re.Pattern[str]]) -> set[str]:
    """What of the page is still English, word for word."""
    shown = [text.replace(OWN_WORDS, "…") for text in walk.page.evaluate(VISIBLE)]
    return {text for text in shown for pattern in english if pattern.fullmatch(text)}


def test_german_from_the_first_page_to_every_other(serving, walker, english):
    with serving() as address:
        walk = walker(address)
        walk.go("/")
        assert walk.heading.startswith("Übungen für eine schmerzende Hüfte")
        assert walk.page.locator("html").get_attribute("lang") == "de"
        assert left_in_english(walk, english) == set()
        walk.look("welcome")
        first_steps(walk)
        walk.go("/programme/")
        walk.look("programme")
        assert left_in_english(walk, english) == set()
        assert "Brücke" in walk.words
        left = {}
        for name, path in every_address(walk):
            walk.go(path)
            walk.look(name)
            if found := left_in_english(walk, english):
                left[name] = found
        assert left == {}


def test_language_is_changed_by_a_button_in_the_footer_and_stays(serving, walker):
    with serving() as address:
        walk = walker(address)
        walk.go("/learn/")
        walk.page.locator("footer").get_by_role("button", name="English").click()
        assert walk.at == "/learn/"
        assert walk.heading == "Learn"
        walk.go("/help/")
        assert walk.page.locator("html").get_attribute("lang") == "en-GB"
        walk.page.locator("footer").get_by_role("button", name="Deutsch").click()
        assert walk.page.locator("html").get_attribute("lang") == "de"
