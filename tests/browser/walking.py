"""Walk through Coxa as a person would: read the page, fill in what is asked, press the button."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
MOST_QUESTIONS = 70


@dataclass
class Walker:
    """A person at a browser page, on one running Coxa."""

    page: Page
    address: str
    pictures: Path | None = None
    taken: int = 0

    def go(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.address + path)

    @property
    def at(self) -> str:
        """The path of the page."""
        return self.page.url.removeprefix(self.address).split("?")[0]

    @property
    def heading(self) -> str:
        """The page's one heading."""
        return self.page.locator("h1").inner_text()

    @property
    def words(self) -> str:
        """All the words of the page's main part."""
        return self.page.locator("main").inner_text()

    def fill(self, **answers: Any) -> None:
        """Fill the fields called by their names: text, choices, or lists of choices."""
        for name, answer in answers.items():
            for value in answer if isinstance(answer, list | tuple) else [answer]:
                self._fill_one(name, str(value))

    def _fill_one(self, name: str, value: str) -> None:
        field = self.page.locator(f"main [name='{name}']").first
        kind = field.evaluate("e => e.type || e.tagName")
        if kind in ("radio", "checkbox"):
            self.page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)

    def choose(self, words: str) -> None:
        """Tap the choice with these words."""
        self.page.locator("main label", has_text=words).first.click()

    def press(self, text: str | None = None) -> None:
        """Press the button (or follow the link) with these words; without words, the first button."""
        main = self.page.locator("main")
        if text is None:
            main.locator("button").first.click()
            return
        either = main.get_by_role("button", name=text).or_(main.get_by_role("link", name=text))
        either.first.click()

    def look(self, name: str) -> None:
        """Take a picture of the page, when pictures are wanted, and ask axe what is wrong with it."""
        if self.pictures:
            self.taken += 1
            self.page.screenshot(path=self.pictures / f"{self.taken:02}-{name}.png", full_page=True)
        scripts = self.page.locator("script").evaluate_all(
            "all => all.map((one) => one.getAttribute('src') || 'inline')"
        )
        assert all(script.startswith("/static/coxa/") for script in scripts), f"{name} ({self.at}): {scripts}"
        shows = self.page.locator("coxa-figure").count() > 0
        assert ("/static/coxa/figure/figure.js" in scripts) == shows, f"{name} ({self.at}): {scripts}"
        assert self.page.locator("h1").count() == 1, f"{name} ({self.at}) does not have one heading"
        found = Axe().run(self.page, options=AXE)
        assert found.violations_count == 0, f"{name} ({self.at}): {found.generate_report()}"
        across = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert across <= 0, f"{name} ({self.at}) scrolls sideways by {across} px"


def add_person(walker: Walker, name: str = "Ana", country: str = "GB") -> None:
    """Start a record."""
    walker.go("/people/new/")
    walker.fill(name=name, country=country, confirmed="on")
    walker.press("Continue")


def answer_safety(walker: Walker, **yes_or_unsure: str) -> int:
    """Answer the whole safety check with "no", apart from what is named; give the number of questions asked."""
    walker.go("/safety/")
    walker.press()
    for asked in range(MOST_QUESTIONS):
        question = walker.at.strip("/").split("/")[-1]
        if not walker.at.startswith("/safety/") or question == "result":
            return asked
        walker.fill(answer=yes_or_unsure.get(question, "yes" if question == "EX11" else "no"))
        walker.press("Continue")
    raise AssertionError("the questions never end")


def see_professional(walker: Walker, on: str) -> None:
    """Say that a physiotherapist has said yes."""
    walker.go("/professional/")
    walker.fill(status="seen_and_cleared", on=on, who="physiotherapist")
    walker.press("Continue")


def describe_hip(walker: Walker) -> None:
    """The three pages about the hip: 62, osteoarthritis on the left, calm."""
    walker.go("/about-my-hip/")
    walker.fill(age=62, painful="left", places=["groin"], told="osteoarthritis", told_by_professional="yes")
    walker.press("Continue")
    walker.fill(average_pain=4, pain_at_rest=1, night_pain="no", settle_h="0.5", fear=2)
    walker.press("Continue")
    walker.fill(rises_without_hands="yes", walks_ten_minutes="yes", waiting_for_surgery="no", troubles="none")
    walker.press()


def describe_life(walker: Walker) -> None:
    """My life and goals: three days a week, twenty minutes."""
    walker.go("/my-life/")
    walker.fill(goal_1="Walk to the market and back", rating_1=4, days_per_week=3, minutes=20, track="either")
    walker.press()
