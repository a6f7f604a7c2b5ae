"""Start-up: from process start until the home page is drawn in Chromium, against a bare Streamlit app."""

import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.app import CHROMIUM_ADVICE, ROOT, find_chromium, launch, open_page, serve

RUNS = 5


def seconds_until_drawn(browser: Browser, script: Path) -> float:
    page = browser.new_page()
    started = time.perf_counter()
    with serve(script) as address:
        open_page(page, address)
        elapsed = time.perf_counter() - started
        page.close()
    return elapsed


def main() -> None:
    executable = find_chromium()
    if executable is None:
        print(f"  not measured: {CHROMIUM_ADVICE}")
        return
    with sync_playwright() as playwright:
        browser = launch(playwright, executable)
        scripts = {"home": ROOT / "streamlit_app.py", "bare": ROOT / "benchmarks" / "bare_page.py"}
        # In turn, so that both see the same machine; the first pair warms the disk cache and is not counted.
        seconds: dict[str, list[float]] = {name: [] for name in scripts}
        for run in range(RUNS + 1):
            for name, script in scripts.items():
                measured = seconds_until_drawn(browser, script)
                if run:
                    seconds[name].append(measured)
        browser.close()
    home, bare = (statistics.median(seconds[name]) for name in ("home", "bare"))
    print(f"  home page {home:.2f} s, bare page {bare:.2f} s: {home / bare:.2f} times (medians of {RUNS})")


if __name__ == "__main__":
    main()
