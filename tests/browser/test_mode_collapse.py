"""A visitor sets up the collapse, watches it live, looks back, and changes a layer."""

import re

import numpy as np
from playwright.sync_api import Page, expect

from explorer.training.mode_collapse.run import Gan2dRun
from explorer.training.mode_collapse.settings import Gan2dSettings
from tests.browser.app import open_page, wait_until_idle

LINK = "/mode_collapse?mode_collapse_n_iterations=1000&mode_collapse_batch_size=10"
PATIENCE_MS = 120_000

# How opaque D's map is at each of the 33 by 33 points where D is known, from the lower left corner.
OPACITIES = """
() => {
  const canvas = document.querySelector("canvas.maps");
  const [width, brush] = [canvas.width, canvas.getContext("2d", { willReadFrequently: true })];
  const at = (share) => Math.min(Math.max(Math.round(share * width), 0), width - 1);
  const places = Array.from({ length: 33 }, (_, k) => k / 32);
  return places.flatMap((y) => places.map((x) => brush.getImageData(at(x), at(1 - y), 1, 1).data[3]));
}
"""


def test_collapse_start_look_back_and_change_a_layer(page: Page, address: str) -> None:
    open_page(page, address + LINK)
    expect(page.get_by_text("Nothing runs yet")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(2, timeout=PATIENCE_MS)

    page.get_by_role("radio", name="Ring of 8").click()
    expect(page.locator(".js-plotly-plot")).to_have_count(3, timeout=PATIENCE_MS)
    wait_until_idle(page)
    page.get_by_role("button", name=re.compile("^.*Start")).first.click()
    expect(page.get_by_text("Done: 1,000 iterations.")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Iteration 1,000 of this run")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("The controls differ")).to_have_count(0)
    wait_until_idle(page)

    timeline = page.get_by_role("slider", name=re.compile("Look back"))
    timeline.focus()
    timeline.press("Home")
    expect(page.get_by_text("Iteration 1 of this run")).to_be_visible(timeout=PATIENCE_MS)
    wait_until_idle(page)

    map_of_D = page.locator("canvas.maps")
    expect(map_of_D).to_have_count(1, timeout=PATIENCE_MS)
    first = next(Gan2dRun(Gan2dSettings(data="ring_of_8", batch_size=10, n_iterations=1_000)))
    opacities = np.array(page.evaluate(OPACITIES)).reshape(first.D.shape)
    is_clear_of_edges = (np.abs(first.D - 0.5) > 0.02)[1:-1, 1:-1]
    painted, expected = opacities[1:-1, 1:-1][is_clear_of_edges], 127.5 * first.D[1:-1, 1:-1][is_clear_of_edges]
    assert is_clear_of_edges.mean() > 0.1 and np.abs(painted - expected).max() < 4

    page.get_by_role("radio", name="Best D").click()
    expect(map_of_D).to_have_count(2, timeout=PATIENCE_MS)
    expect(page.get_by_text("Left the D that was trained")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("radio", name="Curves").click()
    expect(map_of_D).to_have_count(1, timeout=PATIENCE_MS)
    page.get_by_text("D's map").click()
    expect(map_of_D).to_have_count(0, timeout=PATIENCE_MS)
    wait_until_idle(page)

    page.get_by_role("button", name=re.compile(r"\bNetworks\b")).click()
    expect(page.get_by_text("D, the discriminator", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    wait_until_idle(page)
