"""The charts' own component: figures change in place, follow theme and width, and say so when they cannot be drawn."""

import csv
import math
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.app import open_page, wait_until_idle

PATIENCE_MS = 60_000
GAME = "{}/gaussian_1d"


def chart(page: Page):
    return page.locator(".js-plotly-plot").first


def ink(page: Page) -> str:
    """Colour of the first axis label."""
    return chart(page).locator(".xtick text").first.evaluate("label => getComputedStyle(label).fill")


def curve(page: Page) -> str:
    return chart(page).locator(".scatterlayer .js-line").nth(1).get_attribute("d") or ""


def test_a_figure_changes_in_place_and_keeps_what_was_hidden(page: Page, address: str) -> None:
    open_page(page, GAME.format(address))
    expect(chart(page).locator(".legendtoggle").first).to_be_visible(timeout=PATIENCE_MS)
    chart(page).evaluate("plot => { plot.dataset.seen = 'yes'; }")
    chart(page).locator(".legendtoggle").first.click()
    hidden = chart(page).locator(".traces").first
    expect(hidden).to_have_css("opacity", "0.5", timeout=PATIENCE_MS)
    before = curve(page)
    page.get_by_role("slider").first.press("ArrowRight")
    wait_until_idle(page)
    expect(chart(page).locator(".scatterlayer .js-line").nth(1)).not_to_have_attribute("d", before)
    assert chart(page).get_attribute("data-seen") == "yes"
    expect(hidden).to_have_css("opacity", "0.5", timeout=PATIENCE_MS)


def test_a_figure_says_what_it_shows_to_those_who_cannot_see_it(page: Page, address: str) -> None:
    open_page(page, GAME.format(address))
    expect(page.get_by_role("figure", name="The densities of real and generated samples")).to_be_visible(
        timeout=PATIENCE_MS
    )


def test_a_figure_follows_the_width_of_the_window(page: Page, address: str) -> None:
    open_page(page, GAME.format(address))
    expect(chart(page)).to_be_visible(timeout=PATIENCE_MS)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.querySelector('.main-svg').getBoundingClientRect().width < 390")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_labels_read_on_the_dark_theme_too(page: Page, address: str) -> None:
    open_page(page, GAME.format(address))
    expect(chart(page).locator(".xtick text").first).to_be_visible(timeout=PATIENCE_MS)
    light = ink(page)
    page.emulate_media(color_scheme="dark")
    open_page(page, GAME.format(address))
    expect(chart(page).locator(".xtick text").first).to_be_visible(timeout=PATIENCE_MS)
    red = {theme: int(color.split("(")[1].split(",")[0]) for theme, color in (("light", light), ("dark", ink(page)))}
    assert red["light"] < 100 < 150 < red["dark"]


