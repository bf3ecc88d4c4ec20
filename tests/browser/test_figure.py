"""The moving figure in a real browser: it plays, turns, changes sides, and leaves the stage to pictures."""

import pytest
from playwright.sync_api import sync_playwright

from browser.conftest import CHROMIUM, DESK
from browser.walking import AXE

HOSTS = ["worker", "page"]
NO_WORKER = "delete HTMLCanvasElement.prototype.transferControlToOffscreen"
SOFTWARE = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PAGE = "/exercises/G05/"
FIGURE = "document.querySelector('coxa-figure')"


@pytest.fixture
def look(serving):
    """Open the exercise's page; at the end nothing may have come from elsewhere or broken the policy."""
    faults, asked = [], []
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SOFTWARE)

        def open_page(path=PAGE, host="worker", **options):
            page = browser.new_context(**{"viewport": DESK, **options}).new_page()
            if host == "page":
                page.add_init_script(NO_WORKER)
            page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("request", lambda request: asked.append(request.url))
            page.goto(address + path)
            return page

        yield open_page, asked
        browser.close()
    assert faults == []
    assert [url for url in asked if not url.startswith(address)] == []


def until(page, true, steps=1200):
    """Wait until an expression is true; the page's own policy forbids Playwright's usual way."""
    for _ in range(steps):
        if page.evaluate(f"Boolean({true})"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {true}")


def ready(page):
    until(page, f"{FIGURE} && {FIGURE}.controller && {FIGURE}.frames > 0")
    return page


def said(page, what):
    """What the figure said of the frame it drew last."""
    return page.evaluate(f"{FIGURE}.stage.{what}")


def settled(page, what):
    """What the figure says once it draws no more."""
    page.wait_for_timeout(300)
    return said(page, what)


@pytest.mark.parametrize("host", HOSTS)
def test_it_plays_pauses_and_slows_down(look, host):
    page = ready(look[0](host=host))
    assert len(page.workers) == (host == "worker")
    page.get_by_role("button", name="Pause").click()
    stopped = settled(page, "time")
    page.wait_for_timeout(300)
    assert said(page, "time") == stopped
    page.get_by_role("button", name="Play", exact=True).click()
    until(page, f"{FIGURE}.stage.time !== {stopped}")
    slow = page.get_by_role("button", name="Slow motion")
    slow.click()
    assert slow.get_attribute("aria-pressed") == "true"
    assert page.evaluate(f"{FIGURE}.pace") < 1


@pytest.mark.parametrize("host", HOSTS)
def test_the_arrow_keys_and_the_buttons_turn_it(look, host):
    page = ready(look[0](host=host, reduced_motion="reduce"))
    canvas = page.locator("coxa-figure canvas")
    canvas.focus()
    before = page.screenshot(clip=canvas.bounding_box())
    page.keyboard.press("ArrowLeft")
    until(page, f"{FIGURE}.stage.turn.azimuth === -15")
    page.get_by_role("button", name="Look more from above").focus()
    page.keyboard.press("Enter")
    until(page, f"{FIGURE}.stage.turn.elevation > 0")
    assert page.screenshot(clip=canvas.bounding_box()) != before
    page.get_by_role("button", name="Back to the first view").click()
    until(page, f"{FIGURE}.stage.turn.azimuth === 0")


def test_a_drag_turns_it(look):
    page = ready(look[0](reduced_motion="reduce"))
    box = page.locator("coxa-figure canvas").bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 100, steps=5)
    page.mouse.up()
    until(page, f"{FIGURE}.stage.turn.azimuth === 50")


def test_the_other_side_is_the_mirror_image(look):
    page = ready(look[0](host="page", reduced_motion="reduce"))
    stage = f"{FIGURE}.link.show.stage"
    thigh = f"{stage}.pose.position[{stage}.body.segments.indexOf('shank_%s')]"
    right = page.evaluate(thigh % "right")
    drawn = page.evaluate(f"{FIGURE}.frames")
    page.get_by_role("button", name="Left side").click()
    until(page, f"{FIGURE}.frames > {drawn}")
    left = page.evaluate(thigh % "left")
    assert left == pytest.approx([right[0], -right[1], right[2]], abs=1e-6)


def test_the_side_is_changed_where_a_worker_draws(look):
    page = ready(look[0](reduced_motion="reduce"))
    canvas = page.locator("coxa-figure canvas")
    settled(page, "frames")
    before = page.screenshot(clip=canvas.bounding_box())
    drawn = said(page, "frames")
    page.get_by_role("button", name="Left side").click()
    assert page.get_by_role("button", name="Left side").get_attribute("aria-pressed") == "true"
    assert page.evaluate(f"{FIGURE}.controller.side") == "left"
    until(page, f"{FIGURE}.frames > {drawn}")
    page.mouse.move(0, 0)
    assert page.screenshot(clip=canvas.bounding_box()) != before


def test_reduced_motion_waits_at_the_end_pose(look):
    page = ready(look[0](reduced_motion="reduce"))
    assert page.evaluate(f"{FIGURE}.controller.phase") == "hold"
    stopped = settled(page, "time")
    page.wait_for_timeout(300)
    assert said(page, "time") == stopped
    assert page.get_by_role("button", name="Play", exact=True).is_visible()


