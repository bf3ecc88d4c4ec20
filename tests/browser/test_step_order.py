"""The page of a set: the focus goes where the eye goes, down the page, at every width."""

from itertools import pairwise

import pytest

pytest_plugins = ["browser.player_session"]

FOCUSED = """() => {
    const now = document.activeElement;
    if (!now || now === document.body || !now.closest('main')) return null;
    if (now.closest('[data-stop]')) return {fixed: true};
    const box = now.getBoundingClientRect(), step = now.closest('.coxa-step > *');
    const part = step ? [...step.parentElement.children].indexOf(step) : null;
    return {what: now.outerHTML.slice(0, 80), top: box.top + scrollY, left: box.left, right: box.right, part};
}"""
MOST_TABS = 60


def stops(page):
    """Every place in the page's main part where Tab stops, from the top."""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    found = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None and found:
            return found
        if at and not at.get("fixed"):
            found.append(at)
    raise AssertionError("Tab never leaves the page")


def order(page):
    """The parts of the step in the order in which they are seen: from the top, then as people read."""
    return page.evaluate("""() => {
        const boxes = [...document.querySelectorAll('[data-now] .coxa-step > *')].map((one, n) => {
            const {top, left} = one.getBoundingClientRect();
            return {n, top: Math.round(top + scrollY), left: Math.round(left)};
        });
        return boxes.sort((a, b) => a.top - b.top || a.left - b.left).map((one) => one.n);
    }""")


@pytest.mark.parametrize("width", [320, 390, 700, 1000, 1280])
def test_focus_goes_down_the_page(begun, width):
    session = begun(viewport={"width": width, "height": 844})
    page = session.open()
    session.settled()
    page.locator("coxa-figure.coxa-figure--moving").wait_for()
    page.locator("coxa-player:not([hidden])").wait_for()
    assert order(page) == [0, 1, 2, 3]
    found = stops(page)
    parts = [one["part"] for one in found if one["part"] is not None]
    assert parts == sorted(parts)
    assert {1, 2} <= set(parts)
    for before, after in pairwise(found):
        down, beside = after["top"] > before["top"], after["left"] >= before["right"] - 1
        assert down or beside, (before, after)


def test_what_is_shown_without_a_network_has_the_same_order(begun):
    session = begun()
    session.open()
    page = session.looked_after()
    session.coxa.kill()
    session.done()
    session.settled()
    assert order(page) == [0, 1, 2, 3]
    assert page.locator("[data-now] [data-figure] coxa-figure").count() == 1
    session.coxa.start()
