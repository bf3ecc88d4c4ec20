"""Today's session begun without the server: only after "no" to everything; when it is back, all is told once."""

import json

import pytest

pytest_plugins = ["browser.player_session"]

READY = """
from coxa.cli.data import open_data
open_data()
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from uuid import uuid4
from django.utils import timezone
from coxa.records.people import add_person
from web.a_course import opened, ready
ana = add_person("Ana", "GB", now=timezone.localtime())
ready(ana, days_ago=1)
print(uuid4(), opened(ana).cookies[settings.SESSION_COOKIE_NAME].value, ana.pk)
"""
FALL_TOLD_ELSEWHERE = """
from coxa.cli.data import open_data
open_data()
from django.utils import timezone
from coxa.care.entries import HealthEvent
from coxa.records.people import people
from web.a_course import told
for ana in people():
    told(ana, HealthEvent(what="fall", on=timezone.localdate()))
"""
ANSWERED_TODAY = """
from coxa.cli.data import open_data
open_data()
from coxa.records.people import people
from web.a_course import short_no, told
for ana in people():
    told(ana, short_no())
"""
HELD = """async () => {
    const page = navigator.serviceWorker?.controller && await caches.match('/session/ready/');
    if (!page || !(await caches.match('/help/'))) return null;
    const text = new DOMParser().parseFromString(await page.text(), 'text/html');
    const plan = JSON.parse(text.querySelector('coxa-away').getAttribute('plan'));
    const needed = ['beginning', 'progress', 'pacing', 'queue'].map((name) => `/static/coxa/player/${name}.js`);
    for (const file of [...plan.files, ...needed, plan.body, '/static/coxa/figure/stage.js'])
        if (!(await caches.match(file))) return null;
    return plan;
}"""


@pytest.fixture
def due(begun):
    """A day on which a session is due, Today seen once, and the server gone."""

    def make_due():
        session = begun(begin=READY)
        _page, plan = kept_ready(session)
        session.id = plan["session"]
        session.coxa.kill()
        session.open("/today/")
        return session, plan

    return make_due


def kept_ready(session, path="/today/"):
    """See Today, or another page, and wait until the day's session is held with all it needs; the page and the plan."""
    page = session.open(path)
    for _ in range(600):
        plan = page.evaluate(HELD)
        if plan:
            return page, plan
        page.wait_for_timeout(100)
    raise AssertionError("today's session was never kept ready")


def screen(session, **ticked):
    for group in ("now", "today", "unwell"):
        for value in ticked.get(group, ["none"]):
            session.page.locator(f"main input[name={group}][value={value}]").check()
    session.press("Continue")


def begin(session, pain=1, words="Begin the whole session"):
    session.page.locator(f"main input[name=pain_before][value='{pain}']").check()
    session.page.locator("main").get_by_role("button", name=words).click()


def to_the_end(session, look_away_after=3):
    """Do every set and answer every question; which sets they were. After some, Coxa is opened anew."""
    done, page = [], session.page
    for _ in range(100):
        if page.locator("form[data-set]").count():
            done.append(session.done())
        elif page.locator("main form[data-kept]").count():
            session.answer()
            session.go_on()
        else:
            break
        if len(done) == look_away_after:
            session.open("/")
            session.settled()
    assert page.locator("h1").inner_text() == "That was your session"
    return done


def test_a_whole_session_begins_and_ends_without_the_server_and_is_told_once(due):
    session, plan = due()
    page = session.settled()
    assert page.url.endswith("/session/ready/")
    session.clean()
    screen(session)
    page.locator("main input[name=pain_before]").first.wait_for()
    assert page.locator("[data-stop] a").count() == 0
    session.clean()
    begin(session)
    page.locator("form[data-set]").wait_for()
    assert page.get_by_role("link", name="Stop, it hurts").is_visible()
    session.clean()
    done = to_the_end(session)
    assert [{"exercise": e, "side": s, "number": n} for e, s, n in done] == plan["places"]
    assert session.told("session_started") == []
    session.coxa.start()
    page.get_by_role("link", name="See whether Coxa is back").click()
    page.wait_for_url("**/end/")
    session.open("/today/")
    (started,) = session.told("session_started")
    assert (started["session"], started["pain_before"]) == (plan["session"], 1)
    planned = [(line["exercise"], line["side"], line["sets"]) for line in started["planned"]]
    assert planned == [(line["exercise"], line["side"], line["sets"]) for line in plan["lines"]]
    assert sorted(session.sets_told()) == sorted(done)
    assert len(session.told("exercise")) == len(plan["lines"])
    assert [len(session.told(kind)) for kind in ("screening", "session_finished")] == [2, 1]


def test_a_short_session_begins_and_ends_without_the_server_and_is_told_once(due):
    session, plan = due()
    page, short = session.settled(), plan["ready"]["short"]
    screen(session)
    page.locator("main input[name=pain_before]").first.wait_for()
    begin(session, words="Begin a short one")
    page.locator("form[data-set]").wait_for()
    exercises = len({line["exercise"] for line in short["lines"]})
    assert f"Exercise 1 of {exercises}" in page.locator("main").inner_text()
    session.clean()
    done = to_the_end(session, look_away_after=1)
    assert [{"exercise": e, "side": s, "number": n} for e, s, n in done] == short["places"]
    session.coxa.start()
    page.get_by_role("link", name="See whether Coxa is back").click()
    page.wait_for_url("**/end/")
    (started,) = session.told("session_started")
    assert (started["session"], started["short"]) == (plan["session"], True)
    assert [(line["exercise"], line["side"], line["sets"]) for line in started["planned"]] == [
        (line["exercise"], line["side"], line["sets"]) for line in short["lines"]
    ]
    assert sorted(session.sets_told()) == sorted(done)
    assert len(session.told("exercise")) == len(short["lines"])
    assert [len(session.told(kind)) for kind in ("screening", "session_finished")] == [2, 1]


