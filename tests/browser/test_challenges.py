"""A challenge solved in a real browser is remembered by it, over a reload, until it is told to forget."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from explorer.lectures.challenge import Challenge
from explorer.pages import LECTURES
from explorer.pages import Page as Lecture
from tests.browser.app import open_page, serve, wait_until_idle

PATIENCE_MS = 60_000


def test_a_solved_challenge_is_marked_kept_and_forgotten(page: Page, address: str) -> None:
    open_page(page, f"{address}/challenges")
    count = page.locator(".count")
    expect(count).to_have_text(re.compile("^0 of "), timeout=PATIENCE_MS)
    page.get_by_role("link", name="Go to Eigenvalues").click()
    box = page.locator(".challenge")
    expect(box).to_contain_text("Faster than 0.9", timeout=PATIENCE_MS)
    expect(box).to_have_attribute("open", "")  # by the link
    box.get_by_role("button", name="A hint").click()
    expect(box).to_contain_text("Friction")
    expect(box.get_by_role("status")).to_be_empty()
    page.get_by_role("radio", name="R1", exact=True).click()
    expect(box).to_contain_text("0.9747", timeout=PATIENCE_MS)
    page.get_by_role("radio", name="consensus").click()
    step_size = page.get_by_role("slider", name=re.compile("Step size"))
    for _ in range(3):  # 0.2, 0.3, 0.5, 0.7
        step_size.press("ArrowRight")
    expect(box.get_by_role("status")).to_have_text("Solved", timeout=PATIENCE_MS)
    box.get_by_role("button", name="Begin").click()
    expect(box).to_contain_text("1.0050", timeout=PATIENCE_MS)
    expect(page.get_by_role("radio", name="GAN", exact=True)).to_be_checked()
    expect(box.get_by_role("status")).to_have_text("Solved")

    open_page(page, f"{address}/challenges")
    expect(count).to_have_text(re.compile("^1 of "), timeout=PATIENCE_MS)
    expect(page.locator(".card.is-solved")).to_contain_text("Faster than 0.9")
    forget = page.get_by_role("button", name="Forget my progress")
    forget.click()
    page.get_by_role("button", name="Really forget it?").click()
    expect(count).to_have_text(re.compile("^0 of "))
    expect(forget).to_be_disabled()


# The control that each of these is about: one step down with it is another state.
MOVED = {
    "sure_of_all": "db",
    "fool_D": "gb4",
    "fail_by_rate": "rate",
    "five_moves": "mu_g",
    "near_D_star": "c1",
    "patience": "start_mu",
    "hundred_times": "t",
    "other_coding": "label_c",
    "closed_circle": "theta",
    "fast_home": "h",
    "find_a_nine": "draw_x",
    "nothing_to_say": "line_a",
    "below_0_8": "size_l2",
}
BY_DRAWING = {"needs_two"}
BY_SLIDERS = [
    pytest.param(page, challenge, id=challenge.name)
    for page in LECTURES
    for challenge in page.challenges
    if page.chapter(challenge.chapter).prints and challenge.name not in BY_DRAWING  # the others are about whole runs
]


def seen_together(box: Locator, slider: Locator) -> None:
    """Fail unless both are inside the window as it stands, one beside the other."""
    card, handle = box.bounding_box(), slider.bounding_box()
    assert card is not None and handle is not None
    assert card["y"] >= 0 and card["y"] + card["height"] <= 720
    assert handle["y"] >= 0 and handle["y"] + handle["height"] <= 720
    beside = handle["x"] + handle["width"] <= card["x"] or card["x"] + card["width"] <= handle["x"]
    assert beside or handle["y"] + handle["height"] <= card["y"] or card["y"] + card["height"] <= handle["y"]


@pytest.mark.parametrize(("lecture", "challenge"), BY_SLIDERS)
def test_a_card_is_seen_with_its_sliders_and_says_how_near_one_is(
    page: Page, address: str, lecture: Lecture, challenge: Challenge
) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    link = f"{address}/{lecture.name}?{lecture.name}_chapter={challenge.chapter}&challenge={challenge.name}"
    open_page(page, link)
    box = page.locator(".challenge", has_text=f"Challenge: {challenge.title}")
    expect(box).to_have_attribute("open", "")
    box.get_by_role("button", name="Begin").click()
    expect(page.locator("[role=figure]:not([data-drawn])")).to_have_count(0)
    wait_until_idle(page)
    near = box.locator(".near")
    before = near.inner_text()
    slider = page.locator(f"#{lecture.name}_{MOVED[challenge.name]}")
    seen_together(box, slider)
    slider.press("ArrowLeft")
    expect(near).not_to_have_text(before, timeout=PATIENCE_MS)
    seen_together(box, slider)


@pytest.mark.parametrize(
    "challenge", [each.name for page in LECTURES for each in page.challenges if page.name == "mode_collapse"]
)
def test_a_link_to_a_challenge_about_runs_shows_the_button_that_starts_one(
    page: Page, address: str, challenge: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, f"{address}/mode_collapse?challenge={challenge}")
    expect(page.locator(".challenge[open]")).to_be_in_viewport(ratio=1)
    expect(page.locator("[role=figure]:not([data-drawn])")).to_have_count(0)
    wait_until_idle(page)
    expect(page.locator(".st-key-_mode_collapse_run")).to_be_in_viewport(ratio=1)
    expect(page.locator(".st-key-mode_collapse_plane")).to_be_in_viewport(ratio=0.5)


def test_where_there_are_several_runs_the_card_goes_to_its_own(browser: Browser) -> None:
    with serve(Path(__file__).parent / "two_runs_app.py") as address:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        open_page(page, f"{address}?challenge=eight_modes")
        expect(page.locator(".challenge[open]")).to_be_visible()
        expect(page.get_by_role("button", name="Start the own one")).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="Start the first one")).not_to_be_in_viewport()
        page.close()
