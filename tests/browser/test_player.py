"""The player in a real browser: a set by its clock, pause, reload, stop, keyboard, no scripts."""

import json

import pytest

from browser.conftest import PHONE

pytest_plugins = ["browser.player_session"]


def phase(page):
    return page.locator(".coxa-player__phase").inner_text()


def run(page, seconds):
    page.clock.run_for(round(seconds * 1000))


def test_a_whole_set_by_the_clock(begun):
    session = begun()
    page = session.open_on_a_clock()
    dose = json.loads(page.locator("coxa-player").get_attribute("dose"))
    pace = json.loads(page.locator("coxa-player").get_attribute("pace"))
    page.get_by_role("button", name="Start this set").click()
    assert phase(page).startswith("Get ready.")
    run(page, pace["readyS"] - 1)
    assert phase(page).startswith("Get ready.")
    run(page, 1.1)
    for repetition in range(1, dose["repetitions"] + 1):
        assert phase(page) == "Slowly out"
        assert page.locator(".coxa-player__count").inner_text() == f"{repetition} of {dose['repetitions']}"
        run(page, pace["repetitionS"] / 2)
        if dose["holdS"]:
            assert phase(page) == "Hold"
            run(page, dose["holdS"])
        assert phase(page) == "Slowly back"
        run(page, pace["repetitionS"] / 2)
    assert phase(page) == "That was the set"
    assert page.evaluate("document.activeElement.textContent") == "Set done"


def test_pause_by_button_and_by_escape_holds_the_set_and_go_on_goes_on(begun):
    session = begun()
    page = session.open_on_a_clock()
    page.get_by_role("button", name="Start this set").click()
    run(page, 2)
    page.get_by_role("button", name="Pause", exact=True).click()
    left = page.locator(".coxa-player__number").inner_text()
    run(page, 60)
    assert (phase(page), page.locator(".coxa-player__number").inner_text()) == ("Paused", left)
    page.get_by_role("button", name="Go on").click()
    run(page, 1)
    assert phase(page).startswith("Get ready.")
    page.keyboard.press("Escape")
    run(page, 60)
    assert phase(page) == "Paused"


def test_reload_in_mid_set_goes_on_where_it_was(begun):
    session = begun()
    page = session.open_on_a_clock()
    page.get_by_role("button", name="Start this set").click()
    run(page, 8)
    before = (page.locator(".coxa-player__count").inner_text(), page.locator(".coxa-player__number").inner_text())
    page.reload()
    session.settled()
    assert phase(page) == "Paused"
    after = (page.locator(".coxa-player__count").inner_text(), page.locator(".coxa-player__number").inner_text())
    assert after == before
    page.get_by_role("button", name="Go on").click()
    run(page, 0.2)
    assert phase(page) != "Paused"


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}, {"width": 320, "height": 256}])
def test_stop_is_always_in_view_and_hides_neither_focus_nor_the_end_of_the_page(begun, size):
    session = begun(viewport=size)
    page = session.open()
    session.settled()
    stop = page.get_by_role("link", name="Stop, it hurts")
    inside = """e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight + 1; }"""
    for share in (0, 0.3, 0.7, 1):
        page.evaluate(f"scrollTo(0, document.documentElement.scrollHeight * {share})")
        assert stop.evaluate(inside)
    assert page.locator("footer").evaluate("e => e.getBoundingClientRect().bottom") <= stop.evaluate(
        "e => e.parentElement.getBoundingClientRect().top"
    )
    page.evaluate("scrollTo(0, 0)")
    page.locator("main").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Stop, it hurts"
    hidden = """() => {
        const e = document.activeElement, bar = document.querySelector('[data-stop]');
        if (e === document.body || bar.contains(e)) return '';
        const box = e.getBoundingClientRect(), top = bar.getBoundingClientRect().top;
        return box.top >= top || box.bottom <= 0 ? e.outerHTML.slice(0, 80) : '';
    }"""
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(hidden) == ""


def test_stop_within_one_press_in_mid_set_by_finger_and_by_keyboard(begun):
    session = begun()
    page = session.open()
    page.get_by_role("button", name="Start this set").click()
    page.get_by_role("link", name="Stop, it hurts").click()
    page.wait_for_url("**/stop/?*")
    assert "What is wrong?" in page.locator("h1").inner_text()
    session.open()
    page.locator("main").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stop/?*")
    assert session.open().get_by_role("link", name="Stop, it hurts").get_attribute("accesskey") == "s"


def test_sets_done_are_told_once_each_and_keep_their_own_id(begun):
    session = begun()
    session.open()
    session.settled()
    done = session.do(3)
    session.open()
    assert session.sets_told() == done
    kept = session.page.evaluate(
        """() => new Promise((found) => { const open = indexedDB.open('coxa', 1); open.onsuccess = () => {
            const all = open.result.transaction('kept').objectStore('kept').getAll();
            all.onsuccess = () => found(all.result.map((one) => [one.id, one.sent])); }; })"""
    )
    told = {id_ for id_, body in session.read() if body["kind"] == "set"}
    assert told <= {id_ for id_, _sent in kept}
    assert {sent for _id, sent in kept} == {True}


def test_keyboard_only_through_one_exercise(begun):
    session = begun()
    page = session.open()
    session.settled()

    def tab_to(words):
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == words:
                return
        raise AssertionError(f"never reached {words}")

    first = session.set_on_screen()
    tab_to("Start this set")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert phase(page) == "Paused"
    tab_to("Set done")
    page.keyboard.press("Enter")
    page.locator("form[data-set] input[name=number]").first.wait_for(state="attached")
    page.wait_for_timeout(500)
    session.settled()
    assert session.set_on_screen() != first
    assert session.sets_told() == [first]


def test_without_scripts_a_set_is_told_by_the_plain_form(begun):
    session = begun(java_script_enabled=False)
    page = session.open()
    first = session.set_on_screen()
    assert not page.locator("coxa-player").is_visible()
    session.press("Set done")
    assert session.set_on_screen() != first
    assert session.sets_told() == [first]


def test_the_page_is_clean_and_the_manifest_can_be_used(begun):
    session = begun()
    page = session.open()
    session.settled()
    session.clean()
    page.get_by_role("button", name="Start this set").click()
    session.clean()
    assert page.evaluate("getComputedStyle(document.querySelector('.coxa-stop-bar')).transitionDuration") in ("0s", "")
    manifest = page.context.new_cdp_session(page).send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert json.loads(manifest["data"])["name"] == "Coxa"
