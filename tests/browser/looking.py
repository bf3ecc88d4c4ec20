"""What a browser page looks like to someone with large letters, forced colours or a keyboard."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page

_CUT = """() => {
    const width = document.documentElement.clientWidth, found = [];
    const scrolls = (e) => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    for (const e of document.querySelectorAll('body *')) {
        const box = e.getBoundingClientRect(), style = getComputedStyle(e);
        if (box.width <= 1 || box.height <= 1 || e.closest('.nhsuk-skip-link, svg, option') || scrolls(e)) continue;
        const words = [...e.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
        const hides = /hidden|clip/.test(style.overflowX + style.overflowY) || style.textOverflow === 'ellipsis';
        const cut = words && hides && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
        if (box.right > width + 1 || box.left < -1 || cut) found.push(e.outerHTML.slice(0, 120));
    }
    const across = document.documentElement.scrollWidth - width;
    return across > 0 ? [`${across} px sideways`, ...found] : found;
}"""

_LOOKS = """
    const looksOf = (e) => {
        const parts = [e, e.nextElementSibling, e.closest('summary, label')].filter(Boolean);
        return JSON.stringify(parts.flatMap((one) => [null, '::before', '::after'].map((pseudo) => {
            const s = getComputedStyle(one, pseudo);
            return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor, s.borderTopColor, s.borderTopWidth,
                s.borderBottomWidth, s.color, s.textDecorationLine];
        })));
    };
"""

_FOCUS = (
    "() => {"
    + _LOOKS
    + """
    const [before, looked] = window.coxaFocus ?? [], faults = [], now = document.activeElement;
    if (before?.isConnected && before !== now && looksOf(before) === looked) {
        faults.push(`focus is not seen: ${before.outerHTML.slice(0, 120)}`);
    }
    window.coxaFocus = now === document.body ? undefined : [now, looksOf(now)];
    const box = now.getBoundingClientRect();
    const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (now !== document.body && !inView) {
        faults.push(`focus is out of view: ${now.outerHTML.slice(0, 120)}`);
    }
    return faults;
}"""
)

_EDGES = """() => {
    const edge = (e, pseudo) => {
        const s = getComputedStyle(e, pseudo);
        const seen = s.borderTopStyle !== 'none' && s.borderTopColor !== 'rgba(0, 0, 0, 0)';
        return seen && parseFloat(s.borderTopWidth) >= 1;
    };
    const controls = document.querySelectorAll('button, .nhsuk-button, select, textarea, input:not([type=hidden])');
    return [...controls].filter((e) => e.getClientRects().length).filter((e) => {
        const label = e.matches('[type=radio], [type=checkbox]') ? e.nextElementSibling : null;
        return !(label ? edge(label, '::before') || edge(label) : edge(e));
    }).map((e) => e.outerHTML.slice(0, 120));
}"""


def cut_off(page: Page) -> list[str]:
    """What leaves the screen at its sides, or is cut by its own box."""
    found: list[str] = page.evaluate(_CUT)
    return found


def without_edge(page: Page) -> list[str]:
    """Controls in view that have no border around them."""
    found: list[str] = page.evaluate(_EDGES)
    return found


def tab(page: Page) -> None:
    """Press Tab; the focus that was left must have looked different, and the new one must be in view."""
    page.keyboard.press("Tab")
    faults = page.evaluate(_FOCUS)
    assert faults == [], f"{page.url}: {faults}"


def stand_still(page: Page) -> None:
    """From now on time passes only as the test says, however busy the machine is."""
    now = datetime.fromtimestamp(page.evaluate("Date.now()") / 1000, UTC)
    page.clock.pause_at(now + timedelta(seconds=1))
