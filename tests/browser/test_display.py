"""Large letters, strong contrast, forced colours, no movement: every page holds, and says the same."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import DESK, PHONE
from browser.looking import cut_off, stand_still, tab, without_edge
from browser.test_every_page import NARROW, addresses, first_entry
from browser.test_figure import FIGURE, look, ready
from browser.test_figure import PAGE as FIGURE_PAGE

pytest_plugins = ["browser.player_session"]
__all__ = ["look"]

TABS = 24
"""Stops of the keyboard that are looked at on each page: past the header and well into the page."""

MAIN_PAGES = [
    "/today/",
    "/programme/",
    "/progress/",
    "/exercises/",
    "/exercises/G05/",
    "/about-my-hip/",
    "/about-my-hip/2/",
    "/settings/",
    "/help/",
]
LARGER_TEXT = "document.documentElement.style.fontSize = '200%'"


def choose(session, topic, button, **choices):
    """Save one topic of the settings page."""
    page = session.open("/settings/")
    for name, value in choices.items():
        page.locator(f"[name={name}][value='{value}']").check()
    page.get_by_role("button", name=button).click()
    assert page.locator(f"[aria-labelledby={topic}-heading] .coxa-saved").inner_text() == "Saved."


def every_page(session):
    """Go to every page, one after the other."""
    entry = first_entry(session.open("/record/"))
    for name, path in addresses(session.id, entry):
        session.open(path)
        session.settled()
        yield name


def test_text_at_200_percent_cuts_nothing_off_on_a_phone(begun):
    session = begun()
    faults = {}
    for name in every_page(session):
        session.page.evaluate(LARGER_TEXT)
        faults[name] = cut_off(session.page)
    assert {name: found for name, found in faults.items() if found} == {}


def test_very_large_text_cuts_nothing_off_on_the_smallest_phone(begun):
    session = begun(viewport=NARROW)
    choose(session, "reading", "Save how it reads", text="largest")
    assert session.page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    faults = {name: cut_off(session.page) for name in every_page(session)}
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_high_contrast_is_aaa_for_every_word(begun, size):
    session = begun(viewport=size)
    choose(session, "reading", "Save how it reads", contrast="high")
    for path in [*MAIN_PAGES, session.path]:
        page = session.open(path)
        session.settled()
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        found = Axe().run(page, options={"runOnly": ["color-contrast-enhanced", "color-contrast"]})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


def test_in_forced_colours_controls_keep_their_edges_and_the_focus_is_seen(begun):
    session = begun(forced_colors="active")
    for path in [*MAIN_PAGES, session.path, "/session/start/", "/safety/RF01/"]:
        page = session.open(path)
        session.settled()
        assert without_edge(page) == [], path
        for _ in range(TABS):
            tab(page)


def test_someone_who_wants_no_movement_gets_none(begun):
    session = begun(reduced_motion="no-preference")
    choose(session, "reading", "Save how it reads", motion="calm")
    for path in [*MAIN_PAGES, session.path]:
        page = session.open(path)
        session.settled()
        assert page.evaluate("document.getAnimations().length") == 0
        quick = "[...document.querySelectorAll('*')].every((e) => getComputedStyle(e).transitionDuration === '0s')"
        assert page.evaluate(quick), path


@pytest.mark.parametrize(("text", "motion"), [("normal", "device"), ("large", "calm")])
def test_the_figure_plays_by_itself_only_when_the_settings_allow(look, text, motion):
    page = look[0]("/settings/", reduced_motion="no-preference")
    page.check(f"[name=text][value={text}]")
    page.check(f"[name=motion][value={motion}]")
    page.get_by_role("button", name="Save how it reads").click()
    page.goto(page.url.split("/settings/")[0] + FIGURE_PAGE)
    assert ready(page).evaluate(f"{FIGURE}.playing") == (motion == "device")


def test_the_person_of_the_figure_is_the_one_chosen_last(look):
    page = look[0]("/settings/")
    address = page.url.split("/settings/")[0]
    chosen = "[document.querySelector('[id^=figure-body]').value, document.querySelector('[id^=figure-skin]').value]"
    for name, value in (("body", "man"), ("skin", "dark")):
        page.check(f"[name={name}][value={value}]")
    page.get_by_role("button", name="Save the figure").click()
    page.goto(address + FIGURE_PAGE)
    assert ready(page).evaluate(chosen) == ["man", "dark"]
    page.get_by_text("Who shows it").click()
    page.locator("[id^=figure-skin]").select_option("tan")
    page.reload()
    assert ready(page).evaluate(chosen) == ["man", "tan"]
    page.goto(address + "/settings/")
    page.check("[name=skin][value=light]")
    page.get_by_role("button", name="Save the figure").click()
    page.goto(address + FIGURE_PAGE)
    assert ready(page).evaluate(chosen) == ["man", "light"]


def test_the_player_begins_as_the_settings_say_and_its_switches_count_for_the_session(begun):
    session = begun()
    choose(session, "player", "Save how a session runs", countdown_s=20)
    session.open("/settings/").locator("[value=voice]").uncheck()
    session.page.get_by_role("button", name="Save how a session runs").click()
    session.page.clock.install()
    page = session.open()
    session.settled()
    stand_still(page)
    voice, sounds = (page.get_by_role("button", name=name, exact=True) for name in ("Voice", "Sounds"))
    assert (voice.get_attribute("aria-pressed"), sounds.get_attribute("aria-pressed")) == ("false", "true")
    page.get_by_role("button", name="Start this set").click()
    page.clock.run_for(19_000)
    assert page.locator(".coxa-player__phase").inner_text().startswith("Get ready.")
    page.clock.run_for(1_500)
    assert page.locator(".coxa-player__phase").inner_text() == "Slowly out"
    voice.click()
    page.reload()
    session.settled()
    assert voice.get_attribute("aria-pressed") == "true"
