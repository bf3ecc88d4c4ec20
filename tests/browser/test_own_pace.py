"""A set at the person's own pace: chosen on the player or in the settings, counted by a press, holds by the clock."""

import json

from browser.conftest import PHONE
from browser.looking import stand_still

pytest_plugins = ["browser.player_session"]


def phase(page):
    return page.locator(".coxa-player__phase").inner_text()


def run(page, seconds):
    page.clock.run_for(round(seconds * 1000))


def dose_of(page):
    return json.loads(page.locator("coxa-player").get_attribute("dose"))


def test_who_presses_space_after_each_repetition_gets_through_the_set(begun):
    session = begun(viewport=PHONE)
    session.page.clock.install()
    page = session.open()
    stand_still(page)
    switch = page.get_by_role("button", name="My own pace")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    page.get_by_role("button", name="Start this set").click()
    assert not switch.is_visible()
    page.get_by_role("button", name="I am ready now").click()
    dose = dose_of(page)
    for repetition in range(1, dose["repetitions"] + 1):
        run(page, 0.2)
        assert phase(page) == "At your own pace"
        assert page.locator(".coxa-player__count").inner_text() == f"{repetition} of {dose['repetitions']}"
        run(page, 90)
        assert phase(page) == "At your own pace"
        page.keyboard.press("Space")
        if dose["holdS"]:
            assert phase(page) == "Hold"
            run(page, dose["holdS"])
            assert phase(page) == "Slowly back"
            run(page, 3)
    assert phase(page) == "That was the set"
    assert page.evaluate("document.activeElement.textContent") == "Set done"
    session.done()
    assert page.get_by_role("button", name="My own pace").get_attribute("aria-pressed") == "true"


def test_settings_make_it_the_usual_and_a_reload_stays_where_it_was(begun):
    session = begun(viewport=PHONE)
    page = session.open("/settings/")
    page.get_by_label("I do", exact=True).check()
    page.get_by_role("button", name="Save how a session runs").click()
    page.get_by_text("Saved.").wait_for()
    page = session.open()
    session.settled()
    assert page.get_by_role("button", name="My own pace").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Start this set").click()
    page.get_by_role("button", name="I am ready now").click()
    page.get_by_text("At your own pace").wait_for()
    session.clean()
    counted = page.locator(".coxa-player__count").inner_text()
    page.reload()
    session.settled()
    assert phase(page) == "Paused"
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("At your own pace").wait_for()
    assert page.locator(".coxa-player__count").inner_text() == counted
