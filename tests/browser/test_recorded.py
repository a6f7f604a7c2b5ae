"""Recorded runs in Chromium: they play, scrub and compare without asking the server anything."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.app import open_page, wait_until_idle

SLOW_MS = 60_000  # a busy machine unpacks and draws long after the script is over
CHAPTER = "mnist_trainer?mnist_trainer_chapter=recorded"
PIXELS = "canvas => canvas.toDataURL()"


def slider_of(page: Page) -> Locator:
    expect(page.locator(".player.ready")).to_be_visible(timeout=SLOW_MS)
    return page.get_by_role("slider", name="Moment of the run")


def test_it_scrubs_and_plays(page: Page, address: str) -> None:
    open_page(page, f"{address}/{CHAPTER}")
    slider, canvas = slider_of(page), page.locator(".run canvas")
    words = re.compile(r"iteration ([\d,]+) of \1$")
    expect(slider).to_have_attribute("aria-valuetext", words)
    last = canvas.evaluate(PIXELS)

    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("iteration 1 of "))
    expect(canvas).to_have_attribute("aria-label", re.compile("at iteration 1[;.]"))
    first = canvas.evaluate(PIXELS)
    assert first != last
    slider.press("ArrowRight")
    expect(slider).to_have_value("1")

    page.get_by_role("button", name="4×").click()
    page.get_by_role("button", name="Play").click()
    expect(slider).to_have_attribute("aria-valuetext", words, timeout=SLOW_MS)
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert canvas.evaluate(PIXELS) == last


def test_scrubbing_stops_the_film(page: Page, address: str) -> None:
    open_page(page, f"{address}/{CHAPTER}")
    slider = slider_of(page)
    page.get_by_role("button", name="½×").click()
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(slider).not_to_have_value("0")  # Home at the very start would change nothing
    slider.press("Home")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(slider).to_have_value("0")


def test_two_runs_share_the_slider_and_the_place_is_kept(page: Page, address: str) -> None:
    open_page(page, f"{address}/{CHAPTER}")
    slider = slider_of(page)
    for _ in range(3):
        slider.press("ArrowLeft")
    place = re.match(r"iteration [\d,]+", slider.get_attribute("aria-valuetext") or "")
    assert place

    page.get_by_role("radiogroup", name="Compare with").get_by_role("radio", name="Collapse").click()
    canvases = page.locator(".run canvas")
    expect(canvases).to_have_count(2, timeout=SLOW_MS)
    wait_until_idle(page)
    expect(slider).to_have_attribute("aria-valuetext", re.compile(place[0]))
    slider.press("Home")
    for canvas in canvases.all():
        expect(canvas).to_have_attribute("aria-label", re.compile("at iteration 1[;.]"))
    slider.press("End")
    expect(page.locator(".run").nth(1).get_by_text(re.compile("^ended at "))).to_be_visible()


def test_on_a_phone_the_pictures_are_as_wide_as_the_screen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{address}/{CHAPTER}")
    slider_of(page)
    box = page.locator(".run canvas").bounding_box()
    assert box is not None and box["width"] > 0.8 * 390
