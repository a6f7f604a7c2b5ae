"""Take the handouts' stills, each from a live run of its step in the real app: `make stills`, or some by their ids."""

import io
import re
import sys
from collections.abc import Callable

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from explorer.data.stills import save_still
from explorer.lectures.step import Step
from explorer.pages import WALKTHROUGHS
from tests.browser.app import CHROMIUM_ADVICE, find_chromium, launch, open_page, serve, wait_until_idle

# As wide as a small figure of a handout, in the browser's pixels, so that its type is read on paper.
SIZE = {"width": 560, "height": 1000}
BESIDE = {"width": 1060, "height": 1000}  # two columns of such pictures
PIXELS = 2
TRAINING_TIMEOUT_MS = 900_000
# A still is printed not much higher than this many of the browser's pixels: what is drawn lower has larger type there.
HIGHEST = 330
LOWER = """(figure, highest) => {
  const plots = figure.matches('[data-drawn]') ? [figure] : figure.querySelectorAll('[data-drawn]');
  return Promise.all([...plots].map((plot) =>
    plot.layout.height > highest && window.Plotly.relayout(plot, { height: highest })));
}"""


def press(page: Page, name: str) -> None:
    with_its_key = re.compile(f"(^| ){name}( Shortcut [A-Z])?$")
    page.get_by_role("button", name=with_its_key).first.click()
    wait_until_idle(page)


def run(page: Page) -> str:
    press(page, "Start")
    return until_done(page)


def until_done(page: Page) -> str:
    expect(page.get_by_text("Done:").first).to_be_visible(timeout=TRAINING_TIMEOUT_MS)
    wait_until_idle(page)
    return "the step's run at its end"


def penalty(page: Page) -> str:
    press(page, "Start")
    page.get_by_role("radio", name="WGAN-GP").click()
    until_done(page)
    return "the step's run at its end, with the loss set to WGAN-GP while it ran"


def both_sides(page: Page) -> str:
    press(page, "Run it")
    until_done(page)
    press(page, "Run the cure")
    expect(page.get_by_text("Training").first).to_be_visible()
    until_done(page)
    return "the failing run and the mended one"


def a_fifth_of_both(page: Page) -> str:
    """Two runs at once take long; a fifth of them shows what the step is about."""
    press(page, "Start")
    shown = page.get_by_text(re.compile(r"Shown: iteration [1-9],\d{3}")).first
    expect(shown).to_be_visible(timeout=TRAINING_TIMEOUT_MS)
    page.get_by_role("button", name=re.compile("^(pause )?Pause")).first.click()
    expect(page.get_by_text("Paused").first).to_be_visible()
    wait_until_idle(page)
    iteration = shown.inner_text().removeprefix("Shown: ").rstrip(".")
    return f"both runs of the step at {iteration}"


def train_and_ask(page: Page) -> str:
    start = page.get_by_role("button", name=re.compile("Start|Train|Run")).first
    start.click()
    until_done(page)
    return "the plain run at its end"


# Where pressing Start and waiting is not all: by the id of the step.
HOW: dict[str, Callable[[Page], str]] = {
    "the_penalty_on_a_steep_d": penalty,
    "sixes_then_eights_then_threes": both_sides,
    "is_it_memorised": train_and_ask,
    "side_by_side": a_fifth_of_both,
}


AS_HIGH_AS_IT_IS = ("from_attack_to_generator",)  # words between rows of pictures need their room


def figure_of(page: Page, step: Step) -> Locator:
    return page.locator(f'[data-chart="{step.figure}"], .st-key-{step.figure}').first


def take(browser: Browser, address: str, name: str, number: int, step: Step) -> None:
    size = BESIDE if step.id == "side_by_side" else SIZE
    page = browser.new_page(viewport=size, device_scale_factor=PIXELS, color_scheme="light")
    open_page(page, f"{address}/{name}?at={number}")
    anyway = page.get_by_role("button", name="Show it anyway")
    page.add_style_tag(
        content="[data-testid=stHeader], .st-key-walkthrough_box, .take-along { display: none !important }"
    )  # they would lie on it
    if step.predict:
        anyway.click()
        wait_until_idle(page)
    of_what = HOW.get(step.id, run)(page)
    figure = figure_of(page, step)
    if step.id not in AS_HIGH_AS_IT_IS:
        figure.evaluate(LOWER, HIGHEST)
    page.set_viewport_size({**size, "width": size["width"] - 8})  # whatever lies over a figure follows its width
    figure.scroll_into_view_if_needed()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.mouse.move(1, 1)  # no tooltip in the picture
    wait_until_idle(page)
    picture = Image.open(io.BytesIO(figure.screenshot()))
    path = save_still(name, step.id, picture, f"Recorded: {of_what}, seed {step.settings.get('seed', 0):.0f}.")
    sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")
    page.close()


def main() -> None:
    executable = find_chromium()
    if executable is None:
        sys.exit(CHROMIUM_ADVICE)
    wanted = set(sys.argv[1:])
    with serve() as address, sync_playwright() as playwright:
        browser = launch(playwright, executable)
        for name, lecture in WALKTHROUGHS.items():
            for number, step in enumerate(lecture.walkthrough, start=1):
                if step.is_live and (not wanted or step.id in wanted):
                    take(browser, address, name, number, step)
        browser.close()


if __name__ == "__main__":
    main()
