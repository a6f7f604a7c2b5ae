"""The main path of the page LSGAN against BCE, in Chromium."""

import re

from playwright.sync_api import Page, expect

from tests.browser.app import open_page, wait_until_idle

SLOW_MS = 30_000  # a busy machine draws a chart long after the script is over
PLAY_MS = 120_000  # thirty frames, five seconds where nothing else runs


def test_cursor_picture_and_play(page: Page, address: str) -> None:
    open_page(page, f"{address}/lsgan_vs_bce")
    page.get_by_role("button", name="t = −5", exact=True).click()
    expect(page.get_by_role("cell", name="−0.006693")).to_be_visible(timeout=SLOW_MS)

    page.get_by_role("radio", name="Far fakes").click()
    titles = page.locator(".annotation-text", has_text="home")
    expect(titles).to_have_count(2, timeout=SLOW_MS)
    expect(titles.nth(1)).to_contain_text("step 0: 0 of 8 home")

    # One step goes to the server; Play runs in the browser alone.
    page.get_by_role("button", name="One step").click()
    expect(titles.nth(1)).to_contain_text("step 1: ", timeout=SLOW_MS)
    expect(page).to_have_url(re.compile("lsgan_vs_bce_steps=1"))
    wait_until_idle(page)
    page.get_by_role("button", name="Play").click()
    expect(titles.nth(1)).to_contain_text("step 30: 8 of 8 home", timeout=PLAY_MS)
    expect(titles.nth(0)).to_contain_text("step 30: 0 of 8 home")


def test_a_slider_moved_while_the_film_plays_stops_it_and_shows_the_new_picture(page: Page, address: str) -> None:
    open_page(page, f"{address}/lsgan_vs_bce?lsgan_vs_bce_chapter=far_fakes")
    titles = page.locator(".annotation-text", has_text="home")
    expect(titles).to_have_count(2, timeout=SLOW_MS)
    page.get_by_role("button", name="Play").click()
    expect(titles.nth(1)).to_contain_text(re.compile("step [3-9]: "), timeout=PLAY_MS)

    page.get_by_role("slider").first.press("ArrowLeft")
    expect(page).to_have_url(re.compile("lsgan_vs_bce_distance=4.5"))
    for title in titles.all():
        expect(title).to_contain_text("step 0: 0 of 8 home", timeout=SLOW_MS)
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_optimal_d_and_layers(page: Page, address: str) -> None:
    open_page(page, f"{address}/lsgan_vs_bce?lsgan_vs_bce_chapter=optimal_d")
    expect(page.get_by_text("2 C(G) is the Pearson χ²")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="A misprint").click()
    expect(page.get_by_text("2 C(G) does not depend on")).to_be_visible(timeout=SLOW_MS)

    page.get_by_role("radio", name="Vanishing layers").click()
    expect(page.locator(".js-plotly-plot")).to_have_count(3, timeout=SLOW_MS)
    page.get_by_role("radio", name="LeakyReLU").click()
    expect(page).to_have_url(re.compile("lsgan_vs_bce_activation=leaky_relu"))
    wait_until_idle(page)


def test_a_link_is_the_state_of_the_page(page: Page, address: str) -> None:
    open_page(page, f"{address}/lsgan_vs_bce?lsgan_vs_bce_chapter=far_fakes&lsgan_vs_bce_steps=30")
    titles = page.locator(".annotation-text", has_text="home")
    expect(titles).to_have_count(2, timeout=SLOW_MS)
    expect(titles.nth(1)).to_contain_text("step 30: 8 of 8 home")
