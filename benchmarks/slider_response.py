"""Slider response: slider release to changed chart in Chromium, each page against a bare one-chart Streamlit page."""

import statistics

from playwright.sync_api import Page, sync_playwright

from explorer.pages import LECTURES
from tests.browser.app import CHROMIUM_ADVICE, ROOT, find_chromium, launch, open_page, serve, wait_until_idle

RUNS = 15
WARM_UP_RUNS = 3

# The page's first slider, and the moment at which any chart or picture of the page is another than before.
# An arrow key sends a slider's value at once, exactly as releasing the mouse does.
WATCH = """
() => {
  const look = () => JSON.stringify([
    [...document.querySelectorAll('.js-plotly-plot')].map(plot => plot.data && plot.data.map(
      trace => [trace.x, trace.y, trace.z, trace.marker && trace.marker.color].map(
        values => values && values.length ? Array.from(values).flat() : values))),
    [...document.querySelectorAll('[data-testid=stImage] img')].map(image => image.src),
  ]);
  const before = look();
  window.responded = new Promise(resolve => {
    window.addEventListener('keydown', () => {
      const started = performance.now();
      const check = () => look() === before ? setTimeout(check, 2) : resolve(performance.now() - started);
      check();
    }, {once: true, capture: true});
  });
}
"""


def milliseconds_to_respond(page: Page, key: str) -> float:
    wait_until_idle(page)
    page.evaluate(WATCH)
    page.keyboard.press(key)
    return float(page.evaluate("() => window.responded"))


def focus_first_slider(page: Page) -> None:
    slider = page.locator('[data-testid="stMain"] [data-testid="stSlider"] [role="slider"]').first
    slider.wait_for()
    page.locator(".js-plotly-plot, [data-testid=stImage] img").first.wait_for()
    slider.focus()


def responses(page: Page, bare: Page) -> tuple[list[float], list[float]]:
    """Press the arrow keys on both pages in turn, so that both see the same machine."""
    of_page, of_bare = [], []
    for run in range(WARM_UP_RUNS + RUNS):
        key = "ArrowLeft" if run % 2 else "ArrowRight"
        for which, measured in ((page, of_page), (bare, of_bare)):
            which.bring_to_front()
            milliseconds = milliseconds_to_respond(which, key)
            if run >= WARM_UP_RUNS:
                measured.append(milliseconds)
    return of_page, of_bare


def main() -> None:
    executable = find_chromium()
    if executable is None:
        print(f"  not measured: {CHROMIUM_ADVICE}")
        return
    with (
        serve() as address,
        serve(ROOT / "benchmarks" / "bare_page.py") as bare_address,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright, executable)
        bare = browser.new_page()
        open_page(bare, bare_address)
        focus_first_slider(bare)
        for lecture in LECTURES:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            open_page(page, f"{address}/{lecture.name}")
            focus_first_slider(page)
            of_page, of_bare = (statistics.median(values) for values in responses(page, bare))
            print(f"  {lecture.name}: {of_page:.0f} ms, bare {of_bare:.0f} ms: {of_page / of_bare:.2f} times")
            page.close()
        browser.close()
