"""A visitor sets up the collapse, watches it live, looks back, and changes a layer."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import open_page, wait_until_idle

pytestmark = pytest.mark.browser

LINK = "/mode_collapse?mode_collapse_n_iterations=1000&mode_collapse_batch_size=10"
PATIENCE_MS = 120_000


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
    page.get_by_text("D's map").click()
    expect(map_of_D).to_have_count(0, timeout=PATIENCE_MS)
    wait_until_idle(page)

    page.get_by_role("button", name=re.compile("Networks, steps, noise")).click()
    expect(page.get_by_text("D, the discriminator", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    wait_until_idle(page)
