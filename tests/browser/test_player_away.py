"""A session when the server dies or the network is gone: nothing is lost, nothing gets harder, stop stops."""

import json

pytest_plugins = ["browser.player_session"]


def test_server_killed_in_mid_session_loses_no_set(begun):
    session = begun()
    session.open()
    session.settled()
    done = [session.done()]
    session.settled()
    session.coxa.kill()
    done += session.do(2)
    assert "kept on this device" in session.page.locator(".coxa-kept").inner_text()
    session.clean()
    session.coxa.start()
    done += session.do(1)
    session.open()
    session.settled()
    assert session.sets_told() == done
    assert session.page.get_by_text("kept on this device").count() == 0


def test_a_crash_of_server_and_browser_page_loses_no_set(begun):
    session = begun()
    session.open()
    session.looked_after()
    session.coxa.kill()
    done = [session.done()]
    session.page.close()
    session.coxa.start()
    session.page = session.context.new_page()
    session.open("/today/")
    for _ in range(50):
        if session.sets_told() == done:
            return
        session.page.wait_for_timeout(100)
    assert session.sets_told() == done


def test_a_whole_session_without_a_network_and_its_replay(begun):
    session = begun()
    session.open()
    page = session.looked_after()
    plan = json.loads(page.locator("coxa-away").get_attribute("plan"))
    session.coxa.kill()
    page.reload()
    session.settled()
    done, seen = [], []
    for _ in range(100):
        heading = page.locator("h1").inner_text()
        if page.locator("form[data-set]").count():
            done.append(session.done())
        elif page.locator("main form[data-kept]").count():
            if heading not in seen:
                session.clean()
            seen.append(heading)
            session.answer()
            session.go_on()
            if len(done) == 4:
                page.reload()
                session.settled()
        else:
            break
    assert heading == "That was your session"
    session.clean()
    assert [{"exercise": e, "side": s, "number": n} for e, s, n in done] == plan["places"]
    assert (session.sets_told(), session.told("session_finished")) == ([], [])
    session.coxa.start()
    page.get_by_role("link", name="See whether Coxa is back").click()
    page.wait_for_url("**/end/")
    assert sorted(session.sets_told()) == sorted(done)
    assert len(session.told("exercise")) == len(plan["lines"])
    assert {body["done_percent"] for body in session.told("exercise")} == {100}
    assert len(session.told("session_finished")) == 1


def test_stop_without_a_network_shows_what_to_do_and_is_told_later(begun):
    session = begun()
    session.open()
    page = session.looked_after()
    session.coxa.kill()
    page.get_by_role("link", name="Stop, it hurts").click()
    page.get_by_role("heading", name="Stop. What is wrong?").wait_for()
    session.clean()
    page.get_by_label("Chest pain, tightness or pressure").check()
    page.locator("main form[data-kept] button").click()
    page.get_by_role("heading", name="Stop. Get help now").wait_for()
    assert "999" in page.locator("main").inner_text()
    session.clean()
    page.reload()
    session.settled()
    assert page.locator("h1").inner_text() == "Stop. Get help now"
    assert page.locator("form[data-set]").count() == 0
    session.coxa.start()
    session.open("/today/")
    assert len(session.told("stopped")) == 1
    session.open("/session/start/")
    assert page.locator("main input[name=pain_before]").count() == 0


def test_a_stop_the_server_knows_of_holds_when_the_server_is_gone(begun):
    session = begun()
    session.open()
    page = session.looked_after()
    page.get_by_role("link", name="Stop, it hurts").click()
    page.wait_for_url("**/stop/?*")
    page.get_by_label("Chest pain, tightness or pressure").check()
    page.locator("main form button").click()
    page.get_by_role("heading", name="Stop. Get help now").wait_for()
    session.coxa.kill()
    session.open()
    session.settled()
    assert (page.locator("h1").inner_text(), page.locator("form[data-set]").count()) == ("Stop. Get help now", 0)


def test_pain_without_a_network_ends_the_exercise_and_offers_nothing_harder(begun):
    session = begun()
    session.open()
    page = session.settled()
    hurting = session.set_on_screen()[0]
    session.coxa.kill()
    page.get_by_role("link", name="Stop, it hurts").click()
    page.get_by_label("This exercise hurts more than my limit").check()
    page.locator("main form[data-kept] button").click()
    page.get_by_role("heading", name="This exercise stops here").wait_for()
    page.locator("main form[data-kept] button").click()
    assert page.get_by_role("alert").inner_text() == "Answer every question, then go on."
    session.answer(pain=6)
    page.locator("main form[data-kept] button").click()
    page.locator("form[data-set]").wait_for()
    assert session.set_on_screen()[0] != hurting
    assert "more pain than is right" in page.locator("main").inner_text()


def test_a_form_of_the_servers_own_page_is_kept_when_the_server_dies_before_it_is_sent(begun):
    session = begun()
    session.open()
    page = session.looked_after()
    while page.locator("form[data-set]").count():
        exercise = session.done()[0]
    session.answer()
    session.coxa.kill()
    session.press("Save and go on")
    page.locator("form[data-set]").wait_for()
    session.settled()
    assert session.set_on_screen()[0] != exercise
    session.coxa.start()
    session.open("/today/")
    assert {body["exercise"] for body in session.told("exercise")} == {exercise}


def test_the_copy_goes_when_another_record_is_opened_and_when_the_record_is_erased(begun):
    session = begun()
    session.open()
    page = session.looked_after()
    personal = "async () => (await caches.keys()).filter((name) => name.startsWith('coxa-person-')).length"
    assert page.evaluate(personal) == 1
    session.open("/people/")
    page.locator("main form button").first.click()
    page.wait_for_url("**/today/")
    assert page.evaluate(personal) == 0
    session.open()
    session.done()
    session.looked_after()
    session.open("/record/erase/")
    page.locator("main input[type=text]").fill("Ana")
    page.locator("main form button").last.click()
    page.wait_for_url("**/people/")
    forms = """() => new Promise((found) => { const open = indexedDB.open('coxa', 1); open.onsuccess = () => {
        const all = open.result.transaction('kept').objectStore('kept').count();
        all.onsuccess = () => found(all.result); }; })"""
    assert (page.evaluate(personal), page.evaluate(forms)) == (0, 0)
    session.coxa.kill()
    session.open()
    assert "Coxa cannot be reached" in page.locator("h1").inner_text()


def test_yesterdays_copy_is_not_shown_and_goes(begun):
    session = begun()
    session.open()
    page = session.looked_after()
    page.evaluate("""async () => {
        for (const name of await caches.keys()) if (name.startsWith('coxa-person-')) {
            const old = await caches.open(name.slice(0, -10) + '2020-01-01');
            for (const one of await (await caches.open(name)).keys()) await old.put(one, await caches.match(one));
            await caches.delete(name);
        }
    }""")
    session.coxa.kill()
    session.open()
    assert "Coxa cannot be reached" in page.locator("h1").inner_text()
    assert page.evaluate("async () => (await caches.keys()).some((name) => name.startsWith('coxa-person-'))") is False
