"""Slider response: slider release to changed chart in Chromium, each chapter against a bare one-chart page."""

import re
import statistics

from playwright.sync_api import Browser, Locator, Page

from benchmarks.beside_bare_page import run_beside_bare_page
from explorer.pages import LECTURES
from tests.browser.app import open_page, wait_until_idle

RUNS = 15
WARM_UP_RUNS = 3
SOME_ITERATIONS = re.compile(r"Training: [3-9]\d of")
SLIDERS = "[type=range]:enabled, [role=slider]:not([aria-disabled=true])"
PATIENCE_MS = 5000
SETTLE_MS = 2000  # until what the page has sent is drawn; a chapter may have no slider and no chart to wait for

# The moment at which something in a chart, a map on a canvas or a picture has become another; null where nothing has.
# An arrow key sends a slider's value at once, exactly as releasing the mouse does. A chart that is drawn a second time
# writes much anew as it was, which is no change. Painting a canvas sets its width, the same or not.
WATCH = """
patience => {
  const images = () => [...document.querySelectorAll('[data-testid=stImage] img')].map(image => image.src).join();
  const before = images();
  const isDrawn = ({ type, target, attributeNamespace, attributeName, oldValue, addedNodes }) => {
    const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
    if (element?.tagName === 'CANVAS') return attributeName === 'width';
    if (!element?.closest('.js-plotly-plot svg, [role=figure] svg')) return false;
    if (type === 'attributes') return element.getAttributeNS(attributeNamespace, attributeName) !== oldValue;
    return type === 'childList' ? addedNodes.length > 0 : target.data !== oldValue;
  };
  window.responded = new Promise((resolve) => {
    window.addEventListener('keydown', () => {
      const started = performance.now();
      const answer = (milliseconds) => {
        watch.disconnect();
        clearTimeout(timeout);
        resolve(milliseconds);
      };
      const timeout = setTimeout(() => answer(null), patience);
      const watch = new MutationObserver((changes) => {
        if (changes.some(isDrawn) || images() !== before) answer(performance.now() - started);
      });
      const what = ['d', 'transform', 'x', 'y', 'width', 'height', 'href', 'src', 'style'];
      watch.observe(document.body, {
        subtree: true, childList: true, characterData: true, characterDataOldValue: true,
        attributes: true, attributeOldValue: true, attributeFilter: what,
      });
    }, {once: true, capture: true});
  });
}
"""
VALUE_AND_HIGHEST = """
slider => [slider.value ?? slider.getAttribute('aria-valuenow'), slider.max ?? slider.getAttribute('aria-valuemax')]
"""


def milliseconds_to_respond(page: Page, key: str) -> float | None:
    wait_until_idle(page)
    page.evaluate(WATCH, PATIENCE_MS)
    page.keyboard.press(key)
    milliseconds: float | None = page.evaluate("() => window.responded")
    return milliseconds


def arrows_of(slider: Locator) -> tuple[str, str]:
    """Return the arrow that can move a slider, and the one that moves it back."""
    value, highest = (float(number) for number in slider.evaluate(VALUE_AND_HIGHEST))
    return ("ArrowLeft", "ArrowRight") if value == highest else ("ArrowRight", "ArrowLeft")


def focus_slider_that_draws(page: Page) -> tuple[str, str] | None:
    """Focus the first slider whose move changes a chart, to and fro; return its arrows, or None where there is none.

    Others set a training run, which shows what they do only when it is started.
    """
    page.wait_for_timeout(SETTLE_MS)
    sliders = page.get_by_test_id("stMain").locator(SLIDERS).locator("visible=true")
    for n in range(sliders.count()):
        slider = sliders.nth(n)
        slider.focus()
        arrows = arrows_of(slider)
        if None not in [milliseconds_to_respond(page, arrow) for arrow in arrows]:
            return arrows
    return None


def train_for_a_moment(page: Page) -> None:
    """Give the trainer's timeline something to look back on."""
    page.get_by_role("button", name="Start").first.click()
    page.get_by_text(SOME_ITERATIONS).first.wait_for(timeout=120_000)
    page.get_by_role("button", name="Pause").click()
    page.get_by_text("Paused").first.wait_for()


def responses(
    page: Page, bare: Page, keys: tuple[str, str], bare_keys: tuple[str, str]
) -> tuple[list[float], list[float]]:
    """Press two keys in turn on both pages in turn, so that both see the same machine."""
    of_page: list[float] = []
    of_bare: list[float] = []
    for run in range(WARM_UP_RUNS + RUNS):
        for which, pressed, measured in ((page, keys, of_page), (bare, bare_keys, of_bare)):
            which.bring_to_front()
            milliseconds = milliseconds_to_respond(which, pressed[run % 2])
            if run >= WARM_UP_RUNS and milliseconds is not None:
                measured.append(milliseconds)
    return of_page, of_bare


def measure(page: Page, bare: Page, bare_keys: tuple[str, str], where: str) -> None:
    keys = focus_slider_that_draws(page)
    if keys is None:
        print(f"  {where}: no slider changes a chart", flush=True)
        return
    times, bare_times = responses(page, bare, keys, bare_keys)
    if len(times) < RUNS or len(bare_times) < RUNS:
        print(f"  {where}: {len(times)} of {RUNS} moves changed a chart, bare {len(bare_times)}", flush=True)
        return
    of_page, of_bare = statistics.median(times), statistics.median(bare_times)
    print(f"  {where}: {of_page:.0f} ms, bare {of_bare:.0f} ms: {of_page / of_bare:.2f} times", flush=True)


def measure_all(browser: Browser, address: str, bare_address: str) -> None:
    bare = browser.new_page()
    open_page(bare, bare_address)
    bare_keys = focus_slider_that_draws(bare)
    assert bare_keys is not None
    for lecture in LECTURES:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for chapter in lecture.chapters:
            open_page(page, f"{address}/{lecture.name}?{lecture.name}_chapter={chapter.id}")
            if (lecture.name, chapter.id) == ("mnist_trainer", "train"):
                train_for_a_moment(page)
            measure(page, bare, bare_keys, f"{lecture.name}, {chapter.id}")
        page.close()


def main() -> None:
    run_beside_bare_page(measure_all)


if __name__ == "__main__":
    main()
