"""The app and the bare one-chart page beside it, in one Chromium."""

from collections.abc import Callable

from playwright.sync_api import Browser, sync_playwright

from tests.browser.app import CHROMIUM_ADVICE, ROOT, find_chromium, launch, serve


def run_beside_bare_page(measure: Callable[[Browser, str, str], None]) -> None:
    """Call `measure` with the browser and the addresses of both; say so where there is no browser."""
    executable = find_chromium()
    if executable is None:
        print(f"  not measured: {CHROMIUM_ADVICE}")
        return
    with serve() as address, serve(ROOT / "benchmarks" / "bare_page.py") as bare, sync_playwright() as playwright:
        browser = launch(playwright, executable)
        measure(browser, address, bare)
        browser.close()
