"""Slider response: slider release to changed chart in Chromium, each chapter against a bare one-chart page."""

import re
import statistics

from playwright.sync_api import Browser, Page

from benchmarks.beside_bare_page import run_beside_bare_page
from explorer.pages import LECTURES
from tests.browser.app import open_page, wait_until_idle

RUNS = 15
WARM_UP_RUNS = 3
ARROWS = ("ArrowLeft", "ArrowRight")
SOME_ITERATIONS = re.compile(r"Training: [3-9]\d of")

# The chapter's first slider, and the moment at which something is drawn elsewhere, or another picture shown.
# An arrow key sends a slider's value at once, exactly as releasing the mouse does.
WATCH = """
() => {
  const images = () => [...document.querySelectorAll('[data-testid=stImage] img')].map(image => image.src).join();
  const before = images();
  const isDrawn = ({ type, target, attributeNamespace, attributeName, oldValue, addedNodes }) =>
    target.closest?.('.main-svg') &&
    (type === 'attributes' ? target.getAttributeNS(attributeNamespace, attributeName) !== oldValue : addedNodes.length);
  window.responded = new Promise((resolve, reject) => {
    window.addEventListener('keydown', () => {
      const started = performance.now();
      const patience = setTimeout(() => reject(new Error('no chart has changed')), 10000);
      const watch = new MutationObserver((changes) => {
        if (!changes.some(isDrawn) && images() === before) return;
        resolve(performance.now() - started);
        watch.disconnect();
        clearTimeout(patience);
      });
      const what = ['d', 'transform', 'x', 'y', 'href', 'src'];
      watch.observe(document.body, {
        subtree: true, childList: true, attributes: true, attributeOldValue: true, attributeFilter: what,
      });
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
    page.locator(".js-plotly-plot, [data-testid=stImage] img").first.wait_for()
    page.get_by_test_id("stMain").get_by_role("slider").first.focus()


def train_for_a_moment(page: Page) -> None:
    """Give the trainer's timeline something to look back on."""
    page.get_by_role("button", name="Start").first.click()
    page.get_by_text(SOME_ITERATIONS).first.wait_for(timeout=120_000)
    page.get_by_role("button", name="Pause").click()
    page.get_by_text("Paused").first.wait_for()


def responses(page: Page, bare: Page, keys: tuple[str, str]) -> tuple[list[float], list[float]]:
    """Press two keys in turn on both pages in turn, so that both see the same machine."""
    of_page, of_bare = [], []
    for run in range(WARM_UP_RUNS + RUNS):
        for which, pressed, measured in ((page, keys, of_page), (bare, ARROWS, of_bare)):
            which.bring_to_front()
            milliseconds = milliseconds_to_respond(which, pressed[run % 2])
            if run >= WARM_UP_RUNS:
                measured.append(milliseconds)
    return of_page, of_bare


def measure(page: Page, bare: Page, address: str, name: str, chapter: str) -> None:
    open_page(page, f"{address}/{name}?{name}_chapter={chapter}")
    if name == "mnist_trainer":
        train_for_a_moment(page)
    focus_first_slider(page)
    keys = ("Home", "End") if name == "mnist_trainer" else ARROWS
    of_page, of_bare = (statistics.median(values) for values in responses(page, bare, keys))
    print(f"  {name}, {chapter}: {of_page:.0f} ms, bare {of_bare:.0f} ms: {of_page / of_bare:.2f} times", flush=True)


def measure_all(browser: Browser, address: str, bare_address: str) -> None:
    bare = browser.new_page()
    open_page(bare, bare_address)
    focus_first_slider(bare)
    for lecture in LECTURES:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for chapter in lecture.chapters:
            measure(page, bare, address, lecture.name, chapter.id)
        page.close()


def main() -> None:
    run_beside_bare_page(measure_all)
