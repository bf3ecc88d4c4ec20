"""The whole first day with nothing but a keyboard: Tab, Space, the arrows, Enter and letters."""

from dataclasses import dataclass
from datetime import date

from browser.looking import tab
from browser.test_first_day import begin_session, first_steps
from browser.walking import Walker

MOST_TABS = 120
MOST_ARROWS = 40
SET_ON_SCREEN = """['exercise', 'side', 'number'].map(
    (name) => document.querySelector(`form[data-set] [name=${name}]`)?.value).join()"""


@dataclass
class Typist(Walker):
    """Somebody who cannot use a pointer; the focus is looked at wherever it stops."""

    def _fill_one(self, name: str, value: str) -> None:
        self._into_main()
        field = self.page.locator(f"main [name='{name}']").first
        kind = field.evaluate("e => e.type || e.tagName")
        if kind == "radio":
            self._tab_to(f"main [name='{name}']")
            self._arrow_to(value)
        elif kind == "checkbox":
            self._tab_to(f"main [name='{name}'][value='{value}']")
            self.page.keyboard.press("Space")
        else:
            self._tab_to(f"main [name='{name}']")
            self._type(field, kind, value)

    def _type(self, field, kind, value):
        if kind == "select-one":
            words = field.locator(f"option[value='{value}']").inner_text()
            self.page.keyboard.type(words)
        elif kind == "date":
            self.page.keyboard.type(date.fromisoformat(value).strftime("%m%d%Y"))
        else:
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type(value)
        assert field.input_value() == value

    def _arrow_to(self, value):
        self.page.keyboard.press("Space")
        for _ in range(MOST_ARROWS):
            if self.page.evaluate("document.activeElement.value") == value:
                assert self.page.evaluate("document.activeElement.checked")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never reach {value}")

    def press(self, text: str | None = None) -> None:
        main = self.page.locator("main")
        either = main.get_by_role("button", name=text).or_(main.get_by_role("link", name=text))
        target = main.locator("button").first if text is None else either.first
        self._into_main()
        target.evaluate("e => { window.coxaTarget = e; }")
        self._tab_until("document.activeElement === window.coxaTarget", text or "the button")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _into_main(self) -> None:
        """From the top of a page, by the link that skips the header."""
        if self.page.evaluate("document.activeElement === document.body"):
            tab(self.page)
            assert self.page.evaluate("document.activeElement.className") == "nhsuk-skip-link"
            self.page.keyboard.press("Enter")

    def _tab_to(self, selector: str) -> None:
        self._tab_until(f"document.activeElement.matches({selector!r})", selector)

    def _tab_until(self, reached: str, what: str) -> None:
        for _ in range(MOST_TABS):
            if self.page.evaluate(reached):
                return
            tab(self.page)
        raise AssertionError(f"Tab never reaches {what} at {self.at}")


def test_first_day_to_the_first_set_by_keyboard_alone(serving, page):
    with serving() as address:
        walk = Typist(page, address)
        walk.go("/")
        walk.press("Start")
        first_steps(walk)
        begin_session(walk)
        page.locator("coxa-away[ready]").wait_for(state="attached")
        before = page.evaluate(SET_ON_SCREEN)
        walk._tab_until("document.activeElement.textContent === 'Start this set'", "the player")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        walk._tab_until("document.activeElement.matches('[data-set-done]')", "Set done")
        page.keyboard.press("Enter")
        page.wait_for_function(f"before => ({SET_ON_SCREEN}) !== before", arg=before)


def test_settings_are_changed_by_keyboard_alone_and_the_answer_has_the_focus(serving, page):
    with serving() as address:
        walk = Typist(page, address)
        walk.go("/settings/")
        walk.fill(text="large")
        walk.press("Save how it reads")
        assert page.evaluate("document.activeElement.textContent") == "Saved."
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
        walk.fill(voice_speed="slow")
        walk.press("Save how a session runs")
        assert page.evaluate("document.documentElement.dataset.voiceSpeed") == "slow"


def test_what_is_wrong_takes_the_focus_also_after_the_skip_link(serving, page):
    with serving() as address:
        walk = Typist(page, address)
        walk.go("/people/new/")
        walk.press("Continue")
        assert page.evaluate("document.activeElement.className") == "nhsuk-error-summary"
        tab(page)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.name") == "name"
