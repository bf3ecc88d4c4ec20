"""A whole first day and the next morning; a red flag; pain in mid-session."""

import re
from datetime import date, timedelta

import pytest

from browser.walking import add_person, answer_safety, describe_hip, describe_life, see_professional

YESTERDAY = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011  # the person's own day


def first_steps(walk):
    """Everything before the first session."""
    add_person(walk)
    answer_safety(walk)
    see_professional(walk, YESTERDAY)
    describe_hip(walk)
    describe_life(walk)


def begin_session(walk, pain=2):
    """The short check, pain before, and the first step."""
    walk.go("/safety/today/")
    for box in walk.page.locator("main input[value=none]").all():
        walk.fill(**{box.get_attribute("name") or "": "none"})
    walk.press("Continue")
    walk.fill(pain_before=pain)
    walk.press()
    assert walk.at.startswith("/session/")


def answer_how_it_went(walk, pain=1, effort=3):
    """Fill the questions after an exercise, for each side that is asked about."""
    for name in sorted({box.get_attribute("name") for box in walk.page.locator("main input[type=radio]").all()}):
        value = {"pain": pain, "effort": effort, "sharp": "no", "control": "yes"}[name.split("-")[-1]]
        walk.fill(**{name: value})
    walk.press()


def do_session(walk, most_steps=80):
    """Do every set, and answer after each exercise, to the end."""
    for _ in range(most_steps):
        buttons = walk.page.locator("main").get_by_role("button", name="Set done")
        if buttons.count():
            assert walk.page.locator("main").get_by_role("link", name="Stop, it hurts").count() == 1
            with walk.page.expect_navigation():
                buttons.first.click()
        elif walk.page.locator("main input[name=pain_after]").count():
            walk.fill(pain_after=2)
            walk.press()
            return
        else:
            answer_how_it_went(walk)
    raise AssertionError("the session never ends")


def test_first_day_and_next_morning_from_first_question_to_next_dose(serving, walker):
    with serving() as address:
        walk = walker(address)
        walk.go("/")
        walk.look("welcome")
        add_person(walk)
        walk.go("/today/")
        walk.look("today-first")
        asked = answer_safety(walk)
        assert asked > 40
        assert walk.at == "/safety/result/"
        walk.look("safety-result")
        see_professional(walk, YESTERDAY)
        describe_hip(walk)
        describe_life(walk)
        walk.go("/programme/")
        walk.look("programme")
        assert "Bridge" in walk.words
        walk.go("/today/")
        walk.look("today")
        begin_session(walk)
        walk.look("session-step")
        do_session(walk)
        walk.look("session-end")
        assert "morning" in walk.words.lower()
        walk.go("/today/")
        walk.look("today-done")
    with serving("+1 day") as address:
        walk.address = address
        walk.go("/today/")
        walk.look("today-morning")
        walk.go("/morning/")
        walk.look("morning")
        walk.fill(morning="same", pain_now=2, pain_after=2, night_worse="no", swelling="no")
        walk.press()
        walk.look("morning-result")
        assert "One more good session" in walk.words
        walk.go("/progress/")
        walk.look("progress")
        walk.go("/record/")
        walk.look("record")


@pytest.mark.parametrize("answer", ["yes", "dont_know"])
def test_red_flag_ends_the_questions_at_once_and_gives_no_session(serving, walker, answer):
    with serving() as address:
        walk = walker(address)
        add_person(walk)
        asked = answer_safety(walk, RF03=answer)
        assert asked < 10
        assert "999" in walk.words
        walk.look("emergency")
        for path in ("/today/", "/programme/", "/session/start/"):
            walk.go(path)
            assert walk.page.locator("main").get_by_role("button", name="Start").count() == 0
            assert walk.page.locator("main input[name=pain_before]").count() == 0
        walk.go("/today/")
        walk.look("today-emergency")


def test_see_first_opens_only_with_a_dated_statement(serving, walker):
    with serving() as address:
        walk = walker(address)
        add_person(walk)
        answer_safety(walk, RF10="yes")
        walk.look("see-first")
        walk.go("/safety/cleared/")
        walk.look("clearance")
        walk.press()
        assert "There is a problem" in walk.words
        today = date.today().isoformat()  # noqa: DTZ011
        walk.fill(on=today, who="doctor", confirmed="on")
        walk.press()
        walk.go("/today/")
        assert walk.page.locator("main a[href='/about-my-hip/']").count() >= 1


def test_pain_in_mid_session_stops_the_exercise_and_offers_an_easier_one(serving, walker):
    with serving() as address:
        walk = walker(address)
        first_steps(walk)
        begin_session(walk)
        walk.press("Stop, it hurts")
        walk.page.wait_for_url(re.compile("/stop/"))
        walk.look("stop")
        assert walk.at.endswith("/stop/")
        walk.choose("This exercise hurts more than my limit")
        walk.press()
        walk.fill(pain=6, sharp="no")
        walk.look("hurt")
        walk.press()
        assert "This exercise stops here" in walk.words
        walk.look("after-hurt")
        walk.press("Yes, it has")
        walk.look("easier")
        assert "Seated hip rotation" in walk.words
        walk.go("/today/")
        walk.look("today-after-hurt")


def test_chest_pain_in_mid_session_shows_the_number_first_and_locks(serving, walker):
    with serving() as address:
        walk = walker(address)
        first_steps(walk)
        begin_session(walk)
        walk.press("Stop, it hurts")
        walk.page.wait_for_url(re.compile("/stop/"))
        walk.choose("Chest pain, tightness or pressure")
        walk.press()
        walk.look("stopped-emergency")
        assert "999" in walk.words
        walk.go("/session/start/")
        assert walk.page.locator("main input[name=pain_before]").count() == 0


def test_two_people_on_one_computer_keep_their_own_records(serving, walker):
    with serving() as address:
        walk = walker(address)
        first_steps(walk)
        add_person(walk, "Ben", "PT")
        walk.go("/programme/")
        assert "Ben" in walk.page.locator("header").inner_text()
        assert "Bridge" not in walk.words
        walk.go("/people/")
        walk.look("people")
        walk.press("Ana")
        walk.go("/programme/")
        assert "Bridge" in walk.words
