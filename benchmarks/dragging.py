"""Dragging: pictures a second while a slider is dragged, for every chapter with such a slider, and on a bare page.

Aim: at least 12, and 10 where a film is calculated anew; never more than the positions that pass under the hand, of
which a slider of few steps has few. The first slider of each chapter is dragged. Streamlit's own, on the bare page,
draws nothing before it is released.
"""

import math
import time

from playwright.sync_api import Browser, Locator, Page

from benchmarks.beside_bare_page import run_beside_bare_page
from explorer.pages import LECTURES
from tests.browser.app import open_page, wait_until_idle

WARM_UP_S, SECONDS = 1.0, 4.0
MOVES_A_SECOND = 40
DRAG_SLIDERS = "[class*=st-key-][class*=_drag]"  # where they will be, before their code has come

# Count, for each chart, the frames before which something in its drawing has changed; and the slider's positions.
COUNT = """
() => {
  window.stopCounting?.();
  window.nDrawn = new Map();
  window.nPositions = 0;
  const count = () => (window.nPositions += 1);
  addEventListener("input", count, true);
  const changed = new Set();
  const watches = [...document.querySelectorAll('.js-plotly-plot')].map((plot) => {
    window.nDrawn.set(plot, 0);
    const watch = new MutationObserver(() => changed.add(plot));
    for (const drawing of plot.querySelectorAll('.main-svg'))
      watch.observe(drawing, { subtree: true, attributes: true, childList: true });
    return watch;
  });
  let frame;
  const look = () => {
    for (const plot of changed) window.nDrawn.set(plot, window.nDrawn.get(plot) + 1);
    changed.clear();
    frame = requestAnimationFrame(look);
  };
  look();
  window.stopCounting = () => {
    cancelAnimationFrame(frame);
    removeEventListener("input", count, true);
    for (const watch of watches) watch.disconnect();
  };
}
"""
COUNTED = "() => [Math.max(0, ...window.nDrawn.values()), window.nPositions]"


def drag(page: Page, slider: Locator, seconds: float) -> tuple[float, float]:
    """Drag a slider to and fro. Return the pictures that its main chart drew and the positions it passed, a second."""
    box = slider.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    page.evaluate(COUNT)
    begun = time.perf_counter()
    while (elapsed := time.perf_counter() - begun) < seconds:
        page.mouse.move(box["x"] + box["width"] * (0.5 + 0.4 * math.sin(2 * elapsed)), y)
        page.wait_for_timeout(1000 / MOVES_A_SECOND)
    n_drawn, n_positions = page.evaluate(COUNTED)
    elapsed = time.perf_counter() - begun
    page.mouse.up()
    wait_until_idle(page)
    return n_drawn / elapsed, n_positions / elapsed


def pictures_a_second(page: Page, slider: Locator) -> str:
    page.locator(".js-plotly-plot").first.wait_for()
    slider.scroll_into_view_if_needed()
    wait_until_idle(page)
    drag(page, slider, WARM_UP_S)
    n_drawn, n_positions = drag(page, slider, SECONDS)
    return f"{n_drawn:.1f} pictures a second, of {n_positions:.1f} positions"


def measure_all(browser: Browser, address: str, bare_address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    open_page(page, bare_address)
    print(f"  bare page: {pictures_a_second(page, page.get_by_role('slider').first)}", flush=True)
    for name, chapter in [(each.name, chapter.id) for each in LECTURES for chapter in each.chapters]:
        open_page(page, f"{address}/{name}?{name}_chapter={chapter}")
        if page.locator(DRAG_SLIDERS).count():
            slider = page.locator(".drag-slider").get_by_role("slider").first
            slider.wait_for(timeout=60_000)
            print(f"  {name}, {chapter}: {pictures_a_second(page, slider)}", flush=True)


def main() -> None:
    run_beside_bare_page(measure_all)


if __name__ == "__main__":
    main()
