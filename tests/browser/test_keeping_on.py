"""Keeping going, as a person does it: a plan, what gets in the way, five minutes; one exercise left out and back."""

from browser.test_first_day import answer_how_it_went, first_steps
from browser.walking import Walker


def short_check(walk: Walker) -> None:
    """Nothing is wrong today."""
    for box in walk.page.locator("main input[value=none]").all():
        walk.fill(**{box.get_attribute("name") or "": "none"})
    walk.press("Continue")


def test_plan_then_something_in_the_way_then_five_minutes(serving, walker):
    with serving() as address:
        walk = walker(address)
        first_steps(walk)
        walk.go("/today/")
        walk.press("Make a plan for when and where")
        assert walk.at == "/plan/"
        walk.look("plan")
        walk.fill(goal="Walk to the market and back", rating=4, days=["mon", "wed", "fri"], at="09:30")
        walk.fill(cue="after breakfast", place="in the kitchen", reminders="yes", minutes_before=10)
        walk.press("Save my plan")
        walk.look("plan-saved")
        sentence = (
            "If it is Monday, Wednesday or Friday, at 09:30, after breakfast, then I do my exercises in the kitchen."
        )
        assert sentence in walk.words
        walk.go("/today/")
        walk.look("today-with-plan")
        assert sentence in walk.words
        walk.press("Something gets in the way?")
        walk.look("in-the-way")
        walk.fill(barrier="tired")
        walk.press("See what helps")
        walk.look("in-the-way-answer")
        walk.press("Do the 5-minute session")
        assert walk.at == "/safety/today/"
        short_check(walk)
        walk.fill(pain_before=2)
        walk.press()
        assert walk.at.startswith("/session/")
        for _ in range(40):
            done = walk.page.locator("main").get_by_role("button", name="Set done")
            if done.count():
                with walk.page.expect_navigation():
                    done.first.click()
            elif walk.page.locator("main input[name=pain_after]").count():
                break
            else:
                answer_how_it_went(walk)
        walk.fill(pain_after=2)
        walk.press()
        walk.go("/progress/")
        walk.look("progress")
        assert "Too tired" in walk.words


def test_one_exercise_left_out_because_it_hurts_and_taken_back(serving, walker):
    with serving() as address:
        walk = walker(address)
        first_steps(walk)
        walk.go("/programme/")
        walk.look("programme")
        assert walk.page.locator(".coxa-week li").count() == 7
        walk.page.locator("section[aria-labelledby='line-X02'] summary", has_text="swap").click()
        walk.page.locator("main a[href='/programme/swap/X02/']").click()
        walk.look("swap")
        walk.fill(reason="hurts")
        walk.press("Leave it out")
        assert walk.at == "/pain/"
        walk.look("pain-after-leaving-out")
        walk.go("/today/")
        assert "left out an exercise because it hurt" in walk.words
        walk.go("/pain/")
        walk.fill(average=3)
        walk.press("Save")
        walk.go("/today/")
        assert "left out an exercise because it hurt" not in walk.words
        walk.go("/programme/")
        walk.look("programme-left-out")
        assert walk.page.locator("main h3 a", has_text="Bridge").count() == 0
        walk.press("Bring it back")
        assert walk.page.locator("main h3 a", has_text="Bridge").count() >= 1
