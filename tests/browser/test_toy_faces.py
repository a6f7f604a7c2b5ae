"""The main path through the toy faces in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.browser.app import open_page, wait_until_idle

PATIENCE_MS = 60_000  # a busy machine takes seconds for its first chart


def open_chapter(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    expect(page.get_by_role("radio", name=name, exact=True)).to_have_attribute(
        "aria-checked", "true", timeout=PATIENCE_MS
    )
    wait_until_idle(page)


def test_from_four_pixels_to_the_trained_gan(page: Page, address: str) -> None:
    open_page(page, f"{address}/toy_faces")
    expect(page.get_by_role("heading", name="Toy faces")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Noise", exact=True).click()
    expect(page.get_by_text("not above the threshold 1")).to_be_visible(timeout=PATIENCE_MS)

    open_chapter(page, "Discriminator by hand")
    expect(page.get_by_text("at once: 25 of 25 right")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("slider", name="bias b").press("End")
    expect(page.get_by_text("at once: 25 of 25 right")).to_have_count(0, timeout=PATIENCE_MS)
    expect(page).to_have_url(re.compile("toy_faces_db=4"), timeout=PATIENCE_MS)

    open_chapter(page, "Generator by hand")
    expect(page.locator(".js-plotly-plot")).to_have_count(2, timeout=PATIENCE_MS)

    open_chapter(page, "Put together")
    for label, count in (
        ("D step on a face", "1 step made"),
        ("D step on the fake", "2 steps made"),
        ("G step", "3 st"),
    ):
        page.get_by_role("button", name=label, exact=True).click()
        expect(page.get_by_text(count)).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Only G moved")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("2 steps made")).to_be_visible(timeout=PATIENCE_MS)
    link = page.url
    assert "moves=F2-0.5_N0.7-0.5" in link

    open_chapter(page, "Training")
    expect(page.get_by_text("0.94688171 0.03401213 0.04080795 0.96308679")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("slider", name="epochs").first.press("ArrowRight")
    expect(page.get_by_text("The GAN after epoch 1050")).to_be_visible(timeout=PATIENCE_MS)

    open_chapter(page, "Map")
    expect(page.locator(".js-plotly-plot")).to_have_count(1, timeout=PATIENCE_MS)

    open_page(page, link)
    expect(page.get_by_text("2 steps made")).to_be_visible(timeout=PATIENCE_MS)


def test_the_walkthrough_leads_through_the_chapters(page: Page, address: str) -> None:
    open_page(page, f"{address}/toy_faces?at=3")
    page.get_by_test_id("stBaseButton-primary").filter(has_text="Next").click()
    expect(page.get_by_role("radio", name="Discriminator by hand")).to_have_attribute(
        "aria-checked", "true", timeout=PATIENCE_MS
    )
    expect(page.get_by_text("D says: face.")).to_be_visible(timeout=PATIENCE_MS)


def test_a_phone_sees_no_sideways_scrolling(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for chapter in ("faces", "discriminator", "together", "opinion_map"):
        open_page(page, f"{address}/toy_faces?toy_faces_chapter={chapter}")
        expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=PATIENCE_MS)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