@pytest.mark.parametrize("host", HOSTS)
def test_a_player_sets_hold_phase_and_pace(look, host):
    page = ready(look[0](host=host, reduced_motion="reduce"))
    length = said(page, "total")
    page.evaluate(f"{FIGURE}.controller.hold(10)")
    until(page, f"{FIGURE}.stage.total > {length} + 5")
    page.evaluate(f"{FIGURE}.controller.seek('out')")
    until(page, f"{FIGURE}.controller.phase === 'out'")
    page.evaluate(f"{FIGURE}.controller.play()")
    until(page, f"{FIGURE}.controller.phase === 'hold'")


def test_the_same_picture_is_there_after_the_device_took_the_graphics_card_away(look):
    page = ready(look[0](host="page", reduced_motion="reduce"))
    page.get_by_role("button", name="Look inside").click()
    until(page, f"{FIGURE}.stage.inside")
    page.mouse.move(0, 0)
    drawn = settled(page, "frames")
    canvas = page.locator("coxa-figure canvas")
    before = page.screenshot(clip=canvas.bounding_box())
    page.evaluate(f"window.gl = {FIGURE}.link.show.stage.card.gl; window.loss = gl.getExtension('WEBGL_lose_context')")
    page.evaluate("loss.loseContext()")
    until(page, "gl.isContextLost()")
    page.wait_for_timeout(100)
    page.evaluate("loss.restoreContext()")
    until(page, f"{FIGURE}.frames > {drawn}")
    page.wait_for_timeout(300)
    assert page.screenshot(clip=canvas.bounding_box()) == before


def test_bones_come_only_when_asked_for(look):
    open_page, asked = look
    page = ready(open_page(reduced_motion="reduce"))
    assert not any(url.endswith(("inside.glb", "muscles.json")) for url in asked)
    page.get_by_role("button", name="Look inside").click()
    until(page, f"{FIGURE}.stage.inside")
    assert any(url.endswith("inside.glb") for url in asked)
    assert any(url.endswith("muscles.json") for url in asked)
    page.get_by_role("button", name="Look inside").click()
    until(page, f"!{FIGURE}.stage.inside")


def test_person_and_skin_are_remembered(look):
    page = ready(look[0](reduced_motion="reduce"))
    page.get_by_text("Who shows it").click()
    page.get_by_label("Person").select_option("man")
    until(page, f"{FIGURE}.stage.body === 'man'")
    page.get_by_label("Skin").select_option("dark")
    page.reload()
    ready(page)
    assert said(page, "body") == "man"
    assert page.evaluate("JSON.parse(localStorage.getItem('coxa-figure')).skin") == "dark"


def test_nothing_of_it_loads_on_other_pages(look):
    open_page, asked = look
    open_page("/exercises/").wait_for_load_state("networkidle")
    assert [url for url in asked if "/figure/" in url and "/figure/pictures/" not in url] == []


def test_it_loads_only_when_it_comes_near_the_screen(look):
    open_page, asked = look
    page = open_page(viewport={"width": 1280, "height": 120})
    page.wait_for_load_state("networkidle")
    assert not page.workers
    assert not any(url.endswith((".glb", "/stage.js")) for url in asked)
    page.evaluate(f"{FIGURE}.scrollIntoView()")
    ready(page)


def test_it_stays_when_a_part_of_the_page_moves_and_ends_when_it_leaves(look):
    page = ready(look[0](reduced_motion="reduce"))
    page.evaluate(f"window.figure = {FIGURE}; document.querySelector('main').append(figure); figure.scrollIntoView()")
    page.wait_for_timeout(300)
    stopped = said(page, "time")
    page.evaluate("figure.controller.play()")
    until(page, f"figure.stage.time !== {stopped}")
    with page.workers[0].expect_event("close"):
        page.evaluate("figure.remove()")
    assert not page.evaluate("figure.controller")
    page.evaluate("document.querySelector('main').append(figure); figure.scrollIntoView()")
    until(page, "figure.controller")
    assert page.locator("coxa-figure canvas").count() == 1


def test_it_stays_two_pictures_where_nothing_can_draw_it(serving):
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--use-gl=disabled"])
        page = browser.new_page(viewport=DESK)
        with page.expect_console_message(lambda message: "stays a picture" in message.text):
            page.goto(address + PAGE)
        assert page.locator("coxa-figure img").first.is_visible()
        assert page.locator("coxa-figure canvas, coxa-figure button").count() == 0
        browser.close()


def test_without_scripts_and_on_paper_there_are_two_pictures_with_words(look):
    page = look[0](java_script_enabled=False)
    pictures = page.locator("coxa-figure img")
    assert pictures.count() == 2
    for picture in pictures.all():
        assert picture.is_visible()
        assert "The right side works." in (picture.get_attribute("alt") or "")
        assert picture.evaluate("image => image.complete && image.naturalWidth") == 480
    moving = ready(look[0](reduced_motion="reduce"))
    assert not moving.locator("coxa-figure img").first.is_visible()
    moving.emulate_media(media="print")
    assert moving.locator("coxa-figure img").first.is_visible()
    assert not moving.locator("coxa-figure canvas").is_visible()


def test_axe_finds_nothing(look):
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    page = ready(look[0](reduced_motion="reduce"))
    page.get_by_text("Who shows it").click()
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()
