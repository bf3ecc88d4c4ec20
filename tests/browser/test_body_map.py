"""Where it hurts, on the drawing and in the list: the same boxes, by finger and by keyboard."""

import pytest

from browser.conftest import PHONE
from browser.walking import Walker, add_person

ABOUT = "/about-my-hip/"
PLACES = ["groin", "side", "buttock", "thigh", "knee", "back"]


def spot(page, place, side="left"):
    """A spot of the drawing, in the first view that has it."""
    return page.locator(f"[data-place='{place}'] .coxa-body-map__{side} .coxa-body-map__spot").first


def ticked(page):
    return page.locator("[name=places]:checked").evaluate_all("all => all.map((one) => one.value)")


def colour(spot):
    return spot.evaluate("e => getComputedStyle(e).fill")


@pytest.fixture
def hip(serving, walker):
    """The page that asks where it hurts."""
    with serving() as address:
        walk = walker(address)
        add_person(walk)
        walk.go(ABOUT)
        yield walk


def test_every_place_has_a_spot_that_ticks_its_own_box(hip):
    for place in PLACES:
        one = spot(hip.page, place, "middle" if place == "back" else "left")
        one.click()
        assert ticked(hip.page) == [place]
        one.click()
        assert ticked(hip.page) == []


def test_both_sides_and_both_views_are_one_answer(hip):
    for one in hip.page.locator("[data-place='thigh'] .coxa-body-map__spot").all():
        one.click()
        assert ticked(hip.page) == ["thigh"]
        one.click()
    assert hip.page.locator("[data-place='thigh'] .coxa-body-map__spot").count() == 4


def test_a_tick_in_the_list_is_seen_on_the_drawing_also_without_colour(hip):
    before = colour(spot(hip.page, "groin"))
    hip.page.locator("[name=places][value=groin]").focus()
    hip.page.keyboard.press("Space")
    hip.page.keyboard.press("Tab")
    assert colour(spot(hip.page, "groin")) != before
    ticks = hip.page.locator(".coxa-body-map__tick")
    shown = [one.evaluate("e => e.closest('[data-place]').dataset.place") for one in ticks.all() if one.is_visible()]
    assert shown == ["groin", "groin"]


def test_when_one_hip_hurts_the_other_side_stays_empty(hip):
    hip.fill(painful="left")
    spot(hip.page, "side", "right").click()
    assert ticked(hip.page) == ["side"]
    assert colour(spot(hip.page, "side", "left")) != colour(spot(hip.page, "side", "right"))
    hip.fill(painful="both")
    assert colour(spot(hip.page, "side", "left")) == colour(spot(hip.page, "side", "right"))


def test_left_is_on_the_left_in_both_views(hip):
    for view in hip.page.locator(".coxa-body-map__view").all():
        left, right = view.locator(".coxa-body-map__words span").all()[-2:]
        assert (left.inner_text(), right.inner_text()) == ("Your left", "Your right")
        thigh = view.locator("[data-place='thigh']")
        where = [thigh.locator(f".coxa-body-map__{side} ellipse").bounding_box()["x"] for side in ("left", "right")]
        assert left.bounding_box()["x"] < right.bounding_box()["x"]
        assert where[0] < where[1]


def test_screen_readers_meet_each_box_once_by_its_own_name(hip):
    names = [hip.page.get_by_role("checkbox", name=words, exact=True) for words in (
        "In the groin, at the front of the hip", "On the side of the hip", "In the buttock, at the back",
        "In the thigh", "In or near the knee", "In the lower back", "None of these",
    )]  # fmt: skip
    assert [name.count() for name in names] == [1] * 7
    hip.look("body-map")


def test_spots_are_large_enough_for_a_finger(hip):
    for one in hip.page.locator(".coxa-body-map__spot").all():
        box = one.bounding_box()
        assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize("how", [{"forced_colors": "active"}, {"java_script_enabled": False}])
def test_in_forced_colours_and_without_scripts_it_works_the_same(serving, chromium, how):
    with serving() as address:
        page = chromium.new_page(viewport=PHONE, **how)
        add_person(Walker(page, address))
        page.goto(address + ABOUT)
        spot(page, "knee").click()
        assert ticked(page) == ["knee"]
        assert colour(spot(page, "knee")) != colour(spot(page, "thigh"))
        edge = spot(page, "thigh").evaluate("e => getComputedStyle(e).stroke")
        assert edge not in ("none", colour(spot(page, "thigh")))
        page.close()
