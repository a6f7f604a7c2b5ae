"""A lecture: a course across pages, and the presenter's notes in a second window."""

import re
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, Page, expect

from explorer.lectures.courses import course_named
from tests.browser.app import open_page, wait_until_idle
from tests.browser.test_walkthrough import PATIENCE_MS, at_step

END_OF_PART = "toy_faces?course=quick&at=11"


def remote_listens(page: Page, name: str) -> None:
    page.wait_for_function(f"document.documentElement.dataset.remote === '{name}'", timeout=PATIENCE_MS)


def go_on_to_the_second_page(page: Page, address: str) -> None:
    open_page(page, f"{address}/{END_OF_PART}&toy_faces_present=true")
    at_step(page, 11)
    remote_listens(page, "toy_faces")
    for _ in range(2):  # the step asks: the first press shows its figure
        page.keyboard.press("PageDown")
    at_step(page, 1)


def test_a_course_leads_from_page_to_page_and_its_link_resumes_it(page: Page, address: str, browser: Browser) -> None:
    go_on_to_the_second_page(page, address)
    expect(page.get_by_text("part 2 of 3", exact=False)).to_be_visible()
    expect(page.get_by_role("radiogroup", name="Chapter")).not_to_be_visible()  # still the presenter's view
    assert "/gaussian_1d?" in page.url and "course=quick" in page.url and "at=" not in page.url
    other = browser.new_page()
    other.goto(page.url)
    expect(other.get_by_text("part 2 of 3", exact=False)).to_be_visible(timeout=PATIENCE_MS)
    other.close()
    remote_listens(page, "gaussian_1d")
    page.keyboard.press("PageUp")
    at_step(page, 11)
    assert "/toy_faces?" in page.url


def test_the_notes_follow_the_lecture_and_move_it(page: Page, address: str) -> None:
    open_page(page, f"{address}/{END_OF_PART}")
    at_step(page, 11)
    remote_listens(page, "toy_faces")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Presenter's notes").click()
    notes = opened.value
    title = notes.locator("h1")
    expect(title).to_have_text("11. A thousand epochs", timeout=PATIENCE_MS)
    expect(notes.get_by_text(re.compile(r"^\d\d:\d\d:\d\d$"))).to_be_visible()
    # The step asks: the notes' first press shows the class its figure.
    notes.get_by_role("button", name="Next").click()
    expect(page.locator(".st-key-toy_chart_run")).to_be_in_viewport(ratio=0.9)
    at_step(page, 11)
    # Another page: both windows go there together, whichever was asked.
    notes.get_by_role("button", name="Next").click()
    at_step(page, 1)
    expect(title).to_have_text("1. Two densities and a detective", timeout=PATIENCE_MS)
    wait_until_idle(notes)
    remote_listens(page, "gaussian_1d")
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("4. Equal", timeout=PATIENCE_MS)
    expect(notes.get_by_text("does not answer")).not_to_be_visible()
    notes.close()


def link_for_the_class(page: Page) -> str:
    page.get_by_role("button", name="For the class").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("img")).to_be_visible(timeout=PATIENCE_MS)
    wait_until_idle(page)
    link = dialog.locator("code").inner_text()
    picture = dialog.locator("img").bounding_box()
    assert picture is not None and picture["height"] > 0.7 * 900  # of the window's 900 px: read from the last row
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    return link


def test_the_classs_code_opens_the_step_that_is_shown(page: Page, address: str, browser: Browser) -> None:
    go_on_to_the_second_page(page, address)
    said = dict(parse_qsl(urlsplit(link_for_the_class(page)).query))
    assert said == {"course": "quick", "gaussian_1d_walkthrough": "true", "gaussian_1d_mu_g": "4"}
    remote_listens(page, "gaussian_1d")
    page.keyboard.press("PageDown")
    at_step(page, 4)
    link = link_for_the_class(page)
    said = dict(parse_qsl(urlsplit(link).query))
    assert said["gaussian_1d_step"] == "4" and said["gaussian_1d_mu_g"] == "0" and not link.count("present")
    phone = browser.new_page()
    open_page(phone, link)
    at_step(phone, 4)
    expect(phone.get_by_role("slider", name="Mean μ").first).to_have_attribute("aria-valuetext", "0.00")
    phone.close()


def test_the_quick_course_is_given_by_keys_alone(page: Page, address: str) -> None:
    """From the first step to the last on a projector, training included; the mouse is not touched."""
    stops = course_named("quick").stops
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, f"{address}/{stops[0].page}?course=quick&at=1&{stops[0].page}_present=true")
    for here, ahead in pairwise((*stops, None)):
        at_step(page, here.number)
        remote_listens(page, here.page)
        if here.step.predict:
            expect(page.get_by_role("button", name="Show it anyway")).to_be_visible()
            page.keyboard.press("PageDown")
        expect(page.locator(f".st-key-{here.step.figure}")).to_be_in_viewport(ratio=0.9)
        if here.step.is_live:
            page.keyboard.press("p")
            expect(page.get_by_role("button", name="Pause")).to_be_visible()
            page.keyboard.press("p")
            expect(page.get_by_role("button", name="Resume")).to_be_visible()
        if ahead:
            page.keyboard.press("PageDown")
    assert page.url.split("?")[0].endswith(stops[-1].page)
