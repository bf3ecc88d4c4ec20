"""Measure the moving figure on a real page, drawn by software: time to the first frame, frames in a second, sizes."""

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
SERVED = ROOT / "src" / "coxa" / "web" / "static" / "coxa" / "figure"
SOFTWARE = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
VISIT = """addEventListener("coxa-figure-ready", () => { window.first = performance.now(); });"""
SECONDS = 6
AIMS = {
    "first frame, s": "<= 1.5",
    "frames a second": ">= 20",
    "largest body, KB": "<= 300",
    "largest motion, KB": "<= 40",
}


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exercises", nargs="*", default=["G03", "G05", "X02"])
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server, address = _start(folder)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SOFTWARE)
        try:
            for name in options.exercises:
                seen = [_visit(browser, f"{address}/exercises/{name}/") for _ in range(options.times)]
                first, rate, ratio = (statistics.median(values) for values in zip(*seen, strict=True))
                rows += [(f"{name}: first frame, s", f"{first:.2f}"), (f"{name}: frames a second", f"{rate:.1f}")]
                rows.append((f"{name}: picture points per screen point", f"{ratio:.2f}"))
        finally:
            browser.close()
            os.killpg(server.pid, signal.SIGINT)
            server.wait(30)
    rows.append(("largest body, KB", f"{max(f.stat().st_size for f in SERVED.glob('*.glb')) / 1024:.0f}"))
    rows.append(("largest motion, KB", f"{max(f.stat().st_size for f in SERVED.glob('motions/*')) / 1024:.0f}"))
    rows.append(("scripts, KB", f"{sum(f.stat().st_size for f in SERVED.glob('*.js')) / 1024:.0f}"))
    print("| what | median | aim |\n|---|---|---|")
    for what, value in rows:
        print(f"| {what} | {value} | {AIMS.get(what.split(': ')[-1], '')} |")


def _start(folder: str) -> tuple["subprocess.Popen[str]", str]:
    code = "from coxa.cli import main; raise SystemExit(main())"
    environ = {**os.environ, "COXA_DATA_DIR": folder, "PYTHONPATH": str(ROOT / "src")}
    environ.pop("DATABASE_URL", None)
    server = subprocess.Popen(
        [sys.executable, "-c", code, "--no-browser", "--port", "0"],
        env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    ready = server.stdout.readline() if server.stdout else ""
    return server, ready.split()[4].rstrip("/")


def _visit(browser: Browser, address: str) -> tuple[float, float, float]:
    """Seconds to the first frame from when the page is asked for, frames a second after that, and the sharpness."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(VISIT)
    page.goto(address)
    while not page.evaluate("window.first || 0"):  # the page's policy forbids Playwright's own way of waiting
        page.wait_for_timeout(50)
    first = page.evaluate("window.first") / 1000
    figure = "document.querySelector('coxa-figure')"
    page.evaluate(f"{figure}.scrollIntoView()")
    page.wait_for_timeout(2500)
    before = page.evaluate(f"[{figure}.frames, performance.now()]")
    page.wait_for_timeout(SECONDS * 1000)
    after = page.evaluate(f"[{figure}.frames, performance.now()]")
    rate = (after[0] - before[0]) / ((after[1] - before[1]) / 1000)
    ratio = page.evaluate(f"{figure}.stage.ratio")
    page.context.close()
    return first, rate, ratio


if __name__ == "__main__":
    main()
