"""Attacks compared, run by a visitor who changes settings, and the sheet whose words stay in their place."""

import re

from playwright.sync_api import Page, expect

from tests.browser.app import open_page, wait_until_idle

LINK = "/adversarial_examples?adversarial_examples_chapter=compared&adversarial_examples_attacked_pictures=built_in"
PALE = """() => document.querySelector('[data-chart=adversarial_shares]').data
  .filter((trace) => trace.showlegend === false).length"""


def test_an_earlier_comparison_stays_pale_while_its_axes_do(page: Page, address: str) -> None:
    open_page(page, f"{address}{LINK}&adversarial_examples_n_attacked=100")
    page.locator("[data-chart=adversarial_shares][data-drawn]").wait_for()
    start = page.get_by_role("button", name=re.compile("Start")).locator("visible=true").first
    start.click()
    expect(page.get_by_text("Done: 100 of 100 pictures attacked.")).to_be_visible()
    expect(page.get_by_text("Start another comparison")).to_be_visible()
    assert page.evaluate(PALE) == 0

    page.get_by_role("radio", name="robust", exact=True).click()
    expect(page.get_by_text("The controls differ")).to_be_visible()
    start.click()
    expect(page.get_by_text("earlier comparisons: 1 plain network")).to_be_visible()
    expect(page.get_by_text("Done: 100 of 100 pictures attacked.")).to_be_visible()
    page.wait_for_function(f"({PALE})() === 1")

    page.get_by_role("radio", name="L∞", exact=True).click()
    wait_until_idle(page)
    start.click()
    expect(page.get_by_text("Start another comparison")).to_be_visible()
    expect(page.get_by_text("Done: 100 of 100 pictures attacked.")).to_be_visible()
    page.wait_for_function(f"({PALE})() === 0")


def test_what_the_sheet_says_stays_beside_the_pictures(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    # As many points as the sheet takes, one beside the other.
    full = "".join("AB"[k % 2] + "A" + "AQgw"[k % 4] for k in range(400))
    open_page(
        page, f"{address}/adversarial_examples?adversarial_examples_pictures=own&adversarial_examples_drawing={full}"
    )
    said = page.get_by_text("400 points: full", exact=True)
    expect(said).to_be_visible()
    beside, sheet = said.bounding_box(), page.get_by_role("application").bounding_box()
    assert beside is not None and sheet is not None
    assert beside["x"] + beside["width"] <= sheet["x"] + sheet["width"] + 1