def test_a_missing_library_is_said_and_the_next_figure_tries_again(browser: Browser, address: str) -> None:
    page = browser.new_page()  # no fixture: here the console may complain
    page.route("**/plotly.min.js*", lambda route: route.abort(), times=1)
    open_page(page, GAME.format(address))
    expect(page.get_by_text("Reload the page to try again.")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("slider").first.press("ArrowRight")
    expect(chart(page).locator(".xtick text").first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Reload the page to try again.")).to_have_count(0)
    page.close()


def test_a_figure_that_changes_while_its_code_is_on_its_way_is_drawn(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/chart.js", lambda route: held.append(route))
    open_page(page, f"{address}/gaussian_1d?gaussian_1d_chapter=your_own_d")
    page.get_by_role("button", name="Set D to D*").click()
    expect(page.get_by_text("C(G) − V = 0 nats")).to_be_visible()
    assert held, "the charts' code has another name"
    for route in held:
        route.continue_()
    expect(page.get_by_text("your V = −0.944")).to_be_visible()
    page.get_by_role("button", name="Coin flip").click()
    expect(page.get_by_text("your V = −1.386")).to_be_visible()


# Plotly's function of this name fails the next time that it is called, and only then.
BREAK_ONCE = """name => {
  const draw = Plotly[name];
  Plotly[name] = () => {
    Plotly[name] = draw;
    throw new Error('broken on purpose');
  };
}"""
# What is seen in all figures: their lines, points, texts and the pictures of tiles.
SEEN = """() => [...document.querySelectorAll('.js-plotly-plot :is(.js-line, path.point, text, image)')].map((mark) => [
    mark.textContent, ...['d', 'transform', 'href', 'xlink:href'].map((name) => mark.getAttribute(name))].join('|'))"""


@pytest.mark.parametrize(("way", "path"), [("animate", "gaussian_1d"), ("react", "toy_faces"), ("relayout", "")])
def test_a_drawing_that_fails_is_said_and_made_from_the_start(
    browser: Browser, address: str, way: str, path: str
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})  # no fixture: here the console is to complain
    open_page(page, f"{address}/{path or 'gaussian_1d'}")
    expect(chart(page).locator("text").first).to_be_visible(timeout=PATIENCE_MS)
    before = page.evaluate(SEEN)
    page.evaluate(BREAK_ONCE, way)
    with page.expect_console_message(lambda message: "broken on purpose" in message.text, timeout=PATIENCE_MS) as said:
        if way == "relayout":
            page.set_viewport_size({"width": 1200, "height": 900})
        else:
            page.locator(".drag-slider").get_by_role("slider").first.press("ArrowLeft")
    assert said.value.type == "error"
    page.wait_for_function(f"before => `${{({SEEN})()}}` !== `${{before}}`", arg=before, timeout=PATIENCE_MS)
    wait_until_idle(page)
    seen = page.evaluate(SEEN)
    open_page(page, page.url)
    page.wait_for_function(f"seen => `${{({SEEN})()}}` === `${{seen}}`", arg=seen, timeout=PATIENCE_MS)
    page.close()


def test_a_film_that_fails_is_said_and_ends_in_the_chart_as_it_was(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    open_page(page, f"{address}/lsgan_vs_bce?lsgan_vs_bce_chapter=far_fakes")
    expect(chart(page).locator("text").first).to_be_visible(timeout=PATIENCE_MS)
    wait_until_idle(page)
    before = page.evaluate(SEEN)
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_function(f"before => `${{({SEEN})()}}` !== `${{before}}`", arg=before, timeout=PATIENCE_MS)
    page.evaluate(BREAK_ONCE, "animate")
    expect(page.get_by_role("button", name="Play")).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_function(f"before => `${{({SEEN})()}}` === `${{before}}`", arg=before, timeout=PATIENCE_MS)
    assert any("broken on purpose" in text for text in said)
    page.close()


def test_a_key_plays_and_pauses_a_film(page: Page, address: str) -> None:
    open_page(page, f"{address}/dynamics")
    expect(chart(page).locator("text").first).to_be_visible(timeout=PATIENCE_MS)
    wait_until_idle(page)
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Pause")).to_be_visible(timeout=PATIENCE_MS)
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Play")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("slider", name="Step size h").focus()  # nobody writes there
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Pause")).to_be_visible(timeout=PATIENCE_MS)


def test_a_figure_is_taken_along_as_pictures_and_numbers(page: Page, address: str, tmp_path: Path) -> None:
    open_page(page, GAME.format(address))
    expect(chart(page).locator(".js-line").first).to_be_visible(timeout=PATIENCE_MS)
    files = {}
    for kind in ("PNG", "SVG", "CSV"):
        chart(page).hover()
        with page.expect_download() as download:
            page.get_by_role("group", name="Download this figure").first.get_by_role("button", name=kind).click()
        assert download.value.suggested_filename == f"gaussian_1d_game_figure.{kind.lower()}"
        download.value.save_as(tmp_path / kind)
        files[kind] = (tmp_path / kind).read_bytes()
    assert files["PNG"].startswith(b"\x89PNG") and b"JSD, point by point" in files["SVG"]
    rows = list(csv.DictReader(files["CSV"].decode().splitlines()))
    p_data = {float(row["x"]): float(row["y"]) for row in rows if row["curve"] == "pdata"}
    assert p_data[0.0] == pytest.approx(1.0 / math.sqrt(2.0 * math.pi))
    assert len(p_data) > 100


def test_a_plane_shows_the_same_after_the_window_was_narrow(page: Page, address: str) -> None:
    """As on a phone that is turned there and back: axes of one scale must not stretch a little more each time."""
    open_page(page, f"{address}/lsgan_vs_bce?lsgan_vs_bce_chapter=far_fakes")
    plane = page.locator("[data-chart=far_fakes_bce][data-drawn]")
    seen = "plot => [plot.layout.width, ...plot._fullLayout.xaxis.range, ...plot._fullLayout.yaxis.range].join()"
    plane.wait_for()
    wait_until_idle(page)
    before = plane.evaluate(seen)
    for width in (900, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(
            "([plot, seen, before, isSame]) => (eval(seen)(document.querySelector(plot)) === before) === isSame",
            arg=["[data-chart=far_fakes_bce]", seen, before, width == 1440],
        )
