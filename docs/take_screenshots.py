"""Take the README's screenshots from the real app: `make screenshots`."""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from explorer.pages import LECTURES
from tests.browser.app import CHROMIUM_ADVICE, find_chromium, launch, open_page, serve, wait_until_idle

FOLDER = Path(__file__).parent / "screenshots"
SIZE = {"width": 1440, "height": 1000}
TRAINING_TIMEOUT_MS = 600_000


def train_for_a_while(page: Page) -> None:
    page.get_by_role("button", name="Start").first.click()
    expect(page.get_by_text("Done:").first).to_be_visible(timeout=TRAINING_TIMEOUT_MS)


def collapse(page: Page) -> None:
    page.get_by_role("button", name="Mode collapse").click()
    wait_until_idle(page)
    page.get_by_role("button", name="Start").first.click()
    expect(page.get_by_text("Training").first).to_be_visible()
    expect(page.get_by_text("Done:").first).to_be_visible(timeout=TRAINING_TIMEOUT_MS)
    page.get_by_test_id("stProgress").evaluate("progress => progress.scrollIntoView()")
    page.get_by_test_id("stMain").evaluate("main => main.scrollBy(0, -80)")  # from under the header
    slider = page.get_by_role("slider", name="Look back")
    slider.focus()
    slider.press("Home")
    for _ in range(30):
        slider.press("ArrowRight")


def nothing(page: Page) -> None:
    """The page as it opens."""


def wait_until_drawn(page: Page) -> None:
    wait_until_idle(page)
    expect(page.locator("[data-drawn]").first).to_be_visible(timeout=60_000)
    expect(page.locator("[role=figure]:not([data-drawn]), [data-chart][aria-busy=true]")).to_have_count(0)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.mouse.move(SIZE["width"] - 5, 5)  # no tooltip in the picture
    expect(page.get_by_test_id("stTooltipContent")).to_have_count(0)


# page -> where it is not shown as it opens: parameters of its link, and what is done there first
SHOWN: dict[str, tuple[str, Callable[[Page], None]]] = {
    "toy_faces": ("toy_faces_chapter=training", nothing),
    "lsgan_vs_bce": ("lsgan_vs_bce_chapter=far_fakes", nothing),
    "dynamics": ("dynamics_method=non_saturating", nothing),
    "mode_collapse": ("", collapse),
    "mnist_trainer": ("", train_for_a_while),
    "autoencoders": ("autoencoders_chapter=draw", nothing),
}


def main() -> None:
    executable = find_chromium()
    if executable is None:
        sys.exit(CHROMIUM_ADVICE)
    FOLDER.mkdir(exist_ok=True)
    with serve() as address, sync_playwright() as playwright:
        browser = launch(playwright, executable)
        for name in ("home", *(lecture.name for lecture in LECTURES)):
            query, prepare = SHOWN.get(name, ("", nothing))
            page = browser.new_page(viewport=SIZE)
            open_page(page, f"{address}/{'' if name == 'home' else name}?{query}")
            prepare(page)
            wait_until_drawn(page)
            page.screenshot(path=FOLDER / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
