"""The 2-D lab while the default network trains: pictures of the plane a second, in Chromium.

Aim: at least four. A picture is a frame of the browser before which something in the plane's drawing has changed.
"""

import time

from playwright.sync_api import Page, sync_playwright

from tests.browser.app import CHROMIUM_ADVICE, find_chromium, launch, open_page, serve

AIM = 4.0
WARM_UP_S, SECONDS = 2.0, 6.0
# link: what is seen
VIEWS = {
    "": "as the page opens",
    "&mode_collapse_show_grid=true": "with the grid of z",
    "&mode_collapse_beside=best_d": "beside the best D",
}
LINK = "/mode_collapse?mode_collapse_n_iterations=50000"

COUNT = """
() => {
  window.nPictures = 0;
  let changed = false;
  new MutationObserver(() => (changed = true)).observe(document.querySelector('.js-plotly-plot'),
    { subtree: true, childList: true, attributes: true, attributeFilter: ['d', 'transform', 'href', 'xlink:href'] });
  const look = () => {
    window.nPictures += Number(changed);
    changed = false;
    requestAnimationFrame(look);
  };
  look();
}
"""


def pictures_a_second(page: Page) -> float:
    page.locator(".js-plotly-plot .scatterlayer").first.wait_for(timeout=60_000)
    page.get_by_role("button", name="Start").first.click()
    page.get_by_text("Training").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1000 * WARM_UP_S)
    page.evaluate(COUNT)
    begun = time.perf_counter()
    page.wait_for_timeout(1000 * SECONDS)
    n_pictures: int = page.evaluate("() => window.nPictures")
    return n_pictures / (time.perf_counter() - begun)


def main() -> None:
    executable = find_chromium()
    if executable is None:
        print(f"  not measured: {CHROMIUM_ADVICE}")
        return
    with serve() as address, sync_playwright() as playwright:
        browser = launch(playwright, executable)
        for link, view in VIEWS.items():
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            open_page(page, address + LINK + link)
            print(f"  {view}: {pictures_a_second(page):.1f} pictures a second (aim: at least {AIM:g})", flush=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
