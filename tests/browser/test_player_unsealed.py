"""The server's secret is lost while a session is on the device alone: it is taken in, or stays and is told of."""

import shutil
from pathlib import Path

import pytest

from browser.conftest import DESK, PHONE
from browser.test_player_ready import READY, begin, kept_ready, screen

pytest_plugins = ["browser.player_session"]

WEAKER = """
from coxa.cli.data import open_data
open_data()
from coxa.records.people import people
from web.a_course import a_hip, told
for ana in people():
    told(ana, a_hip(rises_without_hands=False))
"""
KEPT = """() => new Promise((found) => { const open = indexedDB.open('coxa', 1); open.onsuccess = () => {
    const all = open.result.transaction('kept').objectStore('kept').getAll();
    all.onsuccess = () => found(all.result.filter((one) => !one.sent).length); }; })"""


@pytest.fixture
def data(home):
    return Path(home["COXA_DATA_DIR"])


def one_set_alone(session):
    """Begin today's session without the server, and do one set."""
    session.coxa.kill()
    session.open("/today/")
    session.settled()
    screen(session)
    session.page.locator("main input[name=pain_before]").first.wait_for()
    begin(session, words="Begin a short one")
    session.page.locator("form[data-set]").wait_for()
    return session.done()


def choose_ana(session):
    """The cookie is worth nothing either: Coxa asks whose record to open."""
    page = session.open("/today/")
    page.wait_for_url("**/people/")
    page.locator("main form button").first.click()
    page.wait_for_url("**/today/")
    return page


def until_told(session):
    """Wait until the page has sent what this device keeps."""
    for _ in range(100):
        if session.sets_told():
            return
        session.page.wait_for_timeout(100)


def test_a_session_the_record_vouches_for_is_taken_in_though_the_secret_is_lost(begun, data):
    session = begun(begin=READY)
    _page, plan = kept_ready(session)
    done = one_set_alone(session)
    (data / "secret").unlink()
    session.coxa.start()
    page = choose_ana(session)
    until_told(session)
    assert session.sets_told() == [done]
    (started,) = session.told("session_started")
    assert (started["session"], started["short"]) == (plan["session"], True)
    session.open("/today/")
    assert not page.locator("coxa-held").is_visible()
    assert page.evaluate(KEPT) == 0


def test_a_session_nobody_can_vouch_for_stays_on_the_device_which_says_what_to_do(
    begun, data, python, home, tmp_path, pictures
):
    session = begun(begin=READY)
    session.coxa.kill()
    shutil.copytree(data, tmp_path / "older")
    session.coxa.start()
    python(WEAKER, home)
    kept_ready(session)
    done = one_set_alone(session)
    shutil.copy(data / "secret", tmp_path / "secret")
    shutil.rmtree(data)
    shutil.copytree(tmp_path / "older", data)
    (data / "secret").unlink()
    session.coxa.start()
    page = choose_ana(session)
    notice = page.get_by_role("heading", name="This device keeps a session that Coxa could not take in")
    notice.wait_for()
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        session.clean()
        if pictures:
            page.screenshot(path=pictures / f"held-{size['width']}.png", full_page=True)
    assert (session.sets_told(), session.told("session_started"), page.evaluate(KEPT)) == ([], [], 2)
    assert len(session.told("screening")) == 2
    session.coxa.kill()
    shutil.copy(tmp_path / "secret", data / "secret")
    session.coxa.start()
    choose_ana(session)
    until_told(session)
    assert (session.sets_told(), page.evaluate(KEPT)) == ([done], 0)
    session.open("/today/")
    assert not notice.is_visible()


def test_what_can_never_be_taken_in_is_let_go_by_a_press(begun, data, python, home, tmp_path):
    session = begun(begin=READY)
    session.coxa.kill()
    shutil.copytree(data, tmp_path / "older")
    session.coxa.start()
    python(WEAKER, home)
    kept_ready(session)
    one_set_alone(session)
    shutil.rmtree(data)
    shutil.copytree(tmp_path / "older", data)
    (data / "secret").unlink()
    session.coxa.start()
    page = choose_ana(session)
    page.get_by_text("The old file is gone").click()
    page.get_by_role("button", name="Remove it from this device").click()
    page.locator("coxa-held").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.evaluate(KEPT) == 0
    page.reload()
    assert not page.locator("coxa-held").is_visible()
