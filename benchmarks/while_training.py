"""While training: a slider elsewhere in the app, idle and while another visitor's run trains, and that run's own page.

Aim: the slider answers within 1.5 times its idle time; the trainer's page says something new at least twice a second.
"""

import re
import statistics
import time

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.slider_response import (
    RUNS,
    SOME_ITERATIONS,
    WARM_UP_RUNS,
    focus_slider_that_draws,
    milliseconds_to_respond,
)
from tests.browser.app import CHROMIUM_ADVICE, find_chromium, launch, open_page, serve

SLIDER_PAGE = "gaussian_1d"
# long enough not to end while it is watched
TRAINER_PAGE = "mnist_trainer?mnist_trainer_n_iterations=20000"
PLACE = re.compile(r"Training: ([\d,]+) of")

# Count how often the page says another iteration, and how often G's pictures become others.
COUNT_UPDATES = """
() => {
  const looks = {
    nWords: () => document.querySelector('[data-testid=stProgress]')?.innerText,
    nPictures: () => document.querySelector('[data-testid=stImage] img')?.src,
  };
  const last = {};
  for (const name in looks) [window[name], last[name]] = [0, looks[name]()];
  new MutationObserver(() => {
    for (const name in looks) {
      const now = looks[name]();
      if (now && now !== last[name]) [window[name], last[name]] = [window[name] + 1, now];
    }
  }).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
}
"""


def in_a_window_of_its_own(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 1440, "height": 900}).new_page()


def milliseconds(page: Page) -> float:
    """Return the median time that the page's first slider takes to answer."""
    arrows = focus_slider_that_draws(page)
    if arrows is None:
        raise AssertionError("no slider changes a chart")
    moves = [milliseconds_to_respond(page, arrows[run % 2]) for run in range(WARM_UP_RUNS + RUNS)]
    measured = [move for move in moves[WARM_UP_RUNS:] if move is not None]
    if len(measured) < RUNS:
        raise AssertionError(f"{len(measured)} of {RUNS} moves changed a chart")
    return statistics.median(measured)


def iteration(trainer: Page) -> int:
    found = PLACE.search(trainer.get_by_text(PLACE).first.inner_text())
    if found is None:
        raise AssertionError("the run does not train")
    return int(found[1].replace(",", ""))


def main() -> None:
    executable = find_chromium()
    if executable is None:
        print(f"  not measured: {CHROMIUM_ADVICE}")
        return
    with serve() as address, sync_playwright() as playwright:
        browser = launch(playwright, executable)
        elsewhere, trainer = in_a_window_of_its_own(browser), in_a_window_of_its_own(browser)
        open_page(elsewhere, f"{address}/{SLIDER_PAGE}")
        open_page(trainer, f"{address}/{TRAINER_PAGE}")
        idle = milliseconds(elsewhere)

        trainer.get_by_role("button", name="Start").first.click()
        trainer.get_by_text(SOME_ITERATIONS).first.wait_for(timeout=120_000)
        trainer.evaluate(COUNT_UPDATES)
        begun, first = time.perf_counter(), iteration(trainer)
        meanwhile = milliseconds(elsewhere)
        seconds, last = time.perf_counter() - begun, iteration(trainer)
        n_words, n_pictures = trainer.evaluate("() => [window.nWords, window.nPictures]")
        browser.close()
    if last <= first:
        raise AssertionError("the run did not go on")
    print(f"  {SLIDER_PAGE}: idle {idle:.0f} ms, while a run trains {meanwhile:.0f} ms: {meanwhile / idle:.2f} times")
    rates = (count / seconds for count in (last - first, n_words, n_pictures))
    print("  a second: {:.0f} iterations, {:.1f} updates, {:.1f} new pictures".format(*rates))


if __name__ == "__main__":
    main()
