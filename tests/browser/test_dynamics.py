"""The main path of the page on dynamics, in Chromium."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.app import open_page, wait_until_idle

SLOW_MS = 30_000  # a busy machine draws a chart long after the script is over
PLAY_MS = 120_000


def plane_of(page: Page) -> Locator:
    plane = page.locator(".st-key-dynamics_plane .nsewdrag").first
    expect(plane).to_be_visible(timeout=SLOW_MS)
    return plane


def test_click_drag_and_play(page: Page, address: str) -> None:
    open_page(page, f"{address}/dynamics")
    plane = plane_of(page)
    box = plane.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    # A click in the middle is the equilibrium, where nothing moves.
    page.mouse.click(*middle)
    expect(page).to_have_url(re.compile("dynamics_theta=0(&|$)|dynamics_theta=0.0"), timeout=SLOW_MS)
    expect(page.get_by_text("the distance from the equilibrium is 0, at the start it was 0")).to_be_visible()

    # Dragged to the left and up: theta falls below 0, psi rises above it.
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 90, middle[1] - 45, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"dynamics_theta=-1\.[456]"), timeout=SLOW_MS)
    expect(page).to_have_url(re.compile(r"dynamics_psi=0\.[678]"), timeout=SLOW_MS)
    wait_until_idle(page)

    # The keyboard says the same with the sliders.
    dragged = page.url
    page.get_by_role("slider", name="θ at the start").press("ArrowRight")
    expect(page).not_to_have_url(dragged, timeout=SLOW_MS)
    wait_until_idle(page)

    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_role("button", name="Play")).to_be_visible(timeout=PLAY_MS)


def test_eigenvalues_cures_and_lines(page: Page, address: str) -> None:
    open_page(page, f"{address}/dynamics?dynamics_chapter=eigenvalues&dynamics_method=r1&dynamics_r1_weight=1")
    expect(page.locator(".js-plotly-plot")).to_have_count(4, timeout=SLOW_MS)
    expect(page.get_by_text("Critical at γ = 1")).to_be_visible(timeout=SLOW_MS)

    page.get_by_role("radio", name="Cures compared").click()
    expect(page.get_by_role("cell", name="3.097")).to_be_visible(timeout=SLOW_MS)
    expect(page.locator(".js-plotly-plot")).to_have_count(3, timeout=SLOW_MS)

    page.get_by_role("radio", name="Disjoint supports").click()
    expect(page.get_by_role("cell", name="∞")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="Much noise").click()
    expect(page.get_by_role("cell", name="∞")).to_have_count(0, timeout=SLOW_MS)
