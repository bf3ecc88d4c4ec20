"""Measure pages in a real browser while 20 users who never pause keep the server busy: bytes, first content, player."""

import argparse
import os
import pickle
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

PAGES = ("/today/", "/programme/", "/progress/", "/exercises/", "/exercises/G05/", "/learn/", "/record/", "/settings/")
SOFTWARE = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PRESSES = 12
WATCH = """new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (one.name === "click") (window.clicks ??= []).push(one.duration);
}).observe({type: "event", durationThreshold: 16, buffered: true});"""
FIRST = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime"""
A_SESSION = """
from coxa.cli.data import open_data; open_data()
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.utils import timezone
from coxa.records.people import add_person
from web.a_course import begun, ready
ben = add_person("Ben", "GB", now=timezone.now()); ready(ben); session = begun(ben)
store = SessionStore(); store["person"] = str(ben.pk); store.save(); print("SESSION", session, store.session_key)
"""


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    from run import prepare_record, start_server  # noqa: PLC0415  # after the path is set
    from year import year_of_entries  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        environ = {**os.environ, "COXA_DATA_DIR": folder, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}"}
        environ.pop("DATABASE_URL", None)
        kept = Path(folder) / "year.pickle"
        kept.write_bytes(pickle.dumps(year_of_entries()))
        cookie = prepare_record(environ, kept)
        session, key = _a_session(environ)
        _, server, port = start_server(environ)
        address = f"http://127.0.0.1:{port}"
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SOFTWARE)
        try:
            print("| page | document, KB | all it loads, KB | its figure, KB | first content, ms | 20 users, ms |")
            print("|---|---|---|---|---|---|")
            alone = {page: _look(browser, address, cookie, page, times) for page in PAGES}
            with _Crowd(port, cookie):
                crowded = {page: _look(browser, address, cookie, page, times)[-1] for page in PAGES}
            for page, seen in alone.items():
                print("|", " | ".join([page, *(f"{number:.0f}" for number in (*seen, crowded[page]))]), "|")
            opened = _opened(browser, address, f"coxa_session={key}")
            print(f"\nPlayer, press to picture: {_pressed(opened, f'{address}/session/{session}/'):.0f} ms (median)")
        finally:
            browser.close()
            server.send_signal(signal.SIGINT)
            server.wait(20)


def _a_session(environ: dict[str, str]) -> tuple[str, str]:
    settings = {**environ, "DJANGO_SETTINGS_MODULE": "coxa.web.settings"}
    done = subprocess.run([sys.executable, "-c", A_SESSION], env=settings, capture_output=True, text=True, check=True)
    said = next(line for line in done.stdout.splitlines() if line.startswith("SESSION"))
    return said.split()[1], said.split()[2]


def _opened(browser: Browser, address: str, cookie: str) -> BrowserContext:
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    name, value = cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": address}])
    return context


def _weigh(sent: dict[str, float], response: Response) -> None:
    sent[response.url] = int(response.headers.get("content-length", 0)) / 1024


def _look(browser: Browser, address: str, cookie: str, path: str, times: int) -> tuple[float, ...]:
    """Kilobytes on the wire of the document, of all it loads but the moving figure, and of that, which comes when it is
    seen; and milliseconds to the first content; no cache."""
    seen = []
    for _ in range(times):
        context = _opened(browser, address, cookie)
        page, sent = context.new_page(), {}
        page.on("response", partial(_weigh, sent))
        page.goto(address + path, wait_until="networkidle")
        while page.evaluate(FIRST) is None:
            page.wait_for_timeout(20)
        figure = sum(size for url, size in sent.items() if "/figure/" in url and "/pictures/" not in url)
        seen.append((sent[address + path], sum(sent.values()) - figure, figure, page.evaluate(FIRST)))
        context.close()
    return tuple(statistics.median(values) for values in zip(*seen, strict=True))


class _Crowd:
    """20 users in a process of their own."""

    def __init__(self, port: int, cookie: str) -> None:
        self._arguments = [sys.executable, __file__, "--crowd", str(port), cookie]

    def __enter__(self) -> None:
        self._process = subprocess.Popen(self._arguments)

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)


def crowd(port: int, cookie: str) -> None:
    """Ask for pages, 20 at a time, until ended."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415
    from itertools import cycle  # noqa: PLC0415

    from run import USERS, visit  # noqa: PLC0415

    with ThreadPoolExecutor(USERS) as users:
        for _ in zip(users.map(lambda page: visit(port, page, cookie), [*PAGES] * 10_000), cycle((0,)), strict=False):
            pass


def _pressed(context: BrowserContext, address: str) -> float:
    """Milliseconds from a press to the picture that shows it, pausing and going on while the figure moves."""
    page: Page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_timeout(4000)
    page.locator("coxa-player button").first.click()
    for _ in range(PRESSES):
        page.wait_for_timeout(700)
        page.locator("coxa-player button").first.click()
    page.wait_for_timeout(700)
    return statistics.median(page.evaluate("window.clicks ?? [0]"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--crowd"]:
        crowd(int(sys.argv[2]), sys.argv[3])
    else:
        main()
