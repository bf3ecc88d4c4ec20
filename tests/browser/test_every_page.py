"""Every page with an address, on a phone and on a desk: nothing for axe to find, nothing that overflows."""

from django.urls import get_resolver

from browser.conftest import DESK, PHONE
from browser.test_first_day import begin_session, first_steps

NARROW = {"width": 320, "height": 640}
PARTS = {
    "question_id": "RF01",
    "exercise_id": "G05",
    "lesson_id": "pain-while-exercising",
    "part": 2,
    "barrier_id": "unsure",
}
"""What stands in addresses that name a thing."""

NOT_PAGES = {
    "choose_person",
    "set_language",
    "record_export",
    "session_kept",
    "service_worker",
    "manifest",
    "handout",
    "calendar",
}
"""A button, files, and what scripts ask for."""


def addresses(session_id, entry_path):
    """Every address of the app, so that none is forgotten."""
    for pattern in get_resolver().url_patterns:
        if pattern.name in NOT_PAGES:
            continue
        if "entry_id" in pattern.pattern.converters:
            yield pattern.name, entry_path
            continue
        path = "/" + str(pattern.pattern)
        for name, converter in pattern.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            path = path.replace(f"<{kind}:{name}>", str(PARTS.get(name, session_id)))
        yield pattern.name, path


def every_address(walk):
    """Begin a session, for someone who has taken the first steps; then every address, with the name of its page."""
    begin_session(walk)
    session_id = walk.at.split("/")[2]
    walk.go("/record/")
    return list(addresses(session_id, first_entry(walk.page)))


def first_entry(page):
    """The address of the first entry on the page of the record."""
    return page.locator("main h3 a, main h2 a").first.get_attribute("href")


def test_every_page_is_clean_on_phone_and_desk(serving, walker):
    with serving() as address:
        walk = walker(address)
        first_steps(walk)
        seen = every_address(walk)
        assert len(seen) > 30
        for size in (PHONE, DESK, NARROW):
            walk.page.set_viewport_size(size)
            for name, path in seen:
                walk.go(path)
                walk.look(f"{size['width']}-{name}")


def test_every_component_is_clean_in_every_state(serving, walker, home):
    home["COXA_DEBUG"] = "1"
    with serving() as address:
        walk = walker(address)
        for size in (PHONE, DESK, NARROW):
            walk.page.set_viewport_size(size)
            walk.go("/components/")
            walk.look(f"{size['width']}-components")


def test_components_are_for_developers_only(serving, walker):
    with serving() as address:
        assert walker(address).page.goto(f"{address}/components/").status == 404
