"""Another exercise in mid-session, on a phone: chosen, done, counted; without a network it says why not."""

import pytest

from browser.conftest import PHONE

pytest_plugins = ["browser.player_session"]


def to_what_can_be_swapped(session):
    """Go to the swap of the first exercise that has something in its place; those before it are left out."""
    for _ in range(12):
        session.settled()
        session.press("Swap this exercise")
        session.page.wait_for_url("**/swap/?for=*")
        if session.page.locator("button[name=choose]").count():
            return session.page.url.split("for=")[1]
        session.clean()
        session.press("Leave this exercise out")
        session.page.locator("form[data-set]").wait_for()
    raise AssertionError("nothing can be swapped")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_another_exercise_takes_the_place_and_its_sets_count(begun, scripts):
    session = begun(java_script_enabled=scripts, viewport=PHONE)
    page = session.open()
    if scripts:
        exercise = to_what_can_be_swapped(session)
        session.clean()
    else:
        page.goto(f"{session.coxa.address}{session.path}")
        while not page.locator("button[name=choose]").count():
            if "/swap/" in page.url:
                session.press("Leave this exercise out")
            session.press("Swap this exercise")
        exercise = page.url.split("for=")[1]
    chosen = page.locator("button[name=choose]").first.get_attribute("value")
    page.locator("button[name=choose]").first.click()
    page.locator("form[data-set]").wait_for()
    assert "Instead of " in page.locator("h1").inner_text()
    if scripts:
        session.settled()
        session.clean()
    page.go_back()
    page.reload()
    assert "/swap/" not in page.url
    assert session.set_on_screen()[0] == chosen
    if scripts:
        session.settled()
    session.press("Set done")
    page.wait_for_load_state()
    for _ in range(100):
        if session.told("set"):
            break
        page.wait_for_timeout(100)
    assert [one["exercise"] for one in session.told("set")] == [chosen]
    assert [(one["exercise"], one["from_now_on"]) for one in session.told("swapped")] == [(exercise, False)]


def test_without_a_network_the_page_says_why_not_and_the_session_goes_on(begun):
    session = begun()
    session.open()
    page = session.looked_after()
    session.coxa.kill()
    session.press("Swap this exercise")
    session.settled()
    assert "you cannot swap an exercise" in page.locator(".coxa-kept").inner_text()
    session.clean()
    session.done()
    assert session.told("swapped") == []
    session.coxa.start()
