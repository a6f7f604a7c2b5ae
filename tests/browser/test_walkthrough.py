"""The walkthrough in a lecture: by keys and a presenter's remote, with the browser's Back, in the presenter's view."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.app import open_page, wait_until_idle

PATIENCE_MS = 60_000
OPENED = "toy_faces?toy_faces_walkthrough=true"  # nine steps that ask nothing


def open_walkthrough(page: Page, address: str) -> None:
    open_page(page, f"{address}/{OPENED}")
    page.wait_for_function("document.documentElement.dataset.remote === 'toy_faces'", timeout=PATIENCE_MS)


def at_step(page: Page, number: int) -> None:
    expect(page.get_by_text(re.compile(rf"^{number}\. "))).to_be_visible(timeout=PATIENCE_MS)
    wait_until_idle(page)


def test_keys_and_a_remote_move_from_step_to_step(page: Page, address: str) -> None:
    open_walkthrough(page, address)
    for key, step in [("ArrowRight", 2), ("PageUp", 1), ("PageDown", 2), ("ArrowRight", 3), ("ArrowLeft", 2)]:
        page.keyboard.press(key)
        at_step(page, step)
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    wait_until_idle(page)
    at_step(page, 2)


@pytest.mark.parametrize("key", ["PageDown", "n"])
def test_a_press_shows_the_figure_of_a_step_that_asks_before_it_goes_on(page: Page, address: str, key: str) -> None:
    open_page(page, f"{address}/lsgan_vs_bce?at=1")
    page.wait_for_function("document.documentElement.dataset.remote === 'lsgan_vs_bce'", timeout=PATIENCE_MS)
    figure = page.locator(".st-key-far_fakes_planes")
    expect(page.get_by_role("button", name="Show it anyway")).to_be_visible()
    expect(figure).to_have_count(0)
    page.keyboard.press(key)
    expect(figure).to_be_in_viewport(ratio=0.9)
    at_step(page, 1)
    page.keyboard.press(key)
    at_step(page, 2)


@pytest.mark.parametrize(("there", "back"), [("ArrowRight", "ArrowLeft"), ("n", "b")])
def test_keys_move_while_the_switch_that_opened_it_has_the_focus(
    page: Page, address: str, there: str, back: str
) -> None:
    open_walkthrough(page, address)
    page.get_by_role("switch").first.focus()
    page.keyboard.press(there)
    at_step(page, 2)
    page.keyboard.press(back)
    at_step(page, 1)


def test_the_browsers_back_goes_back_a_step(page: Page, address: str) -> None:
    open_walkthrough(page, address)
    page.keyboard.press("ArrowRight")
    at_step(page, 2)
    page.go_back()
    at_step(page, 1)


def test_keys_pressed_faster_than_the_page_answers_all_count(page: Page, address: str) -> None:
    open_walkthrough(page, address)
    for key in ("ArrowRight",) * 5 + ("ArrowLeft",):
        page.keyboard.press(key)
    at_step(page, 5)


@pytest.mark.parametrize(
    "name, step, slider",
    [("toy_faces", 2, ".drag-slider input"), ("adversarial_examples", 8, "[data-testid=stSlider] input")],
)
def test_a_remote_is_heard_beside_a_slider(page: Page, address: str, name: str, step: int, slider: str) -> None:
    open_page(page, f"{address}/{name}?at={step}")
    page.wait_for_function(f"document.documentElement.dataset.remote === '{name}'", timeout=PATIENCE_MS)
    page.get_by_test_id("stMain").locator(f"{slider} >> visible=true").first.focus()
    page.keyboard.press("PageUp")
    at_step(page, step - 1)


def test_a_press_that_is_lost_is_made_again(page: Page, address: str) -> None:
    open_walkthrough(page, address)
    page.evaluate("""() => {
        const lose = (event) => { event.stopImmediatePropagation(); event.preventDefault(); };
        document.addEventListener('click', lose, { capture: true, once: true });
    }""")
    for key in ("ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    at_step(page, 3)


def test_a_press_waits_for_a_button_that_is_drawn_late(page: Page, address: str) -> None:
    """On a busy machine the step's words stand there before its buttons do."""
    open_walkthrough(page, address)
    page.keyboard.press("ArrowRight")
    at_step(page, 2)
    wait_until_idle(page)
    back = page.get_by_role("button", name="Back", exact=False).first
    back.evaluate("button => (button.disabled = true)")
    page.keyboard.press("PageUp")
    back.evaluate("button => (button.disabled = false)")
    at_step(page, 1)


def test_a_step_that_is_taken_while_the_remotes_code_is_on_its_way(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/remote.js", lambda route: held.append(route))
    open_page(page, f"{address}/{OPENED}")
    page.locator(".st-key-_toy_faces_next button").click()
    at_step(page, 2)
    assert held, "the remote's code has another name"
    for route in held:
        route.continue_()
    page.wait_for_function("document.documentElement.dataset.remote === 'toy_faces'")
    page.wait_for_timeout(1500)  # a place that was left is forgotten after a second
    page.keyboard.press("ArrowRight")
    at_step(page, 3)


def test_the_figure_stays_in_sight_when_the_presenters_view_is_switched_on(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, f"{address}/mode_collapse?at=1")
    at_step(page, 1)
    figure = page.locator(".st-key-mode_collapse_plane")
    expect(figure).to_be_in_viewport(ratio=1)
    page.get_by_role("switch", name="Presenter's view").click(force=True)
    expect(page.get_by_role("radiogroup", name="Chapter")).not_to_be_visible()
    expect(figure).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Start", exact=False).first).to_be_in_viewport(ratio=1)


def test_the_presenters_view_leaves_only_what_the_class_needs(page: Page, address: str) -> None:
    page.goto(f"{address}/lsgan_vs_bce?at=2&lsgan_vs_bce_present=true")
    at_step(page, 2)
    for part in ("stSidebar", "stToolbar"):
        expect(page.get_by_test_id(part)).not_to_be_visible()
    expect(page.get_by_role("radiogroup", name="Chapter")).not_to_be_visible()
    expect(page.get_by_role("slider", name="Steps taken")).to_be_visible()  # the step is about it
    expect(page.get_by_role("slider", name="Step size")).not_to_be_visible()
    frame = page.locator(".js-plotly-plot").first.locator("xpath=..")
    expect(frame).to_have_css("transform", re.compile(r"matrix\(1\.25, 0, 0, 1\.25"), timeout=PATIENCE_MS)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    page.get_by_text("Presenter's view", exact=True).click()
    expect(page.get_by_role("radiogroup", name="Chapter")).to_be_visible(timeout=PATIENCE_MS)
    expect(frame).to_have_css("transform", "none")