def test_a_session_begun_in_one_window_does_not_begin_another_way_in_the_next(due):
    session, plan = due()
    first = session.settled()
    screen(session)
    first.locator("main input[name=pain_before]").first.wait_for()
    session.page = session.context.new_page()
    session.open("/today/")
    session.settled()
    second, session.page = session.page, first
    begin(session, words="Begin a short one")
    first.locator("form[data-set]").wait_for()
    session.page = second
    begin(session)
    second.locator("form[data-set]").wait_for()
    place = plan["ready"]["short"]["places"][0]
    assert session.set_on_screen() == (place["exercise"], place["side"], place["number"])
    session.coxa.start()
    session.open("/today/")
    assert [told["short"] for told in session.told("session_started")] == [True]


def test_a_sign_of_danger_shows_its_advice_and_begins_nothing(due):
    session, plan = due()
    page = session.settled()
    screen(session, now=["RF01"], today=["RF02"])
    page.get_by_role("heading", name="Get help now").wait_for()
    words = page.locator("main").inner_text()
    assert words.index("cannot put weight on the leg") < words.index("A fall or a knock to the hip")
    assert page.locator("main a[href='tel:999']").count()
    session.clean()
    for path in ("/today/", "/session/start/", f"/session/{plan['session']}/"):
        session.open(path)
        session.settled()
        assert page.locator("h1").inner_text() == "Get help now"
        assert page.locator("main form").count() == 0
    session.coxa.start()
    session.open("/today/")
    assert page.locator("main a[href='tel:999']").count()
    assert session.told("screening")[1]["answers"]["RF01"] == "yes"
    assert session.told("session_started") == []
    session.coxa.kill()
    session.open("/today/")
    assert "Coxa cannot be reached" in page.locator("h1").inner_text()


def test_questions_left_open_and_too_much_pain_begin_nothing(due):
    session, plan = due()
    page = session.settled()
    page.locator("main input[name=now][value=none]").check()
    session.press("Continue")
    assert page.get_by_role("alert").inner_text() == "Answer every question, then go on."
    screen(session)
    begin(session, pain=plan["ready"]["painFrom"])
    page.get_by_role("heading", name="Not now").wait_for()
    session.clean()
    session.open("/today/")
    session.settled()
    assert (page.locator("h1").inner_text(), page.locator("main form").count()) == ("Not now", 0)
    session.coxa.start()
    session.open("/today/")
    assert [told["average"] for told in session.told("pain")] == [plan["ready"]["painFrom"]]
    assert session.told("session_started") == []


def test_what_was_kept_ready_goes_when_no_session_may_begin_any_more(begun):
    session = begun(begin=READY)
    page, plan = kept_ready(session)
    session.open("/health/")
    page.locator("main input[name=what][value=fall]").check()
    page.locator("main input[name=on]").fill(plan["day"])
    page.locator("main form button").last.click()
    page.wait_for_url("**/safety/")
    assert page.evaluate("async () => Boolean(await caches.match('/session/ready/'))") is False
    session.coxa.kill()
    session.open("/today/")
    assert "Coxa cannot be reached" in page.locator("h1").inner_text()
    session.clean()


def test_what_was_kept_ready_goes_when_another_device_told_of_a_fall(begun, python, home):
    session = begun(begin=READY)
    page, _plan = kept_ready(session)
    python(FALL_TOLD_ELSEWHERE, home)
    session.open("/today/")
    for _ in range(100):
        if not page.evaluate("async () => Boolean(await caches.match('/session/ready/'))"):
            break
        page.wait_for_timeout(100)
    session.coxa.kill()
    session.open("/today/")
    assert "Coxa cannot be reached" in page.locator("h1").inner_text()


def test_a_beginning_that_did_not_reach_the_server_is_asked_for_here(begun, python, home):
    session = begun(begin=READY)
    python(ANSWERED_TODAY, home)
    page, _plan = kept_ready(session, "/session/start/")
    session.coxa.kill()
    begin(session, words="Begin")
    page.wait_for_url("**/session/ready/")
    session.settled()
    begin(session)
    page.locator("form[data-set]").wait_for()


def test_a_page_kept_on_another_day_begins_nothing(due):
    session, _plan = due()
    page = session.settled()
    page.clock.set_fixed_time("2031-05-05T10:00:00")
    for group in ("now", "today", "unwell"):
        page.locator(f"main input[name={group}][value=none]").check()
    with page.expect_navigation():
        session.press("Continue")
    session.settled()
    kept = """() => new Promise((found) => { const open = indexedDB.open('coxa', 1); open.onsuccess = () => {
        const all = open.result.transaction('kept').objectStore('kept').count();
        all.onsuccess = () => found(all.result); }; })"""
    assert page.evaluate(kept) == 0


def test_the_page_says_what_it_is_for_while_the_server_is_there(begun):
    session = begun(begin=READY)
    page = session.open("/session/ready/")
    session.settled()
    assert page.locator("h1").inner_text() == "Today’s session, kept ready"
    session.clean()
    assert json.loads(page.locator("coxa-away").get_attribute("plan"))["ready"]["asks"] == ["now", "today", "unwell"]
