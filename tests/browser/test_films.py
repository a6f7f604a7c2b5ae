"""A film moves its slider along, and where it comes to rest the whole page is: figures, numbers and words."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.app import open_page, wait_until_idle
from tests.browser.drawing import PATIENCE_MS, still_drawing_of, wait_until_drawn

# link -> parameter of the film's slider
FILMS = {
    "": "home_epoch",
    "toy_faces": "toy_faces_epoch",
    "gaussian_1d?gaussian_1d_chapter=convergence": "gaussian_1d_moment",
    "lsgan_vs_bce?lsgan_vs_bce_chapter=far_fakes": "lsgan_vs_bce_steps",
    "dynamics?dynamics_steps=10": "dynamics_steps",
}


def seen(page: Page) -> str:
    return page.get_by_test_id("stMain").inner_text()


def wait_until_moved(page: Page, parameter: str) -> None:
    slider = page.locator(f"#{parameter}")
    expect(slider).not_to_have_value(slider.input_value())


@pytest.mark.parametrize("link", FILMS)
def test_where_a_film_is_paused_the_page_is(page: Page, address: str, context: BrowserContext, link: str) -> None:
    parameter = FILMS[link]
    sent: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    open_page(page, f"{address}/{link}")
    expect(page.get_by_role("button", name="▶ Play")).to_be_visible()
    page.locator("[data-chart][data-drawn]").first.wait_for()
    wait_until_idle(page)
    n_before = len(sent)
    page.keyboard.press("p")
    for _ in range(3):
        wait_until_moved(page, parameter)
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="▶ Play")).to_be_visible()
    place = page.locator(f"#{parameter}").input_value()
    page.wait_for_url(f"**{parameter}={place}*")
    wait_until_idle(page)
    assert len(sent) - n_before == 2, "the frames are asked for, and the place of rest is told"
    n_charts = page.locator("[data-chart]").count()
    fresh = context.new_page()
    open_page(fresh, page.url)
    assert wait_until_drawn(page, still_drawing_of(fresh, n_charts)) == ""
    assert seen(page) == seen(fresh)
    fresh.close()


def test_a_film_goes_on_from_its_slider_and_leaves_it_at_the_end(page: Page, address: str) -> None:
    open_page(page, f"{address}/lsgan_vs_bce?lsgan_vs_bce_chapter=far_fakes&lsgan_vs_bce_steps=27")
    title = page.locator(".annotation-text", has_text="home").first
    expect(title).to_contain_text("step 27")
    wait_until_idle(page)
    page.keyboard.press("p")
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(title).to_contain_text("step 30", timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="▶ Play")).to_be_visible()
    expect(page.get_by_role("slider", name="Steps taken")).to_have_attribute("aria-valuetext", "30")
    page.wait_for_url("**lsgan_vs_bce_steps=30")
    page.keyboard.press("p")  # at the end it begins anew
    expect(title).to_contain_text(re.compile(r"step \d: "))
    page.get_by_role("slider", name="Far fakes: height").press("ArrowRight")  # another film: this one is over
    expect(page.get_by_role("slider", name="Steps taken")).to_have_attribute("aria-valuetext", "30")
    expect(title).to_contain_text("step 30")


def test_a_film_that_is_asked_for_before_its_charts_are_drawn_plays_when_they_are(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/plotly.min.js", lambda route: held.append(route))
    page.goto(f"{address}/lsgan_vs_bce?lsgan_vs_bce_chapter=far_fakes")
    expect(page.get_by_role("button", name="▶ Play")).to_be_visible()
    wait_until_idle(page)
    page.get_by_role("button", name="▶ Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    wait_until_idle(page)
    expect(page.locator("[data-chart][data-drawn]")).to_have_count(0)
    for route in held:
        route.continue_()
    wait_until_moved(page, "lsgan_vs_bce_steps")


def test_a_hand_on_the_slider_stops_the_film_there_and_the_page_follows(page: Page, address: str) -> None:
    open_page(page, f"{address}/lsgan_vs_bce?lsgan_vs_bce_chapter=far_fakes")
    page.get_by_role("button", name="▶ Play").click()
    slider = page.locator("#lsgan_vs_bce_steps")
    wait_until_moved(page, "lsgan_vs_bce_steps")
    slider.dispatch_event("pointerdown")
    expect(page.get_by_role("button", name="▶ Play")).to_be_visible()
    page.evaluate("window.dispatchEvent(new PointerEvent('pointerup'))")
    place = slider.input_value()
    page.wait_for_url(f"**lsgan_vs_bce_steps={place}")
    expect(page.locator(".annotation-text", has_text="home").first).to_contain_text(f"step {place}:")


def test_a_key_that_is_held_on_the_button_presses_it_once(page: Page, address: str) -> None:
    open_page(page, f"{address}/dynamics?dynamics_steps=10")
    page.locator("[data-chart][data-drawn]").first.wait_for()
    page.get_by_role("button", name="▶ Play").focus()
    for _ in range(6):  # all but the first are the key's repeats
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    wait_until_moved(page, "dynamics_steps")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("p")


def test_curves_of_another_layer_stay_when_a_slider_is_moved_step_by_step(page: Page, address: str) -> None:
    open_page(page, f"{address}/gaussian_1d?gaussian_1d_chapter=convergence&gaussian_1d_moment=20")
    race = page.locator("[data-chart=gaussian_1d_race][data-drawn]")
    race.wait_for()
    wait_until_idle(page)
    n_curves = race.locator(".cartesianlayer .js-line").count()
    assert n_curves > 5
    for moment in (21, 22, 23):
        page.locator("#gaussian_1d_moment").press("ArrowRight")
        page.wait_for_url(f"**gaussian_1d_moment={moment}*")
        wait_until_idle(page)
        expect(race).not_to_have_attribute("aria-busy", "true")
        expect(race.locator(".cartesianlayer .js-line")).to_have_count(n_curves)


def test_a_drag_over_the_plane_of_a_film_leaves_what_a_fresh_tab_shows(
    page: Page, address: str, context: BrowserContext
) -> None:
    open_page(page, f"{address}/dynamics")
    plane = page.locator("[data-chart=dynamics_plane][data-drawn]")
    plane.wait_for()
    wait_until_idle(page)
    page.keyboard.press("p")
    wait_until_moved(page, "dynamics_steps")
    box = plane.locator(".nsewdrag").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.6, steps=8)
    page.mouse.up()
    page.wait_for_url("**dynamics_theta=1.3*")
    expect(page.get_by_role("button", name="▶ Play")).to_be_visible()
    wait_until_idle(page)
    n_charts = page.locator("[data-chart]").count()
    fresh = context.new_page()
    open_page(fresh, page.url)
    wanted = still_drawing_of(fresh, n_charts)
    fresh.close()
    assert wait_until_drawn(page, wanted) == ""


def test_a_click_elsewhere_on_the_page_does_not_end_a_film(page: Page, address: str) -> None:
    open_page(page, f"{address}/dynamics?dynamics_steps=10")
    page.locator("[data-chart][data-drawn]").first.wait_for()
    wait_until_idle(page)
    page.keyboard.press("p")
    wait_until_moved(page, "dynamics_steps")
    page.get_by_text("The data are one point").first.click()
    wait_until_moved(page, "dynamics_steps")
    wait_until_idle(page)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert page.url.endswith("dynamics_steps=10")
    page.keyboard.press("p")


def test_a_mouse_that_holds_a_figure_may_keep_it_after_the_page_has_taken_it_away(page: Page, address: str) -> None:
    open_page(page, f"{address}/dynamics")
    plane = page.locator("[data-chart=dynamics_plane][data-drawn]")
    plane.wait_for()
    wait_until_idle(page)
    box = plane.locator(".nsewdrag").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    page.get_by_role("radio", name="Disjoint supports").press("Space")
    expect(plane).to_have_count(0)
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.6, steps=6)
    page.mouse.up()
    wait_until_idle(page)
    expect(page).to_have_url(re.compile("dynamics_chapter=disjoint"))
